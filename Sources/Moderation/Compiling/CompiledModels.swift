internal import PatternScanning
internal import Rulebook

/// The linear models of a rulebook, made ready to add up.
struct CompiledModels: Sendable {
  /// Weights are added as whole numbers, so that a sum does not depend on its order.
  private static let unitsPerOne = 1_000.0

  /// A comment with fewer features counts as one with so many, or a single word would decide.
  private static let fewestFeatures: Int32 = 16

  /// How many of the features behind a finding are shown.
  static let mostShown = 3

  /// What features have come to under one model.
  struct Sum: Sendable, Equatable {
    /// The sum of the weights, in thousandths.
    var weight: Int32 = 0
    /// How many features were met.
    var count: Int32 = 0
    /// The greatest weight of one of them.
    var strongest = Int32.min

    mutating func add(_ other: Sum) {
      weight &+= other.weight
      count &+= other.count
      strongest = max(strongest, other.strongest)
    }
  }

  struct Model: Sendable {
    var featureIDs: Range<Int>
    /// In thousandths.
    var weights: [Int32]
    var bias: Double
    var threshold: Double
  }

  let models: [Model]
  /// The number of the first model's rule.
  let firstRule: Int
  /// Ids from here on are features.
  let firstFeature: Int

  init(_ models: [LinearModel], featureIDs: [Range<Int>], firstRule: Int) {
    self.models = zip(models, featureIDs).map { model, ids in
      Model(
        featureIDs: ids, weights: model.features.map { Int32(($0.weight * Self.unitsPerOne).rounded()) },
        bias: model.bias, threshold: model.threshold)
    }
    self.firstRule = firstRule
    firstFeature = featureIDs.first?.lowerBound ?? .max
  }

  var count: Int { models.count }

  /// The model that a feature belongs to, its index in the model's table, and its weight in thousandths.
  func feature(_ id: Int) -> (model: Int, index: Int, weight: Int32) {
    let model = models.firstIndex { $0.featureIDs.contains(id) } ?? 0
    let index = id - models[model].featureIDs.lowerBound
    return (model, index, models[model].weights[index])
  }

  /// What features come to under each model.
  func sums(of features: [WordMatch]) -> [Sum] { sums(ofIDs: features.lazy.map { Int($0.id) }) }

  /// What the features of some ids come to under each model.
  func sums(ofIDs ids: some Sequence<Int>) -> [Sum] {
    var sums = [Sum](repeating: Sum(), count: models.count)
    for id in ids {
      let feature = feature(id)
      sums[feature.model].add(Sum(weight: feature.weight, count: 1, strongest: feature.weight))
    }
    return sums
  }

  /// The score of a sum under a model.
  func score(_ sum: Sum, of model: Int) -> Double {
    let count = Double(max(sum.count, Self.fewestFeatures))
    return Double(sum.weight) / Self.unitsPerOne / count.squareRoot() + models[model].bias
  }

  /// Whether one of the models finds something.
  func findAnything(_ sums: [Sum]) -> Bool { sums.indices.contains { finds(sums[$0], of: $0) } }

  /// Whether a sum is enough for a finding.
  func finds(_ sum: Sum, of model: Int) -> Bool {
    sum.weight > 0 && score(sum, of: model) >= models[model].threshold
  }
}
