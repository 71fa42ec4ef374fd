internal import CMultiPattern
internal import CNormalizing
internal import CRuleByRule
internal import Sito

/// Something that goes through comments on one thread, and says what it counted.
protocol Contestant: AnyObject {
  /// What the report calls it.
  var name: String { get }
  /// Goes through all comments once; the same comments give the same words.
  func run(_ comments: Comments) -> String
}

/// The engine among the others, at its steady rate: it has met these texts before.
final class ModeratorContestant: Contestant {
  let name = "Moderator, warm: it has met the texts before"
  private let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  func run(_ comments: Comments) -> String { engine.run(comments).description }
}

/// Adds up the bytes: what it costs to read them.
final class ByteSum: Contestant {
  let name = "adding up the bytes"

  func run(_ comments: Comments) -> String {
    let bytes = comments.bytes.span
    var sum: UInt64 = 0
    for index in bytes.indices { sum &+= UInt64(bytes[index]) }
    return "\(comments.count) comments, sum \(sum)"
  }
}

/// ICU's NFKC_Casefold.
final class Normalizing: Contestant {
  let name = "ICU NFKC_Casefold"

  func run(_ comments: Comments) -> String {
    let written = unsafe comments.withPointers { bytes, ends, count in unsafe cnormalizing_run(bytes, ends, count) }
    return "\(comments.count) comments, \(written) bytes out"
  }
}

/// Hyperscan over literal forms.
@safe
final class Hyperscan: Contestant {
  let name = "Hyperscan, literal forms"
  // Made by `init` and passed to its own library's functions only; kept until the program ends.
  private let engine: OpaquePointer

  /// nil: it does not compile.
  init?(_ literals: Comments) {
    let engine = unsafe literals.withPointers { bytes, ends, count in
      unsafe cmultipattern_hyperscan_compile(bytes, ends, count)
    }
    guard let engine = unsafe engine else { return nil }
    unsafe self.engine = engine
  }

  func run(_ comments: Comments) -> String {
    let counts = unsafe comments.withPointers { bytes, ends, count in
      unsafe cmultipattern_hyperscan_run(engine, bytes, ends, count)
    }
    return describe(comments.count, found: counts.found, texts: counts.texts, failures: counts.failures)
  }
}

/// RE2::Set over literal forms.
@safe
final class RE2Set: Contestant {
  let name = "RE2::Set, literal forms"
  // Made by `init` and passed to its own library's functions only; kept until the program ends.
  private let engine: OpaquePointer

  /// nil: it does not compile.
  init?(_ literals: Comments) {
    let engine = unsafe literals.withPointers { bytes, ends, count in
      unsafe cmultipattern_re2_compile(bytes, ends, count)
    }
    guard let engine = unsafe engine else { return nil }
    unsafe self.engine = engine
  }

  func run(_ comments: Comments) -> String {
    let counts = unsafe comments.withPointers { bytes, ends, count in
      unsafe cmultipattern_re2_run(engine, bytes, ends, count)
    }
    return describe(comments.count, found: counts.found, texts: counts.texts, failures: counts.failures)
  }
}

/// One expression after the other, by PCRE2 with its JIT.
@safe
final class RuleByRule: Contestant {
  let name = "PCRE2 JIT, rule by rule"
  // Made by `init` and passed to its own library's functions only; kept until the program ends.
  private let engine: OpaquePointer
  /// Expressions that run.
  private(set) var expressions = 0
  /// Rules, or parts of them, that do not compile and are left out.
  private(set) var omitted = 0

  /// The entries that are looked for in every comment, and the rules with expressions.
  init(_ rulebook: Rulebook) {
    unsafe engine = crulebyrule_create()
    let writer = ExpressionWriter(rulebook.affixClasses)
    for entry in rulebook.entries {
      if add(writer.expression(for: entry.patterns)) { continue }
      // Too large for one: pattern by pattern then.
      for pattern in entry.patterns where !add(writer.expression(for: [pattern])) { omitted += 1 }
    }
    for rule in rulebook.regexRules where !add(writer.expression(for: rule)) { omitted += 1 }
  }

  private func add(_ expression: String) -> Bool {
    let bytes = [UInt8](expression.utf8)
    let isGood = unsafe bytes.withUnsafeBufferPointer { unsafe crulebyrule_add(engine, $0.baseAddress, $0.count) }
    if isGood { expressions += 1 }
    return isGood
  }

  func run(_ comments: Comments) -> String {
    let counts = unsafe comments.withPointers { bytes, ends, count in
      unsafe crulebyrule_run(engine, bytes, ends, count)
    }
    return describe(comments.count, found: counts.found, texts: counts.texts, failures: counts.failures)
  }
}

private func describe(_ comments: Int, found: UInt64, texts: UInt64, failures: UInt64) -> String {
  "\(comments) comments, \(found) hits in \(texts)" + (failures == 0 ? "" : ", \(failures) searches failed")
}

extension Comments {
  /// The texts as the comparators take them: bytes, ends, number. The pointers hold while the closure runs.
  fileprivate func withPointers<Result>(
    _ body: (UnsafePointer<UInt8>?, UnsafePointer<Int>?, Int) -> Result
  ) -> Result {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe ends.withUnsafeBufferPointer { ends in unsafe body(bytes.baseAddress, ends.baseAddress, ends.count) }
    }
  }
}
