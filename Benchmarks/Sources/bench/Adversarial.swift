internal import CBenchSupport
internal import Sito

/// Texts that are written to be expensive, each as one comment as large as time allows.
struct Adversarial {
  let engine: Engine
  let plan: Plan

  /// The unit of each text; it is repeated until the text is long enough.
  static func units(_ rulebook: Rulebook) -> [(name: String, unit: String)] {
    let candidates = LiteralForms(rulebook, limit: 2_000).literals.joined(separator: " ") + " "
    // Each example of an expression holds its literal; without its end most do not match.
    let baits = rulebook.regexRules.flatMap { $0.matching + $0.notMatching }.map { $0.text.dropLast(2) }
    let zeroWidth = "\u{200B}\u{200D}\u{2060}\u{FEFF}\u{200C}\u{AD}"
    return [
      ("хухуху", "ху"),
      ("ееее", "е"),
      ("a letter and a dot in turn", "х.у.й.н.я."),
      ("zero-width characters", zeroWidth),
      ("zero-width between letters", "х\(zeroWidth)у\(zeroWidth)й"),
      ("((((", "("),
      ("@@@@", "@"),
      ("homoglyphs of all scripts", "хxχⅹｘ𝐱𝕩ҳуyγүｙ𝐲ʏуйǔӣñеeеéєҽ℮ｅ𝐞ёоoοօ०๐໐ｏ𝐨аaαɑａ𝐚ꭺ6бƃРрpρｐᏢ"),
      ("all candidates", candidates),
      ("deep HTML entities", "&" + String(repeating: "amp;", count: 200) + "#1093;&#x443;&#1081;&amp;#38;#1093;"),
      ("regex bait", baits.joined(separator: " ") + " "),
      ("letters at random", randomLetters(count: 500_000)),
      ("one letter under many marks", "\u{0301}\u{0316}\u{0327}"),
    ]
  }

  /// Letters and blanks as a generator of pseudo-random numbers has them, the same each time: no cache helps much.
  private static func randomLetters(count: Int) -> String {
    let letters = Array("абвгдежзийклмнопрстуфхцчшщъыьэюя      ")
    var text = ""
    var state: UInt64 = 1
    for _ in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(letters[Int(state >> 33) % letters.count])
    }
    return text
  }

  /// Sizes that are tried, in bytes; each step is taken if the last one leaves time for it.
  private static let sizes = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000]

  /// Measures all texts, and holds them against the nanoseconds that a byte of the mix takes.
  func rows(_ nanoseconds: Double) -> [Row] {
    let target = Target.atMost(15)
    var rows: [Row] = []
    var worst = (name: "", ratio: 0.0)
    for (name, unit) in Self.units(engine.ruleset.rulebook) {
      let (row, ratio) = measure(name, [UInt8](unit.utf8), nanoseconds, target)
      rows.append(row)
      if ratio > worst.ratio { worst = (name, ratio) }
    }
    let last = Row("the worst of them", counted: worst.name)
    rows.append(
      worst.ratio.isFinite ? last.with(ratio: Samples([worst.ratio]), target) : last.missed("failed", target))
    return rows
  }

  /// Measures a text at growing sizes. The figure is that of the largest size, or what is known of one that took too long.
  private func measure(
    _ name: String, _ unit: [UInt8], _ nanoseconds: Double, _ target: Target
  ) -> (row: Row, ratio: Double) {
    let limit = plan.adversarialLimit
    let texts = Self.sizes.map { size in
      var text = Comments(name)
      text.append(Array(repeating: unit, count: max(1, size / unit.count)).flatMap { $0 })
      return text
    }
    let outcome = Apart(seconds: limit) { report in
      var spent = 0.0
      var last = 0.0
      for text in texts {
        if last * 4 > limit - spent { break }
        let (seconds, counts) = timed { engine.run(text) }
        report(bench_measure(counts, seconds: seconds, bytes: text.bytes.count))
        spent += seconds
        last = seconds
      }
    }
    guard let largest = outcome.measures.last, outcome.end != .failed else {
      return (Row(name, counted: "").missed("failed", target), .infinity)
    }
    let lost = outcome.secondsLost * 1e9 / Double(texts[min(outcome.measures.count, texts.count - 1)].bytes.count)
    let isBound = outcome.end == .outOfTime && lost > largest.nanosecondsPerByte
    let cost = isBound ? lost : largest.nanosecondsPerByte
    let size = isBound ? texts[outcome.measures.count].bytes.count : Int(largest.bytes)
    var row = Row(
      name, Samples([cost]), unit: "ns/byte",
      counted: "1 comment of \(Format.size(size))" + (isBound ? ", not done in time" : ", \(largest.findings) findings")
    )
    row = row.with(ratio: Samples([cost / nanoseconds]), target)
    if isBound { row.median = "> " + row.median }
    // Dearer with each byte: what the whole of it takes is not known.
    if outcome.end == .outOfTime, row.outcome != "missed" { row.outcome = "open" }
    return (row, cost / nanoseconds)
  }
}
