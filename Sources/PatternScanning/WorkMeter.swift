internal import CPCRE2

/// Counts what PCRE2 does on one text and stops it when that is too much.
///
/// PCRE2's own match limit counts anew for each place at which a match may begin, and does not count the symbols that a
/// repetition passes over, so the work may still grow with the square of the text (`(?<!г)а*[бв]` on a megabyte of «а»
/// takes minutes). The limit must not be a time either, or a verdict would depend on how busy the machine is. So
/// ``PCRE2Source`` puts callouts behind all choices, and each callout is charged the distance from where the last one
/// was and a share of the expression's size: between two of them the matcher moves straight ahead, and its work there is
/// bounded by the two.
struct WorkMeter {
  /// Charges the distance that was covered.
  static let progressCallout = "(?C0)"
  /// Stands before a back reference, and charges the longest text that it can be compared with as well.
  static let referenceCallout = "(?C1)"

  /// What any text may cost. A symbol compared costs 1, so this is about ten milliseconds, with the interpreter thirty.
  private static let allowance = 8_000_000
  /// What each symbol of a text may cost besides.
  private static let allowancePerSymbol = 64
  /// A callout takes about as long as so many symbols.
  private static let calloutCharge = 8
  /// Between two callouts that share of an expression is taken to be compared: most alternatives fail at once.
  private static let sizeShare = 8

  private var start = 0
  private var position = 0
  private var balance = 0
  private var charge = 0

  /// Begins to search a text for an expression of a size, see ``RegexNode/size``.
  mutating func begin(symbols count: Int, expressionSize: Int) {
    self = WorkMeter()
    charge = Self.calloutCharge + expressionSize / Self.sizeShare
    let (share, overflow) = count.multipliedReportingOverflow(by: Self.allowancePerSymbol)
    balance = overflow ? .max : Self.allowance.addingReportingOverflow(share).partialValue
  }

  /// Charges a callout; false if the text has used up what it may.
  fileprivate mutating func charge(start: Int, position: Int, isReference: Bool) -> Bool {
    if start != self.start {
      self.start = start
      self.position = start
    }
    balance -= charge + abs(position - self.position)
    if isReference { balance -= abs(position - start) }
    self.position = position
    return balance > 0
  }

  /// What PCRE2 calls; its last argument is a pointer to a meter.
  static let callout: @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?) -> CInt =
    { block, meter in
      guard let block = unsafe block?.pointee, let meter = unsafe meter?.assumingMemoryBound(to: WorkMeter.self) else {
        return PCRE2_ERROR_CALLOUT
      }
      // The offsets lie inside the text, so they fit.
      let goesOn = unsafe meter.pointee.charge(
        start: Int(block.start_match), position: Int(block.current_position), isReference: block.callout_number == 1)
      return goesOn ? 0 : PCRE2_ERROR_CALLOUT
    }
}
