import Foundation
import Testing

@testable import SitoRecords

/// Inputs that nobody would write, small and many.
@Suite struct RandomInputTests {
  private static let alphabets: [RecordOptions.Format: String] = [
    .lines: "ab\r\n", .nul: "ab\n\0", .jsonl: " \r\n{}[]:,\"\\a", .csv: "ab,,\"\"\r\n\n",
  ]

  /// How an input is cut does not matter, nothing of it is lost, and records are numbered without a gap.
  @Test(arguments: RecordOptions.Format.allCases) func pieces(_ format: RecordOptions.Format) throws {
    let alphabet = [UInt8]((Self.alphabets[format] ?? "").utf8)
    var random = Random(17)
    for _ in 0..<400 {
      var options = RecordOptions(format)
      options.textField = format == .csv ? "1" : "a"
      options.maxRecord = Int.random(in: 4...12, using: &random)
      var input = [UInt8]((format == .csv ? "a,b\n" : "").utf8)
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        input.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
      }
      let whole = try records(input, options)
      for piece in [1, 2, 3, 7] {
        let found = try records(input, options, piece: piece)
        #expect(found == whole, "\(String(decoding: input, as: UTF8.self).debugDescription), max \(options.maxRecord)")
      }
    }
  }

  /// The records, without the parts of those that are too long, which depend on how the input was cut.
  private func records(_ input: [UInt8], _ options: RecordOptions, piece: Int = 1 << 20) throws -> [Event] {
    try events(input, options, piece: piece).compactMap { event in
      switch event {
      case .passage: nil
      case .fault(.tooLong, let id, let line, _): .fault(.tooLong, id: id, line: line, raw: [])
      default: event
      }
    }
  }

  /// What is JSON, and what is not, is what Foundation says, whose reader has nothing in common with ours.
  @Test func validJSON() throws {
    let parts = [
      "{", "}", "[", "]", ":", ",", "\"text\"", "\"text\"", "\"\"", "\"\\n\"", "\"\\x\"", "\"\\u00\"", "1", "-0.5e+3",
      "01", "1.",
      "true", "nul", "null", " ", "\"", "\\",
    ]
    var random = Random(23)
    var valid = 0
    for _ in 0..<20_000 {
      // A valid object in which a few parts are replaced, added or taken away.
      var pieces = ["{", "\"a\"", ":", "[", "1", ",", "{", "}", "]", ",", "\"text\"", ":", "\"b\"", "}"]
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<pieces.count, using: &random)
        let part = parts[Int.random(in: 0..<parts.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: pieces[place] = part
        case 1: pieces.insert(part, at: place)
        default: pieces.remove(at: place)
        }
      }
      let json = pieces.joined()
      guard json.contains(where: { $0 != " " }) else { continue }
      // Foundation lets a comma pass before a closing bracket; RFC 8259 does not.
      let compact = json.filter { $0 != " " }
      let hasLooseComma = compact.contains(",]") || compact.contains(",}")
      let object = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
      let isBad =
        switch try events([UInt8](json.utf8), RecordOptions(.jsonl)).first {
        case .fault(.badJSON, _, _, _): true
        default: false
        }
      #expect(isBad == (object == nil || hasLooseComma), "\(json)")
      valid += isBad ? 0 : 1
    }
    #expect(valid > 1000)
  }
}
