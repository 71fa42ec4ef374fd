/// A few of many numbers, from all over them, the same ones in every run: those whose mixed bits come first.
struct EvenSample: Sendable, Equatable {
  private let count: Int
  private var kept: [(rank: UInt64, number: Int64)] = []

  /// An empty sample of at most so many.
  init(count: Int) { self.count = count }

  /// Adds a number, which stands out in a sample once however often it is added.
  mutating func add(_ number: Int64) {
    let rank = BitMixing.mix(UInt64(bitPattern: number))
    if kept.count == count, let last = kept.last, rank >= last.rank { return }
    let place = kept.firstIndex { $0.rank >= rank } ?? kept.count
    if place < kept.count, kept[place].rank == rank { return }
    kept.insert((rank, number), at: place)
    if kept.count > count { kept.removeLast() }
  }

  /// The numbers of the sample, those first that a smaller one would have.
  var ranked: [Int64] { kept.map(\.number) }

  /// The numbers of the sample, ascending.
  var numbers: [Int64] { kept.map(\.number).sorted() }

  static func == (left: EvenSample, right: EvenSample) -> Bool {
    left.count == right.count && left.numbers == right.numbers
  }
}
