/// Folds texts into symbols, see ``Symbol``. It keeps tables and scratch memory: make one per thread and keep it.
///
/// The first stage, in this file, gives each character its symbol: NFKC_Casefold (Unicode 3.13) by ICU, then what the
/// character looks like (``Characters``). The second stage (``Disguises``) finds the words in which characters stand
/// for others, where the first one saw something suspicious.
public struct TextFolder: ~Copyable, Sendable {
  private var table = CharacterTable()
  private var plain = PlainCharacters()
  private var draft = Draft()
  private var segment = NormalizationSegment()

  /// A folder that has folded nothing yet; costs microseconds, the tables fill themselves in use.
  public init() {}

  /// Folds one comment.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, of any length up to 4 GiB (what is beyond is not read). Bytes that are no UTF-8 are no error.
  ///   - text: is overwritten; its storage is used again.
  public mutating func fold(_ bytes: Span<UInt8>, into text: inout FoldedText) {
    foldCharacters(bytes, into: &text)
    Disguises.fold(&draft)
    draft.finish(&text)
  }

  /// The first stage alone; leaves the result in the draft, in the storage of a text.
  private mutating func foldCharacters(_ bytes: Span<UInt8>, into text: inout FoldedText) {
    let bytes = bytes.extracting(first: Int(UInt32.max))
    draft.begin(reusing: &text, sourceLength: bytes.count)
    var previous = Boundary(start: 0, end: 0, symbolCount: 0)
    var position = 0
    while true {
      position = plain.fold(bytes, from: position, into: &draft)
      if position >= bytes.count { break }
      position = foldOther(bytes, at: position, previous: &previous)
    }
  }

  /// The first stage alone, then the second one on every cluster if told so; for tests.
  mutating func fold(_ bytes: [UInt8], disguisesEverywhere: Bool?) -> FoldedText {
    var text = FoldedText()
    foldCharacters(bytes.span, into: &text)
    if let everywhere = disguisesEverywhere { Disguises.fold(&draft, everywhere: everywhere) }
    draft.finish(&text)
    return text
  }

  /// Folds one comment into a new text.
  public mutating func fold(_ bytes: [UInt8]) -> FoldedText {
    var text = FoldedText()
    fold(bytes.span, into: &text)
    return text
  }

  /// Folds one comment into a new text.
  public mutating func fold(_ string: String) -> FoldedText { fold([UInt8](string.utf8)) }

  // MARK: Characters that need more than a look-up

  /// A character that begins at a normalization boundary, and how many symbols there were before it.
  private struct Boundary {
    var start: Int
    var end: Int
    var symbolCount: Int
  }

  /// Folds the character at a position, with what belongs to it; returns where it ends.
  private mutating func foldOther(_ bytes: Span<UInt8>, at position: Int, previous: inout Boundary) -> Int {
    let character = read(bytes, at: position)
    let entry = table.entry(of: character.codePoint)
    if entry.extends {
      // The characters since `previous` were plain ones: one symbol each.
      if previous.end != position, let start = draft.starts.last {
        previous = Boundary(start: Int(start), end: position, symbolCount: draft.symbols.count - 1)
      }
      return foldExtension(bytes, at: position, previous: &previous)
    }
    previous = Boundary(start: position, end: character.end, symbolCount: draft.symbols.count)
    if entry.isRegionalIndicator {
      previous.end = foldRegionalIndicators(bytes, at: position)
      // Nothing combines with them.
      previous.start = previous.end
      previous.symbolCount = draft.symbols.count
    } else if entry.isEmoji {
      draft.append(Symbol.emoji, start: position)
      foldRestOfEmoji(bytes, &previous)
    } else {
      append(entry, start: position)
      plain.learn(character.codePoint, entry)
    }
    return previous.end
  }

  private mutating func read(_ bytes: Span<UInt8>, at position: Int) -> SourceCharacter {
    let character = CharacterReader.character(in: bytes, at: position)
    if character.isIllFormed { draft.hasInvalidUTF8 = true }
    return character
  }

