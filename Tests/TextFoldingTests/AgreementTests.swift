import Testing

@testable import TextFolding

/// The fast path of the first stage against its definition.
@Suite struct AgreementTests {
  /// Every code point of the planes in use, and a part of the others (all of them in a release build).
  @Test(arguments: 0..<17)
  func everyCodePoint(plane: UInt32) {
    #if DEBUG
      let step = [0, 1].contains(plane) ? 1 : 61
    #else
      let step = 1
    #endif
    var folder = TextFolder()
    var reference = Reference()
    for block in stride(from: plane << 16, to: (plane + 1) << 16, by: 64 * step) {
      let scalars = stride(from: block, to: min(block + 64 * UInt32(step), (plane + 1) << 16), by: step)
        .compactMap { $0 == 0x26 ? nil : Unicode.Scalar($0) }
      for context in [("", ""), ("а", "б"), ("и", ""), ("", "\u{306}")] {
        var text = ""
        for scalar in scalars {
          text += context.0
          text.unicodeScalars.append(scalar)
          text += context.1 + "\n"
        }
        let fast = folder.fold([UInt8](text.utf8), disguisesEverywhere: nil).symbols
        let slow = reference.symbols(of: text)
        if fast != slow { report(context, scalars, &folder, &reference) }
      }
    }
  }

  private func report(
    _ context: (String, String), _ scalars: [Unicode.Scalar], _ folder: inout TextFolder, _ reference: inout Reference
  ) {
    for scalar in scalars {
      var text = context.0
      text.unicodeScalars.append(scalar)
      text += context.1
      let fast = notation(folder.fold([UInt8](text.utf8), disguisesEverywhere: nil).symbols)
      let slow = notation(reference.symbols(of: text))
      #expect(fast == slow, "U+\(String(scalar.value, radix: 16)) in \(context)")
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func randomTexts(seed: UInt64) {
    #if DEBUG
      let count = 5_000
    #else
      let count = 25_000
    #endif
    var random = SeededGenerator(state: seed)
    var folder = TextFolder()
    var reference = Reference()
    let nasty = Array(
      """
      иИйЙаеёіѓ\u{306}\u{308}\u{301}\u{323}\u{338}\u{20E3}\u{34F}\u{200B}\u{200D}\u{FE0F}\u{AD}\u{E0067}\u{488}\
      \u{1100}\u{1161}\u{11A8}가각\u{115F}\u{1160}\u{3164}\u{FFA0}ﬁﷺ½㎏…№ΗΉηＡ１ⓧ\u{FF76}\u{FF9E}\u{3099}\
      \u{0F71}\u{0F73}\u{0F81}\u{09C7}\u{09BE}=<>1a Aå\u{30A}\u{344}\u{345}❤☺️👍🏽👩↔🇷🇺🇭🇽🏴©\u{2194}\n\u{FFFD}
      """.unicodeScalars)
    for _ in 0..<count {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        if Int.random(in: 0..<8, using: &random) > 0 {
          text.append(nasty[Int.random(in: 0..<nasty.count, using: &random)])
        } else if let any = Unicode.Scalar(UInt32.random(in: 0..<0x110000, using: &random)), any != "&" {
          text.append(any)
        }
      }
      let fast = folder.fold([UInt8](String(text).utf8), disguisesEverywhere: nil)
      let slow = reference.symbols(of: String(text))
      #expect(fast.symbols == slow, "\(text.map { String($0.value, radix: 16) })")
    }
  }
}
