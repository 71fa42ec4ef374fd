// PCRE2 over bytes; its header wants to be told the width before it is read.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
