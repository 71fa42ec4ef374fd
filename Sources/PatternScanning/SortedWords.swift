/// Matches of the words of phrases, sorted so that one is found by its id and its place.
public struct SortedWords: Sendable {
  /// Where signs were taken out of a word it may reach over a few places, so one that ends at a place begins not far before.
  private static let longestReach: UInt32 = 24

  /// Whether a match stands before another in the order.
  public static func isOrdered(_ first: WordMatch, _ second: WordMatch) -> Bool {
    (first.id, first.firstWord) < (second.id, second.firstWord)
  }

  /// The match of an id that begins with the word of a number, among those in a range of a sorted list.
  public static func word(
    _ id: Int, beginningAt place: UInt32, in words: borrowing [WordMatch], _ range: Range<Int>
  ) -> WordMatch? {
    let index = firstIndex(id, place, in: words, range)
    return index < range.upperBound && words[index].id == id && words[index].firstWord == place ? words[index] : nil
  }

  /// The match of an id that ends with the word of a number, among those in a range of a sorted list.
  public static func word(
    _ id: Int, endingAt place: UInt32, in words: borrowing [WordMatch], _ range: Range<Int>
  ) -> WordMatch? {
    var index = firstIndex(id, place < longestReach ? 0 : place - longestReach, in: words, range)
    while index < range.upperBound, words[index].id == id, words[index].firstWord <= place {
      if words[index].lastWord == place { return words[index] }
      index += 1
    }
    return nil
  }

  private static func firstIndex(
    _ id: Int, _ place: UInt32, in words: borrowing [WordMatch], _ range: Range<Int>
  ) -> Int {
    words[range].partitioningIndex { (Int($0.id), $0.firstWord) >= (id, place) }
  }
}
