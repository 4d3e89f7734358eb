#include "CThemes.h"

// The folder's files are the only source: the compiler reads them, and the build knows when one has changed.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char default_dark[] = {
#embed "../../themes/default-dark.toml" suffix(, 0)
};
static const char default_light[] = {
#embed "../../themes/default-light.toml" suffix(, 0)
};
static const char colour_blind_safe[] = {
#embed "../../themes/colour-blind-safe.toml" suffix(, 0)
};
static const char high_contrast[] = {
#embed "../../themes/high-contrast.toml" suffix(, 0)
};
static const char monochrome[] = {
#embed "../../themes/monochrome.toml" suffix(, 0)
};

static const struct cthemes_theme themes[] = {
    {"default-dark", default_dark},           {"default-light", default_light},
    {"colour-blind-safe", colour_blind_safe}, {"high-contrast", high_contrast},
    {"monochrome", monochrome},
};

int cthemes_count(void) { return sizeof themes / sizeof themes[0]; }

struct cthemes_theme cthemes_theme_at(int index) { return themes[index]; }
