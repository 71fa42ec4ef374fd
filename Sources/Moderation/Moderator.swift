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
  private var classifier: Classifier
  private let filter: FindingFilter
  private var evidence = RuleEvidence()
  /// The verdict on a comment in which nothing was found.
  private let clear: Verdict
  private var decisions: DecisionMemo
  /// The domains and handles of the policy's own links, in lower case.
  private let allowedLinks: [[UInt8]]
  private var scanner: CommentScanner
  private var regexes: RegexSearch

  /// Makes a moderator; cheap but for the buffers that it fills as it works.
  public init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    classifier = Classifier(ruleset.rules)
    filter = ruleset.rules.filter
    scanner = CommentScanner(ruleset.rules)
    regexes = RegexSearch(ruleset.rules)
    clear = Verdict(findings: [], decision: ruleset.policy.decide([]), hasInvalidUTF8: false)
    decisions = DecisionMemo(ruleset.policy)
    allowedLinks = ruleset.policy.allowedLinks.map { [UInt8]($0.lowercased().utf8) }.filter { !$0.isEmpty }
  }

  /// Judges a text in UTF-8. Bytes that are no UTF-8 count as signs.
  public mutating func judge(_ bytes: Span<UInt8>) -> Verdict { judge(bytes, .quick) }

  /// Judges a text in one of the ways, which give the same.
  mutating func judge(_ bytes: Span<UInt8>, _ way: CommentScanner.Way) -> Verdict {
    bytes.count > TextPieces.longest ? judgePieces(of: bytes, way) : judgePiece(bytes, way)
  }

  private mutating func judgePieces(of bytes: Span<UInt8>, _ way: CommentScanner.Way) -> Verdict {
    var verdict = clear
    for piece in TextPieces.ranges(of: bytes) {
      let part = judgePiece(bytes.extracting(piece), way)
      verdict.findings.append(part.findings, movedBy: piece.lowerBound)
      verdict.hasInvalidUTF8 = verdict.hasInvalidUTF8 || part.hasInvalidUTF8
    }
    if !verdict.findings.isEmpty { verdict.decision = decisions.decide(verdict.findings) }
    return verdict
  }

  /// Judges a text of bounded length.
  private mutating func judgePiece(_ bytes: Span<UInt8>, _ way: CommentScanner.Way) -> Verdict {
    var verdict = clear
    if scan(bytes, way) {
      if way != .quick || mayFind(bytes) {
        completeSearch()
        let outcome = classify(bytes, explaining: false)
        if !outcome.findings.isEmpty {
          verdict.findings = outcome.findings.map { finding($0) }
          verdict.decision = decisions.decide(verdict.findings)
        }
      }
    }
    verdict.hasInvalidUTF8 = scanner.found.hasInvalidUTF8
    return verdict
  }

  /// Judges a text in UTF-8.
  public mutating func judge(_ bytes: [UInt8]) -> Verdict { judge(bytes.span) }

  /// Judges a text; the offsets of the spans are those in its UTF-8.
  public mutating func judge(_ text: String) -> Verdict { judge([UInt8](text.utf8)) }

  /// Judges a text and tells besides what was set aside, what was not, and why.
  public mutating func explain(_ bytes: Span<UInt8>) -> Explanation {
    if bytes.count <= TextPieces.longest { return explainPiece(bytes) }
    var explanation = Explanation(verdict: clear, setAside: [], lowered: [], upheld: [], models: [])
    for piece in TextPieces.ranges(of: bytes) {
      explanation.append(explainPiece(bytes.extracting(piece)), movedBy: piece.lowerBound)
    }
    explanation.verdict.decision = ruleset.policy.decide(explanation.verdict.findings)
    return explanation
  }

  private mutating func explainPiece(_ bytes: Span<UInt8>) -> Explanation {
    _ = scan(bytes, .byTokens)
    completeSearch()
    let outcome = classify(bytes, explaining: true)
    let findings = outcome.findings.map { finding($0) }
    let ids = ruleset.rules.numbers.ids
    let aside =
      excepted.map { match, rule in
        Explanation.SetAside(rule: ids[rule], span: match, reason: .exception)
      }
      + outcome.cancelled.filter { ruleset.rules.numbers.isFinding($0.match.rule) }.map { setAside($0, by: $1) }
    return Explanation(
      verdict: Verdict(
        findings: findings, decision: ruleset.policy.decide(findings), hasInvalidUTF8: scanner.found.hasInvalidUTF8),
      setAside: aside, lowered: outcome.lowered.map { setAside($0, by: $1) }, upheld: upheld(outcome), models: models())
  }

  private func setAside(_ match: PlacedMatch, by guardID: String) -> Explanation.SetAside {
    Explanation.SetAside(
      rule: ruleset.rules.numbers.ids[match.rule], span: match.range, reason: .guarded(guardID))
  }

  /// The models that find something, with the features that weigh most.
  private mutating func models() -> [Explanation.Model] {
    let models = ruleset.rules.models
    return (0..<models.count).filter { models.finds(scanner.found.sums[$0], of: $0) }.map { model in
      let written = ruleset.rulebook.models[model]
      var seen: Set<Int> = []
      let features = features(of: model).filter { seen.insert($0.index).inserted }.sorted { $0.weight > $1.weight }
      return Explanation.Model(
        rule: written.id, score: models.score(scanner.found.sums[model], of: model), threshold: written.threshold,
        features: features.map { written.features[$0.index] })
    }
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
          upheld.outOfReach.append(.init(guardID: miss.guardID, span: context.range))
        case .overruled(let context):
          upheld.overruled.append(.init(guardID: miss.guardID, span: context.range))
        }
      }
      if !upheld.isEmpty { all.append(upheld) }
    }
    return all
  }

  /// The ids of all rules that match in a text, those of word classes too, and of the guards that hold.
  mutating func matchingRules(of text: String) -> Set<String> {
    let bytes = [UInt8](text.utf8)
    _ = scan(bytes.span, .byTokens)
    completeSearch()
    let outcome = classify(bytes.span, explaining: true)
    return Set(outcome.matchedRules.map { ruleset.rules.numbers.ids[$0] }).union(outcome.holdingGuards)
  }

  // MARK: Stages

  /// What the filter and the classifier ask of the last text besides its matches.
  private var comment = FindingFilter.Comment(wordCount: 0, mixedScriptWords: 0)
  /// The matches of rules in the last text.
  private var matches: [PlacedMatch] = []
  /// Those of regular expressions before they are put among the others.
  private var regexMatches: [PlacedMatch] = []
  /// The matches that exceptions took back in the last text, with the rules they were of.
  private var excepted: [(range: Range<Int>, rule: Int)] = []

  /// Where exceptions match in the last text, by the rules that they take back.
  private var exceptions: [(rule: Int, range: Range<Int>)] = []

  /// Scans a text, and turns to it; false if there is nothing that a verdict may need.
  private mutating func scan(_ bytes: Span<UInt8>, _ way: CommentScanner.Way) -> Bool {
    guard scanner.scan(bytes, way) else { return false }
    regexes.begin(scanner.found)
    comment = FindingFilter.Comment(
      wordCount: scanner.found.wordCount, mixedScriptWords: scanner.found.mixedScriptWords)
    return true
  }

  /// Looks for what does not decide whether there is a finding, but what becomes of it.
  private mutating func completeSearch() {
    scanner.findDeferredPhrases()
    regexes.extend(scanner.found)
  }

  /// Whether what the scanner found may come to a finding.
  private mutating func mayFind(_ bytes: Span<UInt8>) -> Bool {
    var evidence = RuleEvidence()
    swap(&evidence, &self.evidence)
    defer { swap(&evidence, &self.evidence) }
    let rules = ruleset.rules
    if rules.models.findAnything(scanner.found.sums) { return true }
    for match in scanner.found.matches where match.id < rules.firstException && filter.isFinding[Int(match.id)] {
      return true
    }
    evidence.begin(filter, rules)
    for match in scanner.found.matches where match.id < rules.firstException {
      evidence.note(Int(match.id), isSure: true, filter, rules)
    }
    for index in regexes.candidates {
      let rule = rules.numbers.firstRegex + index
      if !filter.isFinding[rule] {
        // Most expressions are never asked for, so what they would find is at first taken for found.
        evidence.note(rule, isSure: false, filter, rules)
      } else if regexes.matches(index, in: bytes, &scanner) {
        return true
      }
    }
    var comment = comment
    defer { self.comment = comment }
    return filter.mayFindComposite(&comment, &evidence, rules) {
      TextCounts(bytes)
    } matches: {
      regexes.matches($0 - rules.numbers.firstRegex, in: bytes, &scanner)
    }
  }

  /// Makes of what the scanner found what it means.
  private mutating func classify(_ bytes: Span<UInt8>, explaining: Bool) -> Classifier.Outcome {
    matches.removeAll(keepingCapacity: true)
    appendMatchesWithoutExceptions()
    regexMatches.removeAll(keepingCapacity: true)
    regexes.appendMatches(in: bytes, &scanner, firstRule: ruleset.rules.numbers.firstRegex, to: &regexMatches)
    matches.merge(&regexMatches, by: PlacedMatch.isOrdered)
    var stretches: [Range<Int>] = []
    addModelMatches(&stretches)
    dropAllowedLinks(in: bytes)
    if matches.isEmpty, scanner.found.mixedScriptWords == 0 { return Classifier.Outcome() }
    let input = Classifier.Input(
      matches: matches, stretches: stretches, comment: comment, length: bytes.count, isExplained: explaining)
    return classifier.classify(input) { TextCounts(bytes) }
  }

  /// Adds the matches of rules that do not stand inside a match of one of the rule's exceptions.
  private mutating func appendMatchesWithoutExceptions() {
    excepted.removeAll(keepingCapacity: true)
    let rules = ruleset.rules
    exceptions.removeAll(keepingCapacity: true)
    for match in scanner.found.matches where match.id >= rules.firstException {
      let range = Int(match.start)..<Int(match.end)
      exceptions.append((rules.exceptionOwners[Int(match.id) - rules.firstException], range))
    }
    exceptions.sort { $0.rule < $1.rule }
    for match in scanner.found.matches where match.id < rules.firstException {
      let match = PlacedMatch(match)
      guard !exceptions.isEmpty else {
        matches.append(match)
        continue
      }
      let own = exceptions[exceptions.partitioningIndex { $0.rule >= match.rule }...].prefix { $0.rule == match.rule }
      if own.contains(where: { $0.range.holds(match.range) }) {
        excepted.append((match.range, match.rule))
      } else {
        matches.append(match)
      }
    }
  }

  /// Takes out the links that the policy calls the administration's own: they say nothing against a comment.
  private mutating func dropAllowedLinks(in bytes: Span<UInt8>) {
    guard !allowedLinks.isEmpty else { return }
    let links = ruleset.rules.counters.links
    let allowedLinks = allowedLinks
    matches.removeAll { match in
      links.contains(match.rule) && allowedLinks.contains { bytes.extracting(match.range).holdsDomain($0) }
    }
  }

  /// Adds what models find: the words that weigh most stand for the comment.
  private mutating func addModelMatches(_ stretches: inout [Range<Int>]) {
    let models = ruleset.rules.models
    for model in 0..<models.count where models.finds(scanner.found.sums[model], of: model) {
      let strongest = features(of: model).sorted { $0.weight > $1.weight }.prefix(CompiledModels.mostShown)
      let parts = strongest.map(\.match).sorted { $0.start < $1.start }
      guard let first = parts.first, let last = parts.last else { continue }
      var match = first
      match.id = Int32(truncatingIfNeeded: models.firstRule + model)
      match.end = parts.reduce(last.end) { max($0, $1.end) }
      match.lastWord = last.lastWord
      let place = Int32(stretches.count)
      stretches += parts.map { Int($0.start)..<Int($0.end) }
      matches.append(PlacedMatch(match, parts: place..<Int32(stretches.count)))
      matches.sort(by: PlacedMatch.isOrdered)
    }
  }

  /// The features of a model in the last text, with their weights in the model's units. Mutating, though it changes nothing:
  /// for a call that is not, the whole moderator is copied.
  private mutating func features(of model: Int) -> [(match: WordMatch, index: Int, weight: Int32)] {
    scanner.found.features.compactMap { match in
      let feature = ruleset.rules.models.feature(Int(match.id))
      return feature.model == model ? (match, feature.index, feature.weight) : nil
    }
  }

  private func finding(_ found: Classifier.FoundRule) -> Finding {
    Finding(
      label: found.label, tier: found.tier, rule: ruleset.rules.numbers.ids[found.rule], target: found.target,
      object: found.object, spans: Finding.spans(of: found.ranges))
  }
}

extension Range<Int> {
  fileprivate func holds(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
