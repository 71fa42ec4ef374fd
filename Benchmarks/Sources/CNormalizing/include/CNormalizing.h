/* ICU's NFKC_Casefold over UTF-8, and nothing else. */
#ifndef CNORMALIZING_H
#define CNORMALIZING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Normalizes texts one by one by Normalizer2::normalizeUTF8. Text i ends at `ends[i]`, and begins where the one before
   it ends. Returns the bytes that came out; 0 if one failed. */
uint64_t cnormalizing_run(const uint8_t *bytes, const size_t *ends, size_t count);

#ifdef __cplusplus
}
#endif
#endif
