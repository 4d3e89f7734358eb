#ifndef CARGUMENTS_H
#define CARGUMENTS_H

/// The words of the command line, the program's own name first, as the C library got them from the kernel; NULL where
/// it does not hand them on.
char *const *carguments_words(void);

/// How many there are.
int carguments_count(void);

#endif
