internal import PatternScanning

/// Where phrases are looked for, which is decided when rules are compiled.
extension PhraseLayout {
  /// For each way to fill the slot whose words are met most seldom the rarest of its words; and the share of words at which
  /// the phrase may stand.
  func anchors(of phrase: Int, _ share: (Int) -> Double) -> (uses: [PhraseTable.Use], share: Double) {
    var best: (uses: [PhraseTable.Use], share: Double) = ([], .infinity)
    var all = 1.0
    for slot in slots(of: phrase) {
      var uses: [PhraseTable.Use] = []
      var sum = 0.0
      for way in ways(to: slot) {
        let rarest = words(in: way).compactMap { place in word(at: place).map { (place, share($0)) } }
          .min { $0.1 < $1.1 }
        sum += rarest?.1 ?? 1
        guard let place = rarest?.0 else { continue }
        uses.append(PhraseTable.Use(phrase: Int32(phrase), slot: Int32(slot), way: Int32(way), word: Int32(place)))
      }
      all *= min(1, sum * Self.attraction)
      // A slot that any words fill, or none, is no place to look for the phrase.
      if uses.count == ways(to: slot).count, sum < best.share { best = (uses, sum) }
    }
    return (best.uses, min(1, best.share, all))
  }

  /// The words one of which must stand behind an anchor, or before it; nil if there need not be one, or any word will do.
  func words(beside use: PhraseTable.Use, ahead: Bool) -> Set<Int>? {
    let place = Int(use.word) + (ahead ? 1 : -1)
    if words(in: Int(use.way)).contains(place) { return word(at: place).map { [$0] } }
    let slots = slots(of: Int(use.phrase))
    let rest = ahead ? Array(slots[(Int(use.slot) + 1)...]) : slots[..<Int(use.slot)].reversed()
    var all: Set<Int> = []
    for slot in rest {
      var maybeEmpty = false
      for way in ways(to: slot).map(words(in:)) {
        guard let nearest = ahead ? way.first : way.last else {
          maybeEmpty = true
          continue
        }
        guard let word = word(at: nearest) else { return nil }
        all.insert(word)
      }
      if !maybeEmpty { return all }
    }
    return nil
  }

  /// Words that belong together are met together more often than by chance.
  private static let attraction = 5.0
}
