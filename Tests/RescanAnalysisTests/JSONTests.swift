import RescanReport
import Rulebook
import SQLiteDatabase
import Testing

@testable import RescanAnalysis

struct JSONTests {
  private static func string(_ json: String) throws(JSONDocument.Fault) -> String {
    try JSONDocument(Array(json.utf8)).string(JSONDocument.root)
  }

  @Test(arguments: [
    (#""""#, ""), (#" "да" "#, "да"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""Яo\u0042""#, "ЯoB"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00""#, "\u{FFFD}"),
    (#""\ud83dA""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
  ])
  func strings(_ json: String, _ text: String) throws { #expect(try Self.string(json) == text) }

  @Test(arguments: [#"""#, #""\""#, #""\x""#, #""\u12""#, #""\u12g4""#, "\"a\nb\"", "\"\\\"", "x", "", #""a" "b""#])
  func noStrings(_ json: String) { #expect(throws: JSONDocument.Fault.self) { try Self.string(json) } }

  /// A value of another kind than was asked for is an error.
  @Test func otherKindsAreErrors() throws {
    let json = try JSONDocument(Array(#"[{"a":1},"x",2.5,true,null]"#.utf8))
    let nodes = try json.elements(JSONDocument.root)
    for (index, node) in nodes.enumerated() {
      #expect(((try? json.members(node)) != nil) == (index == 0))
      #expect(((try? json.string(node)) != nil) == (index == 1))
      #expect(((try? json.number(node)) != nil) == (index == 2))
      #expect((try? json.integer(node)) == nil)
      #expect((try? json.boolean(node)) == (index == 3 ? true : nil))
      #expect((try? json.elements(node)) == nil)
    }
  }

  /// What is written can be read; no line feed is left in it, whatever the text.
  @Test func linesCanBeRead() throws {
    var numbers = RandomNumbers(seed: 9)
    let pieces = ["\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "я", "😀", "</script>", "\u{2028}", " "]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...12, using: &numbers)).compactMap { _ in pieces.randomElement(using: &numbers) }
        .joined()
      var line = JSONLine()
      line.add("text", text)
      line.add("list", [text, text])
      line.add("n", -5)
      let bytes = line.finished()
      #expect(bytes.firstIndex(of: 0x0A) == bytes.count - 1)
      let json = try JSONDocument(bytes)
      var (read, list, number) = ("", [String](), 0)
      for (key, node) in try json.members(JSONDocument.root) {
        switch key {
        case "text": read = try json.string(node)
        case "list": list = try json.elements(node).map { try json.string($0) }
        default: number = try json.integer(node)
        }
      }
      #expect(read == text)
      #expect(list == [text, text])
      #expect(number == -5)
    }
  }

  @Test func aVerdict() throws {
    let json = """
      {"v":1,"id":"к-1","new":{"x":[1]},"labels":[{"label":"threat","tier":"probable","rule":"threat.a","target":"official",\
      "object":"life","spans":[{"start":3,"end":7,"text":"ух"},{"start":9,"end":9,"text":""}]},\
      {"label":"new-label","tier":"certain","rule":"new.b","spans":[]}],\
      "decision":{"policy":"p-2","actions":["delete","new-action"],"review":true,"clauses":[{"cite":"п. 1",\
      "actions":["delete","blacklist"],"labels":["threat"],"force":{"blacklist":"may","delete":"must"}},\
      {"cite":"п. 2","actions":[],"labels":["threat"],"force":{}}]},"ruleset":"00ff","input":"вход","date":null}

      """
    let line = try VerdictLine(Array(json.utf8))
    #expect(line.id == "к-1")
    #expect(!line.idIsNumber && !line.isFault)
    #expect(line.input == "вход")
    #expect(line.findings.map(\.label) == [.threat, nil])
    #expect(line.findings[0].object == .life)
    #expect(line.findings[0].target == .official)
    #expect(line.findings[0].spans == [3..<7])
    #expect(line.findings[0].words == ["ух"])
    #expect(line.rules == ["threat.a", "new.b"])
    #expect(line.decision == DecisionKind(actions: [.delete], review: true))
    #expect(line.clauses[0].orders == [.init(.delete, .must), .init(.blacklist, .may)])
    #expect(line.cites(for: .blacklist) == ["п. 1"])
    #expect(line.cites(for: .noReply) == [])
    #expect(line.ruleset == "00ff" && line.policy == "p-2")
    let fault = try VerdictLine(Array(#"{"v":1,"id":8,"error":{"code":"no_text","message":"no","line":2}}"#.utf8))
    #expect(fault.isFault && fault.idIsNumber && fault.id == "8")
  }

  /// Whatever is cut off or changed in a verdict is an error or another verdict, and never worse.
  @Test func damagedVerdictsAreErrors() throws {
    let line = Array(
      MadeComment(actions: [.delete], findings: [(.insult, .certain, "insult.a")]).verdict?.utf8 ?? "".utf8)
    for count in line.indices { #expect(throws: JSONDocument.Fault.self) { try VerdictLine(Array(line[..<count])) } }
    var numbers = RandomNumbers(seed: 11)
    for _ in 0..<3000 {
      var damaged = line
      damaged[Int.random(in: damaged.indices, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
      _ = try? VerdictLine(damaged)
    }
  }

  @Test func decisionsAsNumbers() throws {
    for bits in Int64(0)..<16 { #expect(DecisionKind(bits: bits).bits == bits) }
    let all = DecisionKind(bits: 15)
    #expect(all.actions == [.delete, .blacklist, .noReply])
    #expect(all.review)
    let ledger = try MadeLedger([
      MadeComment(actions: [.blacklist, .noReply], review: true), MadeComment(actions: [.delete]),
    ])
    let rows = try ledger.connection.prepare("SELECT \(DecisionKind.columns) FROM comment")
    var read: [DecisionKind] = []
    while try rows.step() { read.append(DecisionKind(bits: rows.int64(at: 0) ?? 0)) }
    #expect(read == [DecisionKind(actions: [.blacklist, .noReply], review: true), DecisionKind(actions: [.delete])])
  }
}
