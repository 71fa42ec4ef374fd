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
/// one are looked at, which the disk sorts out; so memory does not grow with the archive.
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
      DROP TABLE IF EXISTS temp.candidate;
      DROP TABLE IF EXISTS temp.leader;
      DROP TABLE IF EXISTS temp.grouped;
      CREATE TEMP TABLE message (fingerprint INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, \
      similarity INTEGER);
      CREATE TEMP TABLE candidate (fingerprint INTEGER PRIMARY KEY);
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
    for bands in Self.bandColumns { try findCandidates(bands) }
    try group()
    try connection.execute(
      """
      INSERT OR IGNORE INTO grouped SELECT fingerprint, fingerprint FROM message WHERE count > 1;
      DROP TABLE leader;
      DROP TABLE candidate
      """)
  }

  /// Notes the texts that share a pair of bands with another one.
  private func findCandidates(_ bands: String) throws(SQLiteError) {
    let rows = try connection.prepare(
      "SELECT \(bands), fingerprint FROM message WHERE similarity IS NOT NULL ORDER BY 1")
    let insertion = try connection.prepare("INSERT OR IGNORE INTO candidate VALUES (?1)")
    var last: (bands: Int64, fingerprint: Int64, isNoted: Bool)?
    while try rows.step() {
      let (bands, fingerprint) = (rows.int64(at: 0) ?? 0, rows.int64(at: 1) ?? 0)
      guard let before = last, before.bands == bands else {
        last = (bands, fingerprint, false)
        continue
      }
      for candidate in before.isNoted ? [fingerprint] : [before.fingerprint, fingerprint] {
        try insertion.bind(candidate, at: 1)
        try insertion.run()
      }
      last?.isNoted = true
    }
  }

  private func group() throws(SQLiteError) {
    let rows = try connection.prepare(
      """
      SELECT message.fingerprint, similarity FROM candidate JOIN message USING (fingerprint) ORDER BY count DESC, first
      """)
    let leaders = try connection.prepare(
      "SELECT place, fingerprint, similarity FROM leader WHERE pair = ?1 AND bands = ?2 ORDER BY place LIMIT ?3")
    let leading = try connection.prepare("INSERT INTO leader VALUES (?1, ?2, ?3, ?4, ?5)")
    let joining = try connection.prepare("INSERT INTO grouped VALUES (?1, ?2)")
    try leaders.bind(Self.mostLeaders, at: 3)
    var place: Int64 = 0
    while try rows.step() {
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
