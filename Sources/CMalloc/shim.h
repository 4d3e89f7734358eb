// The C library's module was built without it.
#include <malloc.h>
