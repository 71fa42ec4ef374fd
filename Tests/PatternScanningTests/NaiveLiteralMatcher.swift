@testable import PatternScanning

/// The slow truth about literals in a reading: tries every place.
struct NaiveLiteralMatcher {
  let text: [UInt8]

  func holds(_ literal: RegexLiteral) -> Bool {
    text.indices.contains { start in
      switch literal {
      case .text(let symbols, let beginsWord):
        text[start...].starts(with: symbols) && (!beginsWord || !isWord(start - 1))
      case .words(let words): !ends(of: words[...], from: [start]).isEmpty
      }
    }
  }

  private func isWord(_ index: Int) -> Bool {
    text.indices.contains(index) && SourceAlphabet.wordSymbols.contains(text[index])
  }

  /// The ends of words that begin at one of some places, with gaps between.
  private func ends(of words: ArraySlice<RegexLiteral.Word>, from starts: Set<Int>) -> Set<Int> {
    guard let word = words.first else { return starts }
    let ends = ends(of: word, from: starts)
    let rest = words.dropFirst()
    return rest.isEmpty ? ends : self.ends(of: rest, from: Set(ends.compactMap { endOfGap(from: $0) }))
  }

  private func ends(of word: RegexLiteral.Word, from starts: Set<Int>) -> Set<Int> {
    let starts = starts.filter { word.beginsWord ? !isWord($0 - 1) : true }
    // A word that may go on before what is asked for is looked for from its beginning, too.
    let all = word.beginsWord ? starts : Set(starts.flatMap { start in start...endOfWord(from: start) })
    let ends = word.elements.reduce(all) { places, element in
      Set(places.flatMap { self.ends(of: element, from: $0) })
    }
    if word.endsWord { return ends.filter { !isWord($0) } }
    return Set(ends.map { endOfWord(from: $0) })
  }

  private func ends(of element: RegexLiteral.Element, from start: Int) -> [Int] {
    switch element {
    case .symbol(let symbol): return start < text.count && text[start] == symbol ? [start + 1] : []
    case .digits: return runEnds(from: start) { SourceAlphabet.digits.contains(text[$0]) }
    case .letters: return runEnds(from: start) { isWord($0) }
    }
  }

  private func runEnds(from start: Int, while isPart: (Int) -> Bool) -> [Int] {
    Array((start..<text.count).prefix(while: isPart).map { $0 + 1 })
  }

  private func endOfWord(from start: Int) -> Int { runEnds(from: start) { isWord($0) }.last ?? start }

  /// Where what is no word ends; nil if none of it stands there.
  private func endOfGap(from start: Int) -> Int? { runEnds(from: start) { !isWord($0) }.last }
}
