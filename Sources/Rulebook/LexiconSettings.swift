/// What the `@` lines of a lexicon have set for the lines below.
struct LexiconSettings {
  enum Owner {
    case label(Label)
    case wordClass(String)
  }

  enum Directive: String, CaseIterable {
    case label, `class`, tier, target, object, disguise, latin
    case model, bias, threshold
  }

  private(set) var owner: Owner?
  private(set) var tier = Tier.certain
  private(set) var target: Target?
  private(set) var object: ThreatObject?
  private(set) var disguise = LexiconEntry.Disguise.letters
  private(set) var latin = false
  /// The id of the model whose table follows, and where it stands.
  private(set) var model: (id: String, location: SourceLocation)?
  private(set) var bias = 0.0
  private(set) var threshold = 0.0

  /// Takes over the `@` line that the table has just read.
  mutating func set(_ table: TableText, in draft: inout RulebookDraft) {
    let words = table.cells.flatMap { table.words(of: $0) }
    guard let nameCell = words.first else { return }
    let name = String(table.text(of: nameCell).dropFirst())
    guard let directive = Directive(rawValue: name) else {
      let proposal = RuleName.proposal(for: name, among: Directive.allCases.map(\.rawValue))
      return draft.report(at: table.location(of: nameCell), "unknown line “@\(name)”\(proposal)")
    }
    guard words.count == 2 else {
      let cell = words.count > 2 ? words[2] : nameCell
      return draft.report(at: table.location(of: cell), "“@\(name)” takes one value")
    }
    let text = table.text(of: words[1])
    let location = table.location(of: words[1])
    switch directive {
    case .label: if let label: Label = draft.value(text, of: name, at: location) { owner = .label(label) }
    case .class:
      guard RuleName.isName(text.utf8), Label(rawValue: text) == nil else {
        return draft.report(
          at: location, "“\(text)” is no name for a class; write lower-case Latin letters, digits and “-”, no label")
      }
      owner = .wordClass(text)
    case .tier: tier = draft.value(text, of: name, at: location) ?? tier
    case .target: target = draft.value(text, of: name, at: location) ?? target
    case .object: object = draft.value(text, of: name, at: location) ?? object
    case .disguise: disguise = draft.value(text, of: name, at: location) ?? disguise
    case .latin: if let value: Switch = draft.value(text, of: name, at: location) { latin = value == .on }
    case .model: model = (text, location)
    case .bias: bias = number(text, at: location, in: &draft) ?? bias
    case .threshold: threshold = number(text, at: location, in: &draft) ?? threshold
    }
  }

  private func number(_ text: String, at location: SourceLocation, in draft: inout RulebookDraft) -> Double? {
    guard let number = Double(text), number.isFinite else {
      draft.report(at: location, "“\(text)” is no number; write one such as -1.25")
      return nil
    }
    return number
  }
}

/// The values of what can only be on or off.
enum Switch: String, CaseIterable { case on, off }

extension RulebookDraft {
  /// The value that a text names, or a complaint that lists those there are.
  mutating func value<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String, of name: String, at location: SourceLocation
  ) -> Value? {
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue)
    let proposal = RuleName.proposal(for: text, among: known)
    let advice = proposal.isEmpty ? "; write \(known.joined(separator: ", "))" : proposal
    report(at: location, "unknown \(name) “\(text)”\(advice)")
    return nil
  }
}
