internal import RescanReport

/// Chooses comments to be shown so that no message is shown twice, nor one that is nearly the same.
struct VariedSelection {
  private let comments: StoredComments
  private var texts: Set<[UInt8]> = []
  private var fingerprints: [TextFingerprint] = []

  /// So many times as many comments are to be chosen from.
  static let abundance = 4

  init(_ comments: StoredComments) { self.comments = comments }

  /// The first of some comments, by number, of which none is like another one.
  static func choose(
    _ most: Int, of numbers: [Int64], _ comments: StoredComments
  ) throws(AnalysisError) -> [Int64] {
    var selection = VariedSelection(comments)
    var chosen: [Int64] = []
    for number in numbers where chosen.count < most { if try selection.takes(number) { chosen.append(number) } }
    return chosen
  }

  private mutating func takes(_ number: Int64) throws(AnalysisError) -> Bool {
    guard let comment = try comments.comment(number) else { return false }
    // Without its text a comment cannot be told from others by it.
    if !comment.judged.text.isEmpty, !texts.insert(comment.judged.text).inserted { return false }
    guard let fingerprint = comment.fingerprint else { return true }
    if fingerprints.contains(where: { $0.isNear(fingerprint) }) { return false }
    fingerprints.append(fingerprint)
    return true
  }
}

extension TextFingerprint {
  /// Whether two texts are the same once folded, or nearly.
  func isNear(_ other: TextFingerprint) -> Bool {
    if text == other.text { return true }
    guard let similarity, let otherSimilarity = other.similarity else { return false }
    return Resemblance.differences(similarity, otherSimilarity) <= Resemblance.mostDifferences
  }
}
