import Foundation
import Testing

@testable import Archives
@testable import RecordText

/// What is JSON is what Foundation says, whose reader has nothing in common with ours.
@Suite struct JSONTapeTests {
  private func outcome(_ bytes: [UInt8], isEnd: Bool = true) -> JSONTape.Outcome {
    var tape = JSONTape()
    return tape.read(bytes.span, isEnd: isEnd)
  }

  @Test func validity() {
    let parts = [
      "{", "}", "[", "]", ":", ",", "\"text\"", "\"\"", "\"\\n\"", "\"\\x\"", "\"\\u00\"", "\"\\u00e9\"", "1",
      "-0.5e+3", "01",
      "1.", "-", "true", "nul", "null", " ", "\"", "\\", "\t", "\u{1}",
    ]
    var random = Random(23)
    var valid = 0
    for _ in 0..<20_000 {
      var pieces = ["{", "\"a\"", ":", "[", "1", ",", "{", "}", "]", ",", "\"text\"", ":", "\"b\"", "}"]
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<pieces.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: pieces[place] = random.oneOf(parts)
        case 1: pieces.insert(random.oneOf(parts), at: place)
        default: pieces.remove(at: place)
        }
      }
      let json = pieces.joined()
      // Foundation lets a comma pass before a closing bracket; RFC 8259 does not.
      let compact = json.filter { !" \t".contains($0) }
      let hasLooseComma = compact.contains(",]") || compact.contains(",}")
      let object = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
      let bytes = Array(json.utf8)
      var isWhole = false
      if case .whole(let end) = outcome(bytes) { isWhole = bytes[end...].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
      #expect(isWhole == (object != nil && !hasLooseComma), "\(json)")
      valid += isWhole ? 1 : 0
    }
    #expect(valid > 1000)
  }

  /// Before its end a document is never broken, and never whole.
  @Test func beginnings() {
    var random = Random(3)
    for _ in 0..<20 {
      let bytes = Array(Made.telegram(&random).text.utf8)
      #expect(outcome(bytes) == .whole(end: bytes.count))
      for end in stride(from: 0, to: bytes.count, by: 3) {
        #expect(outcome(Array(bytes[..<end])) == .unfinished, "\(end)")
      }
    }
  }

  /// The values are those that Foundation reads.
  @Test func values() throws {
    var random = Random(4)
    for _ in 0..<60 {
      let text =
        random.chance(50) ? Made.telegram(&random).text : "[1.5e3,\"\\ud83d\\ude00\",true,null,{\"a\\u0062\":-10}]"
      let bytes = Array(text.utf8)
      var tape = JSONTape()
      _ = tape.read(bytes.span, isEnd: true)
      let expected = try JSONSerialization.jsonObject(with: Data(bytes))
      #expect(describe(tape, 0, bytes) == describe(expected))
    }
  }

  private func describe(_ tape: JSONTape, _ node: Int, _ bytes: [UInt8]) -> String {
    switch tape.nodes[node].kind {
    case .object:
      var members: [String: String] = [:]
      tape.forEachMember(of: node, in: bytes.span) { name, value in
        var key: [UInt8] = []
        for index in name.indices { key.append(name[index]) }
        members[String(decoding: key, as: UTF8.self)] = describe(tape, value, bytes)
      }
      return "{" + members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";") + "}"
    case .array:
      var elements: [String] = []
      tape.forEachElement(of: node) { elements.append(describe(tape, $0, bytes)) }
      return "[" + elements.joined(separator: ";") + "]"
    case .string: return "'\(tape.name(node, in: bytes.span) ?? "")'"
    case .number: return "\(Double(tape.name(node, in: bytes.span) ?? "") ?? .nan)"
    // Foundation's are numbers too.
    case .bool: return bytes[tape.range(node).lowerBound] == UInt8(ascii: "t") ? "1.0" : "0.0"
    case .null: return "null"
    }
  }

  private func describe(_ value: Any) -> String {
    switch value {
    case let object as [String: Any]:
      return "{"
        + object.sorted { $0.key < $1.key }.map { "\($0.key)=\(describe($0.value))" }.joined(separator: ";") + "}"
    case let array as [Any]: return "[" + array.map { describe($0) }.joined(separator: ";") + "]"
    case let string as String: return "'\(string)'"
    case let number as NSNumber: return "\(number.doubleValue)"
    default: return "null"
    }
  }

  /// A line of JSON Lines, which simdjson reads, is broken where the tape is.
  @Test func linesAndTape() throws {
    var random = Random(9)
    var broken = 0
    for _ in 0..<600 {
      var bytes = Array(#"{"text":"а\u0431","id":12,"x":[1.5,{"y":null}],"z":true}"#.utf8)
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if random.chance(50) {
          bytes.remove(at: place)
        } else {
          bytes[place] = random.oneOf(Array("{}[]\",:\\u01e+".utf8))
        }
      }
      var isWhole = false
      if case .whole(let end) = outcome(bytes) { isWhole = end == bytes.count }
      let reading = try read(bytes, ArchiveOptions(.jsonl))
      #expect(isWhole == (reading.faults.first?.code != "bad_json"), "\(String(decoding: bytes, as: UTF8.self))")
      broken += isWhole ? 0 : 1
    }
    #expect((150..<520).contains(broken))
  }

  @Test func depth() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 513)
    #expect(outcome(deep) == .broken(at: 512))
    #expect(outcome(Array(deep.dropLast())) == .unfinished)
  }

  /// The quick search for the end of a string is the slow one.
  @Test func plainEnds() {
    var random = Random(6)
    for _ in 0..<3000 {
      var bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0x20...0xFF, using: &random)
      }
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.oneOf([
          0x22, 0x5C, 0x1F, 0x00, 0x21, 0x23, 0xA2,
        ])
      }
      let from = Int.random(in: 0...bytes.count, using: &random)
      let slow = bytes[from...].firstIndex { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 } ?? bytes.count
      #expect(bytes.span.endOfPlainJSON(from: from) == slow)
    }
  }
}
