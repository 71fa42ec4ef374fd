extension ByteBuffer {
  /// Appends a field of CSV, in quotes if it needs them.
  package mutating func append(csvField text: Span<UInt8>) {
    var needsQuotes = false
    for index in text.indices where ",;\t\"\r\n".utf8.contains(text[index]) { needsQuotes = true }
    guard needsQuotes else { return append(text) }
    append(UInt8(ascii: "\""))
    append(doublingQuotesIn: text)
    append(UInt8(ascii: "\""))
  }

  /// Appends the inside of a quoted field of CSV.
  package mutating func append(doublingQuotesIn text: Span<UInt8>) {
    for index in text.indices {
      if text[index] == UInt8(ascii: "\"") { append(UInt8(ascii: "\"")) }
      append(text[index])
    }
  }

  /// Appends a field of CSV, in quotes if it needs them.
  package mutating func append(csvField text: String) { append(csvField: text.utf8.span) }

  /// Appends a field of CSV that no spreadsheet takes for a formula: an apostrophe comes before a sign that would begin one.
  package mutating func append(harmlessCSVField text: String) {
    let beginsFormula =
      switch text.utf8.first {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"): true
      // The pages of VK are negative numbers.
      case UInt8(ascii: "-"): !text.utf8.dropFirst().allSatisfy(isDigit)
      default: false
      }
    append(csvField: beginsFormula ? "'" + text : text)
  }
}