  private mutating func append(_ entry: CharacterEntry, start: Int) {
    if entry.isForeign { draft.foreign.append(draft.symbols.count) }
    if entry.isSingle {
      draft.append(entry.symbol, start: start)
    } else {
      for symbol in table.expansion(of: entry) { draft.append(symbol, start: start) }
    }
  }

  /// Folds characters that may combine with the one before them: again, together with that one, by ICU.
  private mutating func foldExtension(_ bytes: Span<UInt8>, at position: Int, previous: inout Boundary) -> Int {
    // Invisible characters alone change nothing.
    var end = position
    var extends = true
    while end < bytes.count {
      let character = read(bytes, at: end)
      let entry = table.entry(of: character.codePoint)
      extends = entry.extends
      if !entry.isIgnorable { break }
      extends = false
      end = character.end
    }
    if !extends {
      previous.end = end
      return end
    }
    if draft.symbols.isEmpty { draft.leansOnNeighbours = true }
    // Where an emoji sequence begins may be before the last emoji in it, which alone can combine.
    let start = previous.symbolCount < draft.symbols.count ? Int(draft.starts[previous.symbolCount]) : previous.start
    draft.truncate(to: previous.symbolCount)
    end = previous.start
    while end < bytes.count {
      let character = read(bytes, at: end)
      if end >= position, !table.entry(of: character.codePoint).extends { break }
      end = character.end
      segment.append(character.codePoint)
      if segment.isFull { flushSegment(start: start) }
    }
    flushSegment(start: start)
    previous.end = end
    return end
  }

  private mutating func flushSegment(start: Int) {
    for codePoint in segment.takeNormalized() { append(table.entry(of: codePoint), start: start) }
  }

  /// Passes over what belongs to the emoji before: skin tones, and further emoji after zero-width joiners (UTS #51).
  private mutating func foldRestOfEmoji(_ bytes: Span<UInt8>, _ emoji: inout Boundary) {
    while true {
      var position = emoji.end
      var isJoined = false
      while position < bytes.count {
        let character = read(bytes, at: position)
        let entry = table.entry(of: character.codePoint)
        if entry.isIgnorable {
          isJoined = character.codePoint == 0x200D
          position = character.end
          continue
        }
        guard entry.isEmoji, isJoined || ICU.isEmojiModifier(character.codePoint) else { return }
        emoji.start = position
        emoji.end = character.end
        break
      }
      if position >= bytes.count { return }
    }
  }

  /// Folds a maximal run of regional indicators: flags if every pair is one, letters if not. Returns where it ends.
  private mutating func foldRegionalIndicators(_ bytes: Span<UInt8>, at start: Int) -> Int {
    var end = start
    var count = 0
    var first: UInt8 = 0
    var areFlags = true
    while end < bytes.count, let letter = regionalLetter(bytes, at: end) {
      if count % 2 == 1, !ICU.isRegion(first, letter.value) { areFlags = false }
      first = letter.value
      count += 1
      end = letter.end
    }
    areFlags = areFlags && count % 2 == 0
    var position = start
    for index in 0..<count {
      guard let letter = regionalLetter(bytes, at: position) else { break }
      if !areFlags {
        draft.append(UInt8(ascii: "a") + letter.value, start: position)
      } else if index % 2 == 0 {
        draft.append(Symbol.emoji, start: position)
      }
      position = letter.end
    }
    return end
  }

  private func regionalLetter(_ bytes: Span<UInt8>, at position: Int) -> (value: UInt8, end: Int)? {
    let character = CharacterReader.character(in: bytes, at: position)
    guard character.codePoint >= 0x1F1E6, character.codePoint <= 0x1F1FF else { return nil }
    return (UInt8(truncatingIfNeeded: character.codePoint - 0x1F1E6), character.end)
  }
}
