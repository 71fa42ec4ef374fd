public import BinaryImage
public import Rulebook

/// The rulebook that is part of the program: the files of lexicons/ as they were when it was built, and what they were
/// compiled to. `EmbeddedFiles.swift`, which the tool `CompileRulebook` writes of them, has the literals.
public enum EmbeddedRulebook {
  /// A file as a literal.
  struct File: Sendable {
    var path: StaticString
    var text: StaticString

    init(_ path: StaticString, _ text: StaticString) {
      self.path = path
      self.text = text
    }
  }

  /// The files, for ``Rulebook/load(_:)``.
  public static var files: [RulebookFile] { embeddedFiles.map(\.content) }

  /// One of the files.
  public static func file(at path: String) -> RulebookFile? {
    embeddedFiles.first { $0.path.description == path }?.content
  }

  /// What the digest of the rulebook in the files is.
  public static var digest: String { embeddedDigest.description }

  /// The image of the compiled rulebook.
  public static var image: ImageText { ImageText(embeddedImage) }
}

extension EmbeddedRulebook.File {
  fileprivate var content: RulebookFile {
    // A literal lives as long as the program and never changes.
    text.withUTF8Buffer { unsafe RulebookFile(path: path.description, bytes: Array($0)) }
  }
}
