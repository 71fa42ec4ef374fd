import PatternScanning
import Sito
import Testing

@testable import Moderation

/// A comment is judged token by token, with a memory of tokens, or folded and scanned as a whole: the verdict must be the
/// same.
@Suite struct WaysToScanTests {
  @Test func allWaysAgreeOnTheCorpus() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    for item in Corpus.cases + Corpus.exam { expectAgreement(on: [UInt8](item.text.utf8), &moderator) }
  }

  /// Comments beside one another: phrases and expressions reach over the seam, and what each asks for is there twice.
  @Test(arguments: 0..<8)
  func allWaysAgreeOnJoinedComments(seed: UInt64) throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    var generator = SeededGenerator(seed: 100 + seed)
    for comment in Self.joinedComments(count: 1_000, &generator) { expectAgreement(on: comment, &moderator) }
  }

  /// Not only the verdict is the same: everything that is found is.
  @Test func tokensHoldWhatTheWholeHolds() throws {
    let rules = try BuiltIn.ruleset.rules
    var generator = SeededGenerator(seed: 200)
    let comments = Corpus.cases.map { [UInt8]($0.text.utf8) } + Self.joinedComments(count: 2_000, &generator)
    var tokens = CommentScanner(rules)
    var whole = CommentScanner(rules)
    for comment in comments {
      _ = tokens.scan(comment.span, .byTokens)
      tokens.findDeferredPhrases()
      _ = whole.scan(comment.span, .whole)
      whole.findDeferredPhrases()
      let text = String(decoding: comment, as: UTF8.self)
      #expect(
        tokens.found.matches.sorted(by: Self.isOrdered) == whole.found.matches.sorted(by: Self.isOrdered), "\(text)")
      #expect(Set(tokens.found.literals.literals) == Set(whole.found.literals.literals), "\(text)")
      #expect(tokens.found.sums == whole.found.sums, "\(text)")
      #expect(tokens.found.wordCount == whole.found.wordCount, "\(text)")
      #expect(tokens.found.mixedScriptWords == whole.found.mixedScriptWords, "\(text)")
      #expect(tokens.found.hasOddWords == whole.found.hasOddWords, "\(text)")
      #expect(tokens.found.mayHoldAnyLiteral == whole.found.mayHoldAnyLiteral, "\(text)")
    }
  }

  /// A word that was met with other signs beside it, in other letters, or in a token with others, is not verified again: what is
  /// found must not depend on it.
  @Test(arguments: 0..<4)
  func wordsHoldTheSameBesideAnySign(seed: UInt64) throws {
    let rules = try BuiltIn.ruleset.rules
    var tokens = CommentScanner(rules)
    var whole = CommentScanner(rules)
    var generator = SeededGenerator(seed: 400 + seed)
    let words = Corpus.cases.shuffled(using: &generator).prefix(200).flatMap { $0.text.split(separator: " ") }
    // Those that stand beside signs somewhere may be parts of patterns with these signs, as in «18+» and «100%».
    let (besideSigns, signs) = Self.wordsBesideSigns
    let some = words.shuffled(using: &generator).prefix(75) + besideSigns.shuffled(using: &generator).prefix(75)
    for word in some {
      for _ in 0..<12 {
        let before = (Self.besideWords + signs).randomElement(using: &generator) ?? ""
        let after = (Self.besideWords + signs).randomElement(using: &generator) ?? ""
        let other = words.randomElement(using: &generator) ?? ""
        for text in [word + after, before + word, before + word + after, before + word.uppercased() + after + other] {
          let comment = [UInt8](String(text).utf8)
          _ = tokens.scan(comment.span, .byTokens)
          tokens.findDeferredPhrases()
          _ = whole.scan(comment.span, .whole)
          whole.findDeferredPhrases()
          #expect(
            tokens.found.matches.sorted(by: Self.isOrdered) == whole.found.matches.sorted(by: Self.isOrdered), "\(text)"
          )
          #expect(Set(tokens.found.literals.literals) == Set(whole.found.literals.literals), "\(text)")
          #expect(tokens.found.sums == whole.found.sums, "\(text)")
        }
      }
    }
  }

  /// Words that are patterns with some signs beside them, and others without.
  static let wordsWithSigns = """
    id\tpattern\texcept\tmatch
    @class word
    word.kozel\tкозел(|ы)
    word.hundred\tсто
    word.number\t18
    word.plus\t18\\+
    word.percent\tсто\\%
    word.before\t\\№18
    word.call\tбык\\!
    @class mask
    @disguise full
    mask.kozel\tкоз#
    mask.byk\t#бык
    """

  /// What is remembered of a word with one sign beside it must not hide a pattern with another one.
  @Test func signsMayBelongToPatterns() throws {
    let (rulebook, diagnostics) = Rulebook.load([
      RulebookFile(path: "words.tsv", bytes: [UInt8](Self.wordsWithSigns.utf8)),
      RulebookFile(path: "policies/test.yaml", bytes: [UInt8](RuleTests.policy.utf8)),
    ])
    let errors = diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors)")
    let rules = try Ruleset(rulebook, policy: "test-1").rules
    let signs = ["", "+", "%", "!", "***", "*", "№", "#", ".", "-", "("]
    var texts: [String] = []
    for word in ["18", "сто", "козел", "козы", "коз", "бык", "быки"] {
      for before in signs { texts += signs.map { before + word + $0 } }
    }
    var generator = SeededGenerator(seed: 410)
    var whole = CommentScanner(rules)
    var ids: Set<Int32> = []
    for _ in 0..<4 {
      var tokens = CommentScanner(rules)
      for text in texts.shuffled(using: &generator) {
        let comment = [UInt8](text.utf8)
        _ = tokens.scan(comment.span, .byTokens)
        _ = whole.scan(comment.span, .whole)
        #expect(
          tokens.found.matches.sorted(by: Self.isOrdered) == whole.found.matches.sorted(by: Self.isOrdered), "\(text)")
        ids.formUnion(whole.found.matches.map(\.id))
      }
    }
    #expect(ids.count == 9)
  }

  /// The words of the corpus that stand beside signs, without these, and the signs, each once.
  private static let wordsBesideSigns: (words: [Substring], signs: [Substring]) = {
    var words: Set<Substring> = []
    var signs: Set<Substring> = []
    for token in Corpus.cases.flatMap({ $0.text.split(separator: " ") }) {
      guard let first = token.firstIndex(where: { $0.isLetter || $0.isNumber }),
        let last = token.lastIndex(where: { $0.isLetter || $0.isNumber })
      else { continue }
      let (before, after) = (token[..<first], token[token.index(after: last)...])
      if before.isEmpty && after.isEmpty { continue }
      words.insert(token[first...last])
      for stretch in [before, after] where !stretch.isEmpty { signs.insert(stretch) }
    }
    return (words.sorted(), signs.sorted())
  }()

  private static let besideWords: [Substring] =
    [
      ".", ",", "!", "?", ":", ";", "...", "!!", "(", ")", "\"", "«", "»", "'", "-", "—", "/", "@", "#", "$", "%", "&",
      "*",
      "+", "=", "_", "|", "~", "^", "[", "<", "0", "3", "1", "4", "😀", "🔥", "ъ", "x", "a", ".ru", "/а", "-то", ",а",
      "...не",
    ]

  /// Tokens may be forgotten at any time, and what is found stays the same.
  @Test func findsTheSameWithHardlyAnyMemory() throws {
    let rules = try BuiltIn.ruleset.rules
    var generator = SeededGenerator(seed: 201)
    let comments = Corpus.cases.map { [UInt8]($0.text.utf8) } + Self.joinedComments(count: 2_000, &generator)
    var forgetful = CommentScanner(rules, mostTokens: 60)
    var other = CommentScanner(rules)
    // Often the same comment again, so that some tokens stay.
    for index in comments.indices {
      for comment in [comments[index], comments[index / 8 * 8]] {
        _ = forgetful.scan(comment.span, .byTokens)
        forgetful.findDeferredPhrases()
        _ = other.scan(comment.span, .byTokens)
        other.findDeferredPhrases()
        let text = String(decoding: comment, as: UTF8.self)
        #expect(forgetful.found.matches == other.found.matches, "\(text)")
        #expect(forgetful.found.literals.literals == other.found.literals.literals, "\(text)")
        #expect(forgetful.found.sums == other.found.sums, "\(text)")
      }
    }
  }

  private static func isOrdered(_ first: WordMatch, _ second: WordMatch) -> Bool {
    (first.start, first.end, first.id) < (second.start, second.end, second.id)
  }

  /// Two or three comments, parted in different ways or not at all; sometimes only parts of them.
  private static func joinedComments(count: Int, _ generator: inout SeededGenerator) -> [[UInt8]] {
    (0..<count).map { _ in
      var comment: [UInt8] = []
      for _ in 0..<Int.random(in: 2...3, using: &generator) {
        if !comment.isEmpty { comment += seams.randomElement(using: &generator) ?? [] }
        guard let text = Corpus.cases.randomElement(using: &generator)?.text else { continue }
        if Bool.random(using: &generator) {
          comment += text.utf8
        } else {
          let tokens = text.split(separator: " ")
          let first = Int.random(in: 0...tokens.count / 2, using: &generator)
          let last = Int.random(in: (tokens.count - 1) / 2..<tokens.count, using: &generator)
          comment += tokens[first...max(first, last)].joined(separator: " ").utf8
        }
      }
      return comment
    }
  }

  private static let seams: [[UInt8]] = ["", " ", " ", "\n", ", ", ",", ". ", "-", " и ", "\u{A0}"].map {
    [UInt8]($0.utf8)
  }

  /// Expressions whose matches begin with a line break, or inside a word with digits, or that find signs beside letters which
  /// are no words for them.
  @Test(arguments: [
    ("да\nурал", "[!\\n]урал"), ("да!урал", "[!\\n]урал"), ("да -\nкак", "-\\nкак"), ("5о00 рублей", "\\d рублей"),
    ("3o200 в день", "\\d{3} в день"), ("5доход от дела", "доход от"), ("а5б6доход от дела", "доход от"),
    ("გამ !!?? მარ", "!!\\?\\?"), ("გამ!!? მარ, გამ ??!", "!!\\?\\W+\\?\\?!"),
    ("завод გამ стоит", "завод\\W+стоит"),
  ])
  func expressionsAreRunWhereTheyMatch(text: String, regex: String) throws {
    let ruleset = try RuleTests.ruleset("- {id: spam.a, label: spam, match: [а], regex: '\(regex)'}")
    var moderator = Moderator(ruleset)
    expectAgreement(on: [UInt8](text.utf8), &moderator)
    #expect(moderator.judge(text).findings.map(\.rule) == ["spam.a"])
  }

  /// When the memory of tokens is full it is emptied, and tokens that were known are learnt anew.
  @Test func aFullMemoryIsEmptied() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    let comments = Corpus.cases.prefix(300).map { [UInt8]($0.text.utf8) }
    let before = comments.map { moderator.judge($0.span, .quick) }
    for number in 0..<4_500 {
      let tokens = (0..<50).map { "сл\(number * 50 + $0)" }
      _ = moderator.judge(tokens.joined(separator: " "))
    }
    #expect(comments.map { moderator.judge($0.span, .quick) } == before)
  }

  /// Pieces of comments, and what folding treats together with its neighbours, in random order with random blanks.
  @Test(arguments: 0..<8)
  func allWaysAgreeOnMixtures(seed: UInt64) throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    var generator = SeededGenerator(seed: seed)
    let tokens = Corpus.cases.shuffled(using: &generator).prefix(300).flatMap { $0.text.split(separator: " ") }.map {
      [UInt8]($0.utf8)
    }
    for _ in 0..<250 {
      var comment: [UInt8] = []
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        if Int.random(in: 0..<3, using: &generator) == 0, let odd = Self.oddities.randomElement(using: &generator) {
          comment += odd
        } else if let token = tokens.randomElement(using: &generator) {
          comment += token
        }
        comment += Self.blanks.randomElement(using: &generator) ?? [0x20]
      }
      expectAgreement(on: comment, &moderator)
    }
  }

  /// Single letters with other tokens between and beside, so that some stand in a row.
  @Test(arguments: 0..<8)
  func allWaysAgreeOnRowsOfLetters(seed: UInt64) throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    var generator = SeededGenerator(seed: 700 + seed)
    for _ in 0..<300 {
      var comment: [UInt8] = []
      var blank = Self.blanks[1]
      for _ in 0..<Int.random(in: 3...24, using: &generator) {
        let kinds = [Self.letters, Self.letters, Self.letters, Self.letters, Self.besideLetters]
        comment += kinds.randomElement(using: &generator)?.randomElement(using: &generator) ?? []
        // The same blank for some while, or there is hardly a row.
        if Int.random(in: 0..<6, using: &generator) == 0 {
          blank = Self.blanks.randomElement(using: &generator) ?? blank
        }
        comment += blank
      }
      expectAgreement(on: comment, &moderator)
    }
  }

  private static let letters: [[UInt8]] =
    ["х", "у", "й", "х", "y", "с", "у", "к", "а", "п", "и", "з", "д", "е", "ц", "я", "и", "X", "6", "@"].map {
      [UInt8]($0.utf8)
    }

  private static let besideLetters: [[UInt8]] =
    [
      "дурак", "й-ня", "х.у.й", "-", "!", "ня,", "вы", "к.", "(а", "5", "\u{301}а", "😀", "\u{A0}у", "у\u{2028}й",
      "}{уй", "а,б",
      "словo", "идиоты", "&nbsp;", "х\u{200B}",
    ].map { [UInt8]($0.utf8) } + [[0xFF], [0xD0]]

  /// Phrases that reach over the edges of what is remembered: very long tokens, many tokens.
  @Test func allWaysAgreeOnLongComments() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    for item in Corpus.cases.prefix(40) {
      expectAgreement(
        on: [UInt8]((item.text + " " + String(repeating: "ещё раз, ", count: 50) + item.text).utf8), &moderator)
      expectAgreement(on: [UInt8](item.text.replacing(" ", with: "\u{A0}").utf8), &moderator)
      expectAgreement(on: [UInt8]((item.text + String(repeating: "а-я", count: 200)).utf8), &moderator)
    }
  }

  /// Tokens about as long as can be remembered: the words of comments, joined by signs, as in addresses.
  @Test(arguments: 0..<2)
  func allWaysAgreeOnLongTokens(seed: UInt64) throws {
    let rules = try BuiltIn.ruleset.rules
    var moderator = Moderator(try BuiltIn.ruleset)
    var tokens = CommentScanner(rules)
    var whole = CommentScanner(rules)
    var generator = SeededGenerator(seed: 300 + seed)
    let words = Corpus.cases.shuffled(using: &generator).prefix(400).flatMap { $0.text.split(separator: " ") }
    for length in [60, 130, 200, 250, 300, 400, 500, 510, 511, 512, 530, 900] {
      for signs in [["/"], ["-", "_"], ["%20", "?a=", "&"], [".", ",", ")(", "!"], ["%D0%", "/"]] {
        var token: [UInt8] = []
        while token.count < length {
          token += Array((words.randomElement(using: &generator) ?? "").utf8)
          token += Array((signs.randomElement(using: &generator) ?? "").utf8)
        }
        let comment = Array("вы там ".utf8) + token.prefix(length) + Array(" и вы, ".utf8) + token.suffix(length / 2)
        expectAgreement(on: comment, &moderator)
        _ = tokens.scan(comment.span, .byTokens)
        tokens.findDeferredPhrases()
        _ = whole.scan(comment.span, .whole)
        whole.findDeferredPhrases()
        #expect(
          tokens.found.matches.sorted(by: Self.isOrdered) == whole.found.matches.sorted(by: Self.isOrdered),
          "\(String(decoding: comment, as: UTF8.self))")
      }
    }
  }

  private func expectAgreement(on comment: [UInt8], _ moderator: inout Moderator) {
    let whole = moderator.judge(comment.span, .whole)
    let text = String(decoding: comment, as: UTF8.self)
    #expect(moderator.judge(comment.span, .quick) == whole, "\(text)")
    #expect(moderator.judge(comment.span, .byTokens) == whole, "\(text)")
  }

  private static let blanks: [[UInt8]] =
    ["", " ", " ", " ", " ", "  ", "\n", "\r\n", "\t", "\u{A0}", "\u{2003}", " - ", ", ", ". "].map { [UInt8]($0.utf8) }

  private static let oddities: [[UInt8]] =
    [
      "х", "у", "й", "х.", "у.", "й.", "х.у.й", "и", "в", "я", "}{", "уй}{", ")(уй", "(а", ")", "\u{301}а", "\u{200B}",
      "\u{200D}", "👩\u{200D}", "👩", "🇷", "🇺", "&amp;", "&#1093;", "&#x445;уй", "&nbsp;", "&#32;", "&#769;", "на", "не",
      "p", "🇵", "🇮", "🇿", "х.у.1", "n-u-3-d-я-т", "сра4", "ш/\\юха", ")|(опа", ")(.у.й", "o6o$$@ли", "€бать",
      "10", "т.е.", "!!!", "***", "«", "»", "https://example.ru/а?б=в", "@имя", "A", "B", "\u{AD}", "ё", "е\u{308}",
    ].map { [UInt8]($0.utf8) } + [[0xFF], [0xD0], [0xE2, 0x82], [0x00], [0x7F], [0xC2, 0x85]]
}

/// Numbers that are the same in every run (SplitMix64, G. Steele et al., 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
