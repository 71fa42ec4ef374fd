import Foundation
import Rulebook
import Sito
import Testing

@testable import SitoRecords

/// Judges every record alike.
struct FixedJudge: RecordHandler {
  enum Form: Sendable { case json, csv, mask }

  let form: Form
  let verdict: Verdict

  func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    switch form {
    case .json: VerdictJSON(ruleset: "r\"1").append(verdict, of: record, to: &output)
    case .csv: VerdictCSV(ruleset: "r1").append(verdict, of: record, to: &output)
    case .mask: record.append(masking: verdict.findings.flatMap(\.spans), to: &output)
    }
  }

  func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
    switch form {
    case .json: VerdictJSON(ruleset: "r\"1").append(fault, of: record, to: &output)
    case .csv: VerdictCSV(ruleset: "r1").append(fault, of: record, to: &output)
    case .mask: output.append(record.raw)
    }
  }

  func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {
    if form == .mask { output.append(bytes) }
  }
}

@Suite struct EncodingTests {
  static let clear = Verdict(
    findings: [], decision: Decision(policy: "p", actions: [], review: false, clauses: []), hasInvalidUTF8: false)

  static let flagged = Verdict(
    findings: [
      Finding(
        label: .insult, tier: .certain, rule: "insult.идиот", target: .official, object: nil, spans: [0..<4, 5..<7]),
      Finding(label: .threat, tier: .probable, rule: "t", target: nil, object: .life, spans: [5..<900]),
    ],
    decision: Decision(
      policy: "p", actions: [.delete, .noReply], review: true,
      clauses: [
        .init(
          cite: "прил. 1, п. \"8\"", orders: [.init(.delete, .must), .init(.noReply, .may)],
          labels: [.insult, .threat],
          reviewOnly: false)
      ]),
    hasInvalidUTF8: true)

  private func output(
    _ input: some Sequence<UInt8>, _ format: RecordOptions.Format, _ form: FixedJudge.Form, _ verdict: Verdict
  ) throws -> [UInt8] {
    try run(input, RecordOptions(format)) { FixedJudge(form: form, verdict: verdict) }.output
  }

