internal import CSito
internal import Moderation
internal import RecordText
internal import Rulebook
internal import Wording

/// A moderator with what it writes to. Its handle is used exclusively, so that one thread at a time gets here: that is why
/// it may be called Sendable.
final class ModeratorObject: HandledObject, @unchecked Sendable {
  static let kind = HandleKind.moderator

  private var moderator: Moderator
  private let writer: VerdictJSON
  private let folder: String
  private var output = ByteBuffer()

  init(_ ruleset: RulesetObject) {
    moderator = Moderator(ruleset.ruleset)
    writer = VerdictJSON(ruleset: ruleset.ruleset.id)
    folder = ruleset.folderName
  }

  /// Judges a text.
  func judge(_ text: Span<UInt8>) -> UInt32 { moderator.judge(text).flags }

  /// Judges a text and writes the verdict as JSON.
  func classify(_ text: Span<UInt8>, _ id: VerdictID) -> (flags: UInt32, json: TextObject) {
    output.removeAll()
    let flags = appendVerdict(on: text, id)
    return (flags, TextObject(output))
  }

  /// Puts stars over what offends.
  func mask(_ text: Span<UInt8>, certainOnly: Bool) -> TextObject {
    output.removeAll()
    let findings = moderator.judge(text).findings.filter { $0.tier == .certain || !certainOnly }
    output.append(masking: findings.flatMap(\.spans), in: text, field: 0..<text.count, .plain)
    return TextObject(output)
  }

  /// Says why the verdict on a text is what it is.
  func explain(_ text: Span<UInt8>, in language: Language) -> TextObject {
    output.removeAll()
    output.append(text)
    let words = ExplanationText(moderator.ruleset, folder: folder, language, colour: false)
    return TextObject(words.text(of: moderator.explain(text), in: output.bytes))
  }

  /// Judges the texts of a batch. `flags` has room for all.
  func judge(_ texts: TextArray, _ flags: UnsafeMutablePointer<UInt32>) throws(CallFailure) {
    for index in 0..<texts.count {
      let text = unsafe try texts.text(at: index)
      let isJudged = !texts.isNull(at: index) && text.count <= Int(SITO_MAX_TEXT)
      unsafe flags[index] = isJudged ? judge(text.span) : SITO_NOT_JUDGED
    }
  }

  /// Judges the texts of a batch and writes the verdicts. `flags`, if given, has room for all.
  func classify(
    _ texts: TextArray, _ ids: BatchIDs, _ flags: UnsafeMutablePointer<UInt32>?, into verdicts: VerdictsObject
  ) throws(CallFailure) {
    output.removeAll()
    for index in 0..<texts.count {
      let text = unsafe try texts.text(at: index)
      var verdict = SITO_NOT_JUDGED
      if texts.isNull(at: index) {
        // A verdict without bytes.
      } else if text.count > Int(SITO_MAX_TEXT) {
        appendError(ofLength: text.count, try ids[index], line: index + 1)
      } else {
        verdict = appendVerdict(on: unsafe text.span, try ids[index])
      }
      unsafe flags?[index] = verdict
      try verdicts.endVerdict(in: &output)
    }
    verdicts.take(&output)
  }

  private func appendVerdict(on text: Span<UInt8>, _ id: VerdictID) -> UInt32 {
    let verdict = moderator.judge(text)
    VerdictJSON.appendOpening(to: &output)
    id.append(to: &output)
    writer.appendMembers(of: verdict, in: text, to: &output)
    output.append("}")
    return verdict.flags
  }

  /// Appends what the command writes for a record that is too long.
  private func appendError(ofLength length: Int, _ id: VerdictID, line: Int) {
    VerdictJSON.appendOpening(to: &output)
    id.append(to: &output)
    let message = "\(length) bytes, more than the \(SITO_MAX_TEXT) allowed"
    VerdictJSON.appendError("too_long", message, line: line, to: &output)
    output.append("}")
  }
}
