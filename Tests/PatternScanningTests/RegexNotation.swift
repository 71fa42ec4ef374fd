import Testing
import TextFolding

@testable import PatternScanning

/// Readings written as plain text; «☺» is the emoji symbol.
///
/// Literals are written with «…» where their word may go on, «#» for digits and «*» for any word; « & » parts sets, «|» the
/// literals of a set, in the order of their letters.
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

extension RegexNotation {
  /// The sets of an alternative.
  static func text(_ sets: [[RegexLiteral]]) -> String {
    sets.isEmpty ? "-" : sets.map { $0.map { text($0) }.sorted().joined(separator: "|") }.joined(separator: " & ")
  }

  static func text(_ literal: RegexLiteral) -> String {
    switch literal {
    case .text(let symbols, let beginsWord): (beginsWord ? "" : "…") + text(symbols) + "…"
    case .words(let words): words.map { text($0) }.joined(separator: " ")
    }
  }

  private static func text(_ word: RegexLiteral.Word) -> String {
    let elements = word.elements.map { element in
      switch element {
      case .symbol(let symbol): text([symbol])
      case .digits: "#"
      case .letters: "*"
      }
    }
    return (word.beginsWord ? "" : "…") + elements.joined() + (word.endsWord ? "" : "…")
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
