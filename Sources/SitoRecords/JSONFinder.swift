internal import CSimdjson

/// Finds the text and the id in JSON objects. One thread at a time.
@safe struct JSONFinder: ~Copyable {
  private let finder: OpaquePointer?

  init(_ options: RecordOptions) {
    unsafe finder = JSONFinder.withNames(options.textField) { text in
      unsafe JSONFinder.withNames(options.idField ?? "id") { id in
        unsafe csimdjson_finder_create(text.baseAddress, text.count, id.baseAddress, id.count)
      }
    }
  }

  deinit { unsafe csimdjson_finder_destroy(finder) }

  /// Reads an object; the places that it gives are those in the span.
  ///
  /// - Parameters:
  ///   - bytes: the batch's bytes, with ``RecordBatch/padding`` bytes behind the content.
  ///   - range: where the object is in them, up to its line feed or to the end of the content.
  /// - Returns: the two values, or what is wrong with the object.
  func find(in bytes: Span<UInt8>, _ range: Range<Int>) -> csimdjson_findings {
    guard let finder = unsafe finder, range.upperBound + RecordBatch.padding <= bytes.count else {
      return csimdjson_findings(
        outcome: csimdjson_no_memory, error_at: 0, invalid_utf8: false, text: .init(), id: .init())
    }
    // The padding was just checked, and a line feed or a zero follows the record.
    return unsafe bytes.withUnsafeBufferPointer { memory in
      unsafe csimdjson_find(finder, memory.baseAddress.map { unsafe $0 + range.lowerBound }, range.count)
    }
  }

  /// The names of a dotted path, for the time of a call.
  private static func withNames<Result>(
    _ path: String, _ body: (UnsafeBufferPointer<csimdjson_name>) -> Result
  ) -> Result {
    let bytes = [UInt8](path.utf8)
    return unsafe bytes.withUnsafeBufferPointer { memory in
      let names = unsafe memory.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { name in
        unsafe csimdjson_name(bytes: memory.baseAddress.map { unsafe $0 + name.startIndex }, count: name.count)
      }
      return unsafe names.withUnsafeBufferPointer(body)
    }
  }
}
