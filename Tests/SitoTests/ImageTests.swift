import BinaryImage
import EmbeddedRulebook
import Foundation
import Moderation
import Rulebook
import Sito
import Testing

/// Rules that come from an image judge as those that were just compiled.
struct ImageTests {
  private static func compiled() throws -> Ruleset {
    try Ruleset(Rulebook.load(EmbeddedRulebook.files).rulebook)
  }

  @Test func theImageIsOfTheEmbeddedFiles() throws {
    let rulebook = Rulebook.load(EmbeddedRulebook.files).rulebook
    #expect(try RulesImage(EmbeddedRulebook.image).digest == rulebook.digest)
    let ruleset = try Ruleset.embedded()
    #expect(ruleset.rulebook == rulebook)
    #expect(ruleset.id == String(rulebook.digest.prefix(16)))
  }

  @Test func theImageIsTheSameEachTime() throws {
    let image = try RulesImage(EmbeddedRulebook.image)
    let rulebook = Rulebook.load(EmbeddedRulebook.files).rulebook
    let again = try RulesImage(compiling: rulebook)
    #expect(again.text == image.text)
  }

  @Test func theCorpusIsJudgedAlike() throws {
    let compiled = try Self.compiled()
    let embedded = try Ruleset.embedded()
    var first = Moderator(compiled)
    var second = Moderator(embedded)
    for comment in Corpus.cases + Corpus.exam {
      #expect(first.judge(comment.text) == second.judge(comment.text), "\(comment.id)")
      let bytes = [UInt8](comment.text.utf8)
      #expect(first.explain(bytes.span) == second.explain(bytes.span), "\(comment.id)")
    }
  }

  @Test func everyPolicyIsThere() throws {
    let compiled = try Self.compiled()
    for policy in compiled.rulebook.policies {
      #expect(try Ruleset.embedded(policy: policy.id).policy == policy)
      #expect(try Ruleset.embedded().under(policy: policy.id).policy == policy)
    }
    let error = #expect(throws: RulesetError.self) { try Ruleset.embedded(policy: "none") }
    #expect(
      error?.description == "no policy 'none'; known: \(compiled.rulebook.policies.map(\.id).joined(separator: ", "))")
  }

  /// A policy of one's own goes with the compiled rules, and is what it would be among the files.
  @Test func aPolicyFileGoesWithTheImage() throws {
    let known = try #require(EmbeddedRulebook.files.first { $0.path.hasSuffix("kozhevnikovo-650-2022.yaml") })
    let text = String(decoding: known.bytes, as: UTF8.self).replacing("id: kozhevnikovo-650-2022", with: "id: our-own")
    let file = RulebookFile(path: "folder/our-own.yaml", bytes: [UInt8](text.utf8))
    let rulebook = Rulebook.load(EmbeddedRulebook.files + [file]).rulebook
    let quick = try Ruleset.embedded(policyFile: file)
    #expect(quick.id == String(rulebook.digest.prefix(16)))
    #expect(quick.policy == rulebook.policies.first { $0.id == "our-own" })
    #expect(quick.rulebook == rulebook)
    #expect(try quick.under(policy: Ruleset.defaultPolicy).policy.id == Ruleset.defaultPolicy)

    // The id is taken, a key is missing, there is no policy: as with all files.
    for broken in [String(decoding: known.bytes, as: UTF8.self), text.replacing("act:", with: "acts:"), "[]"] {
      let file = RulebookFile(path: "folder/our-own.yaml", bytes: [UInt8](broken.utf8))
      #expect(throws: RulesetError.self) { try Ruleset.embedded(policyFile: file) }
    }
  }

  @Test func rulesAreLocated() throws {
    let compiled = try Self.compiled()
    let embedded = try Ruleset.embedded()
    let ids =
      compiled.rulebook.entries.map(\.id) + compiled.rulebook.regexRules.map(\.id)
      + compiled.rulebook.guards.map(\.id) + ["none"]
    for id in ids where id.utf8.count.isMultiple(of: 5) || id == "none" {
      #expect(embedded.location(ofRule: id) == compiled.location(ofRule: id), "\(id)")
    }
  }

  /// Where the image is of no use, the files are compiled.
  @Test func aStaleOrBrokenImageIsPassedOver() throws {
    let policy = Ruleset.defaultPolicy
    var other = Rulebook()
    other.digest = "stale"
    let stale = try RulesImage(compiling: other).text
    let broken = Array(try RulesImage(EmbeddedRulebook.image).text.dropLast(8))
    for image in [stale, broken] {
      let ruleset = try Ruleset.embedded(policy: policy, image: ImageText(image))
      #expect(ruleset.id == (try Ruleset.embedded().id))
      var moderator = Moderator(ruleset)
      #expect(!moderator.judge("Глава — идиот").findings.isEmpty)
    }
  }

  /// A rulebook with a little of everything, so that each part of its image can be damaged.
  private static let small: Rulebook = {
    let rules = [RuleTests.near, RuleTests.logic, RuleTests.guards, RuleTests.threat].joined(separator: "\n")
    let files = [
      RulebookFile(path: "classes.tsv", bytes: [UInt8](RuleTests.classes.utf8)),
      RulebookFile(path: "words.tsv", bytes: [UInt8](RuleTests.base.utf8)),
      RulebookFile(path: "rules/rules.yaml", bytes: [UInt8](rules.utf8)),
      RulebookFile(path: "policies/test.yaml", bytes: [UInt8](RuleTests.policy.utf8)),
    ]
    return Rulebook.load(files).rulebook
  }()

  @Test func noDamageStopsTheProgram() throws {
    #expect(!Self.small.compositeRules.isEmpty && !Self.small.guards.isEmpty && !Self.small.regexRules.isEmpty)
    let whole = try RulesImage(compiling: Self.small)
    let text = whole.text
    for length in stride(from: 0, to: text.count, by: max(1, text.count / 997)) {
      #expect(throws: ImageError.self) { try RulesImage(ImageText(Array(text[..<length]))) }
    }
    for index in stride(from: 0, to: text.count, by: max(1, text.count / 997)) {
      var changed = text
      changed[index] ^= 1
      if let image = try? RulesImage(ImageText(changed)) { #expect(image.text == text) }
    }
  }
}
