#ifndef CBUILD_H
#define CBUILD_H

/// The commit that this was built from, in lower-case hexadecimal digits; NULL where whoever built it did not say.
const char *cbuild_commit(void);

/// The time that stands for the build, in seconds since 1970 (SOURCE_DATE_EPOCH); -1 where there is no commit.
long long cbuild_epoch(void);

#endif
