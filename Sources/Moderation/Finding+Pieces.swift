extension Finding {
  /// The ranges ascending, those that touch or overlap joined.
  static func spans(of ranges: [Range<Int>]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = spans.last, range.lowerBound <= last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        spans.append(range)
      }
    }
    return spans
  }

  /// Adds the spans of a later piece. Only the last ones, which may stand in both pieces, are looked at again.
  fileprivate mutating func join(_ later: [Range<Int>]) {
    guard let first = later.first else { return }
    var shared: [Range<Int>] = []
    while let last = spans.last, last.upperBound >= first.lowerBound {
      shared.append(last)
      spans.removeLast()
    }
    spans += Self.spans(of: shared + later)
  }

  /// What tells a finding from the others of its text: all but its spans.
  fileprivate func isAlike(_ other: Finding) -> Bool {
    rule == other.rule && label == other.label && tier == other.tier && target == other.target
      && object == other.object
  }
}

extension [Finding] {
  /// Adds the findings of a piece of the text; a finding of several pieces stays one.
  mutating func append(_ findings: [Finding], movedBy offset: Int) {
    for var finding in findings {
      finding.spans = finding.spans.map { $0.moved(by: offset) }
      if let known = firstIndex(where: finding.isAlike) {
        self[known].join(finding.spans)
      } else {
        append(finding)
      }
    }
  }
}

extension Explanation {
  /// Adds what is told of a piece of the text; all but the decision.
  mutating func append(_ piece: Explanation, movedBy offset: Int) {
    verdict.findings.append(piece.verdict.findings, movedBy: offset)
    verdict.hasInvalidUTF8 = verdict.hasInvalidUTF8 || piece.verdict.hasInvalidUTF8
    setAside.append(piece.setAside, movedBy: offset)
    lowered.append(piece.lowered, movedBy: offset)
    for var upheld in piece.upheld where !self.upheld.contains(where: { $0.rule == upheld.rule }) {
      upheld.outOfReach = upheld.outOfReach.map { .init(guardID: $0.guardID, span: $0.span.moved(by: offset)) }
      upheld.overruled = upheld.overruled.map { .init(guardID: $0.guardID, span: $0.span.moved(by: offset)) }
      self.upheld.append(upheld)
    }
    for model in piece.models where !models.contains(where: { $0.rule == model.rule }) { models.append(model) }
  }
}

extension [Explanation.SetAside] {
  /// Adds those of a piece; what stands in two pieces is told once.
  fileprivate mutating func append(_ others: [Explanation.SetAside], movedBy offset: Int) {
    let shared = reversed().prefix { $0.span.upperBound > offset - TextPieces.longest }
      .filter { $0.span.upperBound > offset }
    for var other in others {
      other.span = other.span.moved(by: offset)
      if !shared.contains(other) { append(other) }
    }
  }
}

extension Range<Int> {
  fileprivate func moved(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}
