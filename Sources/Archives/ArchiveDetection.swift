internal import RecordText
internal import SitoRecords

/// What a file is, by its first bytes.
struct ArchiveDetection {
  private let options: ArchiveOptions
  /// The first bytes, without a byte order mark and white space before the first sign.
  private let sample: [UInt8]

  /// - Parameters:
  ///   - sample: the first bytes, decompressed.
  ///   - options: names of fields that somebody asked for tell CSV from lines.
  init(_ sample: [UInt8], _ options: ArchiveOptions) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.sample = Array((sample.starts(with: mark) ? sample.dropFirst(3) : sample[...]).drop(while: isJSONSpace))
    self.options = options
  }

  /// The form; nil: it is JSON of no known form.
  var form: ArchiveForm? {
    switch sample.first {
    case UInt8(ascii: "{"): jsonForm()
    case UInt8(ascii: "["): listForm()
    default: isTable ? .csv : .lines
    }
  }

  // MARK: JSON

  private func jsonForm() -> ArchiveForm? {
    let outline = JSONOutline(sample.span)
    if let form = Self.form(of: outline) { return form }
    // JSON Lines, unless the object is written over several lines.
    let firstLine = sample.prefix { $0 != UInt8(ascii: "\n") }
    return firstLine.contains(UInt8(ascii: ":")) || sample.count == firstLine.count ? .jsonl : nil
  }

  private func listForm() -> ArchiveForm? {
    let inside = Array(sample.dropFirst().drop(while: isJSONSpace))
    // A line may begin with a bracket too: VK writes mentions as [id1|name].
    guard inside.first == UInt8(ascii: "{") else { return isTable ? .csv : .lines }
    let outline = JSONOutline(inside.span)
    if let form = Self.form(of: outline) { return form }
    let names = outline.names
    if names.contains("date_unixtime") || (names.contains("from_id") && names.contains("type")) { return .telegram }
    if names.contains("from_id"), names.contains("text") { return .vk }
    if names.contains("author_id"), names.contains("text") { return .ok }
    return nil
  }

  private static func form(of outline: JSONOutline) -> ArchiveForm? {
    let names = outline.names
    if outline.lists.contains("messages"), names.contains("type") || names.contains("name") || names.contains("id") {
      return .telegram
    }
    if outline.objects.contains("chats") || outline.objects.contains("left_chats")
      || names.contains("personal_information") || names.contains("about") && names.contains("contacts")
    {
      return .telegram
    }
    if outline.lists.contains("comments") { return .ok }
    if outline.objects.contains("response") || outline.lists.contains("response") || outline.lists.contains("items") {
      return .vk
    }
    return nil
  }

  // MARK: CSV

  private var isTable: Bool {
    let span = sample.span
    let row = CSVHeader.row(in: span) ?? 0..<span.count
    let names = CSVHeader.names(of: span.extracting(row), delimiter: options.delimiter)
    let asked = [
      options.textField, options.idField, options.authorField, options.dateField, options.pageField,
      options.platformField,
    ]
    if asked.contains(where: { name in name.map { names.contains($0) } ?? false }) { return true }
    guard names.count > 1 else { return names.first?.lowercased() == "text" }
    return FieldNames.column(FieldNames.text, among: names) != nil
  }
}

/// The names of the members of an object, of which perhaps only the beginning is there.
struct JSONOutline {
  private(set) var names: Set<String> = []
  /// The names of members that are lists, and of those that are objects.
  private(set) var lists: Set<String> = []
  private(set) var objects: Set<String> = []

  /// Looks at the object that begins the bytes.
  init(_ bytes: Span<UInt8>) {
    var index = 1
    func skipSpaces() {
      while index < bytes.count, isJSONSpace(bytes[index]) { index += 1 }
    }
    var tape = JSONTape()
    while true {
      skipSpaces()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\""),
        case .whole(let end) = tape.read(bytes, from: index, isEnd: false), let name = tape.name(0, in: bytes)
      else { return }
      index = end
      skipSpaces()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return }
      index += 1
      skipSpaces()
      guard index < bytes.count else { return }
      names.insert(name)
      if bytes[index] == UInt8(ascii: "[") { lists.insert(name) }
      if bytes[index] == UInt8(ascii: "{") { objects.insert(name) }
      var brackets = JSONBrackets()
      guard case .end(let valueEnd) = brackets.scan(bytes, from: index) else {
        return
      }
      index = valueEnd
      skipSpaces()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return }
      index += 1
    }
  }
}
