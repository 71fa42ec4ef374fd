import RescanReport
import Rulebook
import SQLiteDatabase
import Testing

@testable import RescanAnalysis

struct FloodTests {
  /// A text of the archive: fingerprint, similarity, and which comments hold it, by number.
  private struct Text {
    var fingerprint: Int64
    var similarity: Int64?
    var comments: [Int64]
  }

  /// The groups of an archive, each by its leader, by comparing every text with every leader.
  private static func groups(of comments: [MadeComment], fewest: Int) -> [Int64: Set<Int64>] {
    var texts: [Int64: Text] = [:]
    for (index, comment) in comments.enumerated() {
      guard let fingerprint = comment.fingerprint else { continue }
      texts[fingerprint, default: Text(fingerprint: fingerprint, similarity: comment.similarity, comments: [])]
        .comments.append(Int64(index + 1))
    }
    let ordered = texts.values.sorted {
      $0.comments.count != $1.comments.count ? $0.comments.count > $1.comments.count : $0.comments[0] < $1.comments[0]
    }
    var leaders: [Text] = []
    var groups: [Int64: Set<Int64>] = [:]
    for text in ordered {
      let near = leaders.enumerated().compactMap { index, leader -> (Int, Int)? in
        guard let first = text.similarity, let second = leader.similarity else { return nil }
        let bits = UInt64(bitPattern: first ^ second)
        let differences = (0..<8).count { (part: Int) -> Bool in bits >> UInt64(8 * part) & 0xFF != 0 }
        return differences <= 2 ? (differences, index) : nil
      }
      let best = near.min { $0 < $1 }
      if best == nil { leaders.append(text) }
      groups[best.map { leaders[$0.1].fingerprint } ?? text.fingerprint, default: []].formUnion(text.comments)
    }
    return groups.filter { $0.value.count >= fewest }
  }

