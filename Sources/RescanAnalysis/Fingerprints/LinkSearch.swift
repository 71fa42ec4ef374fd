internal import TextFolding

/// Finds links, addresses, handles and mentions in a folded text.
///
/// It need not know every link there is; what matters is that the same text with another link is the same text.
enum LinkSearch {
  /// The first link that begins at or behind a position, as far as it belongs to it.
  static func link(in symbols: Span<UInt8>, from position: Int) -> Range<Int>? {
    let signs = signs.span
    var index = position
    while index < symbols.count {
      if signs[Int(symbols[index])], let link = Search(symbols: symbols, first: position).link(around: index) {
        return link
      }
      index += 1
    }
    return nil
  }

  /// The signs that a link is known by.
  private static let signs: [Bool] = typed.map { ".:@[".utf8.contains($0) }

  /// How each symbol was typed: disguises as what they are. Other symbols as themselves.
  fileprivate static let typed: [UInt8] = {
    var typed = Array(UInt8.min...UInt8.max)
    for (index, sign) in Symbol.signsWithInnerForm.enumerated() { typed[Int(Symbol.firstInnerSign) + index] = sign }
    for digit in 0..<10 {
      typed[Int(Symbol.firstDisguisedDigit) + digit] = 0x30 + UInt8(digit)
      typed[Int(Symbol.firstLeadingDigit) + digit] = 0x30 + UInt8(digit)
    }
    for letter in 0..<26 { typed[Int(Symbol.firstDisguisedLatin) + letter] = 0x61 + UInt8(letter) }
    return typed
  }()
}

/// A text around one of the signs by which links are known.
private struct Search: ~Escapable {
  private let symbols: Span<UInt8>
  /// No link begins before.
  private let first: Int
  private let typed: [UInt8]

  @_lifetime(copy symbols)
  init(symbols: Span<UInt8>, first: Int) {
    self.symbols = symbols
    self.first = first
    typed = LinkSearch.typed
  }

  func link(around index: Int) -> Range<Int>? {
    switch symbol(index) {
    case UInt8(ascii: "."): domain(around: index)
    case UInt8(ascii: ":"): address(around: index)
    case UInt8(ascii: "@"): handle(around: index)
    default: mention(from: index)
    }
  }

  /// `example.ru/news`, `кремль.рф`
  private func domain(around dot: Int) -> Range<Int>? {
    let ending = dot + 1..<end(from: dot + 1, while: Self.isLatin)
    if ending.count >= 2, isName(symbol(dot - 1)) {
      return start(
        before: dot, while: { isName($0) || $0 == UInt8(ascii: ".") })..<endOfAddress(from: ending.upperBound)
    }
    let isCyrillic = Self.cyrillicDomains.contains { domain in
      domain.indices.allSatisfy { symbol(dot + 1 + $0) == domain[$0] } && !isWord(symbol(dot + 1 + domain.count))
    }
    guard isCyrillic, isWord(symbol(dot - 1)) else { return nil }
    return start(before: dot, while: { isWord($0) || $0 == UInt8(ascii: ".") })..<endOfAddress(from: dot + 3)
  }

  /// `https://example.ru`
  private func address(around colon: Int) -> Range<Int>? {
    guard symbol(colon + 1) == UInt8(ascii: "/"), symbol(colon + 2) == UInt8(ascii: "/"),
      Self.isLatin(symbol(colon - 1))
    else { return nil }
    return start(before: colon, while: Self.isLatin)..<endOfAddress(from: colon + 3)
  }

  /// `@name`, `name@example.ru`
  private func handle(around sign: Int) -> Range<Int>? {
    guard isName(symbol(sign + 1)), !Self.isCyrillic(symbol(sign - 1)) else { return nil }
    let start = start(before: sign, while: { isName($0) || $0 == UInt8(ascii: ".") })
    return start..<end(from: sign + 1, while: { isName($0) || $0 == UInt8(ascii: ".") })
  }

  /// `[id123|Имя]`, by which VK names whom a comment answers.
  private func mention(from bracket: Int) -> Range<Int>? {
    let digits = end(from: bracket + 1, while: Self.isLatin)
    let bar = end(from: digits, while: Self.isDigit)
    guard digits > bracket + 1, bar > digits, symbol(bar) == UInt8(ascii: "|") else { return nil }
    let end = end(from: bar + 1, while: { $0 != UInt8(ascii: "]") })
    return end < symbols.count && end - bar <= Self.longestName ? bracket..<end + 1 : nil
  }

  private static let longestName = 100
  /// Endings in the symbols of ``Symbol``: рф, рус.
  private static let cyrillicDomains: [[UInt8]] = [[0xF0, 0xF4], [0xF0, 0xF3, 0xF1]]

  /// What was typed at an index; a blank where nothing is.
  private func symbol(_ index: Int) -> UInt8 {
    index >= first && index < symbols.count ? typed[Int(symbols[index])] : Symbol.space
  }

  private func start(before index: Int, while belongs: (UInt8) -> Bool) -> Int {
    var index = index
    while index > first, belongs(symbol(index - 1)) { index -= 1 }
    return index
  }

  private func end(from index: Int, while belongs: (UInt8) -> Bool) -> Int {
    var index = index
    while index < symbols.count, belongs(symbol(index)) { index += 1 }
    return index
  }

  private func endOfAddress(from index: Int) -> Int { end(from: index, while: Self.continuesAddress) }

  private static func continuesAddress(_ symbol: UInt8) -> Bool {
    symbol != Symbol.space && symbol != Symbol.lineBreak && !#",;"<>)]"#.utf8.contains(symbol)
  }

  private func isName(_ symbol: UInt8) -> Bool {
    Self.isLatin(symbol) || Self.isDigit(symbol) || symbol == UInt8(ascii: "-") || symbol == UInt8(ascii: "_")
  }
  private func isWord(_ symbol: UInt8) -> Bool { isName(symbol) || Self.isCyrillic(symbol) }
  private static func isLatin(_ symbol: UInt8) -> Bool { (0x61...0x7A).contains(symbol) }
  private static func isDigit(_ symbol: UInt8) -> Bool { (0x30...0x39).contains(symbol) }
  private static func isCyrillic(_ symbol: UInt8) -> Bool { symbol >= Symbol.firstCyrillic }
}
