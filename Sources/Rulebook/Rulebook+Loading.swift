internal import YAMLTree

extension Rulebook {
  /// Reads the files of a rules folder.
  ///
  /// Files that end in `.tsv` are lexicons or classes, files that end in `.yaml` hold a list of rules or one policy;
  /// others are passed over. They are read in byte order of their paths, whatever their order here.
  ///
  /// - Parameter files: The files, with paths relative to the folder.
  /// - Returns: What could be understood, and all that is wrong or suspicious, in order of the places. A rule or
  ///   policy with an error is left out; so is what refers to an affix class that does not exist. Without errors, every
  ///   name in the rulebook stands for something and every id is unique.
  public static func load(_ files: [RulebookFile]) -> (rulebook: Rulebook, diagnostics: [Diagnostic]) {
    let files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var draft = RulebookDraft(size: files.reduce(0) { $1.counts ? $0 + $1.bytes.count : $0 })
    for file in files { draft.read(file) }
    draft.resolveAffixClasses()
    draft.resolveSelectors()
    draft.rulebook.digest = digest(ofRulesIn: files)
    return (draft.rulebook, draft.diagnostics.sorted { $0.location < $1.location })
  }
}

extension RulebookFile {
  /// Whether the file holds rules, by its ending.
  var counts: Bool { Self.counts(path) }

  /// Whether a file of that name holds rules; hidden files, which editors leave behind, do not.
  static func counts(_ path: String) -> Bool {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    return name.first != UInt8(ascii: ".") && (path.hasSuffix(".tsv") || path.hasSuffix(".yaml"))
  }
}

extension RulebookDraft {
  fileprivate mutating func read(_ file: RulebookFile) {
    guard file.counts else {
      if file.path.hasSuffix(".yml") {
        report(.warning, at: SourceLocation(file: file.path, line: 1, column: 1), "not read; let its name end in .yaml")
      }
      return
    }
    if let location = file.locationOfInvalidUTF8 {
      return report(at: location, "bytes that are not UTF-8; save the file as UTF-8")
    }
    if file.path.hasSuffix(".tsv") { return LexiconReader.read(file, into: &self) }
    do {
      guard let node = try YAMLNode.parse(file.bytes) else { return }
      switch node.content {
      case .sequence(let rules): RuleReader.read(rules, of: file.path, into: &self)
      case .mapping: PolicyReader.read(node, of: file.path, into: &self)
      case .scalar:
        let location = YAMLValues(file: file.path).location(node)
        report(at: location, "the file must hold a list of rules or a policy")
      }
    } catch {
      report(at: YAMLValues(file: file.path).location(error.position), error.message)
    }
  }
}

extension RulebookFile {
  /// Where the first byte stands that is not UTF-8.
  fileprivate var locationOfInvalidUTF8: SourceLocation? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      var location = SourceLocation(file: path, line: 1, column: 1)
      for byte in bytes.prefix(error.byteOffsets.lowerBound) {
        if byte == UInt8(ascii: "\n") {
          location.line += 1
          location.column = 1
        } else if byte & 0xC0 != 0x80 {
          location.column += 1
        }
      }
      return location
    }
  }
}

extension SourceLocation: Comparable {
  /// By file (in byte order), line and column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    return (left.line, left.column) < (right.line, right.column)
  }
}
