/// A YAML value with the place where it was written.
///
/// Scalars stay text, as written: which of them are numbers or truth values is for the reader to say, who knows what
/// a key wants. (YAML's own guesses make `no` a Boolean and `1.10` a number.)
public struct YAMLNode: Sendable, Equatable {
  /// A line and a column, counted from 1; columns count characters (Unicode scalar values).
  public struct Position: Sendable, Hashable {
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int

    /// Takes over its parts.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// How a scalar was written. Only a plain one may be read as a number, a truth value or nothing at all.
  public enum Style: Sendable, Hashable {
    case plain
    /// In single or double quotes; the position is that of the opening one.
    case quoted
    /// `|` or `>`; the position is that of the sign.
    case block
  }

  /// What a node holds.
  public enum Content: Sendable, Equatable {
    case scalar(String, Style)
    case sequence([YAMLNode])
    /// In the order written; no key comes twice.
    case mapping([Pair])
  }

  /// A key of a mapping and what it stands for.
  public struct Pair: Sendable, Equatable {
    /// The key, as text.
    public var key: String
    /// Where the key begins.
    public var keyPosition: Position
    /// What it stands for.
    public var value: YAMLNode

    /// Takes over its parts.
    public init(key: String, keyPosition: Position, value: YAMLNode) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// What it holds.
  public var content: Content
  /// Where it begins.
  public var position: Position

  /// Takes over its parts.
  public init(_ content: Content, at position: Position) {
    self.content = content
    self.position = position
  }
}

/// Why some text is not YAML, or uses a part of YAML that is not taken.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where reading ended.
  public var position: YAMLNode.Position
  /// What is wrong, in lower case and without a full stop.
  public var message: String

  /// Takes over its parts.
  public init(at position: YAMLNode.Position, _ message: String) {
    self.position = position
    self.message = message
  }

  /// `line:column: message`.
  public var description: String { "\(position.line):\(position.column): \(message)" }
}
