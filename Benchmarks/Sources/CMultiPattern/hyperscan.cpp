#include <hs/hs.h>

#include <cstring>
#include <string>
#include <vector>

#include "CMultiPattern.h"

struct cmultipattern_hyperscan {
  hs_database_t *database = nullptr;
  hs_scratch_t *scratch = nullptr;
};

cmultipattern_hyperscan *cmultipattern_hyperscan_compile(const uint8_t *literals, const size_t *ends, size_t count) {
  std::vector<std::string> expressions;
  size_t start = 0;
  for (size_t i = 0; i < count; start = ends[i++]) {
    std::string expression;
    for (size_t at = start; at < ends[i]; at++) {
      char byte = static_cast<char>(literals[at]);
      if (std::strchr("\\^$.|?*+()[]{}#-/", byte) != nullptr) expression += '\\';
      expression += byte;
    }
    expressions.push_back(expression);
  }
  std::vector<const char *> pointers;
  for (auto &expression : expressions) pointers.push_back(expression.c_str());
  std::vector<unsigned> flags(count, HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_UCP);
  std::vector<unsigned> ids;
  for (size_t i = 0; i < count; i++) ids.push_back(static_cast<unsigned>(i));

  auto *engine = new cmultipattern_hyperscan;
  hs_compile_error_t *failure = nullptr;
  if (hs_compile_multi(pointers.data(), flags.data(), ids.data(), static_cast<unsigned>(count), HS_MODE_BLOCK, nullptr,
                       &engine->database, &failure) != HS_SUCCESS ||
      hs_alloc_scratch(engine->database, &engine->scratch) != HS_SUCCESS) {
    hs_free_compile_error(failure);
    delete engine;
    return nullptr;
  }
  return engine;
}

static int count_match(unsigned, unsigned long long, unsigned long long, unsigned, void *found) {
  *static_cast<uint64_t *>(found) += 1;
  return 0;
}

cmultipattern_counts cmultipattern_hyperscan_run(
  const cmultipattern_hyperscan *engine, const uint8_t *bytes, const size_t *ends, size_t count) {
  cmultipattern_counts counts = {};
  size_t start = 0;
  for (size_t i = 0; i < count; start = ends[i++]) {
    uint64_t found = 0;
    if (hs_scan(engine->database, reinterpret_cast<const char *>(bytes) + start, static_cast<unsigned>(ends[i] - start),
                0, engine->scratch, count_match, &found) != HS_SUCCESS) {
      counts.failures += 1;
    }
    counts.found += found;
    counts.texts += found > 0;
  }
  return counts;
}
