/// What a ledger keeps of one record; ``LedgerSchema`` says what each part means.
package struct LedgerRow: Sendable, Equatable {
  /// What the act orders or allows, and whether a person should look.
  package struct Decision: Sendable, Equatable {
    package var deletes = false
    package var blacklists = false
    package var noReply = false
    package var review = false

    package init() {}
  }

  package struct Finding: Sendable, Equatable {
    package var label: String
    package var tier: String
    package var rule: String
    package var target: String?

    package init(label: String, tier: String, rule: String, target: String?) {
      self.label = label
      self.tier = tier
      self.rule = rule
      self.target = target
    }
  }

  package struct Clause: Sendable, Equatable {
    package var cite: String
    package var actions: String
    package var labels: String

    package init(cite: String, actions: String, labels: String) {
      self.cite = cite
      self.actions = actions
      self.labels = labels
    }
  }

  /// What another ruleset or policy says of the same text.
  package struct Other: Sendable, Equatable {
    package var decision: Decision
    package var verdict: [UInt8]?

    package init(decision: Decision, verdict: [UInt8]?) {
      self.decision = decision
      self.verdict = verdict
    }
  }

  /// Why the record could not be read.
  package struct Fault: Sendable, Equatable {
    package var code: String
    package var message: String
    package var line: Int

    package init(code: String, message: String, line: Int) {
      self.code = code
      self.message = message
      self.line = line
    }
  }

  package var id: String
  package var idIsNumber: Bool
  package var author: String?
  package var date: Int64?
  package var page: String?
  package var platform: String?
  package var fingerprint: Int64?
  package var similarity: Int64?
  package var decision = Decision()
  package var invalidUTF8 = false
  package var verdict: [UInt8]?
  package var csv: [UInt8]?
  package var text: [UInt8]?
  package var other: Other?
  package var findings: [Finding] = []
  package var clauses: [Clause] = []
  package var fault: Fault?

  /// A record in which nothing was found yet.
  package init(id: String, idIsNumber: Bool) {
    self.id = id
    self.idIsNumber = idIsNumber
  }

  /// Whether it has nothing but what the archive says of it.
  var isClear: Bool {
    verdict == nil && fault == nil && csv == nil && text == nil && other?.verdict == nil && findings.isEmpty
      && clauses.isEmpty && decision == Decision() && (other?.decision ?? Decision()) == Decision()
  }
}
