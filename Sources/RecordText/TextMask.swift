/// How a text is written in its record.
package enum TextSpelling {
  case plain
  /// Inside the quotes of a JSON string.
  case json
  /// Inside the quotes of a CSV field.
  case quotedCSV
}

extension ByteBuffer {
  /// Appends a record with parts of its text starred out, in the record's own form. All other bytes stay as they came.
  ///
  /// Each code point becomes a `*`; white space stays, and what is invisible by itself (combining marks, joiners,
  /// variation selectors) vanishes. A piece that is no UTF-8 becomes one `*`.
  ///
  /// - Parameters:
  ///   - spans: half-open byte ranges of the text, in any order; they may overlap.
  ///   - raw: the record.
  ///   - field: where in the record the text is, between its quotes if it has any.
  ///   - spelling: how it is written there.
  package mutating func append(
    masking spans: [Range<Int>], in raw: Span<UInt8>, field: Range<Int>, _ spelling: TextSpelling
  ) {
    let spans = spans.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var copied = 0
    // Where the next character is: in the bytes as written, and in the text that they say.
    var place = field.lowerBound
    var offset = 0
    while place < field.upperBound, next < spans.count {
      let character = WrittenCharacter(raw.extracting(place..<field.upperBound), spelling)
      while next < spans.count, spans[next].upperBound <= offset { next += 1 }
      if next < spans.count, spans[next].lowerBound < offset + character.length {
        append(raw.extracting(copied..<place))
        copied = place + character.written
        switch Mask(character.scalar) {
        case .star: append("*")
        case .same: append(raw.extracting(place..<copied))
        case .nothing: break
        }
      }
      place += character.written
      offset += character.length
    }
    append(raw.extracting(copied..<raw.count))
  }
}

/// A character of the text: what it is, how many bytes of the text it has, and by how many it is written.
private struct WrittenCharacter {
  var scalar: Unicode.Scalar?
  var length: Int
  var written: Int

  /// The first character of a text, which is not empty.
  init(_ text: Span<UInt8>, _ spelling: TextSpelling) {
    switch (spelling, text[0]) {
    case (.json, UInt8(ascii: "\\")):
      let unit = JSONString.escapedUnit(text, at: 0)
      (scalar, length, written) = (unit.scalar, UTF8.width(unit.scalar), unit.length)
    case (.quotedCSV, UInt8(ascii: "\"")):
      (scalar, length, written) = ("\"", 1, min(2, text.count))
    default:
      let point = text.codePoint(at: 0)
      (scalar, length, written) = (point.scalar, point.length, point.length)
    }
  }
}

/// What becomes of a character.
private enum Mask {
  case star, same, nothing

  init(_ scalar: Unicode.Scalar?) {
    self =
      if let properties = scalar?.properties {
        if properties.isWhitespace {
          .same
        } else if properties.isDefaultIgnorableCodePoint {
          .nothing
        } else {
          switch properties.generalCategory {
          case .nonspacingMark, .enclosingMark, .format: .nothing
          case .control: .same
          default: .star
          }
        }
      } else {
        .star
      }
  }
}
