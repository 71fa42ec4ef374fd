#define PCRE2_CODE_UNIT_WIDTH 8
#include "CRuleByRule.h"

#include <pcre2.h>
#include <stdlib.h>

struct crulebyrule {
  pcre2_code **codes;
  size_t count;
  pcre2_match_data *data;
  pcre2_match_context *context;
};

crulebyrule *crulebyrule_create(void) {
  crulebyrule *rules = calloc(1, sizeof *rules);
  if (rules == NULL) abort();
  rules->data = pcre2_match_data_create(1, NULL);
  rules->context = pcre2_match_context_create(NULL);
  pcre2_jit_stack *stack = pcre2_jit_stack_create(32 * 1024, 8 * 1024 * 1024, NULL);
  pcre2_jit_stack_assign(rules->context, NULL, stack);
  return rules;
}

bool crulebyrule_add(crulebyrule *rules, const uint8_t *expression, size_t length) {
  int failure;
  size_t offset;
  pcre2_code *code =
    pcre2_compile(expression, length, PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &failure, &offset, NULL);
  if (code == NULL) return false;
  if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
    pcre2_code_free(code);
    return false;
  }
  pcre2_code **codes = realloc(rules->codes, (rules->count + 1) * sizeof *codes);
  if (codes == NULL) abort();
  rules->codes = codes;
  rules->codes[rules->count++] = code;
  return true;
}

crulebyrule_counts crulebyrule_run(const crulebyrule *rules, const uint8_t *bytes, const size_t *ends, size_t count) {
  crulebyrule_counts counts = {0};
  size_t start = 0;
  for (size_t i = 0; i < count; start = ends[i++]) {
    uint64_t found = 0;
    for (size_t rule = 0; rule < rules->count; rule++) {
      int status = pcre2_match(
        rules->codes[rule], bytes + start, ends[i] - start, 0, PCRE2_NO_UTF_CHECK, rules->data, rules->context);
      if (status >= 0) {
        found += 1;
      } else if (status != PCRE2_ERROR_NOMATCH) {
        counts.failures += 1;
      }
    }
    counts.found += found;
    counts.texts += found > 0;
  }
  return counts;
}
