internal import RecordText
internal import SitoRecords

/// Where in the structure of a JSON archive a reader is, and by what it would find its way back.
struct JSONPlace: Equatable {
  /// A container that is open.
  struct Frame: Equatable {
    var role: JSONRole
    /// An element or member was read, so that a comma or the end follows.
    var hasContent = false
    /// The page of the records inside, and how well that is known.
    var page: String?
    var pageRank = 0
  }

  /// How the elements of a list begin: by this a reader finds the next of them where the structure is broken.
  struct Landmark: Equatable {
    /// The containers in which they are.
    var path: [JSONRole]
    /// What is between the brace and the first name; nil: any white space.
    var gap: [UInt8]?
    /// The first name, with its quotes.
    var name: [UInt8]
  }

  /// The open containers, the outermost first; never empty.
  var frames = [Frame(role: .documents)]
  var landmarks: [Landmark] = []
  /// As many containers as this may be open; no archive has more than six.
  static let maxDepth = 32
  /// The rest of the input cannot be read.
  var isLost = false

  /// The beginning of an input.
  init() {}

  var roles: [JSONRole] { frames.map(\.role) }
  /// The innermost container.
  var top: Frame {
    get { frames.last ?? Frame(role: .documents) }
    set { if !frames.isEmpty { frames[frames.count - 1] = newValue } }
  }
  /// The page of records here.
  var page: String? { frames.last { $0.page != nil }?.page }

  mutating func open(_ role: JSONRole) { frames.append(Frame(role: role)) }

  /// Closes the innermost container; the outermost stays.
  mutating func close() {
    if frames.count > 1 { frames.removeLast() }
    top.hasContent = true
  }

  /// Goes to the containers of a landmark; what is known of those that are open already stays known.
  mutating func go(to path: [JSONRole]) {
    let kept = zip(roles, path).prefix { $0 == $1 }.count
    frames.removeSubrange(max(1, kept)...)
    for role in path.dropFirst(frames.count) { frames.append(Frame(role: role, hasContent: true)) }
    top.hasContent = false
  }

  // MARK: As text

  func append(to text: inout ByteBuffer) {
    text.append("{\"frames\":[")
    for (index, frame) in frames.enumerated() {
      text.append(index == 0 ? "{\"role\":" : ",{\"role\":")
      text.append(jsonString: frame.role.rawValue)
      if frame.hasContent { text.append(",\"content\":1") }
      if let page = frame.page {
        text.append(",\"rank\":")
        text.append(decimal: frame.pageRank)
        text.append(",\"page\":")
        text.append(jsonString: page)
      }
      text.append("}")
    }
    text.append("],\"landmarks\":[")
    for (index, landmark) in landmarks.enumerated() {
      text.append(index == 0 ? "{\"path\":" : ",{\"path\":")
      text.append(jsonStrings: landmark.path.map(\.rawValue))
      if let gap = landmark.gap {
        text.append(",\"gap\":")
        text.append(jsonString: gap.span)
      }
      text.append(",\"name\":")
      text.append(jsonString: landmark.name.span)
      text.append("}")
    }
    text.append(isLost ? "],\"lost\":1}" : "]}")
  }

  /// Reads what ``append(to:)`` wrote; nil if it is something else.
  init?(_ tape: JSONTape, _ node: Int, in bytes: Span<UInt8>) {
    guard let list = tape.member("frames", of: node, in: bytes) else { return nil }
    func string(_ name: StaticString, of node: Int, _ span: Span<UInt8>) -> [UInt8]? {
      guard let value = tape.member(name, of: node, in: span), tape.nodes[value].kind == .string else { return nil }
      var text = ByteBuffer()
      tape.appendString(value, in: span, to: &text)
      return text.bytes
    }
    var frames: [Frame?] = []
    tape.forEachElement(of: list) { element in
      let role = tape.name(tape.member("role", of: element, in: bytes), in: bytes).flatMap(JSONRole.init(rawValue:))
      guard let role else { return frames.append(nil) }
      frames.append(
        Frame(
          role: role, hasContent: tape.member("content", of: element, in: bytes) != nil,
          page: string("page", of: element, bytes).map { String(decoding: $0, as: UTF8.self) },
          pageRank: tape.integer(tape.member("rank", of: element, in: bytes), in: bytes) ?? 0))
    }
    self.frames = frames.compactMap { $0 }
    guard self.frames.first?.role == .documents, self.frames.count == frames.count else { return nil }
    if let list = tape.member("landmarks", of: node, in: bytes) {
      tape.forEachElement(of: list) { element in
        var path: [JSONRole] = []
        if let roles = tape.member("path", of: element, in: bytes) {
          tape.forEachElement(of: roles) { role in
            if let role = tape.name(role, in: bytes).flatMap(JSONRole.init(rawValue:)) { path.append(role) }
          }
        }
        if path.first == .documents, let name = string("name", of: element, bytes) {
          landmarks.append(Landmark(path: path, gap: string("gap", of: element, bytes), name: name))
        }
      }
    }
    isLost = tape.member("lost", of: node, in: bytes) != nil
  }
}
