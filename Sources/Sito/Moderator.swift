internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Judges comments by a ``Ruleset``. Holds the buffers for it, so make one for each thread and use it again.
///
///     let ruleset = try Ruleset.embedded()
///     var moderator = Moderator(ruleset)
///     let verdict = moderator.judge("…")
public struct Moderator: ~Copyable, Sendable {
  /// The rules and the policy in force.
  public let ruleset: Ruleset
  private let classifier: Classifier
  /// The domains and handles of the policy's own links, in lower case.
  private let allowedLinks: [[UInt8]]
  private var folder = TextFolder()
  private var text = FoldedText()
  private var triggers = PatternScanner.Scratch()
  private var context = PatternScanner.Scratch()
  private var regexes = RegexScratch()
  private var reading: [UInt8] = []

  /// Makes a moderator; cheap but for the buffers that it fills as it works.
  public init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    classifier = Classifier(ruleset.rules)
    allowedLinks = ruleset.policy.allowedLinks.map { [UInt8]($0.lowercased().utf8) }.filter { !$0.isEmpty }
  }

  /// Judges a text in UTF-8. Bytes that are no UTF-8 count as signs.
  public mutating func judge(_ bytes: Span<UInt8>) -> Verdict {
    let outcome = classify(bytes)
    let findings = outcome.findings.map { finding($0) }
    return Verdict(
      findings: findings, decision: ruleset.policy.decide(findings), hasInvalidUTF8: text.hasInvalidUTF8)
  }

  /// Judges a text in UTF-8.
  public mutating func judge(_ bytes: [UInt8]) -> Verdict { judge(bytes.span) }

  /// Judges a text; the offsets of the spans are those in its UTF-8.
  public mutating func judge(_ text: String) -> Verdict { judge([UInt8](text.utf8)) }

  /// Judges a text and tells besides what was set aside, what was not, and why.
  public mutating func explain(_ bytes: Span<UInt8>) -> Explanation {
    let outcome = classify(bytes, explaining: true)
    let findings = outcome.findings.map { finding($0) }
    let ids = ruleset.rules.numbers.ids
    let aside =
      excepted.map { match, rule in
        Explanation.SetAside(rule: ids[rule], span: text.sourceRange(of: match), reason: .exception)
      }
      + outcome.cancelled.filter { ruleset.rules.numbers.isFinding($0.match.rule) }.map { setAside($0, by: $1) }
    return Explanation(
      verdict: Verdict(
        findings: findings, decision: ruleset.policy.decide(findings), hasInvalidUTF8: text.hasInvalidUTF8),
      setAside: aside, lowered: outcome.lowered.map { setAside($0, by: $1) }, upheld: upheld(outcome))
  }

  private func setAside(_ match: PlacedMatch, by guardID: String) -> Explanation.SetAside {
    Explanation.SetAside(
      rule: ruleset.rules.numbers.ids[match.rule], span: text.sourceRange(of: match.range), reason: .guarded(guardID))
  }

  /// For each finding what could have taken it back and did not.
  private func upheld(_ outcome: Classifier.Outcome) -> [Explanation.Upheld] {
    var all: [Explanation.Upheld] = []
    for found in outcome.findings {
      let entries = ruleset.rulebook.entries
      var upheld = Explanation.Upheld(
        rule: ruleset.rules.numbers.ids[found.rule],
        exceptions: found.rule < entries.count ? entries[found.rule].exceptions.map(\.text) : [])
      for miss in outcome.misses where miss.match.rule == found.rule {
        switch miss.miss {
        case .noContext: upheld.absent.append(miss.guardID)
        case .outOfReach(let context):
          upheld.outOfReach.append(.init(guardID: miss.guardID, span: text.sourceRange(of: context.range)))
        case .overruled(let context):
          upheld.overruled.append(.init(guardID: miss.guardID, span: text.sourceRange(of: context.range)))
        }
      }
      if !upheld.isEmpty { all.append(upheld) }
    }
    return all
  }

  /// The ids of all rules that match in a text, those of word classes too, and of the guards that hold.
  mutating func matchingRules(of text: String) -> Set<String> {
    let outcome = classify([UInt8](text.utf8).span)
    return Set(outcome.matchedRules.map { ruleset.rules.numbers.ids[$0] })
      .union(outcome.cancelled.map(\.guardID)).union(outcome.lowered.map(\.guardID))
  }

  // MARK: Stages

  /// The matches that exceptions took back in the last text, with the rules they were of.
  private var excepted: [(range: Range<Int>, rule: Int)] = []

  private mutating func classify(_ bytes: Span<UInt8>, explaining: Bool = false) -> Classifier.Outcome {
    let rules = ruleset.rules
    folder.fold(bytes, into: &text)
    excepted.removeAll(keepingCapacity: true)
    // A local copy (of the reference), because a span of a member would keep all of `self` borrowed.
    let symbols = text.symbols
    rules.triggers.scan(symbols.span, scratch: &triggers)
    if triggers.matches.isEmpty, triggers.literals.isEmpty, text.mixedScriptWords == 0 {
      return Classifier.Outcome()
    }
    var matches = withoutExceptions(triggers.matches)
    matches += regexMatches()
    dropAllowedLinks(from: &matches, in: bytes)
    if matches.isEmpty, text.mixedScriptWords == 0 { return Classifier.Outcome() }
    rules.context.scan(symbols.span, scratch: &context)
    matches += withoutExceptions(context.matches)
    matches.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.id) < ($1.range.lowerBound, $1.range.upperBound, $1.id)
    }
    return classifier.classify(matches, in: text, explaining: explaining) { TextCounts(bytes) }
  }

  /// The matches of rules that do not stand inside a match of one of the rule's exceptions.
  private mutating func withoutExceptions(_ matches: [Match]) -> [Match] {
    let rules = ruleset.rules
    guard matches.contains(where: { $0.id >= rules.firstException }) else { return matches }
    var exceptions: [Int: [Range<Int>]] = [:]
    for match in matches where match.id >= rules.firstException {
      exceptions[rules.exceptionOwners[match.id - rules.firstException], default: []].append(match.range)
    }
    var kept: [Match] = []
    for match in matches where match.id < rules.firstException {
      if let ranges = exceptions[match.id], ranges.contains(where: { $0.holds(match.range) }) {
        excepted.append((match.range, match.id))
      } else {
        kept.append(match)
      }
    }
    return kept
  }

  /// Takes out the links that the policy calls the administration's own: they say nothing against a comment.
  private func dropAllowedLinks(from matches: inout [Match], in bytes: Span<UInt8>) {
    guard !allowedLinks.isEmpty else { return }
    let links = ruleset.rules.counters.links
    matches.removeAll { match in
      guard links.contains(match.id) else { return false }
      let span = text.sourceRange(of: match.range)
      return allowedLinks.contains { bytes.extracting(span).holdsDomain($0) }
    }
  }

  /// Runs the regular expressions whose literals were seen.
  private mutating func regexMatches() -> [Match] {
    guard !triggers.literals.isEmpty else { return [] }
    let rules = ruleset.rules
    var reading: [UInt8] = []
    swap(&reading, &self.reading)
    defer { swap(&reading, &self.reading) }
    SymbolReading.read(text.symbols.span, into: &reading)
    var matches: [Match] = []
    for literal in triggers.literals {
      let index = literal - rules.firstLiteral
      let id = rules.numbers.firstRegex + index
      for range in rules.regexes[index].matches(in: reading.span, scratch: &regexes) {
        matches.append(Match(id: id, range: range))
      }
    }
    return matches
  }

  private func finding(_ found: Classifier.FoundRule) -> Finding {
    Finding(
      label: found.label, tier: found.tier, rule: ruleset.rules.numbers.ids[found.rule], target: found.target,
      object: found.object, spans: spans(of: found.ranges))
  }

  /// The source ranges of ranges of symbols, ascending, those that touch or overlap joined.
  private func spans(of ranges: [Range<Int>]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      let span = text.sourceRange(of: range)
      if let last = spans.last, span.lowerBound <= last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}

extension Range<Int> {
  fileprivate func holds(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
