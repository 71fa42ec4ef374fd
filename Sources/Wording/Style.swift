/// ANSI colours (ECMA-48), or none.
package struct Style: Sendable {
  package let isOn: Bool

  /// Colours, or none.
  package init(isOn: Bool) { self.isOn = isOn }

  package func bold(_ text: String) -> String { wrap(text, "1") }
  package func dim(_ text: String) -> String { wrap(text, "2") }
  package func red(_ text: String) -> String { wrap(text, "31") }
  package func yellow(_ text: String) -> String { wrap(text, "33") }

  /// The text with its spans (byte offsets into its UTF-8) marked; control characters become blanks, so that a comment
  /// cannot write on the terminal by itself.
  package func marking(_ spans: [Range<Int>], in bytes: [UInt8]) -> String {
    var result = ""
    var end = 0
    for span in Self.merged(spans) where span.upperBound <= bytes.count {
      result += Self.harmless(bytes[end..<span.lowerBound])
      let words = Self.harmless(bytes[span])
      result += isOn ? wrap(words, "1;31") : "[\(words)]"
      end = span.upperBound
    }
    return result + Self.harmless(bytes[end...])
  }

  private static func merged(_ spans: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, span.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        merged.append(span)
      }
    }
    return merged
  }

  /// Bytes as a string without control characters.
  package static func harmless(_ bytes: ArraySlice<UInt8>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      result.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(result)
  }

  private func wrap(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
