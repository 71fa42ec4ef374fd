internal import PatternScanning
internal import Rulebook

/// Says which guard, if any, takes a match back or lowers it, by the matches of patterns in a comment: composite matches are
/// judged against the words around them, not against each other. Buffers; one for each thread.
struct GuardEvaluator: Sendable {
  private let rules: CompiledRules
  /// The matches of the comment, and the rules that they are of.
  private var matches: [PlacedMatch] = []
  private var present: RuleBits
  /// The same; filled when a guard's places are first asked for.
  private var table: MatchTable
  private var isTableFilled = false
  /// For each guard that was asked, where its context and its `unless` stand.
  private var places: [Int: (context: [Int], unless: [Int])] = [:]

  init(_ rules: CompiledRules) {
    self.rules = rules
    table = MatchTable(ruleCount: rules.numbers.count)
    present = RuleBits(count: rules.numbers.count)
  }

  /// Turns to a comment with these matches, which are in the order of their places.
  mutating func begin(_ matches: [PlacedMatch]) {
    for match in self.matches { present.remove(match.rule) }
    for match in matches { present.insert(match.rule) }
    // Not shared, so that the other one need not be copied when it is written to.
    self.matches.removeAll(keepingCapacity: true)
    self.matches += matches
    isTableFilled = false
    places.removeAll(keepingCapacity: true)
  }

  /// The guard that holds for a match; one that cancels is preferred to one that lowers.
  mutating func `guard`(against match: PlacedMatch) -> CompiledGuard? {
    var lowering: CompiledGuard?
    for number in rules.guardsConcerning[match.rule] {
      let number = Int(number)
      guard rules.guards[number].context.intersects(present) else { continue }
      let rule = rules.guards[number]
      let places = places(of: number)
      guard neighbour(places.context, rule, from: match) != nil, neighbour(places.unless, rule, from: match) == nil
      else { continue }
      if rule.effect == .cancel { return rule }
      lowering = lowering ?? rule
    }
    return lowering
  }

  /// The ids of all guards that hold for a match.
  mutating func holding(for match: PlacedMatch) -> [String] {
    rules.guardsConcerning[match.rule].compactMap { number in
      let rule = rules.guards[Int(number)]
      let places = places(of: Int(number))
      guard neighbour(places.context, rule, from: match) != nil, neighbour(places.unless, rule, from: match) == nil
      else { return nil }
      return rule.id
    }
  }

  /// Why a guard that is concerned with a match leaves it alone.
  enum Miss {
    /// No word of its context stands in the text.
    case noContext
    /// There is one, but not where the guard asks for it.
    case outOfReach(PlacedMatch)
    /// A word of its `unless` stands there as well.
    case overruled(PlacedMatch)
  }

  /// The guards that are concerned with a match and do not hold for it, each with the reason.
  mutating func misses(for match: PlacedMatch) -> [(guardID: String, miss: Miss)] {
    var misses: [(String, Miss)] = []
    for number in rules.guardsConcerning[match.rule] {
      let number = Int(number)
      let rule = rules.guards[number]
      let places = places(of: number)
      if let overruling = neighbour(places.unless, rule, from: match) {
        misses.append((rule.id, .overruled(table.matches[overruling])))
      } else if neighbour(places.context, rule, from: match) == nil {
        let others = places.context.map { table.matches[$0] }.filter {
          $0.rule != match.rule || $0.range != match.range
        }
        let nearest = others.min {
          abs($0.start - match.start) < abs($1.start - match.start)
        }
        misses.append((rule.id, nearest.map { .outOfReach($0) } ?? .noContext))
      }
    }
    return misses
  }

  private mutating func places(of number: Int) -> (context: [Int], unless: [Int]) {
    if let known = places[number] { return known }
    if !isTableFilled {
      table.replaceAll(matches, stretches: [])
      isTableFilled = true
    }
    let new = (table.indices(of: rules.guards[number].context), table.indices(of: rules.guards[number].unless))
    places[number] = new
    return new
  }

  /// One of the matches at `indices` that stands where the guard asks for it.
  private func neighbour(_ indices: [Int], _ rule: CompiledGuard, from match: PlacedMatch) -> Int? {
    // The matches are in order, so only the neighbours on both sides need a look; a few, since they may overlap the match.
    let place = indices.partitioningIndex { table.matches[$0].start >= match.start }
    let neighbours = indices[max(0, place - 4)..<min(indices.count, place + 4)]
    for index in neighbours {
      let other = table.matches[index]
      if other.rule == match.rule, other.range == match.range { continue }
      let isBefore = MatchTable.isNear(other, match, reach: rule.reach)
      let isAfter = MatchTable.isNear(match, other, reach: rule.reach)
      let covers = other.start <= match.start && match.end <= other.end
      switch rule.side {
      case .before where isBefore: return index
      case .after where isAfter: return index
      case .around where isBefore || isAfter || covers: return index
      case .anywhere: return index
      default: continue
      }
    }
    return nil
  }
}
