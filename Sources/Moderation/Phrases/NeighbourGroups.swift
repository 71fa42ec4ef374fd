/// The groups of words one of which must stand beside an anchor. A group of one word has its number, others are numbered
/// behind all words.
struct NeighbourGroups: Sendable {
  /// The groups of several words that hold each word, ascending.
  let groups: IndexLists
  /// The numbers of words and groups are below this.
  let limit: Int

  /// Stands for no group: there need not be a word, or any will do.
  static let none: Int32 = -1

  /// Numbers groups, those of so many words.
  struct Numbering {
    private let wordCount: Int
    private var numbers: [[Int]: Int32] = [:]

    init(wordCount: Int) { self.wordCount = wordCount }

    /// The number of a group of words.
    mutating func number(of words: Set<Int>?) -> Int32 {
      guard let words else { return NeighbourGroups.none }
      if words.count == 1, let word = words.first { return Int32(word) }
      let sorted = words.sorted()
      if let known = numbers[sorted] { return known }
      let number = Int32(wordCount + numbers.count)
      numbers[sorted] = number
      return number
    }

    /// The groups of each word that were numbered.
    func groups() -> NeighbourGroups {
      var lists = [[Int32]](repeating: [], count: wordCount)
      for (words, number) in numbers {
        for word in words { lists[word].append(number) }
      }
      return NeighbourGroups(groups: IndexLists(lists.map { $0.sorted() }), limit: wordCount + numbers.count)
    }
  }
}
