import Testing

@testable import TextFolding

/// The first stage's alarms: what they do not cover, the second stage would not have changed.
@Suite struct DisguiseTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func alarmsMissNothing(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var folder = TextFolder()
    let alphabets = ["ахуйxy ..", "ауx0$@ .-{}()<>\n", "ах у й", "абвz19 *🔥,\u{301}世", "аб1$@-. ", "ахo/\\|.)(1"].map {
      Array($0.unicodeScalars)
    }
    for round in 0..<8_000 {
      let alphabet = alphabets[round % alphabets.count]
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...18, using: &random) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
      }
      let bytes = [UInt8](String(text).utf8)
      let quick = folder.fold(bytes)
      let thorough = folder.fold(bytes, disguisesEverywhere: true)
      #expect(quick == thorough, "\(text)")
    }
  }
}
