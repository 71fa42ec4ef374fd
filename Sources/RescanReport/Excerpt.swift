import Rulebook

/// A comment cut into what stands between the words that were found, and those words; of a long one only what stands
/// around them.
struct Excerpt: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case plain(Range<Int>)
    case marked(Range<Int>, Label?)
    /// Something is left out here.
    case gap
  }

  /// Byte ranges into the text, ascending, not empty; at bounds of characters.
  private(set) var pieces: [Piece] = []

  /// Bytes of a text that are shown whole.
  private static let whole = 1400
  /// Bytes before and after a word in one that is not.
  private static let context = 240
  /// Marks that are looked at, the first ones in the text.
  private static let mostMarks = 400

  /// Cuts a text. Spans may overlap, be out of order, reach beyond the text, or begin and end within a character: what of
  /// them lies in the text counts, whole characters each. Where they overlap, the first in `marks` gives the label.
  init(of text: [UInt8], marks: [(span: Range<Int>, label: Label?)]) {
    let sections = Self.sections(of: text, marks: marks)
    guard text.count > Self.whole else {
      var end = 0
      for (range, label) in sections {
        if range.lowerBound > end { pieces.append(.plain(end..<range.lowerBound)) }
        pieces.append(.marked(range, label))
        end = range.upperBound
      }
      if end < text.count { pieces.append(.plain(end..<text.count)) }
      return
    }
    var budget = Self.whole
    var end = 0
    for (range, label) in sections where budget > 0 {
      let start = max(end, Self.characterStart(max(end, range.lowerBound - Self.context), in: text))
      appendTail(of: end..<start, in: text)
      if start < range.lowerBound { pieces.append(.plain(start..<range.lowerBound)) }
      let most = range.lowerBound + Self.whole / 2
      let cut = range.upperBound <= most ? range.upperBound : Self.characterStart(most, in: text)
      pieces.append(.marked(range.lowerBound..<cut, label))
      if cut < range.upperBound { pieces.append(.gap) }
      end = range.upperBound
      budget -= end - start
    }
    if pieces.isEmpty {
      let first = Self.characterStart(Self.whole / 2, in: text)
      pieces = [.plain(0..<first), .gap]
    } else {
      appendTail(of: end..<text.count, in: text)
    }
  }

  /// What follows a word, before a gap: some of the range, and a gap if that was not all.
  private mutating func appendTail(of range: Range<Int>, in text: [UInt8]) {
    guard !range.isEmpty else { return }
    let context = pieces.isEmpty ? 0 : Self.context
    let cut = Self.characterStart(min(range.upperBound, range.lowerBound + context), in: text)
    if range.upperBound - cut < 40, !pieces.isEmpty {
      pieces.append(.plain(range))
    } else {
      if cut > range.lowerBound { pieces.append(.plain(range.lowerBound..<cut)) }
      pieces.append(.gap)
    }
  }

  /// The parts of a text that are marked, each with one label, in order and beside each other at most.
  private static func sections(
    of text: [UInt8], marks: [(span: Range<Int>, label: Label?)]
  ) -> [(range: Range<Int>, label: Label?)] {
    var marks = marks.enumerated().compactMap { order, mark -> (span: Range<Int>, label: Label?, order: Int)? in
      let start = characterStart(max(0, min(mark.span.lowerBound, text.count)), in: text)
      let end = characterEnd(max(0, min(mark.span.upperBound, text.count)), in: text)
      return start < end ? (start..<end, mark.label, order) : nil
    }
    marks.sort { ($0.span.lowerBound, $0.order) < ($1.span.lowerBound, $1.order) }
    marks = marks.prefix(mostMarks).sorted { $0.order < $1.order }
    // Bounds of all marks cut the text; each part takes the label of the first mark over it.
    let bounds = Set(marks.flatMap { [$0.span.lowerBound, $0.span.upperBound] }).sorted()
    var sections: [(range: Range<Int>, label: Label?)] = []
    for (start, end) in zip(bounds, bounds.dropFirst()) {
      guard let mark = marks.first(where: { $0.span.lowerBound <= start && end <= $0.span.upperBound }) else {
        continue
      }
      if let last = sections.last, last.range.upperBound == start, last.label == mark.label {
        sections[sections.count - 1].range = last.range.lowerBound..<end
      } else {
        sections.append((start..<end, mark.label))
      }
    }
    return sections
  }

  /// The place at which the character around a place begins. Bytes that are no UTF-8 count as characters.
  private static func characterStart(_ place: Int, in text: [UInt8]) -> Int {
    guard place > 0, place < text.count else { return min(max(place, 0), text.count) }
    var start = place
    while start > 0, place - start < 3, text[start] & 0xC0 == 0x80 { start -= 1 }
    return text[start] & 0xC0 == 0x80 ? place : start
  }

  /// The place at which the character ends that a place stands in.
  private static func characterEnd(_ place: Int, in text: [UInt8]) -> Int {
    guard place > 0, place < text.count else { return min(max(place, 0), text.count) }
    var end = place
    while end < text.count, end - place < 3, text[end] & 0xC0 == 0x80 { end += 1 }
    return end < text.count && text[end] & 0xC0 == 0x80 ? place : end
  }
}
