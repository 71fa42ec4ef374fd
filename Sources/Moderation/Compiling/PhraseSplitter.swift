internal import PatternScanning

/// Splits patterns at the gaps between their words.
enum PhraseSplitter {
  typealias Part = PatternCompiler.Part
  /// A word; nil is any word.
  typealias Word = [Part]?

  /// A slot that can be filled in more ways is refused.
  private static let mostWays = 2_000

  /// The slots of the phrase that a pattern stands for, each with the ways to fill it. Slots are parted by gaps, also by
  /// those that all forms of a choice begin or end with, «(ему_|им_|)дать(_бы|)»; only within a slot are choices among phrases
  /// of several words multiplied out.
  static func slots(of parts: [Part]) throws(PatternCompiler.Failure) -> [[[Word]]] {
    var slots: [[[Word]]] = []
    for stretch in parts.split(separator: .gap) {
      let leading = stretch.prefix { $0.isOptional(with: \.last) }
      let rest = stretch.dropFirst(leading.count)
      let trailing = rest.reversed().prefix { $0.isOptional(with: \.first) }.count
      for part in leading { slots.append(try ways(to: [part])) }
      if rest.count > trailing { slots.append(try ways(to: Array(rest.dropLast(trailing)))) }
      for part in rest.suffix(trailing) { slots.append(try ways(to: [part])) }
    }
    return slots
  }

  private static func ways(to fill: [Part]) throws(PatternCompiler.Failure) -> [[Word]] {
    var ways: [[Word]] = []
    for words in try expand(fill) { ways += presences(of: words) }
    guard ways.count <= mostWays else { throw .tooManyForms }
    return ways
  }

  /// Each way to write the parts as words; a word may be empty where a gap stands at an end.
  private static func expand(_ parts: [Part]) throws(PatternCompiler.Failure) -> [[[Part]]] {
    var all: [[[Part]]] = [[[]]]
    for part in parts {
      switch part {
      case .gap:
        for index in all.indices { all[index].append([]) }
      case .choice(let forms) where forms.contains(where: \.holdsGap):
        var ways: [[[Part]]] = []
        let words = forms.filter { !$0.holdsGap }
        if !words.isEmpty { ways.append([[.choice(words)]]) }
        for form in forms where form.holdsGap { ways += try expand(form) }
        guard all.count * ways.count <= mostWays else { throw .tooManyForms }
        all = all.flatMap { start in ways.map { join(start, $0) } }
      case .letter, .mask, .anyLetters, .choice:
        for index in all.indices { all[index][all[index].count - 1].appendOnce(part) }
      }
    }
    return all
  }

  private static func join(_ first: [[Part]], _ second: [[Part]]) -> [[Part]] {
    var joined = first
    for part in second[0] { joined[joined.count - 1].appendOnce(part) }
    joined += second.dropFirst()
    return joined
  }

  /// The ways in which words that may be missing are there.
  private static func presences(of words: [[Part]]) -> [[Word]] {
    var ways: [[Word]] = [[]]
    for word in words {
      let presences = presences(of: word)
      ways = ways.flatMap { start in presences.map { start + $0 } }
    }
    return ways
  }

  /// The ways in which a word may be there: as it is, as any word, or not at all.
  private static func presences(of word: [Part]) -> [[Word]] {
    if word.isEmpty { return [[]] }
    if word.isAnyWord { return [[nil]] }
    if word.contains(where: { $0.shortestLength > 0 }) { return [[word]] }
    var ways: [[Word]] = [[]]
    for index in word.indices {
      if let present = word[index].present { ways.append([[present] + word[(index + 1)...]]) }
    }
    return ways
  }
}

extension [PatternCompiler.Part] {
  /// Whether the word is `*`, or may be.
  fileprivate var isAnyWord: Bool {
    if !isEmpty, allSatisfy({ $0 == .anyLetters }) { return true }
    guard count == 1, case .choice(let forms) = self[0] else { return false }
    return forms.contains { $0.isAnyWord }
  }

  fileprivate var holdsGap: Bool {
    contains { part in
      switch part {
      case .gap: true
      case .letter, .mask, .anyLetters: false
      case .choice(let forms): forms.contains { $0.holdsGap }
      }
    }
  }

  /// Appends a part; a letter that would stand twice in a row, and an empty choice, say nothing new.
  fileprivate mutating func appendOnce(_ part: PatternCompiler.Part) {
    if case .letter = part, last == part { return }
    if part == .choice([[]]) { return }
    append(part)
  }
}

extension PatternCompiler.Part {
  /// Whether the part is a choice of which each form is empty or has a gap at one end.
  fileprivate func isOptional(with end: KeyPath<[PatternCompiler.Part], PatternCompiler.Part?>) -> Bool {
    guard case .choice(let forms) = self, forms.contains(where: \.holdsGap) else { return false }
    return forms.allSatisfy { $0.isEmpty || $0[keyPath: end] == .gap }
  }

  /// The part without its empty form; nil if there is no other.
  fileprivate var present: PatternCompiler.Part? {
    guard case .choice(let forms) = self else { return self }
    let present = forms.filter { form in form.contains { $0.shortestLength > 0 || $0 == .anyLetters } }
    return present.isEmpty ? nil : .choice(present)
  }
}
