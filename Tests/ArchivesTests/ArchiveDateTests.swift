import Foundation
import Testing

@testable import Archives

@Suite struct ArchiveDateTests {
  private func seconds(_ text: String, offset: Int64 = 0) -> Int64? {
    ArchiveDate.seconds(Array(text.utf8).span, offset: offset)
  }

  @Test(
    arguments: [
      ("0", 0), ("1709622000", 1_709_622_000), ("1709622000123", 1_709_622_000), ("-1", -1),
      ("1709622000.75", 1_709_622_000),
      ("-1.5", -2), (" 5 ", 5), ("-1000000000001", -1_000_000_001),
      ("2024-02-29", 1_709_164_800), ("2024-02-29T01:02:03", 1_709_168_523), ("2024-02-29 01:02", 1_709_168_520),
      ("2024-02-29T01:02:03Z", 1_709_168_523), ("2024-02-29T01:02:03.999+03:00", 1_709_157_723),
      ("2024-02-29T01:02:03,5-0130", 1_709_173_923), ("20240229T010203Z", 1_709_168_523),
      ("2024-02-29 01:02:03 UTC", 1_709_168_523), ("2024-02-29 01:02:03+03", 1_709_157_723),
      ("29.02.2024", 1_709_164_800), ("29.02.2024 1:02", 1_709_168_520), ("1.3.2024 00:00:00", 1_709_251_200),
      ("1969-12-31T23:59:59Z", -1), ("0001-01-01", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func dates(_ text: String, _ expected: Int64) { #expect(seconds(text) == expected) }

  @Test(arguments: [
    "", " ", "-", "вчера", "2024", "x2024-01-01", "2024-13-01", "2024-02-30", "2023-02-29", "2024-1-1",
    "2024-01-01T25:00",
    "2024-01-01T12:60", "2024-01-01T12:00:61", "2024-01-01T12:00+99", "2024-01-01T12:00 MSK", "2024-01-01T12:00Zx",
    "32.01.2024", "1e9", "99999999999999999999999", "2024-01-01T12:00:00.", "29.02.24",
  ])
  func noDates(_ text: String) {
    // A year by itself is a number of seconds.
    #expect(seconds(text) == (text == "2024" ? 2024 : nil))
  }

  @Test func zoneOfDatesWithoutOne() {
    #expect(seconds("2024-01-01 03:00:00", offset: 3 * 3600) == 1_704_067_200)
    #expect(seconds("2024-01-01 03:00:00Z", offset: 3 * 3600) == 1_704_078_000)
    #expect(seconds("1704067200", offset: 3 * 3600) == 1_704_067_200)
  }

  /// Every day is one after the one before.
  @Test func calendar() {
    var expected = ArchiveDate.daysSince1970(1890, 1, 1)
    #expect(expected == -29_219)
    for year: Int64 in 1890...2110 {
      for month: Int64 in 1...12 {
        for day in 1...ArchiveDate.days(in: month, of: year) {
          #expect(ArchiveDate.daysSince1970(year, month, day) == expected)
          expected += 1
        }
      }
    }
  }

  @Test func neverTraps() {
    var random = Random(77)
    let signs = Array("0123456789-.:TZ+ UGC,".utf8)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in random.oneOf(signs) }
      _ = ArchiveDate.seconds(text.span)
    }
  }
}
