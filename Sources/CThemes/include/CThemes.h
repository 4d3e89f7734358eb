#ifndef CTHEMES_H
#define CTHEMES_H

/// A file of the themes folder, as it was when this was built.
struct cthemes_theme {
  /// The file's name without `.toml`.
  const char *name;
  /// Every byte of it, and a zero.
  const char *text;
};

/// How many there are.
int cthemes_count(void);

/// One of them, counted from 0, in the order in which the theme key goes through them.
struct cthemes_theme cthemes_theme_at(int index);

#endif
