import Testing
import TextFolding

@testable import PatternScanning

/// Readings written as plain text; «☺» is the emoji symbol.
enum RegexNotation {
  static func reading(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0 == "☺" ? Symbol.emoji : SourceAlphabet.symbol(of: $0) ?? Symbol.otherSign }
  }

  static func text(_ reading: some Sequence<UInt8>) -> String {
    var text = ""
    for symbol in reading {
      switch symbol {
      case Symbol.emoji: text += "☺"
      case Symbol.firstCyrillic...0xFF:
        text.unicodeScalars.append(Unicode.Scalar(0x0430 + UInt16(symbol - Symbol.firstCyrillic)) ?? "?")
      case Symbol.lineBreak, 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(symbol))
      default: text += "�"
      }
    }
    return text
  }
}

extension SymbolRegex {
  /// What the expression matches in a text.
  func matchedTexts(in text: String) -> [String] {
    let reading = RegexNotation.reading(text)
    var scratch = RegexScratch()
    return matches(in: reading.span, scratch: &scratch).map { RegexNotation.text(reading[$0]) }
  }
}
