import Foundation
import Testing

@testable import RescanReport

struct TimestampTests {
  @Test func timesAreThoseOfTheCalendar() {
    #expect(Timestamp(0).iso8601 == "1970-01-01T00:00:00Z")
    #expect(Timestamp(-1).iso8601 == "1969-12-31T23:59:59Z")
    #expect(Timestamp(1_709_164_800).iso8601 == "2024-02-29T00:00:00Z")
    #expect(Timestamp(4_107_542_399).iso8601 == "2100-02-28T23:59:59Z")
    #expect(Timestamp(-62_167_219_201).iso8601 == "-0001-12-31T23:59:59Z")
    #expect(Timestamp(-62_135_596_800).iso8601 == "0001-01-01T00:00:00Z")
    #expect(Timestamp(253_402_300_800).iso8601 == "10000-01-01T00:00:00Z")
    #expect(!Timestamp(.min).iso8601.isEmpty)
    let formatter = ISO8601DateFormatter()
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<1000 {
      let seconds = Int64.random(in: -2_000_000_000...20_000_000_000, using: &generator)
      #expect(Timestamp(seconds).iso8601 == formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds))))
    }
  }
}
