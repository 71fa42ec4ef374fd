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
      ("!!!!", "!"),
      ("0000", "0"),
      ("letters doubled, with signs between", "ее-"),
      ("a letter and a hyphen in turn", "хе-"),
      ("letters with accents", "а\u{0301} "),
      ("characters of many letters", "\u{FDFA}"),
      ("words with no-break spaces", "слово\u{A0}"),
      ("one frequent word", "вы "),
      ("telephone numbers", "+7 912 345 67 89 "),
      ("homoglyphs of all scripts", "хxχⅹｘ𝐱𝕩ҳуyγүｙ𝐲ʏуйǔӣñеeеéєҽ℮ｅ𝐞ёоoοօ०๐໐ｏ𝐨аaαɑａ𝐚ꭺ6бƃРрpρｐᏢ"),
      ("all candidates", candidates),
      ("one word of stems", "нахуйняпиздецблядина"),
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
  private static let sizes = [10_000, 100_000, 1_000_000, 10_000_000]

  /// Measures all texts, and holds them against the nanoseconds that a byte of the mix takes.
  func rows(_ nanoseconds: Double, _ mix: Comments) -> [Row] {
    let target = Target.atMost(15)
    var rows: [Row] = []
    var worst = (name: "", ratio: 0.0)
    for (name, unit) in Self.units(engine.ruleset.rulebook) {
      let (row, ratio) = measure(name, [UInt8](unit.utf8), nanoseconds, target)
      rows.append(row)
      if ratio > worst.ratio { worst = (name, ratio) }
    }
    let foreign = withForeignLetters(mix, nanoseconds, target)
    rows.append(foreign.row)
    if foreign.ratio > worst.ratio { worst = (foreign.row.what, foreign.ratio) }
    let last = Row("the worst of them", counted: "\(worst.name), of \(rows.count) texts")
    guard worst.ratio.isFinite else { return rows + [last.missed("failed", target)] }
    var row = last.with(ratio: Samples([worst.ratio]), target)
    if row.outcome != "missed", rows.contains(where: { $0.outcome == "open" }) { row.outcome = "open" }
    return rows + [row]
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
      // Its memory is the text's alone.
      let engine = Engine(engine.ruleset)
      var spent = 0.0
      var last = 0.0
      var largest = texts[0]
      for text in texts {
        if last * 11 > limit - spent { break }
        let (seconds, counts) = timed { engine.run(text) }
        report(bench_measure(counts, seconds: seconds, bytes: text.bytes.count))
        spent += seconds
        last = seconds
        largest = text
      }
      report(Self.nothing)
      // What takes long is measured once.
      for _ in 0..<plan.rounds where spent + last < limit / 4 {
        let (seconds, counts) = timed { engine.run(largest) }
        report(bench_measure(counts, seconds: seconds, bytes: largest.bytes.count))
        spent += seconds
      }
    }
    // Before the mark each size once, behind it the largest again.
    let grown = outcome.measures.prefix { $0.bytes > 0 }
    guard outcome.end != .failed else {
      let done = grown.last.map { Self.size($0) } ?? "nothing"
      return (Row(name, counted: "done before: \(done)").missed("failed, or out of memory", target), .infinity)
    }
    guard let largest = grown.last else {
      let bound = outcome.secondsLost / Double(texts[0].bytes.count) * 1e9
      let row = Row(name, Samples([bound]), unit: "ns/byte", counted: "\(Self.size(texts[0])) not done in time")
      return (Self.bound(row.with(ratio: Samples([bound / nanoseconds]), target)), bound / nanoseconds)
    }
    let again = outcome.measures.dropFirst(grown.count + 1)
    var costs = Samples((again.isEmpty ? [largest] : Array(again)).map(\.nanosecondsPerByte))
    var counted = "1 comment of \(Self.size(largest)), \(largest.findings) findings"
    let isBound = grown.count == outcome.measures.count && grown.count < texts.count
    if isBound {
      let size = texts[grown.count].bytes.count
      counted += "; \(Format.size(size)) not done in time"
      costs = Samples([max(largest.nanosecondsPerByte, outcome.secondsLost / Double(size) * 1e9)])
    }
    let ratio = costs.map { $0 / nanoseconds }
    var row = Row(name, costs, unit: "ns/byte", counted: counted).with(ratio: ratio, target)
    if isBound { row = Self.bound(row) }
    // Of ten million bytes, or what comes near it; what more of it would take is not known.
    let isWhole = !isBound && grown.count == texts.count
    if !isWhole, row.outcome != "missed" { row.outcome = "open" }
    return (row, ratio.median)
  }

  /// Comments of the mix, each with a word in letters that are neither Cyrillic nor Latin.
  private func withForeignLetters(_ mix: Comments, _ nanoseconds: Double, _ target: Target) -> (row: Row, ratio: Double)
  {
    var texts = Comments("each comment of the mix with a foreign word")
    let sample = mix.thinned(to: Int(plan.foreignSeconds / nanoseconds * 1e9))
    for index in 0..<sample.count { texts.append(Array(sample.bytes[sample.range(index)]) + " \u{5B57}".utf8) }
    var costs = Samples()
    var counts = Counts()
    for round in 0...plan.rounds {
      let (seconds, counted) = timed { engine.run(texts) }
      counts = counted
      if round > 0 { costs.append(seconds / Double(texts.bytes.count) * 1e9) }
    }
    let ratio = costs.map { $0 / nanoseconds }
    let row = Row(texts.name, costs, unit: "ns/byte", counted: counts.description)
    return (row.with(ratio: ratio, target), ratio.median)
  }

  private static func size(_ measure: bench_measure) -> String {
    "\(Format.size(Int(measure.bytes))), \(Format.number(Double(measure.grown) / 1e6)) MB of memory"
  }

  private static func size(_ text: Comments) -> String { Format.size(text.bytes.count) }

  /// A line of which it is only known that it is more.
  private static func bound(_ row: Row) -> Row {
    var row = row
    row.median = "> " + row.median
    row.ratio = "> " + row.ratio
    return row
  }

  /// Marks that the text has grown as large as time allows.
  private static let nothing = bench_measure(Counts(), seconds: 0, bytes: 0)
}
