internal import CSimdjson

/// Finds the text, the id and other values in JSON objects. One thread at a time.
@safe struct JSONFinder: ~Copyable {
  private let finder: OpaquePointer?
  /// What the last object had: the text, the id, and then ``RecordOptions/moreFields``.
  private(set) var values: [csimdjson_value]

  init(_ options: RecordOptions) {
    let paths = [options.textField, options.idField ?? "id"] + options.moreFields
    values = Array(repeating: csimdjson_value(), count: paths.count)
    unsafe finder = JSONFinder.makeFinder(paths)
  }

  deinit { unsafe csimdjson_finder_destroy(finder) }

  /// Reads an object; the places in ``values`` are relative to its beginning.
  ///
  /// - Parameters:
  ///   - bytes: the batch's bytes, with ``RecordBatch/padding`` bytes behind the content.
  ///   - range: where the object is in them, up to its line feed or to the end of the content.
  /// - Returns: what is wrong with the object, if anything is.
  mutating func find(in bytes: Span<UInt8>, _ range: Range<Int>) -> csimdjson_findings {
    guard let finder = unsafe finder, range.upperBound + RecordBatch.padding <= bytes.count else {
      for index in values.indices { values[index] = csimdjson_value() }
      return csimdjson_findings(outcome: csimdjson_no_memory, error_at: 0, invalid_utf8: false)
    }
    // The padding was just checked, and a line feed or a zero follows the record. There is a value for each path.
    return unsafe bytes.withUnsafeBufferPointer { memory in
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe csimdjson_find(
          finder, memory.baseAddress.map { unsafe $0 + range.lowerBound }, range.count, values.baseAddress)
      }
    }
  }

  /// A finder of dotted paths; nil if there is no memory, or there are too many.
  private static func makeFinder(_ paths: [String]) -> OpaquePointer? {
    // All names one after another, and where each of them is, path by path.
    var bytes: [UInt8] = []
    var names: [[Range<Int>]] = []
    for path in paths {
      names.append(
        path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { name in
          bytes.append(contentsOf: name)
          return bytes.count - name.count..<bytes.count
        })
    }
    // The library copies the names before the pointers go out of use.
    return unsafe bytes.withUnsafeBufferPointer { memory in
      let flat = unsafe names.joined().map { range in
        unsafe csimdjson_name(bytes: memory.baseAddress.map { unsafe $0 + range.lowerBound }, count: range.count)
      }
      return unsafe flat.withUnsafeBufferPointer { flat in
        var next = 0
        let paths = unsafe names.map { path in
          defer { next += path.count }
          return unsafe csimdjson_path(names: flat.baseAddress.map { unsafe $0 + next }, count: path.count)
        }
        return unsafe paths.withUnsafeBufferPointer { paths in
          unsafe csimdjson_finder_create(paths.baseAddress, paths.count)
        }
      }
    }
  }
}
