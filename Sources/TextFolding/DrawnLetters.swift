/// Letters that are drawn of several signs, beside the letters of a Cyrillic word: «}{уй», «ш/\юха», «)|(опа».
enum DrawnLetters {
  private struct Drawing {
    /// Each symbol that may stand at a place.
    var places: [[UInt8]]
    var letter: UInt8
    /// Whether letters before it are enough; others must have some behind them.
    var mayEndWord: Bool { letter == Symbol.drawnKha }

    init(_ places: [String], _ letter: UInt8) { (self.places, self.letter) = (places.map { Array($0.utf8) }, letter) }
  }

  /// Longer ones first.
  private static let drawings = [
    Drawing(["/", "\\", "/", "\\"], cyrillic("м")),
    Drawing(["}", "|il1", "{"], cyrillic("ж")),
    Drawing([")", "|il1", "("], cyrillic("ж")),
    Drawing([">", "|il1", "<"], cyrillic("ж")),
    Drawing(["|", "-", "|"], cyrillic("н")),
    Drawing(["|", "/\\", "|"], cyrillic("и")),
    Drawing(["|", "_", "|"], UInt8(ascii: "u")),
    Drawing(["|", "<"], cyrillic("к")),
    Drawing(["/", "\\"], cyrillic("л")),
    Drawing(["}", "{"], Symbol.drawnKha),
    Drawing([")", "("], Symbol.drawnKha),
    Drawing([">", "<"], Symbol.drawnKha),
  ]

  /// Signs of which one may stand between a drawn letter and a single one: «)(.у.й».
  private static let separators = Array(".-_*".utf8)

  private static func cyrillic(_ letter: Unicode.Scalar) -> UInt8 { Characters.russianLetter(letter.value) ?? 0 }

  /// Draws the letters of a cluster together, unless their first sign closes a bracket; returns whether there were any.
  /// `mayDraw` is set where that depends on what stands before.
  static func draw(_ symbols: inout [UInt8], _ cluster: Range<Int>, mayDraw: inout Bool) -> Bool {
    var found = false
    var position = cluster.lowerBound
    while position + 1 < cluster.upperBound {
      guard let drawing = drawing(in: symbols, at: position, cluster) else {
        position += 1
        continue
      }
      let opening = openingOf(symbols[position])
      if opening != nil { mayDraw = true }
      if let opening, closesBracket(symbols, at: position, opening) {
        position += 1
        continue
      }
      let end = position + drawing.places.count
      symbols[position] = drawing.letter
      for index in position + 1..<end { symbols[index] = Draft.removed }
      position = end
      found = true
    }
    return found
  }

  private static func drawing(in symbols: [UInt8], at start: Int, _ cluster: Range<Int>) -> Drawing? {
    guard mayBegin[Int(symbols[start])] else { return nil }
    return drawings.first { drawing in
      let end = start + drawing.places.count
      guard end <= cluster.upperBound, zip(drawing.places, start...).allSatisfy({ $0.contains(symbols[$1]) }) else {
        return false
      }
      return precedesWord(symbols, from: end, cluster)
        || drawing.mayEndWord && start > cluster.lowerBound && symbols[start - 1] >= Symbol.firstCyrillic
    }
  }

  private static let mayBegin: [Bool] = (0..<256).map { symbol in
    drawings.contains { $0.places[0].contains(UInt8(symbol)) }
  }

  /// Whether a run of letters and digits that holds a Cyrillic letter begins here, or one sign and a single Cyrillic letter
  /// follow.
  private static func precedesWord(_ symbols: [UInt8], from start: Int, _ cluster: Range<Int>) -> Bool {
    var index = start
    while index < cluster.upperBound, Disguises.isWordSymbol(symbols[index]) {
      if symbols[index] >= Symbol.firstCyrillic { return true }
      index += 1
    }
    return index == start && index + 1 < cluster.upperBound && separators.contains(symbols[index])
      && symbols[index + 1] >= Symbol.firstCyrillic
      && (index + 2 >= cluster.upperBound || !Disguises.isWordSymbol(symbols[index + 2]))
  }

  /// Whether a closing bracket has its opening one before it, on the same line and not too far away.
  private static func closesBracket(_ symbols: [UInt8], at index: Int, _ opening: UInt8) -> Bool {
    var depth = 0
    for symbol in symbols[max(0, index - 200)..<index].reversed() {
      if symbol == Symbol.lineBreak { return false }
      if symbol == symbols[index] { depth += 1 }
      if symbol == opening {
        if depth == 0 { return true }
        depth -= 1
      }
    }
    return false
  }

  private static func openingOf(_ closing: UInt8) -> UInt8? {
    switch closing {
    case UInt8(ascii: "}"): UInt8(ascii: "{")
    case UInt8(ascii: ")"): UInt8(ascii: "(")
    case UInt8(ascii: ">"): UInt8(ascii: "<")
    default: nil
    }
  }
}
