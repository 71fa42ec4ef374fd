// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What these functions do is told in sito.h.
public import CSito
internal import Moderation
internal import Wording

// Rulesets of sito.h.

@c @implementation
public func sito_ruleset_embedded(
  _ policy: UnsafePointer<CChar>!, _ ruleset: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(ruleset, "ruleset")
    unsafe result.pointee = try HandleTable.shared.add { () throws(CallFailure) in
      try RulesetObject(embedded: unsafe string(policy))
    }
  }
}

@c @implementation
public func sito_ruleset_load(
  _ rules: UnsafePointer<CChar>!, _ policy: UnsafePointer<CChar>!, _ policyFile: UnsafePointer<CChar>!,
  _ ruleset: UnsafeMutablePointer<OpaquePointer?>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(ruleset, "ruleset")
    unsafe result.pointee = try HandleTable.shared.add { () throws(CallFailure) in
      try RulesetObject(
        folder: unsafe string(rules), policy: unsafe string(policy), policyFile: unsafe string(policyFile))
    }
  }
}

@c @implementation
public func sito_ruleset_under(
  _ ruleset: OpaquePointer!, _ policy: UnsafePointer<CChar>!, _ other: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(other, "other")
    guard let policy = unsafe string(policy) else { throw .null("policy") }
    unsafe result.pointee = try HandleTable.shared.use(ruleset, as: RulesetObject.self, .shared) {
      (ruleset) throws(CallFailure) in
      unsafe try HandleTable.shared.add { () throws(CallFailure) in try ruleset.under(policy: policy) }
    }
  }
}

@c @implementation
public func sito_ruleset_free(_ ruleset: OpaquePointer!) -> sito_status { unsafe free(ruleset, RulesetObject.self) }

@c @implementation
public func sito_ruleset_id(_ ruleset: OpaquePointer!) -> UnsafePointer<CChar>! {
  unsafe ask(ruleset, RulesetObject.self) { unsafe $0.id.characters }
}

@c @implementation
public func sito_ruleset_policy(_ ruleset: OpaquePointer!) -> UnsafePointer<CChar>! {
  unsafe ask(ruleset, RulesetObject.self) { unsafe $0.policy.characters }
}

@c @implementation
public func sito_ruleset_policy_count(_ ruleset: OpaquePointer!) -> Int {
  unsafe ask(ruleset, RulesetObject.self, \.policies.entries.count) ?? 0
}

@c @implementation
public func sito_ruleset_policy_id(_ ruleset: OpaquePointer!, _ index: Int) -> UnsafePointer<CChar>! {
  unsafe policy(ruleset, index) { unsafe $0.id.characters }
}

@c @implementation
public func sito_ruleset_policy_act(
  _ ruleset: OpaquePointer!, _ index: Int, _ code: UnsafePointer<CChar>!
) -> UnsafePointer<CChar>! {
  guard let language = try? unsafe language(code) else { return nil }
  return unsafe policy(ruleset, index) {
    unsafe language == .ru ? $0.russianAct.characters : $0.englishAct.characters
  }
}

private func policy(
  _ ruleset: OpaquePointer?, _ index: Int, _ body: (PolicyList.Entry) -> UnsafePointer<CChar>
) -> UnsafePointer<CChar>? {
  unsafe ask(ruleset, RulesetObject.self) { ruleset -> UnsafePointer<CChar>? in
    let entries = ruleset.policies.entries
    // What is beyond Int comes in as a negative number.
    guard entries.indices.contains(index) else { return nil }
    return unsafe body(entries[index])
  } ?? nil
}

@c @implementation
public func sito_default_policy() -> UnsafePointer<CChar>! { unsafe defaultPolicy.characters }

private let defaultPolicy = ByteBlock(Ruleset.defaultPolicy)
