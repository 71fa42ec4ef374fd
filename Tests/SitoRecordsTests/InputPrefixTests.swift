import Testing

@testable import SitoRecords

/// What is known of the bytes before a place, and looking at bytes before they are read.
@Suite struct InputPrefixTests {
  private func prefix(_ bytes: [UInt8], pieces: (Int) -> Int) -> InputPrefix {
    var prefix = InputPrefix()
    var place = 0
    while place < bytes.count {
      let end = min(bytes.count, place + pieces(place))
      prefix.append(bytes.span.extracting(place..<end))
      place = end
    }
    return prefix
  }

  /// How the bytes are cut does not matter; each line feed is counted; each bit counts.
  @Test func pieces() {
    var random = Random(40)
    for _ in 0..<300 {
      var bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        Bool.random(using: &random) ? 0x0A : UInt8.random(in: 0...255, using: &random)
      }
      let whole = prefix(bytes) { _ in bytes.count }
      #expect(whole.count == bytes.count)
      #expect(whole.lines == bytes.filter { $0 == 0x0A }.count)
      #expect(prefix(bytes) { _ in 1 } == whole)
      #expect(prefix(bytes) { _ in Int.random(in: 1...20, using: &random) } == whole)
      #expect(
        InputPrefix(count: whole.count, lines: whole.lines, hash: whole.hash, pending: whole.pending) == whole)
      guard !bytes.isEmpty else { continue }
      bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
      #expect(prefix(bytes) { _ in bytes.count } != whole)
    }
  }

  /// What was looked at is read all the same, and once.
  @Test func peeking() throws {
    var random = Random(41)
    let bytes = (0..<5000).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
    let file = try TemporaryFile(bytes)
    for _ in 0..<50 {
      var source = try ByteSource(path: file.path)
      var read: [UInt8] = []
      while true {
        let wanted = Int.random(in: 1...900, using: &random)
        if Bool.random(using: &random) {
          #expect(try source.peek(wanted) == Array(bytes[read.count...].prefix(wanted)))
        }
        var buffer = [UInt8](repeating: 0, count: wanted)
        let count = try source.read(into: &buffer, at: 0, upTo: wanted)
        if count == 0 { break }
        read += buffer[..<count]
      }
      #expect(read == bytes)
      let place = Int.random(in: 0...bytes.count, using: &random)
      #expect(try source.seek(to: place))
      #expect(try source.peek(10) == Array(bytes[place...].prefix(10)))
    }
  }
}
