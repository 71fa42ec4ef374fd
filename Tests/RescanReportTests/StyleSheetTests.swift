import CLibMD
import Testing

@testable import RescanReport

@Suite struct StyleSheetTests {
  private let css = "\(StyleSheet.report.text)"

  /// A browser takes the style sheet only if its hash is the one that the page names.
  @Test func hashIsThatOfTheText() {
    #expect("\(StyleSheet.report.hash)" == "sha256-" + base64(sha256(Array(css.utf8))))
  }

  @Test func loadsNothing() {
    for word in ["url(", "@import", "@font-face", "http", "expression", "<"] { #expect(!css.contains(word)) }
  }

  /// Text on what lies behind it, by day and by night, has the contrast that WCAG 2.2 asks for (level AA: 4.5 : 1).
  @Test(arguments: [0, 1]) func textHasContrast(scheme: Int) throws {
    let colours = palettes[scheme]
    let pairs =
      ["ink", "quiet", "accent"].map { ($0, "paper") }
      + ["delete", "blacklist", "noreply", "review", "stays"].map { ("b-\($0)", "t-\($0)") }
      + ["profanity", "coarse", "insult", "threat", "aggression", "spam", "none"].map { ("ink", "m-\($0)") }
      + [("good", "t-good")]
    for (front, back) in pairs {
      let contrast = contrast(try #require(colours[front]), try #require(colours[back]))
      #expect(contrast >= 4.5, "\(front) on \(back): \(contrast)")
    }
    // Parts of bars beside their ground, 3 : 1; what merely stays may be faint.
    for front in ["delete", "blacklist", "review", "certain"] {
      #expect(contrast(try #require(colours[front]), try #require(colours["paper"])) >= 3, "\(front)")
    }
  }

  /// The colours by name: those of day, and those of night over them.
  private var palettes: [[String: UInt32]] {
    let blocks = css.split(separator: ":root {", omittingEmptySubsequences: false).dropFirst().prefix(2).map { block in
      block.prefix { $0 != "}" }.matches(of: /--([a-z-]+): #([0-9a-f]{6})/)
        .reduce(into: [String: UInt32]()) { $0[String($1.1)] = UInt32($1.2, radix: 16) }
    }
    return [blocks[0], blocks[0].merging(blocks[1]) { $1 }]
  }

  private func contrast(_ first: UInt32, _ second: UInt32) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Relative luminance, as WCAG 2.2 defines it.
  private func luminance(_ colour: UInt32) -> Double {
    zip([16, 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, channel in
      let value = Double(colour >> UInt32(channel.0) & 0xFF) / 255
      return sum + channel.1 * (value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055))
    }
  }

  /// To the power of 2.4: the fifth root of the twelfth power, by Newton's method.
  private func power(_ value: Double) -> Double {
    let twelfth = (0..<12).reduce(1.0) { product, _ in product * value }
    var root = 1.0
    for _ in 0..<200 { root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root) }
    return root
  }

  private func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var context = SHA2_CTX()
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe SHA256Init(&context)
    unsafe SHA256Update(&context, bytes, bytes.count)
    // SHA256Final writes exactly 32 bytes.
    unsafe SHA256Final(&digest, &context)
    return digest
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = bytes[start..<min(start + 3, bytes.count)]
      let bits = three.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - three.count))
      for index in 0..<4 {
        text += index > three.count ? "=" : String(letters[Int(bits >> UInt32(18 - 6 * index) & 63)])
      }
    }
    return text
  }
}
