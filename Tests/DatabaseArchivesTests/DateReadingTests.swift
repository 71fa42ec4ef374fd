@testable import DatabaseArchives
import Foundation
import Testing

@Suite struct DateReadingTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("2024-02-29", 1_709_164_800), ("0000-01-01", -62_167_219_200), ("1969-12-31T23:59:59Z", -1),
    ("2024-05-06T07:08:09Z", 1_714_979_289), ("2024-05-06 07:08:09", 1_714_979_289),
    ("2024-05-06T07:08:09.987654321Z", 1_714_979_289), ("2024-05-06T07:08", 1_714_979_280),
    ("2024-05-06 10:08:09.5+03", 1_714_979_289), ("2024-05-06T10:08:09+03:00", 1_714_979_289),
    ("2024-05-06T020809-0500", 1_714_979_289), ("2024-05-06 07:08:09 +0000 ", 1_714_979_289),
    (" 1714979289 ", 1_714_979_289), ("1714979289.75", 1_714_979_289), ("1714979289123", 1_714_979_289),
    ("1714979289123456", 1_714_979_289), ("-1.5", -2), ("-1500000000001", -1_500_000_001), ("0", 0),
    ("20240506", 20_240_506), ("2024-05-06 ", 1_714_953_600),
  ])
  func dates(text: String, seconds: Int64) {
    #expect(DateReading.date(text.utf8) == seconds)
  }

  @Test(arguments: [
    "", " ", "-", "yesterday", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-1",
    "2024-05-06T25:00", "2024-05-06T07:60", "2024-05-06T07:08:61", "2024-05-06T", "2024-05-06X07:08", "2024-05-06T07",
    "2024-05-06T07:08:09+", "2024-05-06T07:08:09+3", "2024-05-06T07:08:09 MSK", "infinity", "1714979289 s",
    "99999999999999999999", "06.05.2024",
  ])
  func noDates(text: String) {
    #expect(DateReading.date(text.utf8) == nil)
  }

  @Test func numbers() {
    #expect(DateReading.date(Int64.min) == -9_223_372_036_855)
    #expect(DateReading.date(Int64.max) == 9_223_372_036_854)
    #expect(DateReading.date(1_714_979_289.9) == 1_714_979_289)
    #expect(DateReading.date(-0.5) == -1)
    #expect(DateReading.date(Double.nan) == nil)
    #expect(DateReading.date(Double.infinity) == nil)
    #expect(DateReading.date(1e300) == nil)
  }

  /// Each day is as many seconds away as Foundation says.
  @Test func everyDay() throws {
    let formatter = ISO8601DateFormatter()
    for day in stride(from: -100_000, to: 100_000, by: 17) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_661)
      #expect(DateReading.date(formatter.string(from: date).utf8) == Int64(day) * 86_400 + 3_661)
    }
  }
}
