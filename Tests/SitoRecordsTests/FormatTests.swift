import Testing

@testable import SitoRecords

/// What each format makes of an input, written as one line for each event:
/// `id@line text` for a record, `!code id@line` for one that cannot be read, `~` for bytes between records.
@Suite struct FormatTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var format: RecordOptions.Format
    var input: String
    var expected: [String]
    var change: @Sendable (inout RecordOptions) -> Void = { _ in }
    var testDescription: String { "\(format): \(name)" }
  }

  static let cases: [Case] = [
    Case(name: "empty", format: .lines, input: "", expected: []),
    Case(
      name: "LF and CRLF", format: .lines, input: "a\nb\r\n\nc\rd\n", expected: ["1@1 a", "2@2 b", "3@3 ", "4@4 c\rd"]),
    Case(name: "no LF at the end", format: .lines, input: "a\nb", expected: ["1@1 a", "2@2 b"]),
    Case(name: "CR at the end is text", format: .lines, input: "a\r", expected: ["1@1 a\r"]),
    Case(
      name: "too long", format: .lines, input: "1234567\n12345678\n1234567890\nab\n",
      expected: ["1@1 1234567", "!too_long 2@2", "!too_long 3@3", "4@4 ab"], change: { $0.maxRecord = 7 }),
    Case(
      name: "too long at the end", format: .lines, input: "ab\n1234567890", expected: ["1@1 ab", "!too_long 2@2"],
      change: { $0.maxRecord = 7 }),
    Case(
      name: "texts with line breaks", format: .nul, input: "a\nb\0\0c\n", expected: ["1@1 a\nb", "2@2 ", "3@2 c\n"]),
    Case(
      name: "own ids and blank lines", format: .jsonl,
      input: #"{"text":"a","id":"x1"}"# + "\n \t\r\n\n" + #" {"id": -1.5e3 , "text":"b"} "# + "\r\n" + #"{"text":""}"#,
      expected: [#""x1"@1 a"#, "~", "-1.5e3@4 b", "3@5 "]),
    Case(
      name: "escapes", format: .jsonl, input: #"{"text":"\"\\\/\b\f\n\r\t\u0416\ud83d\ude00\u0000."}"#,
      expected: ["1@1 \"\\/\u{8}\u{C}\n\r\tЖ😀\0."]),
    Case(
      name: "lone surrogates", format: .jsonl, input: #"{"text":"a\ud83d b\ude00\ud83d\u0041","id":"\ud800"}"#,
      expected: [#""\ud800"@1 a� b��A"#]),
    Case(
      name: "escaped and nested names", format: .jsonl,
      input: #"{"m":{"te\u0078t":"a"},"text":"b","no":7}"# + "\n" + #"{"text":"b","m":[]}"#,
      expected: ["7@1 a", "!no_text 2@2"],
      change: {
        $0.textField = "m.text"
        $0.idField = "no"
      }),
    Case(name: "the last member counts", format: .jsonl, input: #"{"text":1,"text":"b"}"#, expected: ["1@1 b"]),
    Case(
      name: "what cannot be read", format: .jsonl,
      input: """
        {"text":null,"id":1}
        {"id":"z"}
        {"text":["a"]}
        {"text":5}
        ["text"]
        "text"
        {"text":"a"
        {"text":"a",}
        {"text":"a"}}
        {"text":"a\u{1}b"}
        {"text":"a\\qb"}
        {"text":"a\\u12g4"}
        {"x":tru,"text":"a"}
        {"x":01,"text":"a"}
        {"text":"a
        text
        true
        -1e5
        [1,
        [1] 2
        1 2
        {"text":"whole"}

        """,
      expected: [
        "!no_text 1@1", #"!no_text "z"@2"#, "!text_type 3@3", "!text_type 4@4", "!not_object 5@5", "!not_object 6@6",
        "!bad_json 7@7", "!bad_json 8@8", "!bad_json 9@9", "!bad_json 10@10", "!bad_json 11@11", "!bad_json 12@12",
        "!bad_json 13@13", "!bad_json 14@14", "!bad_json 15@15", "!bad_json 16@16",
        "!not_object 17@17", "!not_object 18@18", "!bad_json 19@19", "!bad_json 20@20", "!bad_json 21@21",
        "22@22 whole",
      ]),
    Case(
      name: "numbers beyond 64 bits are JSON", format: .jsonl,
      input: #"{"id":123456789012345678901234567890,"x":1e999,"text":"a"}"#,
      expected: ["123456789012345678901234567890@1 a"]),
    Case(
      name: "ids that are lists or objects are none", format: .jsonl,
      input: #"{"id":[1,2],"text":"a"}"# + "\n" + #"{"id":{"id":3},"text":"b"}"# + "\n" + #"{"text":"c","id":true}"#,
      expected: ["1@1 a", "2@2 b", "3@3 c"]),
    Case(
      name: "a member in a list", format: .jsonl,
      input: #"{"text":"a","x":["y":null}]}"# + "\n" + #"{"x":["y":1],"text":"b"}"# + "\n",
      expected: ["!bad_json 1@1", "!bad_json 2@2"]),
    Case(
      name: "nested too deep", format: .jsonl,
      input: #"{"text":"a","x":"# + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}",
      expected: ["!bad_json 1@1"]),
    Case(
      name: "quotes and line breaks", format: .csv,
      input: "id,text\r\n1,plain\r\n2,\"a \"\"b\"\"\nc\"\r\n\"3\",\"\"\n\r\n4,a\"b\"\n5,\"end\"",
      expected: ["~", "\"1\"@2 plain", "\"2\"@3 a \"b\"\nc", "\"3\"@5 ", "~", "\"4\"@7 a\"b\"", "\"5\"@8 end"]),
    Case(
      name: "semicolons", format: .csv, input: "a;text;b\n1,5;x,y;2\n", expected: ["~", "1@2 x,y"]),
    Case(name: "tabs", format: .csv, input: "text\ta,b\tc\nx,y\t\t\n", expected: ["~", "1@2 x,y"]),
    Case(
      name: "column by number, quoted names", format: .csv, input: "\"a,\"\"b\"\"\",n\nx,y\n",
      expected: ["~", "\"y\"@2 x"],
      change: {
        $0.textField = "1"
        $0.idField = "n"
      }),
    Case(
      name: "the delimiter that was told", format: .csv, input: "x;text\na,b\n", expected: ["~", "1@2 a,b"],
      change: {
        $0.textField = "1"
        $0.delimiter = UInt8(ascii: "|")
      }),
    Case(
      name: "rows that cannot be read", format: .csv,
      input: "id,text\n1,a,b\n2\n3,\"a\"b\"\n4,whole\n5,\"open\n6,next\n",
      expected: [
        "~", "!bad_columns 1@2", "!bad_columns 2@3", "!bad_quote 3@4", "\"4\"@5 whole", "!open_quote 5@6",
        "\"6\"@7 next",
      ]),
    Case(
      name: "a quote open beyond the largest record", format: .csv,
      input: "id,text\n1,\"open\n2,12345678901\n3,next\n",
      expected: ["~", "!open_quote 1@2", "\"2\"@3 12345678901", "\"3\"@4 next"],
      change: { $0.maxRecord = 14 }),
    Case(
      name: "a row too long", format: .csv, input: "id,text\n1,1234567890\n2,\"12345678901234567890\"\n3,next\n",
      expected: ["!too_long 1@2", "!too_long 2@3", "\"3\"@4 next"], change: { $0.maxRecord = 8 }),
    Case(
      name: "empty last columns", format: .csv, input: "text,id\na,\n,7\n,",
      expected: ["~", "1@2 a", "\"7\"@3 ", "3@4 "]),
    Case(name: "only a header", format: .csv, input: "\n\r\ntext", expected: ["~"]),
  ]

  @Test(arguments: cases) func records(_ test: Case) throws {
    var options = RecordOptions(test.format)
    test.change(&options)
    let input = [UInt8](test.input.utf8)
    let found = try Self.lines(events(input, options))
    #expect(found == test.expected)
  }

  /// How the input is cut must not matter.
  @Test(arguments: cases, [1, 2, 3, 7, 4096]) func pieces(_ test: Case, size: Int) throws {
    var options = RecordOptions(test.format)
    test.change(&options)
    #expect(try Self.lines(events([UInt8](test.input.utf8), options, piece: size)) == test.expected)
  }

  /// A raw piece of a record that is too long depends on how the input was cut, and is not compared.
  private static func lines(_ events: [Event]) -> [String] {
    var lines: [String] = []
    for event in events {
      switch event {
      case .record(let id, let line, let text, _):
        lines.append("\(id)@\(line) " + String(decoding: text, as: UTF8.self))
      case .fault(let code, let id, let line, _): lines.append("!\(code.rawValue) \(id)@\(line)")
      case .passage: lines.append("~")
      }
    }
    // Leaves out what stands before a record that is too long: its first parts, and perhaps a header row.
    return lines.enumerated().filter { index, line in
      line != "~" || index + 1 >= lines.count || !lines[index + 1].hasPrefix("!too_long")
    }.map(\.element)
  }

  @Test func invalidUTF8IsJudged() throws {
    let input = [UInt8](#"{"поле":"#.utf8) + [0x22, 0xFF, 0x22] + [UInt8](#","text":"a\n"#.utf8) + [0xD0, 0x22, 0x7D]
    let found = try events(input, RecordOptions(.jsonl))
    #expect(found == [.record(id: "1", line: 1, text: [0x61, 0x0A, 0xD0], raw: input)])
    var options = RecordOptions(.jsonl)
    options.textField = "поле"
    let other = try events(input, options)
    #expect(other == [.record(id: "1", line: 1, text: [0xFF], raw: input)])
  }

  @Test func badUTF8InAnIDStaysValidJSON() throws {
    let input = [UInt8](#"{"text":"a","id":"x\n"#.utf8) + [0xFF, 0x22, 0x7D]
    #expect(try events(input, RecordOptions(.jsonl)) == [.record(id: #""x\n�""#, line: 1, text: [0x61], raw: input)])
  }

  @Test func messagesNameThePlace() throws {
    struct Messages: RecordHandler {
      func handle(_ record: borrowing Record, output: inout ByteBuffer) {}
      func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
        output.append(contentsOf: fault.message + "\n")
      }
      func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {}
    }
    func messages(_ input: String, _ format: RecordOptions.Format, max: Int = 100) throws -> String {
      var options = RecordOptions(format)
      options.maxRecord = max
      return try String(decoding: run(input.utf8, options) { Messages() }.output, as: UTF8.self)
    }
    #expect(try messages(#"{"text":"a",,}"#, .jsonl) == "no JSON at byte 12 of the line\n")
    #expect(try messages("{\"text\":\"a\tb\"}", .jsonl) == "no JSON at byte 10 of the line\n")
    #expect(try messages(#"{"text":"a"#, .jsonl) == "no JSON at byte 8 of the line\n")
    #expect(try messages(#"{"text":"ab\q"}"#, .jsonl) == "no JSON at byte 11 of the line\n")
    #expect(try messages(String(repeating: "я", count: 300) + "\n", .lines) == "600 bytes, more than the 100 allowed\n")
    #expect(try messages("text\n\"a\nb\",c\n", .csv) == "2 columns, not as many as in the header row\n")
    #expect(try messages("text,b\n\"a\nb\",\"c\n", .csv).hasPrefix("the quote that opens in line 3 is not closed\n"))
  }
}