  /// Comments of a few families of texts, some of them the same, some near each other, some strangers.
  private static func archive(_ count: Int, seed: UInt64) -> [MadeComment] {
    var numbers = RandomNumbers(seed: seed)
    let families = (0..<max(2, count / 25)).map { _ in numbers.next() }
    var known: [(fingerprint: Int64?, similarity: Int64?)] = []
    return (0..<count).map { index in
      var comment = MadeComment(id: "\(index)")
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0: break
      case 1...3:
        if let text = known.randomElement(using: &numbers) { (comment.fingerprint, comment.similarity) = text }
      default:
        var samples = families.randomElement(using: &numbers) ?? 0
        for _ in 0..<Int.random(in: 0...4, using: &numbers) {
          // Few values, so that chains and ties come about.
          let part = UInt64.random(in: 0..<8, using: &numbers)
          samples = samples & ~(0xFF << (8 * part)) | UInt64.random(in: 0..<3, using: &numbers) << (8 * part)
        }
        let fingerprint = Int64(bitPattern: numbers.next())
        comment.fingerprint = fingerprint
        comment.similarity = Int.random(in: 0..<8, using: &numbers) == 0 ? nil : Int64(bitPattern: samples)
        known.append((fingerprint, comment.similarity))
      }
      return comment
    }
  }

  @Test(arguments: [(10, 60), (200, 12), (1500, 2)])
  func findsWhatComparingAllFinds(_ count: Int, _ rounds: Int) throws {
    for round in 0..<rounds {
      let comments = Self.archive(count, seed: UInt64(count + round))
      let ledger = try MadeLedger(comments)
      let floods = try Floods(of: ledger.connection, fewest: 3)
      var found: [Int64: Set<Int64>] = [:]
      let rows = try ledger.connection.prepare("SELECT leader, seq FROM flood_comment")
      while try rows.step() { found[rows.int64(at: 0) ?? 0, default: []].insert(rows.int64(at: 1) ?? 0) }
      let expected = Self.groups(of: comments, fewest: 3)
      #expect(found == expected)
      #expect(floods.count == expected.count)
      let reader = try floods.reader()
      var counts: [Int] = []
      var nearCount = 0
      while let flood = try reader.next() {
        counts.append(flood.flood.comments)
        #expect(flood.flood.ids.count == flood.flood.comments)
        if flood.flood.isNear { nearCount += 1 }
      }
      #expect(counts == expected.values.map(\.count).sorted(by: >))
      if count == 1500 { #expect(nearCount > 10) }
    }
  }

  @Test func nearTextsShareAPairOfBands() throws {
    var numbers = RandomNumbers(seed: 8)
    let connection = try SQLiteConnection(.memory)
    let rows = try connection.prepare(
      "WITH message (similarity) AS (VALUES (?1)) SELECT \(FloodGroups.bandColumns.joined(separator: ",")) FROM message"
    )
    var strangers = 0
    for _ in 0..<500 {
      let first = Int64(bitPattern: numbers.next())
      var second = first
      for _ in 0..<2 {
        second ^= Int64.random(in: 0...0xFF, using: &numbers) << (8 * Int64.random(in: 0..<8, using: &numbers))
      }
      let bands = FloodGroups.bands(of: first)
      #expect(zip(bands, FloodGroups.bands(of: second)).contains { $0 == $1 })
      if zip(bands, FloodGroups.bands(of: Int64(bitPattern: numbers.next()))).contains(where: { $0 == $1 }) {
        strangers += 1
      }
      try rows.bind(first, at: 1)
      #expect(try rows.step())
      #expect((0..<6).map { rows.int64(at: $0) } == bands)
      rows.reset()
    }
    #expect(strangers == 0)
  }

  /// Each text is near the next one, and the last is a stranger to the first: they do not become one flood.
  @Test func chainsAreNotJoined() throws {
    let comments = (0..<9).map { step in
      var comment = MadeComment(id: "\(step)", fingerprint: Int64(100 + step))
      comment.similarity = (0..<step).reduce(Int64(0)) { $0 | 0x55 << Int64(8 * min($1, 7)) }
      return comment
    }
    let ledger = try MadeLedger(comments)
    let floods = try Floods(of: ledger.connection, fewest: 2)
    let reader = try floods.reader()
    var ids: [[String]] = []
    while let flood = try reader.next() { ids.append(flood.flood.ids) }
    #expect(ids == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]])
  }

  private static func repeated(_ fingerprint: Int64, _ count: Int, authors: [String?], from day: Int64) -> [MadeComment]
  {
    (0..<count).map { index in
      var comment = MadeComment(
        id: "\(fingerprint).\(index)", idIsNumber: false, author: authors[index % authors.count])
      comment.fingerprint = fingerprint
      comment.date = day * 86_400 + Int64(index)
      comment.page = index == 0 ? nil : "стена"
      return comment
    }
  }

  @Test func tellsWhoWroteWhatAndWhen() throws {
    var comments =
      Self.repeated(7, 6, authors: ["б", "а", "б", nil], from: 3) + Self.repeated(8, 4, authors: ["в"], from: 1)
    comments += Self.repeated(9, 7, authors: [nil], from: 5)
    comments[2].text = "Купите\nслона"
    comments[2].actions = [.delete]
    comments[3].text = "купите слона"
    for index in comments.indices where index >= 10 { comments[index].input = 2 }
    let ledger = try MadeLedger(comments, inputs: ["a", "b"])
    let floods = try Floods(of: ledger.connection)
    #expect(floods.count == 2)
    let first = try floods.first((10, 1, 2))
    #expect(first.map(\.comments) == [7, 6])
    #expect(
      first.last
        == Flood(
          text: Array("Купите\nслона".utf8), isNear: false, comments: 6, authorCount: 2, authors: ["б"], pageCount: 1,
          period: 259_200...259_205, deleted: 1, ids: ["7.0", "7.1"]))
    #expect(try floods.first((1, 1, 1)).count == 1)
    let reader = try floods.reader()
    let line = try #require(try reader.next()).jsonLine
    #expect(
      String(decoding: line, as: UTF8.self).hasPrefix(
        """
        {"v":1,"comments":7,"texts":1,"authors":0,"pages":1,"deleted":0,"first":"1970-01-06T00:00:00Z",\
        "last":"1970-01-06T00:00:06Z","by":[],"ids":[{"id":"9.0","input":"b"},{"id":"9.1","input":"b"},
        """))
    #expect(line.last == 0x0A)
  }

  @Test func nothingRepeatedIsNoFlood() throws {
    #expect(try Floods(of: try MadeLedger([]).connection).count == 0)
    #expect(try Floods(of: try MadeLedger(Self.repeated(1, 4, authors: ["а"], from: 0)).connection).count == 0)
    #expect(try Floods(of: try MadeLedger([MadeComment()]).connection).first((5, 5, 5)) == [])
  }
}
