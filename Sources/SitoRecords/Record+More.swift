internal import CSimdjson

/// What a JSON object holds beside its text and its id: ``RecordOptions/moreFields``, by their places there.
extension Record {
  /// Whether the record has members that were looked for.
  package var hasMore: Bool { more.count > 0 }

  /// Whether a member is a string.
  package func isString(more field: Int) -> Bool { field < more.count && more[field].kind == csimdjson_string }

  /// What a member says, if it is a number, or a string without escapes.
  @_lifetime(copy self)
  package func plain(more field: Int) -> Span<UInt8>? {
    guard let range = range(more: field), !more[field].has_escapes else { return nil }
    return raw.extracting(range)
  }

  /// Appends what a member says, if it is a string or a number.
  package func append(more field: Int, to text: inout ByteBuffer) {
    guard let range = range(more: field) else { return }
    let bytes = raw.extracting(range)
    if more[field].has_escapes { JSONString.decode(bytes, into: &text) } else { text.append(bytes) }
  }

  private func range(more field: Int) -> Range<Int>? {
    guard field < more.count else { return nil }
    let value = more[field]
    let range = moreStart + value.start..<moreStart + value.end
    switch value.kind {
    case csimdjson_number: return range
    case csimdjson_string: return range.lowerBound + 1..<range.upperBound - 1
    default: return nil
    }
  }
}
