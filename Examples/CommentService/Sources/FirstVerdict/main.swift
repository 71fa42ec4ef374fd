import Sito

let ruleset = try Ruleset.embedded(policy: "plastunovskaya-273-2023")  // once; threads share it
var moderator = Moderator(ruleset)  // one for each thread
let verdict = moderator.judge("Глава — идиот")
for finding in verdict.findings { print(finding.label, finding.rule) }
for clause in verdict.decision.clauses { print(clause.cite, clause.orders.map(\.action.rawValue)) }
