/// A value as SQLite stores it (https://sqlite.org/datatype3.html).
public enum SQLiteValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// What a value is, without it.
  public enum Kind: Sendable { case null, integer, real, text, blob }
}
