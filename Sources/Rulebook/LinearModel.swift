/// A linear model over the words of a comment: what a table of weights makes of it. Its finding is `probable`, always: a
/// deletion rests on rules that a person can read.
///
/// The score is the sum of the weights of all features that are met, each time they are met, divided by the square root of
/// how many that are (sixteen at least), and the bias (logistic regression over term frequencies; see scripts/train-model.py).
public struct LinearModel: Sendable, Equatable {
  /// One line of the table.
  public struct Feature: Sendable, Equatable {
    /// A word, or the beginning of words.
    public var text: String
    /// Whether it stands for all words that begin so.
    public var isStem: Bool
    /// Above zero it speaks for the label.
    public var weight: Double

    /// Takes over its parts.
    public init(text: String, isStem: Bool, weight: Double) {
      self.text = text
      self.isStem = isStem
      self.weight = weight
    }

    /// As it stands in the table.
    public var written: String { isStem ? text + "*" : text }
  }

  /// The rule id of its findings.
  public var id: String
  /// What it finds.
  public var label: Label
  /// What is added to each score.
  public var bias: Double
  /// The least score that is a finding.
  public var threshold: Double
  /// The table, in the order of the file.
  public var features: [Feature]
  /// Where its `@model` line stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(
    id: String, label: Label, bias: Double, threshold: Double, features: [Feature], location: SourceLocation
  ) {
    self.id = id
    self.label = label
    self.bias = bias
    self.threshold = threshold
    self.features = features
    self.location = location
  }
}
