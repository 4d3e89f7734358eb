#include "CBuild.h"

// A target of its own, because another commit compiles all of its target anew. Package.swift defines the two.
#ifdef FACTORYTOP_COMMIT
#define TEXT_OF(word) #word
#define TEXT(macro) TEXT_OF(macro)

const char *cbuild_commit(void) { return TEXT(FACTORYTOP_COMMIT); }
long long cbuild_epoch(void) { return FACTORYTOP_EPOCH; }
#else
const char *cbuild_commit(void) { return 0; }
long long cbuild_epoch(void) { return -1; }
#endif
