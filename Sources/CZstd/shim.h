// Zstandard (https://facebook.github.io/zstd/zstd_manual.html), Debian's libzstd-dev.
#include <zstd.h>
