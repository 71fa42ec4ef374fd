internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// A way in which the letters of a Russian word may be written.
enum Spelling: Hashable {
  /// In Cyrillic letters as they are.
  case plain
  /// In Cyrillic letters, with look-alikes among them.
  case disguised
  /// In Latin letters by sound: «pizdets».
  case transliterated
  /// In Latin letters and digits by looks: «xyu».
  case drawn
  /// As it comes out when the keyboard is set to Latin: «[eq».
  case mistyped

  /// The ways to write a letter, each a sequence of symbol sets; one empty sequence among them where the letter may be left out.
  /// Symbols that are no Russian letters stand for themselves in every spelling.
  func forms(of symbol: UInt8) -> [[SymbolSet]] {
    guard symbol >= Symbol.firstCyrillic else { return [[SymbolSet([symbol])]] }
    let index = Int(symbol - Symbol.firstCyrillic)
    return switch self {
    case .plain: [[SymbolSet([symbol])]]
    case .disguised: Self.disguises[index]
    case .transliterated: Self.soundForms[index]
    case .drawn: Self.shapeForms[index]
    case .mistyped: Self.keyForms[index]
    }
  }

  private static let disguises = (Symbol.firstCyrillic...UInt8.max).map {
    [[SymbolSet(LetterDisguises.symbols(for: $0))]]
  }
  private static let soundForms = sounds.map(parse)
  private static let shapeForms = shapes.map(parse)
  private static let keyForms = keys.map(parse)

  /// Blank-separated spellings; `~` is the empty one, and one of single characters becomes one set.
  private static func parse(_ spellings: String) -> [[SymbolSet]] {
    var single = SymbolSet()
    var others: [[SymbolSet]] = []
    for spelling in spellings.split(separator: " ") {
      let symbols = spelling == "~" ? [] : [UInt8](spelling.utf8)
      if symbols.count == 1, let symbol = symbols.first {
        single.insert(symbol)
      } else {
        others.append(symbols.map { SymbolSet([$0]) })
      }
    }
    return (single.isEmpty ? [] : [[single]]) + others
  }

  /// By sound, after GOST 7.79, ISO 9 and what people type; а to я.
  private static let sounds = [
    "a 4 @", "b 6", "v w", "g", "d", "e 3 ye je yo jo", "zh j g", "z 3", "i 1 !", "y j i", "k c", "l", "m", "n", "o 0",
    "p", "r", "s c $ 5", "t", "u y oo", "f", "h x kh", "c ts tc", "ch 4", "sh w", "sch shch sh w", "~ '", "y i", "~ '",
    "e", "yu u ju iu", "ya ja ia 9",
  ]

  /// By looks; а to я.
  private static let shapes = [
    "a @ 4", "6 b", "b 8", "r", "d g", "e", "zh", "3 z", "u", "u", "k", "l", "m", "h", "o 0", "n", "p", "c", "t m",
    "y", "f", "x", "u", "4", "w", "w", "b", "bl", "b", "3", "10", "9 r",
  ]

  /// The keys of ЙЦУКЕН on QWERTY, with and without shift where the symbols differ; а to я.
  private static let keys = [
    "f", ", <", "d", "u", "l", "t `", "; :", "p", "b", "q", "r", "k", "v", "y", "j", "g", "h", "c", "n", "e", "a",
    "[ {", "w", "x", "i", "o", "] }", "s", "m", "' \"", ". >", "z",
  ]
}
