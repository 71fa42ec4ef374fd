internal import SQLiteDatabase

/// Puts messages that are alike into groups, in temporary tables: `message` with one row for each text, by fingerprint, and
/// `grouped` with the group of each.
///
/// A group is anchored at one text, its *leader*, and holds what is near that one (``Resemblance``); so a chain of texts,
/// each near the next, does not join what has nothing in common (leader clustering: J. Hartigan, 1975). Texts are taken in
/// order, those that came most often first, of those the earliest: a text joins the leader that it is nearest to, of
/// several the first, or leads a group of its own.
///
/// Leaders that may be near are looked up by bands: of the four bands of two samples each, two are untouched where at most
/// two samples differ, so two near texts share one of six pairs of bands. Only texts that share such a pair with another
/// one are looked at, which the disk sorts out; so memory grows with the archive by one bit for each comment.
struct FloodGroups {
  private let connection: SQLiteConnection

  /// So many leaders of a pair of bands are compared, the first; more have so much in common only if somebody means it.
  static let mostLeaders = 100

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// The pairs of bands, each by how far its two bands are to be moved to the right.
  private static let pairs: [(first: Int64, second: Int64)] = (0..<4).flatMap { first in
    (first + 1..<4).map { (16 * first, 16 * $0) }
  }

  /// The pairs of bands of a text's similarity: two texts that are near each other have one of them in common.
  static func bands(of similarity: Int64) -> [Int64] {
    pairs.map { ((similarity >> $0.first) & 0xFFFF) << 16 | ((similarity >> $0.second) & 0xFFFF) }
  }

  /// The same in SQL, of the column `similarity`.
  static let bandColumns = pairs.map {
    "((((similarity >> \($0.first)) & 65535) << 16) | ((similarity >> \($0.second)) & 65535))"
  }

  /// Makes the tables.
  func make() throws(SQLiteError) {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.message;
      DROP TABLE IF EXISTS temp.leader;
      DROP TABLE IF EXISTS temp.grouped;
      CREATE TEMP TABLE message (fingerprint INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, \
      similarity INTEGER);
      CREATE TEMP TABLE leader (pair INTEGER, bands INTEGER, place INTEGER, fingerprint INTEGER NOT NULL, \
      similarity INTEGER NOT NULL, PRIMARY KEY (pair, bands, place)) WITHOUT ROWID;
      CREATE TEMP TABLE grouped (fingerprint INTEGER PRIMARY KEY, leader INTEGER NOT NULL)
      """)
    // The similarity is that of the row with the least number (https://sqlite.org/lang_select.html, bare columns).
    try connection.execute(
      """
      INSERT INTO message SELECT fingerprint, min(seq), count(*), similarity FROM main.comment \
      WHERE fingerprint IS NOT NULL GROUP BY fingerprint
      """)
    var candidates = Candidates(count: try connection.count("SELECT max(seq) FROM main.comment"))
    for bands in Self.bandColumns { try find(&candidates, by: bands) }
    try group(candidates)
    try connection.execute(
      """
      INSERT OR IGNORE INTO grouped SELECT fingerprint, fingerprint FROM message WHERE count > 1;
      DROP TABLE leader
      """)
  }

  /// The texts that are to be looked at, by the numbers of the comments that hold them first.
  private struct Candidates {
    private var words: [UInt64]

    init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

    /// A number beyond the last comment's, which only a damaged ledger holds, is in it.
    func contains(_ first: Int64) -> Bool {
      let place = Int(first >> 6)
      return !words.indices.contains(place) || words[place] >> UInt64(first & 63) & 1 == 1
    }

    mutating func insert(_ first: Int64) {
      let place = Int(first >> 6)
      if words.indices.contains(place) { words[place] |= 1 << UInt64(first & 63) }
    }
  }

  /// Notes the texts that share a pair of bands with another one.
  private func find(_ candidates: inout Candidates, by bands: String) throws(SQLiteError) {
    let rows = try connection.prepare(
      "SELECT \(bands), first FROM message WHERE similarity IS NOT NULL ORDER BY 1")
    var last: (bands: Int64, first: Int64)?
    while try rows.step() {
      let (bands, first) = (rows.int64(at: 0) ?? 0, rows.int64(at: 1) ?? 0)
      if let last, last.bands == bands {
        candidates.insert(last.first)
        candidates.insert(first)
      }
      last = (bands, first)
    }
  }

  private func group(_ candidates: Candidates) throws(SQLiteError) {
    let rows = try connection.prepare(
      "SELECT fingerprint, similarity, first FROM message WHERE similarity IS NOT NULL ORDER BY count DESC, first")
    let leaders = try connection.prepare(
      "SELECT place, fingerprint, similarity FROM leader WHERE pair = ?1 AND bands = ?2 ORDER BY place LIMIT ?3")
    let leading = try connection.prepare("INSERT INTO leader VALUES (?1, ?2, ?3, ?4, ?5)")
    let joining = try connection.prepare("INSERT INTO grouped VALUES (?1, ?2)")
    try leaders.bind(Self.mostLeaders, at: 3)
    var place: Int64 = 0
    while try rows.step() {
      guard candidates.contains(rows.int64(at: 2) ?? 0) else { continue }
      let (fingerprint, similarity) = (rows.int64(at: 0) ?? 0, rows.int64(at: 1) ?? 0)
      var best: (differences: Int, place: Int64, fingerprint: Int64)?
      for (pair, bands) in Self.bands(of: similarity).enumerated() {
        try leaders.bind(pair, at: 1)
        try leaders.bind(bands, at: 2)
        while try leaders.step() {
          let differences = Resemblance.differences(similarity, leaders.int64(at: 2) ?? 0)
          guard differences <= Resemblance.mostDifferences else { continue }
          let other = (differences, leaders.int64(at: 0) ?? 0, leaders.int64(at: 1) ?? 0)
          if best.map({ (other.0, other.1) < ($0.differences, $0.place) }) ?? true { best = other }
        }
      }
      if best == nil {
        try leading.bind(place, at: 3)
        try leading.bind(fingerprint, at: 4)
        try leading.bind(similarity, at: 5)
        for (pair, bands) in Self.bands(of: similarity).enumerated() {
          try leading.bind(pair, at: 1)
          try leading.bind(bands, at: 2)
          try leading.run()
        }
        place += 1
      }
      try joining.bind(fingerprint, at: 1)
      try joining.bind(best?.fingerprint ?? fingerprint, at: 2)
      try joining.run()
    }
  }
}
