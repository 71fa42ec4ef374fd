/// The only way by which text comes into the report: escaped for elements and attributes alike, with everything shown
/// that would act instead of being read.
enum EscapedText {
  /// What becomes of line breaks and tabs.
  enum LineBreaks { case shown, kept }

  /// Marks (accents and such) that may stand on one character; more would grow over the lines around it.
  private static let mostMarks = 4

  /// Appends a text as UTF-8.
  ///
  /// `& < > " '` become references; control characters their pictures (␀); characters that change the direction of
  /// text, are invisible, or are none at all, their number: ‹U+202E›. Joiners and selectors within emoji stay. CR and
  /// CR LF count as LF.
  static func append(_ text: some Sequence<Unicode.Scalar>, to bytes: inout [UInt8], lineBreaks: LineBreaks) {
    var previous: Unicode.Scalar = " "
    var marks = 0
    for scalar in text {
      defer { previous = scalar }
      if scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .enclosingMark,
        !scalar.properties.isVariationSelector
      {
        marks += 1
        if marks > mostMarks { continue }
      } else {
        if marks > mostMarks { bytes += "‹+\(marks - mostMarks)›".utf8 }
        marks = 0
      }
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"": bytes += "&quot;".utf8
      case "'": bytes += "&#39;".utf8
      case "\r": lineBreak(lineBreaks, to: &bytes)
      case "\n": if previous != "\r" { lineBreak(lineBreaks, to: &bytes) }
      case "\t" where lineBreaks == .kept: bytes.append(0x09)
      case "\u{0}"..."\u{1F}": append(Unicode.Scalar(0x2400 + scalar.value), to: &bytes)
      case "\u{7F}": append("␡", to: &bytes)
      case _ where isHidden(scalar, after: previous): bytes += "‹U+\(hexadecimal(scalar.value))›".utf8
      default: append(scalar, to: &bytes)
      }
    }
    if marks > mostMarks { bytes += "‹+\(marks - mostMarks)›".utf8 }
  }

  private static func lineBreak(_ lineBreaks: LineBreaks, to bytes: inout [UInt8]) {
    if lineBreaks == .kept { bytes.append(0x0A) } else { append("␤", to: &bytes) }
  }

  private static func append(_ scalar: Unicode.Scalar?, to bytes: inout [UInt8]) {
    if let scalar { bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
  }

  /// Whether a reader would not see a character, though it may change what is seen.
  private static func isHidden(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      // A zero-width joiner between parts of an emoji, and the tags of a flag, are part of one picture.
      let joinsEmoji = scalar == "\u{200D}" || ("\u{E0020}"..."\u{E007F}").contains(scalar)
      return !(joinsEmoji && isPartOfEmoji(previous))
    default:
      if properties.isVariationSelector { return !previous.properties.isEmoji }
      // Blank though they are letters or signs: fillers of Hangul, Braille without dots.
      return properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
    }
  }

  private static func isPartOfEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji && scalar.value > 0x7F || scalar == "\u{FE0F}"
      || ("\u{E0020}"..."\u{E007E}").contains(scalar)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
