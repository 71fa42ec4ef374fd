extension Record {
  /// Appends the record with parts of its text starred out, in the record's own form. All other bytes stay as they
  /// came.
  ///
  /// Each code point becomes a `*`; white space stays, and what is invisible by itself (combining marks, joiners,
  /// variation selectors) vanishes. A piece that is no UTF-8 becomes one `*`.
  ///
  /// - Parameters:
  ///   - spans: half-open byte ranges of ``text``, in any order; they may overlap.
  ///   - output: where to append.
  public borrowing func append(masking spans: [Range<Int>], to output: inout ByteBuffer) {
    output.append(masking: spans, in: raw, field: field, spelling)
  }
}
