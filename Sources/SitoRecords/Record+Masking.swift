extension Record {
  /// Appends the record with parts of its text starred out, in the record's own form. All other bytes stay as they
  /// came.
  ///
  /// Each code point becomes a `*`; white space stays, and what is invisible by itself (combining marks, joiners,
  /// variation selectors) vanishes. A piece that is no UTF-8 becomes one `*`.
  ///
  /// - Parameters:
  ///   - spans: half-open byte ranges of ``text``, in any order; they may overlap.
  ///   - output: where to append.
  public borrowing func append(masking spans: [Range<Int>], to output: inout ByteBuffer) {
    let spans = spans.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var copied = 0
    // Where the next character is: in the bytes as written, and in the text that they say.
    var place = field.lowerBound
    var offset = 0
    while place < field.upperBound, next < spans.count {
      let character = character(at: place)
      while next < spans.count, spans[next].upperBound <= offset { next += 1 }
      if next < spans.count, spans[next].lowerBound < offset + character.length {
        output.append(raw.extracting(copied..<place))
        copied = place + character.written
        switch Self.mask(of: character.scalar) {
        case .star: output.append("*")
        case .same: output.append(raw.extracting(place..<copied))
        case .nothing: break
        }
      }
      place += character.written
      offset += character.length
    }
    output.append(raw.extracting(copied..<raw.count))
  }

  /// A character of the text: what it is, how many bytes of the text it has, and by how many it is written.
  private struct WrittenCharacter {
    var scalar: Unicode.Scalar?
    var length: Int
    var written: Int
  }

  private borrowing func character(at place: Int) -> WrittenCharacter {
    let inside = raw.extracting(place..<field.upperBound)
    switch (spelling, inside[0]) {
    case (.json, UInt8(ascii: "\\")):
      let unit = JSONString.escapedUnit(inside, at: 0)
      return WrittenCharacter(scalar: unit.scalar, length: UTF8.width(unit.scalar), written: unit.length)
    case (.quotedCSV, UInt8(ascii: "\"")):
      return WrittenCharacter(scalar: "\"", length: 1, written: min(2, inside.count))
    default:
      let point = inside.codePoint(at: 0)
      return WrittenCharacter(scalar: point.scalar, length: point.length, written: point.length)
    }
  }

  private enum Mask { case star, same, nothing }

  private static func mask(of scalar: Unicode.Scalar?) -> Mask {
    guard let properties = scalar?.properties else { return .star }
    if properties.isWhitespace { return .same }
    if properties.isDefaultIgnorableCodePoint { return .nothing }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: .nothing
    case .control: .same
    default: .star
    }
  }
}
