/// Everything that the files of a rules folder say, as plain values in the order of the files.
public struct Rulebook: Sendable, Equatable {
  /// The classes of `classes.tsv`: every name once, none made of itself.
  public var affixClasses: [AffixClass] = []
  /// The lines of the lexicons.
  public var entries: [LexiconEntry] = []
  /// Rules with a regular expression.
  public var regexRules: [RegexRule] = []
  /// Rules over findings, in the order in which they are tried.
  public var compositeRules: [CompositeRule] = []
  /// Tables of weights.
  public var models: [LinearModel] = []
  /// What takes findings back.
  public var guards: [Guard] = []
  /// The acts.
  public var policies: [Policy] = []
  /// The words of the dictionary in which rules may match, as somebody has looked at them.
  public var reviewedWords: [ReviewedWord] = []

  /// How often the frequent words of comments are met. No verdict depends on it, only what is looked for first.
  public var frequencies: [WordFrequency] = []

  /// SHA-256 over names and contents of all files in order of names, in lower-case hexadecimal digits.
  public var digest = ""

  /// An empty rulebook.
  public init() {}
}

/// One file of a rules folder: its path inside the folder, with `/`, and its bytes.
public struct RulebookFile: Sendable, Equatable {
  /// The path inside the folder.
  public var path: String
  /// The contents.
  public var bytes: [UInt8]

  /// Takes over its parts.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A word of the dictionary that rules may match: it is meant, or it cannot be helped.
public struct ReviewedWord: Sendable, Equatable {
  /// The base form, as the dictionary has it.
  public var lemma: String
  /// Ids of rules; `x.*` stands for all that begin so.
  public var rules: [String]
  /// Where it is written.
  public var location: SourceLocation

  /// A reviewed word.
  public init(lemma: String, rules: [String], location: SourceLocation) {
    self.lemma = lemma
    self.rules = rules
    self.location = location
  }
}

/// How often a word is met in comments.
public struct WordFrequency: Sendable, Equatable {
  /// The word, as it is written in lower case.
  public var word: String
  /// How many of a million words are this one.
  public var perMillion: Int

  /// A word with its frequency.
  public init(word: String, perMillion: Int) {
    self.word = word
    self.perMillion = perMillion
  }
}

/// A place in a rules file. Lines and columns count from 1; columns are counted in characters.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  /// The path of the file inside the rules folder.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in characters (Unicode scalar values).
  public var column: Int

  /// Takes over its parts.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, as compilers write it.
  public var description: String { "\(file):\(line):\(column)" }
}

/// Something wrong, or suspicious, in a rules file.
public struct Diagnostic: Sendable, Hashable, Error, CustomStringConvertible {
  /// An error makes a part of the rulebook unusable; a warning does not.
  public enum Severity: String, Sendable, Hashable { case error, warning }

  /// The place it is about.
  public var location: SourceLocation
  /// How bad it is.
  public var severity: Severity
  /// What is wrong and what to write instead, in English, without a full stop.
  public var message: String

  /// Takes over its parts.
  public init(_ severity: Severity = .error, at location: SourceLocation, _ message: String) {
    self.location = location
    self.severity = severity
    self.message = message
  }

  /// `file:line:column: severity: message`, as compilers write it.
  public var description: String { "\(location): \(severity.rawValue): \(message)" }
}

/// What a comment can be.
public enum Label: String, Sendable, Hashable, CaseIterable, Comparable {
  case profanity, coarse, insult, threat, aggression, spam

  /// The order in which labels are listed.
  public static func < (left: Label, right: Label) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// How sure a rule is: a `certain` finding is acted on, a `probable` one is for a person to look at.
public enum Tier: String, Sendable, Hashable, CaseIterable { case certain, probable }

/// Whom a finding is aimed at.
public enum Target: String, Sendable, Hashable, CaseIterable { case official, family, person, group, unknown }

/// What a threat endangers.
public enum ThreatObject: String, Sendable, Hashable, CaseIterable { case life, health, property, unknown }

/// What a match of an entry or rule stands for: a finding of its own, or a word class that other rules refer to.
public enum Meaning: Sendable, Hashable {
  case finding(Label, Tier, target: Target?, object: ThreatObject?)
  /// A named class of words; entries, regex and composite rules may add to the same class.
  case wordClass(String)
}
