internal import TextFolding

/// The symbols of a text as a regular expression sees them: disguises undone, one for one, so that offsets stay.
///
/// A disguise that may stand for several letters is read as the one it is used for most. The scanner, which admits all of
/// them, finds the literals of an expression wherever they stand in the reading (see ``SymbolRegex/alternatives``).
public enum SymbolReading {
  /// What a symbol is read as: an inner sign as the sign, the drawn х as the letter, a disguising digit as the digit, a
  /// disguising Latin letter as the Cyrillic letter it looks like; any other symbol as itself.
  public static func plainSymbol(of symbol: UInt8) -> UInt8 { table[Int(symbol)] }

  /// Whether a symbol of a reading is one of a word's for an expression, `\w`.
  public static func isWordSymbol(_ symbol: UInt8) -> Bool { SourceAlphabet.wordSymbols.contains(symbol) }

  /// Replaces the content of `reading` by the reading of `symbols`, of the same length.
  public static func read(_ symbols: Span<UInt8>, into reading: inout [UInt8]) {
    let table = table.span
    reading.removeAll(keepingCapacity: true)
    reading.append(addingCapacity: symbols.count) { output in
      for index in symbols.indices { output.append(table[Int(symbols[index])]) }
    }
  }

  /// What stands for each Latin letter, a to z, inside a Cyrillic word: the looks come first, then the sound.
  private static let looks = "авсдефгнийклмпорягстившхуз".unicodeScalars

  private static let table: [UInt8] = {
    var table = Array(UInt8.min...UInt8.max)
    for (index, sign) in Symbol.signsWithInnerForm.enumerated() { table[Int(Symbol.firstInnerSign) + index] = sign }
    table[Int(Symbol.drawnKha)] = 0xF5
    for digit in 0..<10 {
      table[Int(Symbol.firstDisguisedDigit) + digit] = 0x30 + UInt8(digit)
      table[Int(Symbol.firstLeadingDigit) + digit] = 0x30 + UInt8(digit)
    }
    for (index, letter) in looks.enumerated() {
      if let symbol = SourceAlphabet.symbol(of: letter) { table[Int(Symbol.firstDisguisedLatin) + index] = symbol }
    }
    return table
  }()
}
