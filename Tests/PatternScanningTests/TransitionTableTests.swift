import Testing

@testable import PatternScanning

/// A ``TransitionTable`` is a dictionary.
@Suite struct TransitionTableTests {
  @Test func holdsWhatWasPutIn() {
    var generator = SeededGenerator(seed: 700)
    var table = TransitionTable()
    for _ in 0..<2 {
      var known: [[Int]: (state: Int, isSpecial: Bool)] = [:]
      for _ in 0..<20_000 {
        // Few states have many columns, many have few, and the largest numbers occur.
        let state =
          Bool.random(using: &generator)
          ? Int.random(in: 0..<9, using: &generator)
          : Int.random(in: 0..<1 << 23, using: &generator)
        let key = [state, Int.random(in: 0..<256, using: &generator)]
        let step = table.step(from: key[0], by: key[1])
        if let expected = known[key] {
          #expect(step?.state == expected.state && step?.isSpecial == expected.isSpecial)
          continue
        }
        #expect(step == nil)
        let target = (state: Int.random(in: 0..<1 << 23, using: &generator), isSpecial: Bool.random(using: &generator))
        table.insert(.init(target.state, isSpecial: target.isSpecial), from: key[0], by: key[1])
        known[key] = target
      }
      for (key, target) in known {
        let step = table.step(from: key[0], by: key[1])
        #expect(step?.state == target.state && step?.isSpecial == target.isSpecial)
      }
      table.removeAll()
      for key in known.keys { #expect(table.step(from: key[0], by: key[1]) == nil) }
    }
  }
}
