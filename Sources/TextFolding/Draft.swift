/// A text in the making: what the first stage of folding writes and the second one rewrites.
struct Draft {
  var symbols: [UInt8] = []
  var starts: [UInt32] = []
  var watch = DisguiseWatch()

  /// Indices of Cyrillic symbols that stand for letters of other scripts, ascending.
  var foreign: [Int] = []
  var mixedScriptWords = 0
  var hasInvalidUTF8 = false
  var leansOnNeighbours = false
  private var sourceLength = 0

  /// Not a symbol: one that is to be removed.
  static let removed: UInt8 = 0

  /// Empties the draft and takes over the storage of a text.
  mutating func begin(reusing text: inout FoldedText, sourceLength count: Int) {
    sourceLength = count
    swap(&symbols, &text.symbols)
    swap(&starts, &text.starts)
    symbols.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    symbols.reserveCapacity(count)
    starts.reserveCapacity(count + 1)
    watch.reset()
    foreign.removeAll(keepingCapacity: true)
    mixedScriptWords = 0
    hasInvalidUTF8 = false
    leansOnNeighbours = false
  }

  /// Gives the text back.
  mutating func finish(_ text: inout FoldedText) {
    starts.append(UInt32(truncatingIfNeeded: sourceLength))
    swap(&symbols, &text.symbols)
    swap(&starts, &text.starts)
    text.hasInvalidUTF8 = hasInvalidUTF8
    text.mixedScriptWords = mixedScriptWords
    text.hasLoneLetter = watch.hasLoneLetter
    text.leansOnNeighbours = leansOnNeighbours
  }

  /// Makes room for more symbols, in steps that keep the total cost linear.
  mutating func reserve(_ more: Int) {
    let count = symbols.count + more
    if symbols.capacity < count { symbols.reserveCapacity(max(count, 2 * symbols.capacity)) }
    if starts.capacity <= count { starts.reserveCapacity(max(count + 1, 2 * starts.capacity)) }
  }

  mutating func append(_ symbol: UInt8, start: Int) {
    watch.note(SymbolClass.ofSymbol[Int(symbol)], at: symbols.count)
    symbols.append(symbol)
    starts.append(UInt32(truncatingIfNeeded: start))
  }

  /// Takes back all symbols from an index on.
  mutating func truncate(to count: Int) {
    let excess = symbols.count - count
    guard excess > 0 else { return }
    symbols.removeLast(excess)
    starts.removeLast(excess)
    watch.withdraw(excess)
    while let last = foreign.last, last >= count { foreign.removeLast() }
  }

  /// Drops the symbols that were marked as ``removed``; those before them inherit their part of the source.
  mutating func compact() {
    var kept = 0
    for index in symbols.indices where symbols[index] != Self.removed {
      symbols[kept] = symbols[index]
      starts[kept] = starts[index]
      kept += 1
    }
    symbols.removeLast(symbols.count - kept)
    starts.removeLast(starts.count - kept)
  }
}
