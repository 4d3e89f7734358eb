// What Swift's static libraries, built on Debian 12, ask of a C library and a libstdc++ that are newer than those the
// portable binary is linked against.
#include <new>

// glibc 2.32 tells libstdc++ so that a program has one thread. 0 is "no": reference counts stay atomic.
extern "C" {
char __libc_single_threaded = 0;
}

// GCC 11's libstdc++; ICU and the runtime call it for an array whose size overflows.
namespace std {
[[noreturn]] void __throw_bad_array_new_length() { throw bad_array_new_length(); }
}

// glibc 2.29 gave these a version that leaves errno to the functions themselves. The older one answers the same figures.
#define OLDER(name)                                                     \
  extern "C" double older_##name(double);                               \
  __asm__(".symver older_" #name ", " #name "@GLIBC_2.2.5");            \
  extern "C" double name(double x) { return older_##name(x); }
OLDER(exp)
OLDER(exp2)
OLDER(log)
OLDER(log2)
