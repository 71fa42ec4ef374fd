/// Why PostgreSQL, or the way there, did not do something.
struct PostgresError: Error, Equatable, CustomStringConvertible {
  /// Kinds that are told apart.
  enum Kind: Equatable {
    /// libpq is not installed, or not the one that is needed.
    case noLibrary
    /// There is no connection to begin with, or it was lost.
    case noConnection
    /// The server refused a command; the code is its SQLSTATE
    /// (https://www.postgresql.org/docs/15/errcodes-appendix.html).
    case refused(state: String)
  }

  var kind: Kind
  /// The message of libpq or the server on one line; in English or what the server speaks.
  var message: String

  var description: String { message }
}
