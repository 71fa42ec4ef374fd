/// The second stage of folding: the words in which characters stand for others.
///
/// Everything happens within a *cluster*, a maximal stretch without white space, that holds a Cyrillic letter; other
/// clusters (addresses, English, transliteration) are left alone. Only single letters that stand in a row reach beyond
/// one, see ``SpacedLetters``.
enum Disguises {
  /// Rewrites what the first stage made, where it raised an alarm (or everywhere, which must give the same).
  static func fold(_ draft: inout Draft, everywhere: Bool = false) {
    // The end of the text ends a word like white space.
    draft.watch.note(SymbolClass.white, at: draft.symbols.count)
    if !draft.foreign.isEmpty { countForeignWords(&draft) }
    var everywhere = everywhere
    if everywhere || draft.watch.hasSpacedLetters, SpacedLetters.join(&draft.symbols) {
      draft.compact()
      everywhere = true
    }
    if !everywhere, draft.watch.suspects.isEmpty { return }
    var hasDrawing = false
    var mayDraw = false
    forEachCluster(in: &draft, everywhere) { symbols, cluster in
      if DrawnLetters.draw(&symbols, cluster, mayDraw: &mayDraw) { hasDrawing = true }
    }
    if mayDraw { draft.leansOnNeighbours = true }
    if hasDrawing {
      draft.compact()
      everywhere = true
    }
    var mixedScriptWords = draft.mixedScriptWords
    forEachCluster(in: &draft, everywhere) { symbols, cluster in
      guard cluster.contains(where: { symbols[$0] >= Symbol.firstCyrillic }) else { return }
      mixedScriptWords += disguiseRuns(&symbols, cluster)
      disguiseSigns(&symbols, cluster)
    }
    draft.mixedScriptWords = mixedScriptWords
  }

  /// Visits every cluster, or those that hold a suspect.
  private static func forEachCluster(
    in draft: inout Draft, _ everywhere: Bool, _ body: (inout [UInt8], Range<Int>) -> Void
  ) {
    let count = draft.symbols.count
    var end = 0
    func visit(_ index: Int) {
      var start = index
      while start > end, !isWhite(draft.symbols[start - 1]) { start -= 1 }
      end = index
      while end < count, !isWhite(draft.symbols[end]) { end += 1 }
      body(&draft.symbols, start..<end)
    }
    if everywhere {
      while end < count {
        if isWhite(draft.symbols[end]) { end += 1 } else { visit(end) }
      }
    } else {
      // What the first stage took back may have left suspects behind that are out of order or out of bounds; the end of
      // the text is a suspect where it makes one of what is before it.
      for suspect in draft.watch.suspects where suspect >= end && count > 0 { visit(min(suspect, count - 1)) }
    }
  }

  // MARK: What symbols are

  static func isWhite(_ symbol: UInt8) -> Bool { symbol == Symbol.space || symbol == Symbol.lineBreak }
  static func isLatin(_ symbol: UInt8) -> Bool { symbol >= 0x61 && symbol <= 0x7A }
  static func isDigit(_ symbol: UInt8) -> Bool { symbol >= 0x30 && symbol <= 0x39 }

  /// Letters of any script and digits: what runs are made of.
  static func isWordSymbol(_ symbol: UInt8) -> Bool {
    Symbol.isLetter(symbol) || isDigit(symbol) || symbol == Symbol.drawnKha || Symbol.isDisguisedDigit(symbol)
  }

  /// A Cyrillic letter or what is disguised as one.
  private static func isCyrillicInEffect(_ symbol: UInt8) -> Bool {
    symbol >= Symbol.firstDisguisedLatin || symbol == Symbol.drawnKha || Symbol.isDisguisedDigit(symbol)
  }

  // MARK: Runs of letters and digits

  /// Disguises the Latin letters and digits of Cyrillic words; returns how many words mix the two scripts.
  private static func disguiseRuns(_ symbols: inout [UInt8], _ cluster: Range<Int>) -> Int {
    var mixedScriptWords = 0
    var followsCyrillicRun = false
    // The first of the single Latin letters since the last Cyrillic run, «х.y.й».
    var loneLetters: Int?
    var position = cluster.lowerBound
    while position < cluster.upperBound {
      guard isWordSymbol(symbols[position]) else {
        position += 1
        continue
      }
      let start = position
      var hasCyrillic = false
      while true {
        while position < cluster.upperBound, isWordSymbol(symbols[position]) {
          if symbols[position] >= Symbol.firstCyrillic || symbols[position] == Symbol.drawnKha { hasCyrillic = true }
          position += 1
        }
        guard let next = endOfReplacements(symbols, from: position, in: cluster) else { break }
        position = next
      }
      if hasCyrillic {
        if let first = loneLetters { _ = disguiseLatin(&symbols, first..<start) }
        loneLetters = nil
        followsCyrillicRun = true
        if disguiseLatin(&symbols, start..<position) { mixedScriptWords += 1 }
        disguiseDigits(&symbols, start..<position)
      } else if followsCyrillicRun, position == start + 1, isLatin(symbols[start]) {
        loneLetters = loneLetters ?? start
      } else {
        followsCyrillicRun = false
        loneLetters = nil
      }
    }
    return mixedScriptWords
  }

