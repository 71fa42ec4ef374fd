import ArgumentParser
import Rulebook
import Sito

/// `sito explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explains the verdict on one comment, for a person.",
    usage: "sito explain [<options>] [<comment>]",
    discussion: """
      Shows the words, the rules with the places where they are written, what was set aside and why, and the clauses. \
      The comment is the argument, or all of standard input.

        sito explain 'Вы там все идиоты'
        sito explain --policy kozhevnikovo-650-2022 --language en < comment.txt
      """)

  @Argument(help: "The comment.")
  var comment: String?
  @OptionGroup var policy: PolicyOptions
  @Option(help: ArgumentHelp("The language: ru or en (default: the locale's).", valueName: "code"))
  var language: Language = .preferred

  func run() throws {
    let ruleset = try policy.ruleset()
    let bytes = try comment.map { [UInt8]($0.utf8) } ?? Self.standardInput()
    var moderator = Moderator(ruleset)
    let explanation = moderator.explain(bytes.span)
    try StandardOutput.write(ExplanationText(ruleset, policy.rules, language).text(of: explanation, in: bytes))
  }

  private static func standardInput() throws -> [UInt8] {
    Terminal.hintAtInput("a comment")
    var bytes = try StandardInput.readAll(limit: 16 << 20)
    if bytes.last == 0x0A { bytes.removeLast() }
    return bytes
  }
}

/// Explanations in words.
private struct ExplanationText {
  private let ruleset: Ruleset
  private let rules: RulesOptions
  private let words: Words
  private let style = Style(isOn: Terminal.usesColour)

  init(_ ruleset: Ruleset, _ rules: RulesOptions, _ language: Language) {
    self.ruleset = ruleset
    self.rules = rules
    words = Words(language: language)
  }

  func text(of explanation: Explanation, in bytes: [UInt8]) -> String {
    let verdict = explanation.verdict
    let writer = VerdictText(policy: ruleset.policy, language: words.language, colour: style.isOn)
    var text = "\(style.marking(verdict.findings.flatMap(\.spans), in: bytes))\n\n"
    text += words("Решение: ", "Decision: ") + writer.headline(of: verdict.decision) + "\n"
    text += writer.lines(of: verdict, in: bytes)
    if verdict.findings.isEmpty { text += "   \(words("ничего не найдено", "nothing found"))\n" }
    if verdict.hasInvalidUTF8 { text += words("   текст не везде в UTF-8\n", "   the text is not all UTF-8\n") }
    text += rulesSection(of: verdict)
    text += asideSection(of: explanation, in: bytes)
    text += upheldSection(of: explanation, in: bytes)
    text += modelSection(of: explanation)
    text += "\n\(words.citation(of: ruleset.policy.act))\n"
    for clause in verdict.decision.clauses {
      for written in ruleset.policy.clauses where written.cite == clause.cite {
        guard Set(written.labels).isSuperset(of: clause.labels) else { continue }
        text += "   \(clause.cite): \(words(written.summary.russian, written.summary.english))\n"
      }
    }
    return text + style.dim(words("Правила: ", "Rules: ") + "\(ruleset.id), \(ruleset.policy.id)") + "\n"
  }

  private func rulesSection(of verdict: Verdict) -> String {
    guard !verdict.findings.isEmpty else { return "" }
    var text = "\n\(words("Правила, которые сработали:", "Rules that matched:"))\n"
    for rule in Set(verdict.findings.map(\.rule)).sorted() { text += "   \(rule)  \(place(of: rule))\n" }
    return text
  }

  private func asideSection(of explanation: Explanation, in bytes: [UInt8]) -> String {
    guard !explanation.setAside.isEmpty || !explanation.lowered.isEmpty else { return "" }
    var text = "\n\(words("Не в счёт:", "Set aside:"))\n"
    for aside in explanation.setAside { text += "   \(line(of: aside, in: bytes))\n" }
    for aside in explanation.lowered {
      text += "   \(line(of: aside, in: bytes)) \(words("— только посмотреть", "— for review only"))\n"
    }
    return text
  }

  private func upheldSection(of explanation: Explanation, in bytes: [UInt8]) -> String {
    guard !explanation.upheld.isEmpty else { return "" }
    var text = "\n\(words("Почему не отпало:", "Why it stands:"))\n"
    for upheld in explanation.upheld {
      var reasons: [String] = []
      if !upheld.exceptions.isEmpty {
        reasons.append(words("исключения не подходят: ", "no exception fits: ") + Self.some(upheld.exceptions))
      }
      for decided in upheld.outOfReach {
        let context = Style.harmless(bytes[decided.span])
        reasons.append("\(decided.guardID): «\(context)» \(words("стоит не там", "stands elsewhere"))")
      }
      for decided in upheld.overruled {
        let context = Style.harmless(bytes[decided.span])
        reasons.append("\(decided.guardID): \(words("мешает", "overruled by")) «\(context)»")
      }
      if !upheld.absent.isEmpty {
        reasons.append(words("нет контекста: ", "no such context: ") + Self.some(upheld.absent))
      }
      text += "   \(upheld.rule): \(reasons.joined(separator: "; "))\n"
    }
    return text
  }

  private func modelSection(of explanation: Explanation) -> String {
    guard !explanation.models.isEmpty else { return "" }
    var text = "\n\(words("Что взвесили модели:", "What the models weighed:"))\n"
    for model in explanation.models {
      let features = model.features.prefix(8).map { "\($0.written) \(Self.signed($0.weight))" }
      text += "   \(model.rule): \(Self.signed(model.score)) \(words("при пороге", "with a threshold of")) "
      text += "\(Self.signed(model.threshold)): \(features.joined(separator: ", "))\n"
    }
    return text
  }

  /// A number with its sign and two decimals.
  private static func signed(_ number: Double) -> String {
    let hundredths = Int((abs(number) * 100).rounded())
    let decimals = hundredths % 100
    return "\(number < 0 ? "−" : "+")\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }

  /// The first few, and how many there are besides.
  private static func some(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) … (\(names.count))" : shown
  }

  private func line(of aside: Explanation.SetAside, in bytes: [UInt8]) -> String {
    let reason =
      switch aside.reason {
      case .exception: words("исключение этого правила", "an exception of the rule")
      case .guarded(let id): words("безобидный контекст: ", "harmless context: ") + "\(id)  \(place(of: id))"
      }
    return "«\(Style.harmless(bytes[aside.span]))» \(aside.rule)  \(place(of: aside.rule)): \(reason)"
  }

  private func place(of rule: String) -> String {
    style.dim(ruleset.location(ofRule: rule).map(rules.place) ?? "")
  }
}
