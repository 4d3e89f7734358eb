#include "CArguments.h"

#include <features.h>

static int count;
static char **words;

#ifdef __GLIBC__
// glibc calls constructors with main's arguments. So they are known before anything else, and without /proc.
__attribute__((constructor)) static void keep(int argc, char **argv, char **environment) {
  (void)environment;
  count = argc;
  words = argv;
}
#endif

char *const *carguments_words(void) { return words; }

int carguments_count(void) { return count; }
