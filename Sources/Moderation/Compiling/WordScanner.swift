internal import BinaryImage
internal import PatternScanning
internal import Synchronization

/// The scanner for all words of phrases, read from its image when a text with disguises first asks for it; shared by threads.
final class WordScanner: Sendable {
  private let known = AtomicLazyReference<PatternScanner>()
  private let image: WordScannerImage?

  /// One that was compiled just now.
  init(_ scanner: PatternScanner) {
    image = nil
    _ = known.storeIfNil(scanner)
  }

  /// One that is still to be read.
  init(_ image: WordScannerImage) { self.image = image }

  /// The scanner.
  var scanner: PatternScanner {
    if let scanner = known.load() { return scanner }
    // The image was checked when it was taken; a scanner without patterns stands for one that cannot be read all the same.
    return known.storeIfNil((try? image?.read()) ?? PatternScanner([]))
  }
}