  /// Where the run goes on behind signs that stand for letters, with a $ among them, and a letter before: «o6o$$@ли». An @
  /// alone is more often that of an address.
  private static func endOfReplacements(_ symbols: [UInt8], from start: Int, in cluster: Range<Int>) -> Int? {
    guard Symbol.isLetter(symbols[start - 1]) else { return nil }
    var end = start
    var hasDollar = false
    while end < cluster.upperBound, isReplacement(symbols[end]) {
      if symbols[end] == UInt8(ascii: "$") { hasDollar = true }
      end += 1
    }
    return hasDollar && end < cluster.upperBound && isWordSymbol(symbols[end]) ? end : nil
  }

  private static func disguiseLatin(_ symbols: inout [UInt8], _ range: Range<Int>) -> Bool {
    var found = false
    for index in range where isLatin(symbols[index]) {
      symbols[index] = symbols[index] - 0x61 + Symbol.firstDisguisedLatin
      found = true
    }
    return found
  }

  /// Disguises the digits between the letters of a run, a single one in front, and one behind two letters or more:
  /// «б0т», «4исто», «чм0», but «50руб», «дом15», «д5».
  private static func disguiseDigits(_ symbols: inout [UInt8], _ run: Range<Int>) {
    guard let firstLetter = run.first(where: { !isDigit(symbols[$0]) }),
      let lastLetter = run.last(where: { !isDigit(symbols[$0]) })
    else { return }
    let start = firstLetter == run.lowerBound + 1 ? run.lowerBound : firstLetter
    var end = lastLetter
    if lastLetter == run.upperBound - 2, lastLetter > firstLetter, finalDigits.contains(symbols[lastLetter + 1]),
      !goesOnAsNumber(symbols, behind: run.upperBound)
    {
      end += 1
    }
    for index in start...end where isDigit(symbols[index]) {
      symbols[index] -= 0x30
      symbols[index] += firstLetter...lastLetter ~= index ? Symbol.firstDisguisedDigit : Symbol.firstLeadingDigit
    }
  }

  /// 0, 3 and 9, which look like о, з and я: the digits that words end with in place of a letter.
  private static let finalDigits: [UInt8] = [0x30, 0x33, 0x39]

  /// Whether one sign and a digit follow: «дом5-7», «за2.5».
  private static func goesOnAsNumber(_ symbols: [UInt8], behind end: Int) -> Bool {
    end + 1 < symbols.count && isDigit(symbols[end + 1]) && !isWhite(symbols[end])
  }

  // MARK: Signs

  /// Gives the signs between the letters of a cluster, and @ and $ beside one, their inner forms.
  private static func disguiseSigns(_ symbols: inout [UInt8], _ cluster: Range<Int>) {
    var position = cluster.lowerBound
    while position < cluster.upperBound {
      guard !isWordSymbol(symbols[position]) else {
        position += 1
        continue
      }
      let start = position
      while position < cluster.upperBound, !isWordSymbol(symbols[position]) { position += 1 }
      let followsLetter = start > cluster.lowerBound && isCyrillicInEffect(symbols[start - 1])
      let precedesLetter = position < cluster.upperBound && isCyrillicInEffect(symbols[position])
      if followsLetter, precedesLetter {
        for index in start..<position { symbols[index] = innerForms[Int(symbols[index])] }
      } else {
        if followsLetter, isReplacement(symbols[start]) { symbols[start] = innerForms[Int(symbols[start])] }
        if precedesLetter, isReplacement(symbols[position - 1]) {
          symbols[position - 1] = innerForms[Int(symbols[position - 1])]
        }
      }
    }
  }

  private static func isReplacement(_ symbol: UInt8) -> Bool {
    SymbolClass.ofSymbol[Int(symbol)] == SymbolClass.replacement
  }

  /// The inner form of each symbol; those that have none are their own.
  private static let innerForms: [UInt8] = {
    var forms = (0..<256).map { UInt8($0) }
    for (offset, sign) in Symbol.signsWithInnerForm.enumerated() {
      forms[Int(sign)] = Symbol.firstInnerSign + UInt8(offset)
    }
    for (sign, like) in zip("[{]}`\"".utf8, "(())''".utf8) { forms[Int(sign)] = forms[Int(like)] }
    return forms
  }()

  // MARK: Look-alikes of other scripts

  /// Counts the words that mix letters of the Cyrillic script with letters of others that look Cyrillic. Words that
  /// also hold Latin letters are counted with their run.
  private static func countForeignWords(_ draft: inout Draft) {
    var end = 0
    var next = 0
    while next < draft.foreign.count {
      var start = draft.foreign[next]
      while start > end, isWordSymbol(draft.symbols[start - 1]) { start -= 1 }
      end = start
      var cyrillic = 0
      var hasLatin = false
      while end < draft.symbols.count, isWordSymbol(draft.symbols[end]) {
        if draft.symbols[end] >= Symbol.firstCyrillic { cyrillic += 1 }
        if isLatin(draft.symbols[end]) { hasLatin = true }
        end += 1
      }
      let first = next
      while next < draft.foreign.count, draft.foreign[next] < end { next += 1 }
      if next == first { next += 1 }
      if cyrillic > next - first, !hasLatin { draft.mixedScriptWords += 1 }
    }
  }
}
