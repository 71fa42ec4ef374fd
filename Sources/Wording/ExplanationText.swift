package import Moderation
package import Rulebook

/// Explanations in words.
package struct ExplanationText {
  private let ruleset: Ruleset
  private let folder: String
  private let words: Words
  private let style: Style

  /// Explains what a ruleset decides; `folder` is where its rules are, before the places that are named.
  package init(_ ruleset: Ruleset, folder: String, _ language: Language, colour: Bool) {
    self.ruleset = ruleset
    self.folder = folder
    words = Words(language)
    style = Style(isOn: colour)
  }

  /// The explanation of a verdict on a text.
  package func text(of explanation: Explanation, in bytes: [UInt8]) -> String {
    let verdict = explanation.verdict
    let lines = VerdictLines(words, style)
    var text = "\(style.marking(verdict.findings.flatMap(\.spans), in: bytes))\n\n"
    text += words("Решение: ", "Decision: ") + lines.headline(of: verdict.decision) + "\n"
    text += lines.text(of: verdict, in: bytes)
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
    style.dim(ruleset.location(ofRule: rule).map { $0.place(in: folder) } ?? "")
  }
}

extension SourceLocation {
  /// The place for a person: the rules' folder, the file and the line.
  package func place(in folder: String) -> String {
    var folder = folder
    while folder.utf8.count > 1, folder.utf8.last == UInt8(ascii: "/") { folder.removeLast() }
    return "\(folder)/\(file):\(line)"
  }
}
