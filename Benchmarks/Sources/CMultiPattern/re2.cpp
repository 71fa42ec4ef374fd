#include <re2/re2.h>
#include <re2/set.h>

#include <vector>

#include "CMultiPattern.h"

struct cmultipattern_re2 {
  RE2::Set set;
  std::vector<int> found;
};

static RE2::Options options() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_literal(true);
  options.set_log_errors(false);
  /* Enough that the automaton is built once and never thrown away while it runs. */
  options.set_max_mem(int64_t(2) << 30);
  return options;
}

cmultipattern_re2 *cmultipattern_re2_compile(const uint8_t *literals, const size_t *ends, size_t count) {
  auto *engine = new cmultipattern_re2{RE2::Set(options(), RE2::UNANCHORED), {}};
  size_t start = 0;
  bool isGood = true;
  for (size_t i = 0; i < count; start = ends[i++]) {
    re2::StringPiece literal(reinterpret_cast<const char *>(literals) + start, ends[i] - start);
    isGood = isGood && engine->set.Add(literal, nullptr) >= 0;
  }
  if (isGood && engine->set.Compile()) return engine;
  delete engine;
  return nullptr;
}

cmultipattern_counts cmultipattern_re2_run(
  cmultipattern_re2 *engine, const uint8_t *bytes, const size_t *ends, size_t count) {
  cmultipattern_counts counts = {};
  size_t start = 0;
  for (size_t i = 0; i < count; start = ends[i++]) {
    RE2::Set::ErrorInfo error = {RE2::Set::kNoError};
    re2::StringPiece text(reinterpret_cast<const char *>(bytes) + start, ends[i] - start);
    engine->found.clear();
    if (engine->set.Match(text, &engine->found, &error)) {
      counts.texts += 1;
      counts.found += engine->found.size();
    } else if (error.kind != RE2::Set::kNoError) {
      counts.failures += 1;
    }
  }
  return counts;
}
