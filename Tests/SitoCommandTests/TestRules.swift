import Glibc

/// A small rulebook of the tests' own, so that they hold whatever the words of lexicons/ become: «дурак» is certainly
/// an insult, unless «валять дурака»; «осёл» probably is one; «хрюм» is profanity; «сожгу» is a threat. «я» before an
/// insult takes it back.
enum TestRules {
  static let insults = """
    @label insult
    id\tpattern\texcept\tmatch\tno-match
    insult.fool\tдурак(а|и|)\tваля(ть|ет|ем)_дурака\tты дурак | дураки\tваляет дурака
    @tier probable
    insult.donkey\tосёл\t\tосёл\t
    """
  static let others = """
    @label profanity
    id\tpattern\tmatch
    profanity.hrum\tхрюм\tхрюм
    @label threat
    threat.burn\tсожгу\tсожгу
    @class self
    self.i\tя\t
    """
  static let guards = """
    - id: guard.self
      cancels: [insult.*]
      before: [self]
      within: 1
      match: ["я дурак"]
      no-match: ["ты дурак"]
    """

  /// A policy with a clause that deletes, one that only asks for review, and one that orders no reply.
  static func policy(_ id: String, deletes: String = "[insult, profanity]") -> String {
    """
    id: \(id)
    act: {issuer: Администрация села, kind: постановление, date: 2024-05-06, number: "7"}
    platforms: [vk]
    summary: {ru: Убирают брань., en: Abuse goes.}
    clauses:
      - cite: п. 1
        summary: {ru: Удаляют брань., en: Abuse is deleted.}
        labels: \(deletes)
        actions: {delete: must, blacklist: may}
      - cite: п. 2
        summary: {ru: На угрозы смотрят., en: Threats are looked at.}
        labels: [threat]
    """
  }

  static let files = [
    "insult.tsv": insults, "others.tsv": others, "rules/guards.yaml": guards, "policies/ours.yaml": policy("ours"),
  ]

  /// The folder of the rulebook, for all tests; where it cannot be written, they fail.
  static var path: String { folder?.path ?? "/no-rules" }

  private static let folder: Folder? = {
    atexit { TestRules.remove() }
    return try? Folder(texts: files)
  }()

  private static func remove() { folder?.remove() }
}
