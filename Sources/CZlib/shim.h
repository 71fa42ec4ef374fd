// zlib (https://zlib.net/manual.html), Debian's zlib1g-dev.
#include <zlib.h>

/* inflateInit2 is a macro, which Swift does not see. 15: the largest window; 16: a gzip header (RFC 1952). */
static inline int czlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
