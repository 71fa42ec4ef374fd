import Testing

@testable import RescanAnalysis

struct ResemblanceTests {
  @Test func differencesAreCountedSampleBySample() {
    var numbers = RandomNumbers(seed: 1)
    for _ in 0..<2000 {
      let first = numbers.next()
      // Some samples alike, some in one bit alone.
      var second = first
      for part in 0..<8 where Bool.random(using: &numbers) {
        let change: UInt64 = Bool.random(using: &numbers) ? 1 << UInt64.random(in: 0..<8, using: &numbers) : 0xFF
        second ^= change << UInt64(8 * part)
      }
      let expected = (0..<8).count { (part: Int) -> Bool in (first ^ second) >> UInt64(8 * part) & 0xFF != 0 }
      #expect(Resemblance.differences(Int64(bitPattern: first), Int64(bitPattern: second)) == expected)
    }
    #expect(Resemblance.differences(0, -1) == 8)
    #expect(Resemblance.differences(.min, .max) == 8)
  }

  private static func samples(_ letters: [UInt8]) -> Int64 { Int64(bitPattern: Resemblance.samples(of: letters.span)) }

  /// The share of shingles that two texts have in common, by comparing all.
  private static func resemblance(_ first: [UInt8], _ second: [UInt8]) -> Double {
    func shingles(_ letters: [UInt8]) -> Set<[UInt8]> {
      Set((0...letters.count - Resemblance.shingle).map { Array(letters[$0..<$0 + Resemblance.shingle]) })
    }
    let (a, b) = (shingles(first), shingles(second))
    return Double(a.intersection(b).count) / Double(a.union(b).count)
  }

  /// Samples are alike as often as the texts resemble each other, and by chance once in 256.
  @Test(arguments: [40, 80, 300])
  func samplesEstimateTheResemblance(_ length: Int) {
    var numbers = RandomNumbers(seed: UInt64(length))
    var bias = 0.0
    var pairs = 0
    var deviation = 0.0
    for _ in 0..<3000 {
      let first = (0..<length).map { _ in UInt8.random(in: 0xE0...0xFF, using: &numbers) }
      var second = first
      for _ in 0..<Int.random(in: 0...5, using: &numbers) {
        let place = Int.random(in: 0..<length - 6, using: &numbers)
        for index in place..<place + Int.random(in: 1...6, using: &numbers) {
          second[index] = UInt8.random(in: 0xE0...0xFF, using: &numbers)
        }
      }
      let truth = Self.resemblance(first, second)
      let differences = Resemblance.differences(Self.samples(first), Self.samples(second))
      let error = Double(8 - differences) / 8 - (truth + (1 - truth) / 256)
      bias += error
      deviation += error * error
      pairs += 1
    }
    #expect(abs(bias / Double(pairs)) < 0.01)
    // Eight independent samples would have a standard deviation of at most 0.177.
    #expect((deviation / Double(pairs)).squareRoot() < 0.18)
  }

  @Test func strangersAreNotNear() {
    var numbers = RandomNumbers(seed: 7)
    let samples = (0..<1500).map { _ in
      Self.samples((0..<60).map { _ in UInt8.random(in: 0xE0...0xFF, using: &numbers) })
    }
    var near = 0
    for (index, first) in samples.enumerated() {
      near += samples[(index + 1)...].count { Resemblance.differences(first, $0) <= Resemblance.mostDifferences }
    }
    #expect(near == 0)
  }
}
