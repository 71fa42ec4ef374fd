#include "CNormalizing.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <vector>

namespace {

/* Takes what comes into one buffer that is used again, as cheaply as a sink can. */
class Buffer final : public icu::ByteSink {
 public:
  void Append(const char *bytes, int32_t count) override {
    std::size_t end = length_ + static_cast<std::size_t>(count);
    if (end > space_.size()) space_.resize(end * 2);
    if (bytes != space_.data() + length_) std::copy(bytes, bytes + count, space_.data() + length_);
    length_ = end;
  }
  char *GetAppendBuffer(int32_t least, int32_t, char *, int32_t, int32_t *capacity) override {
    if (space_.size() < length_ + static_cast<std::size_t>(least)) space_.resize((length_ + least) * 2);
    *capacity = static_cast<int32_t>(space_.size() - length_);
    return space_.data() + length_;
  }
  void clear() { length_ = 0; }
  std::size_t length() const { return length_; }

 private:
  std::vector<char> space_ = std::vector<char>(1 << 16);
  std::size_t length_ = 0;
};

}  // namespace

uint64_t cnormalizing_run(const uint8_t *bytes, const size_t *ends, size_t count) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return 0;
  static Buffer buffer;
  uint64_t total = 0;
  size_t start = 0;
  for (size_t i = 0; i < count; start = ends[i++]) {
    buffer.clear();
    icu::StringPiece text(reinterpret_cast<const char *>(bytes) + start, static_cast<int32_t>(ends[i] - start));
    normalizer->normalizeUTF8(0, text, buffer, nullptr, status);
    if (U_FAILURE(status)) return 0;
    total += buffer.length();
  }
  return total;
}
