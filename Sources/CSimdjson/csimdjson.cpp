#include "csimdjson.h"

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace simdjson;

static_assert(csimdjson_padding >= SIMDJSON_PADDING, "records need the padding that simdjson reads");

// Names of this length and longer are looked up together.
constexpr size_t longest_name = 31;

struct csimdjson_finder {
  ondemand::parser parser;
  std::vector<std::vector<std::string>> paths;
  // By the depth of a member and the length of its name: the paths, as bits, that have such a name there.
  std::vector<std::array<uint64_t, longest_name + 1>> with_length;
  std::vector<uint8_t> ascii; // a record with its bytes above 7F replaced, see find()
};

namespace {

std::vector<std::string> copy(const csimdjson_path &path) {
  std::vector<std::string> names;
  for (size_t i = 0; i < path.count; i++) {
    names.emplace_back(reinterpret_cast<const char *>(path.names[i].bytes), path.names[i].count);
  }
  return names;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// RFC 8259, section 6. simdjson's own number parser refuses integers that do not fit 64 bits, which are JSON too.
bool is_number(std::string_view token) {
  const char *c = token.data(), *end = c + token.size();
  auto digits = [&] {
    const char *first = c;
    while (c < end && is_digit(*c)) c++;
    return c > first;
  };
  if (c < end && *c == '-') c++;
  if (c < end && *c == '0') c++;
  else if (!digits()) return false;
  if (c < end && *c == '.') {
    c++;
    if (!digits()) return false;
  }
  if (c < end && (*c == 'e' || *c == 'E')) {
    c++;
    if (c < end && (*c == '+' || *c == '-')) c++;
    if (!digits()) return false;
  }
  return c == end;
}

// The first ill-formed escape in the inside of a string, or null. Surrogates are not paired here.
const char *bad_escape(const char *c, const char *end) {
  while (c < end) {
    // One escape is often followed by the next, when a writer escapes everything outside ASCII.
    if (*c != '\\') {
      c = static_cast<const char *>(memchr(c, '\\', size_t(end - c)));
      if (c == nullptr) return nullptr;
    }
    if (end - c < 2) return c;
    if (c[1] == 'u') {
      if (end - c < 6 || !std::all_of(c + 2, c + 6, is_hex)) return c;
      c += 6;
    } else {
      if (memchr("\"\\/bfnrt", c[1], 8) == nullptr) return c;
      c += 2;
    }
  }
  return nullptr;
}

// Walks one object to its end. On-demand parsing checks only what is asked for, so everything is asked for.
class walk {
public:
  walk(const csimdjson_finder &finder, const uint8_t *structure, const uint8_t *content, size_t length,
       csimdjson_value *values)
      : finder(finder), structure(reinterpret_cast<const char *>(structure)),
        content(reinterpret_cast<const char *>(content)), length(length), values(values) {}

  csimdjson_findings findings{};

  // `first`: the first byte that is no white space.
  void document(ondemand::document &document, uint8_t first) {
    if (first != '{') findings.outcome = csimdjson_not_object;
    if (first != '{' && first != '[') return lone_scalar(document);
    at = structure + length; // where something is missing if the last token closes nothing
    bool ok;
    if (first == '{') {
      ondemand::object root;
      uint64_t all = finder.paths.empty() ? 0 : ~uint64_t(0) >> (csimdjson_max_paths - finder.paths.size());
      ok = document.get_object().get(root) == SUCCESS && object(root, 0, all);
    } else {
      ondemand::array root;
      ok = document.get_array().get(root) == SUCCESS && array(root, 0);
    }
    const char *place = nullptr;
    error_code rest = document.current_location().get(place);
    if (ok && rest == OUT_OF_BOUNDS) return; // nothing follows
    if (rest == SUCCESS && place > at) at = place;
    fail();
  }

private:
  const csimdjson_finder &finder;
  const char *structure; // what is parsed: the record, or its stand-in of the same length
  const char *content;   // the record
  size_t length;
  csimdjson_value *values; // one for each path
  const char *at; // the last token looked at

  void fail() {
    findings.outcome = csimdjson_broken;
    findings.error_at = std::min(length, size_t(at - structure));
  }

  void lone_scalar(ondemand::document &document) {
    std::string_view token;
    csimdjson_value found{};
    at = structure;
    if (document.raw_json_token().get(token) != SUCCESS || token.empty()) return fail();
    at = token.data();
    if (!scalar(token, found)) return fail();
    at += token.size();
    if (at != structure + length) fail(); // another token follows
  }

  // `on`: the paths, as bits, whose names lead to this object.
  bool object(ondemand::object &object, int depth, uint64_t on) {
    if (depth >= csimdjson_max_depth) return false;
    for (auto result : object) {
      ondemand::field field;
      if (std::move(result).get(field) != SUCCESS) return false;
      uint64_t on_member = 0;
      if (on != 0) {
        if (!key(field, depth, on, on_member)) return false;
      } else if (!plain_key(field)) {
        return false;
      }
      if (!value(field.value(), depth, on_member, '}')) return false;
    }
    return true;
  }

  // The end of the string that begins at `c`. Stage 1 has seen its closing quote.
  static const char *closing_quote(const char *c, bool &escapes) {
    escapes = false;
    for (; *c != '"'; c++) {
      if (*c == '\\') {
        escapes = true;
        c++;
      }
    }
    return c;
  }

  bool plain_key(ondemand::field &field) {
    bool escapes;
    at = field.key().raw();
    const char *end = closing_quote(at, escapes);
    return !escapes || bad_escape(at, end) == nullptr;
  }

  // Finds the paths that lead to this member.
  bool key(ondemand::field &field, int depth, uint64_t on, uint64_t &on_member) {
    bool escapes;
    at = field.key().raw();
    const char *end = closing_quote(at, escapes);
    std::string_view name(content + (at - structure), size_t(end - at));
    if (escapes) {
      if (bad_escape(at, end) != nullptr) return false;
      // Fails on a lone surrogate: then the name is none that we look for.
      if (field.unescaped_key().get(name) != SUCCESS) name = std::string_view("\\", 1);
    }
    if (size_t(depth) >= finder.with_length.size()) return true;
    uint64_t rest = on & finder.with_length[size_t(depth)][std::min(name.size(), longest_name)];
    for (; rest != 0; rest &= rest - 1) {
      size_t path = size_t(__builtin_ctzll(rest));
      if (finder.paths[path][size_t(depth)] != name) continue;
      on_member |= uint64_t(1) << path;
      values[path] = csimdjson_value{}; // what an earlier member of this name held
    }
    return true;
  }

  // `closing`: the bracket that ends the container around the value.
  bool value(ondemand::value &value, int depth, uint64_t on, char closing) {
    std::string_view token = value.raw_json_token();
    at = token.data();
    size_t start = size_t(at - structure);
    csimdjson_value found{csimdjson_other, start, start, false};
    if (token.empty()) return false;
    switch (token.front()) {
    case '{': {
      ondemand::object inner;
      if (value.get_object().get(inner) != SUCCESS || !object(inner, depth + 1, on)) return false;
      break;
    }
    case '[': {
      ondemand::array inner;
      if (value.get_array().get(inner) != SUCCESS || !array(inner, depth + 1)) return false;
      break;
    }
    default: {
      if (!scalar(token, found)) return false;
      // simdjson passes over a string and a colon behind it as over a member, even in an array.
      const char *next = token.data() + token.size();
      if (next >= structure + length || (*next != ',' && *next != closing)) {
        at = next;
        return false;
      }
    }
    }
    for (; on != 0; on &= on - 1) {
      size_t path = size_t(__builtin_ctzll(on));
      if (finder.paths[path].size() == size_t(depth) + 1) values[path] = found;
    }
    return true;
  }

  bool array(ondemand::array &array, int depth) {
    if (depth >= csimdjson_max_depth) return false;
    for (auto result : array) {
      ondemand::value element;
      if (std::move(result).get(element) != SUCCESS || !value(element, depth, 0, ']')) return false;
    }
    return true;
  }

  bool scalar(std::string_view token, csimdjson_value &found) {
    // The token reaches to the next one.
    while (memchr(" \t\r\n", token.back(), 4) != nullptr) token.remove_suffix(1);
    found.end = found.start + token.size();
    switch (token.front()) {
    case '"': {
      if (token.size() < 2 || token.back() != '"') return false;
      found.kind = csimdjson_string;
      const char *inside = token.data() + 1, *end = token.data() + token.size() - 1;
      found.has_escapes = memchr(inside, '\\', size_t(end - inside)) != nullptr;
      const char *bad = found.has_escapes ? bad_escape(inside, end) : nullptr;
      if (bad != nullptr) at = bad;
      return bad == nullptr;
    }
    case 't': return token == "true";
    case 'f': return token == "false";
    case 'n': found.kind = csimdjson_null; return token == "null";
    default: found.kind = csimdjson_number; return is_number(token);
    }
  }
};

// Where a record breaks whose strings stage 1 has refused: at a control character inside a string, or at the start of
// a string without an end.
size_t broken_string(const uint8_t *record, size_t length) {
  size_t opened = length;
  bool inside = false;
  for (size_t i = 0; i < length; i++) {
    if (inside && record[i] < 0x20) return i;
    if (inside && record[i] == '\\') i++;
    else if (record[i] == '"') {
      inside = !inside;
      opened = i;
    }
  }
  return inside ? opened : length;
}

csimdjson_findings failure(csimdjson_outcome outcome, size_t at) {
  csimdjson_findings findings{};
  findings.outcome = outcome;
  findings.error_at = at;
  return findings;
}

csimdjson_findings find(
    csimdjson_finder &finder, const uint8_t *record, size_t length, csimdjson_value *values) {
  std::fill_n(values, finder.paths.size(), csimdjson_value{});
  const uint8_t *first = record, *end = record + length;
  while (first < end && memchr(" \t\r\n", *first, 4) != nullptr) first++;
  if (first == end) return failure(csimdjson_broken, length);

  ondemand::document document;
  const uint8_t *structure = record;
  error_code error = finder.parser.iterate(record, length, length + SIMDJSON_PADDING).get(document);
  bool invalid_utf8 = error == UTF8_ERROR;
  if (invalid_utf8) {
    // JSON's structure is all ASCII: it is parsed from a stand-in of the same length, the contents stay the record's.
    finder.ascii.assign(length + SIMDJSON_PADDING, 0);
    std::transform(record, end, finder.ascii.begin(), [](uint8_t c) { return c < 0x80 ? c : uint8_t('?'); });
    structure = finder.ascii.data();
    error = finder.parser.iterate(structure, length, length + SIMDJSON_PADDING).get(document);
  }
  switch (error) {
  case SUCCESS: break;
  case MEMALLOC: return failure(csimdjson_no_memory, 0);
  default: return failure(csimdjson_broken, broken_string(record, length));
  }

  walk walk(finder, structure, record, length, values);
  walk.document(document, *first);
  walk.findings.invalid_utf8 = invalid_utf8;
  return walk.findings;
}

} // namespace

// The package is built with exceptions, so memory may still run out by one.

extern "C" csimdjson_finder *csimdjson_finder_create(const csimdjson_path *paths, size_t count) {
  if (count > csimdjson_max_paths) return nullptr;
  try {
    auto finder = std::make_unique<csimdjson_finder>();
    for (size_t path = 0; path < count; path++) {
      finder->paths.push_back(copy(paths[path]));
      const auto &names = finder->paths.back();
      if (finder->with_length.size() < names.size()) finder->with_length.resize(names.size());
      for (size_t depth = 0; depth < names.size(); depth++) {
        finder->with_length[depth][std::min(names[depth].size(), longest_name)] |= uint64_t(1) << path;
      }
    }
    return finder.release();
  } catch (...) {
    return nullptr;
  }
}

extern "C" void csimdjson_finder_destroy(csimdjson_finder *finder) { delete finder; }

extern "C" csimdjson_findings csimdjson_find(
    csimdjson_finder *finder, const uint8_t *record, size_t length, csimdjson_value *values) {
  try {
    return find(*finder, record, length, values);
  } catch (...) {
    return failure(csimdjson_no_memory, 0);
  }
}