  @Test func verdictInJSON() throws {
    let input = [UInt8](#"{"id":"№ 1","text":"да\nb"}"#.utf8)
    let expected =
      #"{"v":1,"id":"№ 1","labels":[{"label":"insult","tier":"certain","rule":"insult.идиот","target":"official","#
      + #""spans":[{"start":0,"end":4,"text":"да"},{"start":5,"end":7,"text":"b"}]},"#
      + #"{"label":"threat","tier":"probable","rule":"t","object":"life","spans":[{"start":5,"end":900,"text":"b"}]}],"#
      + #""decision":{"policy":"p","actions":["delete","no_reply"],"review":true,"clauses":["#
      + #"{"cite":"прил. 1, п. \"8\"","actions":["delete","no_reply"],"labels":["insult","threat"],"#
      + #""force":{"delete":"must","no_reply":"may"}}]},"ruleset":"r\"1","invalid_utf8":true}"# + "\n"
    #expect(try String(decoding: output(input, .jsonl, .json, Self.flagged), as: UTF8.self) == expected)
  }

  @Test func clearVerdictAndFaultInJSON() throws {
    let input = [UInt8]("{\"text\":\"a\"}\n\n{\"text\":7}\n".utf8)
    let expected =
      #"{"v":1,"id":1,"labels":[],"decision":{"policy":"p","actions":[],"review":false,"clauses":[]},"ruleset":"r\"1"}"#
      + "\n" + #"{"v":1,"id":2,"error":{"code":"text_type","message":"member 'text' is no string","line":3}}"# + "\n"
    #expect(try String(decoding: output(input, .jsonl, .json, Self.clear), as: UTF8.self) == expected)
  }

  @Test func verdictInCSV() throws {
    let input = [UInt8]("id;text\n\"a;b\";да=b\nc\n".utf8)
    let expected =
      "\"a;b\",true,\"delete; no_reply\",\"insult; threat\",\"certain; probable\",\"insult.идиот; t\","
      + "\"0-4 5-7; 5-900\",\"«да» «b»; «b»\",\"прил. 1, п. \"\"8\"\"\",p,r1,,,\r\n"
      + "2,,,,,,,,,,,bad_columns,\"1 columns, not as many as in the header row\",3\r\n"
    #expect(try String(decoding: output(input, .csv, .csv, Self.flagged), as: UTF8.self) == expected)
    var header = ByteBuffer()
    VerdictCSV(ruleset: "r1").appendHeader(to: &header)
    let columns = String(decoding: header.bytes, as: UTF8.self).split(separator: ",").count
    for row in expected.split(separator: "\r\n") {
      var quoted = false
      let commas = row.utf8.filter { byte in
        if byte == UInt8(ascii: "\"") { quoted.toggle() }
        return byte == UInt8(ascii: ",") && !quoted
      }
      #expect(commas.count == columns - 1)
    }
  }

  /// Whatever the text is, the output is JSON that says the same.
  @Test func stringsInJSON() throws {
    var random = Random(7)
    for _ in 0..<2000 {
      let bytes = Self.randomText(&random, isValid: Bool.random(using: &random))
      var output = ByteBuffer()
      output.append(jsonString: bytes.span)
      let read = try JSONSerialization.jsonObject(with: Data(output.bytes), options: .fragmentsAllowed)
      #expect(read as? String == String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func randomText(_ random: inout Random, isValid: Bool) -> [UInt8] {
    let scalars: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\u{1}", "\u{7F}", "я", "Ж", "€", "😀", "\u{FFFD}", "\u{301}", ",", ";",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<24, using: &random) {
      if !isValid, Int.random(in: 0..<4, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0x80...0xFF, using: &random))
      } else {
        bytes += Array(String(scalars[Int.random(in: 0..<scalars.count, using: &random)]).utf8)
      }
    }
    return bytes
  }

  /// Texts survive being written as JSON or CSV, by another writer and by ours, and read again in pieces.
  @Test(arguments: [RecordOptions.Format.jsonl, .csv]) func roundTrip(_ format: RecordOptions.Format) throws {
    var random = Random(11)
    var texts: [[UInt8]] = []
    var input = ByteBuffer()
    if format == .csv { input.append("n,text,id\r\n") }
    for number in 1...3000 {
      let text = Self.randomText(&random, isValid: true)
      texts.append(text)
      if format == .csv {
        input.append(decimal: number)
        input.append(",")
        input.append(csvField: text.span)
        input.append(",")
        input.append(decimal: number)
        input.append("\r\n")
      } else if number % 2 == 0 {
        let object: [String: Any] = [
          "text": String(decoding: text, as: UTF8.self), "id": number, "more": [1, "x\\", [:]],
        ]
        let json = try JSONSerialization.data(withJSONObject: object)
        let bytes = [UInt8](json)
        input.append(bytes.span)
        input.append("\n")
      } else {
        input.append("{\"id\": ")
        input.append(decimal: number)
        input.append(", \"text\" :")
        for escapesAll in [number % 3 == 0] {
          if escapesAll {
            input.append("\"")
            for unit in String(decoding: text, as: UTF8.self).utf16 {
              input.append(contentsOf: "\\u" + String(format: "%04X", unit))
            }
            input.append("\"")
          } else {
            input.append(jsonString: text.span)
          }
        }
        input.append("}\r\n")
      }
    }
    for piece in [1, 7, 4096, 1 << 20] {
      var found: [[UInt8]] = []
      for event in try events(input.bytes, RecordOptions(format), piece: piece) {
        guard case .record(let id, _, let text, _) = event else { continue }
        found.append(text)
        #expect(id == (format == .csv ? "\"\(found.count)\"" : "\(found.count)"))
      }
      #expect(found == texts)
    }
  }

  struct MaskCase: Sendable {
    var format: RecordOptions.Format
    var input: String
    var spans: [Range<Int>]
    var expected: String
  }

  static let masks: [MaskCase] = [
    MaskCase(format: .lines, input: "ты дурак!\r\n", spans: [5..<15], expected: "ты *****!\r\n"),
    MaskCase(format: .lines, input: "abcdef", spans: [3..<5, 0..<1, 4..<6], expected: "*bc***"),
    MaskCase(format: .lines, input: "х у\u{301}й😀\u{200D}", spans: [0..<100], expected: "* ***"),
    MaskCase(format: .lines, input: "abc\n", spans: [], expected: "abc\n"),
    MaskCase(format: .nul, input: "a\nb\0c", spans: [0..<3], expected: "*\n*\0*"),
    MaskCase(
      format: .jsonl, input: #" {"x":"\u0041", "text" : "\u0416\n\ud83d\ude00\/\"b" ,"y":[]}"# + "\r\n",
      spans: [0..<7, 8..<9],
      expected: #" {"x":"\u0041", "text" : "*\n*\/*b" ,"y":[]}"# + "\r\n"),
    MaskCase(
      format: .csv, input: "id,text\n1,\"a\"\"b,\"\"c\"\r\n2,abc\n", spans: [1..<4],
      expected: "id,text\n1,\"a***\"\"c\"\r\n2,a**\n"),
  ]

  @Test(arguments: masks) func masking(_ test: MaskCase) throws {
    let finding = Finding(label: .spam, tier: .certain, rule: "r", target: nil, object: nil, spans: test.spans)
    var verdict = Self.clear
    verdict.findings = [finding]
    let masked = try output(test.input.utf8, test.format, .mask, verdict)
    #expect(String(decoding: masked, as: UTF8.self) == test.expected)
  }

  @Test func maskingWhatIsNoUTF8() throws {
    var verdict = Self.clear
    verdict.findings = [Finding(label: .spam, tier: .certain, rule: "r", target: nil, object: nil, spans: [1..<4])]
    #expect(try output([0x61, 0xFF, 0xD0, 0x62, 0xFF], .lines, .mask, verdict) == [0x61, 0x2A, 0x2A, 0x2A, 0xFF])
  }

  /// The reader agrees with Swift's own about what is a code point and how much of a broken one is taken as one piece.
  @Test func codePoints() {
    var random = Random(3)
    for _ in 0..<5000 {
      let bytes = Self.randomText(&random, isValid: false)
      var points: [Unicode.Scalar] = []
      var index = 0
      while index < bytes.count {
        let point = bytes.span.codePoint(at: index)
        points.append(point.scalar ?? "\u{FFFD}")
        index += point.length
      }
      #expect(points == Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    }
  }

  @Test func searching() {
    var random = Random(5)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...5, using: &random) &* 51
      }
      let from = Int.random(in: 0...bytes.count, using: &random)
      let expected = bytes[from...].firstIndex { $0 == 0 || $0 == 255 }
      #expect(bytes.span.firstIndex(of: 0, or: 255, from: from) == expected)
      #expect(bytes.span.firstIndex(of: 51, from: from) == bytes[from...].firstIndex(of: 51))
      #expect(bytes.span.occurrences(of: 102, in: from..<bytes.count) == bytes[from...].count { $0 == 102 })
    }
  }
}
