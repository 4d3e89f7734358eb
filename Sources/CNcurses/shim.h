#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>

#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <wchar.h>

// What Swift cannot reach by itself. Everything else of ncurses is imported as it is.

// Global variables: Swift 6 refuses shared mutable state that it cannot check.
static inline FILE *shim_stdin(void) { return stdin; }
static inline FILE *shim_stdout(void) { return stdout; }
static inline WINDOW *shim_stdscr(void) { return stdscr; }
static inline WINDOW *shim_curscr(void) { return curscr; }
static inline TERMINAL *shim_cur_term(void) { return cur_term; }
static inline int shim_colors(void) { return COLORS; }

// Macros with a cast or a shift in them, which the importer leaves out.
static inline attr_t shim_bold(void) { return WA_BOLD; }
static inline attr_t shim_dim(void) { return WA_DIM; }
static inline attr_t shim_underline(void) { return WA_UNDERLINE; }
static inline attr_t shim_reverse(void) { return WA_REVERSE; }

// tigetstr answers (char *)-1 for a name that is no string, which is no pointer that Swift may look at.
static inline const char *shim_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

// wchar.h hides it without _XOPEN_SOURCE, and the C library's module was built without.
extern int wcwidth(wchar_t);

// The same of sys/mman.h, without _GNU_SOURCE.
extern int memfd_create(const char *name, unsigned int flags);
