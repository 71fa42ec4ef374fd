// libmd (https://www.hadrons.org/software/libmd/), Debian's libmd-dev: the message digests of the BSDs, here SHA-256.
#include <stdint.h>
#include <sys/types.h>

#include <sha2.h>
