internal import SitoRecords

/// Finding the way back where the structure is broken.
extension JSONArchive {
  /// Notes how the element at the head of the window begins, if nothing is known of its list.
  func rememberLandmark() {
    let roles = place.roles
    guard !place.landmarks.contains(where: { $0.path.last == roles.last }), let (gap, name) = window.beginning() else {
      return
    }
    let landmark = JSONPlace.Landmark(path: roles, gap: gap, name: name)
    // Records first: of two that look alike the inner one is meant.
    if place.top.role.holdsRecords {
      place.landmarks.insert(landmark, at: 0)
    } else {
      place.landmarks.append(landmark)
    }
  }

  /// Tells one fault of what is at the head of the window, and goes on behind it.
  func recover(isElement: Bool, _ message: String) throws(StreamError) {
    let line = window.prefix.lines + 1
    if isElement, let end = try endByBrackets() {
      fault("bad_json", message, line: line)
      window.advance(by: end)
      place.top.hasContent = true
      return
    }
    try search(from: isElement ? 1 : 0)
    fault("bad_json", message, line: line)
  }

  /// The end of the element at the head by its brackets, if what follows it fits.
  private func endByBrackets() throws(StreamError) -> Int? {
    var brackets = JSONBrackets()
    var scanned = 0
    while true {
      let available = min(window.count, maxRecord + 1)
      switch brackets.scan(window.span.extracting(0..<available), from: scanned) {
      case .disorder: return nil
      case .end(let end): return try isFollowed(end) ? end : nil
      case .goesOn:
        scanned = available
        if available > maxRecord { return nil }
        if try !window.readMore() { return nil }
      }
    }
  }

  /// Whether after this place comes what may follow an element.
  private func isFollowed(_ end: Int) throws(StreamError) -> Bool {
    var index = end
    guard let byte = try skipSpaces(&index) else { return true }
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
  }

  /// Goes to the next element that can be told by its beginning, at `start` or behind it; without one, to the end of the
  /// input, and the place is lost.
  func search(from start: Int) throws(StreamError) {
    var landmarks = place.landmarks
    if place.top.role.holdsRecords, !landmarks.contains(where: { $0.path.last == place.top.role }) {
      landmarks.append(JSONPlace.Landmark(path: place.roles, gap: nil, name: Array("\"id\"".utf8)))
    }
    var index = start
    var before = JSONWindow.Before()
    while true {
      guard let brace = window.nextBrace(from: index, &before) else {
        window.advance(by: window.count)
        index = 0
        if try window.readMore() { continue }
        place.isLost = true
        return
      }
      window.lookAhead(brace + JSONWindow.beginningLength)
      for landmark in landmarks where window.isBeginning(of: landmark, at: brace, before) {
        if landmark.path.last?.holdsRecords == true {
          guard case .whole(let end) = try readWhole(at: brace, upTo: maxRecord), try isFollowed(end) else { continue }
        }
        window.advance(by: brace)
        return place.go(to: landmark.path)
      }
      before = JSONWindow.Before(byte: UInt8(ascii: "{"), sign: UInt8(ascii: "{"))
      index = brace + 1
      if index > 1 << 16 {
        window.advance(by: index)
        index = 0
      }
    }
  }
}
