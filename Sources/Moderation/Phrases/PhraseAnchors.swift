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

  /// An anchor with what is known of the words beside it.
  func withNeighbours(_ use: PhraseTable.Use, _ openings: (Int) -> WordOpenings) -> PhraseTable.Use {
    var use = use
    let way = words(in: Int(use.way))
    let slots = slots(of: Int(use.phrase))
    let place = Int(use.word)
    use.after =
      place + 1 < way.upperBound ? all([place + 1], openings) : all(nextTo: use, slots, by: 1, openings)
    use.before =
      place > way.lowerBound ? all([place - 1], openings) : all(nextTo: use, slots, by: -1, openings)
    return use
  }

  /// How the words beside a slot begin.
  private func all(
    nextTo use: PhraseTable.Use, _ slots: Range<Int>, by step: Int, _ openings: (Int) -> WordOpenings
  ) -> WordOpenings {
    let slot = Int(use.slot) + step
    guard slots.contains(slot) else { return .all }
    var places: [Int] = []
    for way in ways(to: slot) {
      guard let place = step > 0 ? words(in: way).first : words(in: way).last else { return .all }
      places.append(place)
    }
    return all(places, openings)
  }

  private func all(_ places: [Int], _ openings: (Int) -> WordOpenings) -> WordOpenings {
    places.reduce(.none) { all, place in
      all.union(word(at: place).map(openings) ?? .all)
    }
  }

  /// Words that belong together are met together more often than by chance.
  private static let attraction = 5.0
}
