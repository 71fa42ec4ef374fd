/// Splits patterns at the gaps between their words.
enum PhraseSplitter {
  typealias Part = PatternCompiler.Part

  private static let mostPhrases = 20_000

  /// The phrases that a pattern stands for, each as its words; nil is any word. A choice among phrases of several words is
  /// multiplied out.
  static func phrases(of parts: [Part]) throws(PatternCompiler.Failure) -> [[[Part]?]] {
    if !parts.holdsGap { return [[parts]] }
    var phrases: [[[Part]?]] = [[]]
    var all: [[[Part]?]] = []
    for written in try expand(parts) {
      phrases = [[]]
      for word in written {
        let ways = presences(of: word)
        phrases = phrases.flatMap { start in ways.map { start + $0 } }
      }
      all += phrases.filter { !$0.isEmpty }
    }
    return all
  }

  /// The ways in which a word may be there: as it is, as any word, or not at all.
  private static func presences(of word: [Part]) -> [[[Part]?]] {
    if word.isEmpty { return [[]] }
    if word.isAnyWord { return [[nil]] }
    if word.contains(where: { $0.shortestLength > 0 }) { return [[word]] }
    var ways: [[[Part]?]] = [[]]
    for index in word.indices {
      if let present = word[index].present { ways.append([[present] + word[(index + 1)...]]) }
    }
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
        guard all.count * ways.count <= mostPhrases else { throw .tooManyForms }
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
}

extension [PatternCompiler.Part] {
  /// Whether the word is `*`, or may be.
  fileprivate var isAnyWord: Bool {
    guard count == 1 else { return false }
    return switch self[0] {
    case .anyLetters: true
    case .letter, .mask, .gap: false
    case .choice(let forms): forms.contains { $0.isAnyWord }
    }
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
  /// The part without its empty form; nil if there is no other.
  fileprivate var present: PatternCompiler.Part? {
    guard case .choice(let forms) = self else { return self }
    let present = forms.filter { form in form.contains { $0.shortestLength > 0 || $0 == .anyLetters } }
    return present.isEmpty ? nil : .choice(present)
  }
}
