internal import RescanReport
internal import Rulebook

/// What was found and cited, counted verdict by verdict.
struct FindingTotals {
  /// What is known of a rule.
  private struct Rule {
    var label: Label
    var tier: Tier
    var comments = 0
    var words: [String: Int] = [:]
    var sample = EvenSample(count: 1)

    /// Counts a finding, in place: the rules that fire most have hundreds of words.
    mutating func count(_ found: VerdictLine.Found, isFirst: Bool, sampling number: Int64?) {
      // What a guard made less certain does not tell how sure the rule is.
      if found.tier == .certain { tier = .certain }
      if isFirst { comments += 1 }
      for word in found.words {
        let word = word.lowercased()
        if words[word] != nil || words.count < FindingTotals.mostWords { words[word, default: 0] += 1 }
      }
      if let number { sample.add(number) }
    }
  }

  private let policy: Policy
  private var labels: [Label: [Tier: Int]] = [:]
  private var rules: [String: Rule] = [:]
  private var clauses: [(comments: Int, reviewOnly: Int)]
  private var samples: [Label: EvenSample] = [:]
  private var reviews: EvenSample
  private let sampleCount: Int

  /// So many different words of a rule are counted, those that come first.
  private static let mostWords = 500

  init(policy: Policy, samples: Int, reviews: Int) {
    self.policy = policy
    clauses = Array(repeating: (0, 0), count: policy.clauses.count)
    sampleCount = samples * VariedSelection.abundance
    self.reviews = EvenSample(count: reviews * VariedSelection.abundance)
  }

  /// Counts a comment; returns the labels that were found in it.
  mutating func add(_ verdict: VerdictLine, comment number: Int64) -> Set<Label> {
    var tiers: [Label: Tier] = [:]
    var seen: Set<String> = []
    let isActedOn = !verdict.decision.actions.isEmpty
    for found in verdict.findings {
      guard let label = found.label, let tier = found.tier else { continue }
      if tiers[label] != .certain { tiers[label] = tier }
      let isFirst = seen.insert(found.rule).inserted
      rules[found.rule, default: Rule(label: label, tier: tier)].count(
        found, isFirst: isFirst, sampling: isActedOn ? number : nil)
    }
    for (label, tier) in tiers {
      labels[label, default: [:]][tier, default: 0] += 1
      if isActedOn { samples[label, default: EvenSample(count: sampleCount)].add(number) }
    }
    if verdict.decision.review { reviews.add(number) }
    addClauses(of: verdict)
    return Set(tiers.keys)
  }

  /// Clauses apply in the order of the policy; of several with the same citation it is the first one that fits.
  private mutating func addClauses(of verdict: VerdictLine) {
    var next = 0
    for applied in verdict.clauses {
      let place = policy.clauses.indices.dropFirst(next).first { index in
        let clause = policy.clauses[index]
        return clause.cite == applied.cite && applied.labels.allSatisfy(clause.labels.contains)
          && (applied.orders.isEmpty || applied.orders == clause.orders || Set(applied.orders) == Set(clause.orders))
      }
      guard let place else { continue }
      if applied.orders.isEmpty { clauses[place].reviewOnly += 1 } else { clauses[place].comments += 1 }
      next = place + 1
    }
  }

  /// How many rules found something.
  var rulesFired: Int { rules.count }

  var labelTotals: [LabelTotals] {
    Label.allCases.flatMap { label in
      Tier.allCases.compactMap { tier in
        labels[label]?[tier].map { LabelTotals(label: label, tier: tier, comments: $0) }
      }
    }
  }

  var clauseTotals: [ClauseTotals] {
    zip(policy.clauses, clauses).map { clause, counts in
      ClauseTotals(
        cite: clause.cite, summary: clause.summary, orders: clause.orders, comments: counts.comments,
        reviewOnly: counts.reviewOnly)
    }
  }

  /// The rules that fired most, with what they found most often.
  func ruleTotals(most: Int, words: Int) -> [RuleTotals] {
    sortedRules.prefix(most).map { id, rule in
      let found = rule.words.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      return RuleTotals(
        id: id, label: rule.label, tier: rule.tier, comments: rule.comments, words: found.prefix(words).map(\.key))
    }
  }

  private var sortedRules: [(key: String, value: Rule)] {
    rules.sorted { $0.value.comments != $1.value.comments ? $0.value.comments > $1.value.comments : $0.key < $1.key }
  }

  /// For each label the numbers of comments that show what was found: first one of each of the rules that fired most, then
  /// others. They are more than are to be shown.
  var sampleCandidates: [[Int64]] {
    let sorted = sortedRules
    return Label.allCases.map { label in
      var numbers: [Int64] = []
      for (_, rule) in sorted where rule.label == label && numbers.count < sampleCount {
        for number in rule.sample.numbers where !numbers.contains(number) { numbers.append(number) }
      }
      for number in samples[label]?.ranked ?? [] where !numbers.contains(number) { numbers.append(number) }
      return numbers
    }
  }

  /// The numbers of comments that a person should look at, from all over the archive; more than are to be shown.
  var reviewCandidates: [Int64] { reviews.ranked }
}
