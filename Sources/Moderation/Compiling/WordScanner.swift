internal import BinaryImage
internal import PatternScanning
internal import Synchronization

/// The scanner for all words of phrases, read from its image when a text with disguises first asks for it; shared by threads.
final class WordScanner: Sendable {
  private let known = AtomicLazyReference<Box>()
  private let image: WordScannerImage?

  private final class Box: Sendable {
    let scanner: PatternScanner
    init(_ scanner: PatternScanner) { self.scanner = scanner }
  }

  /// One that was compiled just now.
  init(_ scanner: PatternScanner) {
    image = nil
    _ = known.storeIfNil(Box(scanner))
  }

  /// One that is still to be read.
  init(_ image: WordScannerImage) { self.image = image }

  /// The scanner.
  var scanner: PatternScanner {
    if let box = known.load() { return box.scanner }
    // The image was checked when it was taken; a scanner without patterns stands for one that cannot be read all the same.
    return known.storeIfNil(Box((try? image?.read()) ?? PatternScanner([]))).scanner
  }
}
