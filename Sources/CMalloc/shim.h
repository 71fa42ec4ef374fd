// The GNU C library (mallopt(3)), which is part of the system.
#include <malloc.h>
