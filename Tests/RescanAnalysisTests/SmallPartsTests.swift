import Testing

@testable import RescanAnalysis

struct SmallPartsTests {
  // MARK: --limit-change

  @Test(arguments: [
    ("5%", 5.0), ("0%", 0), ("100%", 100), ("0.5%", 0.5), ("12.3456%", 12.3456), ("007%", 7),
  ])
  func limitsThatAreTaken(_ text: String, _ percent: Double) throws {
    #expect(try #require(ChangeLimit(text)).percent == percent)
  }

  @Test(arguments: [
    "", "%", "5", "5 %", "-1%", "+1%", "100.1%", "101%", ".5%", "5.%", "1.23456%", "1e1%", "5%%", "1.2.3%", "٥%",
    "1000%",
  ])
  func limitsThatAreNone(_ text: String) { #expect(ChangeLimit(text) == nil) }

  @Test func exactlySoManyMayChange() throws {
    let limit = try #require(ChangeLimit("5%"))
    #expect(!limit.isExceeded(changed: 5, of: 100))
    #expect(limit.isExceeded(changed: 6, of: 100))
    #expect(!limit.isExceeded(changed: 5, of: 119))
    #expect(limit.isExceeded(changed: 1, of: 19))
    #expect(!limit.isExceeded(changed: 0, of: 0))
    #expect(!limit.isExceeded(changed: 461_168_601_842_738_790, of: .max))
    #expect(limit.isExceeded(changed: 461_168_601_842_738_791, of: .max))
    let none = try #require(ChangeLimit("0%"))
    #expect(none.isExceeded(changed: 1, of: 1_000_000_000))
    #expect(!none.isExceeded(changed: 0, of: 5))
    #expect(try !#require(ChangeLimit("100%")).isExceeded(changed: 7, of: 7))
  }

  // MARK: --time-zone

  @Test(arguments: [
    ("Z", 0), ("UTC", 0), ("+3", 10_800), ("+03", 10_800), ("+03:00", 10_800), ("+0300", 10_800), ("-02:30", -9000),
    ("+5:45", 20_700), ("+12:45", 45_900), ("+18", 64_800), ("-0000", 0),
  ])
  func offsetsThatAreTaken(_ text: String, _ seconds: Int) throws {
    #expect(try #require(TimeZoneOffset(text)).seconds == seconds)
  }

  @Test(arguments: [
    "", "3", "+", "+003", "+3:0", "+3:60", "+18:01", "+19", "+1:2:3", "+a", "MSK", "+:30", "+ 3", "+12345", "−3",
  ])
  func offsetsThatAreNone(_ text: String) { #expect(TimeZoneOffset(text) == nil) }

  // MARK: Choosing some of many

  @Test func theFirstOfMany() {
    var numbers = RandomNumbers(seed: 2)
    for count in [0, 1, 5, 100] {
      let values = (0..<60).map { (Int.random(in: 0..<30, using: &numbers), $0) }
      var ranks = Ranks<(Int, Int)>(count) { $0 < $1 }
      for value in values.shuffled(using: &numbers) { ranks.add(value) }
      let expected = values.sorted { $0 < $1 }.prefix(count)
      #expect(ranks.values.elementsEqual(expected) { $0 == $1 })
    }
  }

  @Test func anEvenSampleIsTheSameInAnyOrder() {
    var numbers = RandomNumbers(seed: 4)
    let values = (0..<500).map { Int64($0) }
    let expected = values.sorted { BitMixing.mix(UInt64($0)) < BitMixing.mix(UInt64($1)) }.prefix(20).sorted()
    for _ in 0..<20 {
      var sample = EvenSample(count: 20)
      for value in (values + values).shuffled(using: &numbers) { sample.add(value) }
      #expect(sample.numbers == expected)
    }
    // From all over: of each half of the numbers there are some.
    #expect((4...16).contains(expected.count { $0 < 250 }))
    var none = EvenSample(count: 0)
    none.add(1)
    #expect(none.numbers == [])
  }
}
