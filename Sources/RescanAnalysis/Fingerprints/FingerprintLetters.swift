internal import TextFolding

/// The letters of a folded text that make its fingerprint.
enum FingerprintLetters {
  /// Replaces the content of `letters` by the letters of a text, without those of links and mentions; runs count as one.
  static func collect(from symbols: Span<UInt8>, into letters: inout [UInt8]) {
    letters.removeAll(keepingCapacity: true)
    letters.reserveCapacity(symbols.count)
    var position = 0
    while let link = LinkSearch.link(in: symbols, from: position) {
      append(symbols, position..<link.lowerBound, to: &letters)
      position = link.upperBound
    }
    append(symbols, position..<symbols.count, to: &letters)
  }

  private static func append(_ symbols: Span<UInt8>, _ range: Range<Int>, to letters: inout [UInt8]) {
    let readings = readings.span
    var last = letters.last ?? none
    for index in range {
      let letter = readings[Int(symbols[index])]
      if letter == none || letter == last { continue }
      letters.append(letter)
      last = letter
    }
  }

  /// What is no letter.
  private static let none: UInt8 = 0

  /// The letter that each symbol is, or looks like inside a word; ``none`` for what is no letter.
  private static let readings: [UInt8] = {
    // The symbols of а to я, by which looks are named below.
    var symbols: [Unicode.Scalar: UInt8] = [:]
    for (index, letter) in "абвгдежзийклмнопрстуфхцчшщъыьэюя".unicodeScalars.enumerated() {
      symbols[letter] = Symbol.firstCyrillic + UInt8(index)
    }
    var readings = (UInt8.min...UInt8.max).map { symbol in
      symbol >= Symbol.firstCyrillic || (0x61...0x7A).contains(symbol) || symbol == Symbol.otherLetter ? symbol : none
    }
    func read(_ first: UInt8, _ count: Int, as looks: String) {
      for (index, letter) in looks.unicodeScalars.prefix(count).enumerated() {
        readings[Int(first) + index] = symbols[letter] ?? none
      }
    }
    read(Symbol.firstDisguisedLatin, 26, as: "авсдефгнийклмпорягстившхуз")
    read(Symbol.firstDisguisedDigit, 10, as: "о  зч б вд")
    read(Symbol.drawnKha, 1, as: "х")
    for (index, sign) in Symbol.signsWithInnerForm.enumerated() {
      let inner = Symbol.firstInnerSign + UInt8(index)
      if sign == UInt8(ascii: "@") { read(inner, 1, as: "а") }
      if sign == UInt8(ascii: "$") { read(inner, 1, as: "с") }
    }
    return readings
  }()
}
