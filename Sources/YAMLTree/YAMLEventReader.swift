internal import CYAML

/// One step of libyaml's parser.
enum YAMLEvent {
  case scalar(String, YAMLNode.Style)
  case sequenceStart, sequenceEnd
  case mappingStart, mappingEnd
  case documentStart
  case streamEnd
  /// The ends of documents and the start of the stream, which tell nothing.
  case other
}

/// libyaml's event parser; all unsafe code of the module is in this file.
///
/// Invariant: `parser` is initialized and `input` lives from `init` to `deinit`, and nothing else frees or moves them.
/// libyaml keeps a pointer into `input`, which is why it is a copy of our own. Every event is deleted in the call that
/// took it, after its text was copied.
@safe struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// Takes UTF-8; a byte order mark at the beginning is skipped.
  init(_ bytes: [UInt8]) throws(YAMLError) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    unsafe parser = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: text.count)
    _ = unsafe input.initialize(from: text)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      unsafe input.deallocate()
      throw YAMLError(at: .init(line: 1, column: 1), "out of memory")
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event and where it begins. Anchors, aliases and tags are refused: a rulebook has no use for them.
  mutating func next() throws(YAMLError) -> (event: YAMLEvent, position: YAMLNode.Position) {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    let position = unsafe Self.position(event.start_mark)
    let data = unsafe event.data
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe data.scalar
      try Self.refuse(anchor: unsafe scalar.anchor != nil, tag: unsafe scalar.tag != nil, at: position)
      let text = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let style = Self.style(unsafe scalar.style)
      return (.scalar(unsafe String(decoding: text, as: UTF8.self), style), position)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe data.sequence_start
      try Self.refuse(anchor: unsafe start.anchor != nil, tag: unsafe start.tag != nil, at: position)
      return (.sequenceStart, position)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe data.mapping_start
      try Self.refuse(anchor: unsafe start.anchor != nil, tag: unsafe start.tag != nil, at: position)
      return (.mappingStart, position)
    case YAML_ALIAS_EVENT: throw YAMLError(at: position, "aliases (*name) are not taken; write the value out")
    case YAML_SEQUENCE_END_EVENT: return (.sequenceEnd, position)
    case YAML_MAPPING_END_EVENT: return (.mappingEnd, position)
    case YAML_DOCUMENT_START_EVENT: return (.documentStart, position)
    case YAML_STREAM_END_EVENT: return (.streamEnd, position)
    default: return (.other, position)
    }
  }

  private static func refuse(anchor: Bool, tag: Bool, at position: YAMLNode.Position) throws(YAMLError) {
    if anchor { throw YAMLError(at: position, "anchors (&name) are not taken; write the value out") }
    if tag { throw YAMLError(at: position, "tags (!name) are not taken; quote text that begins with !") }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  /// libyaml counts lines and columns from 0.
  private static func position(_ mark: yaml_mark_t) -> YAMLNode.Position {
    .init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private func failure() -> YAMLError {
    guard let problem = unsafe parser.pointee.problem else {
      return YAMLError(at: .init(line: 1, column: 1), "out of memory")
    }
    let message = unsafe String(cString: problem)
    // The reader, which decodes the bytes, knows an offset only; the scanner and the parser know a mark.
    guard unsafe parser.pointee.error == YAML_READER_ERROR else {
      return YAMLError(at: unsafe Self.position(parser.pointee.problem_mark), message)
    }
    var position = YAMLNode.Position(line: 1, column: 1)
    let good = unsafe Array(input.prefix(parser.pointee.problem_offset))
    for byte in good {
      if byte == UInt8(ascii: "\n") {
        position = .init(line: position.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return YAMLError(at: position, message)
  }
}
