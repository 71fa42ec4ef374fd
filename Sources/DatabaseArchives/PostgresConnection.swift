internal import CPQ

/// A connection to a PostgreSQL server, by libpq. One thread at a time.
@safe final class PostgresConnection {
  // Open from the initializer to deinit.
  private let handle: OpaquePointer

  /// Connects, in UTF-8.
  ///
  /// The string is one of libpq's (https://www.postgresql.org/docs/15/libpq-connect.html); what it does not say, the
  /// variables PGHOST, PGUSER and so on of the environment do, and ~/.pgpass.
  init(_ connectionString: String) throws(PostgresError) {
    var reason: UnsafePointer<CChar>?
    guard unsafe cpq_open(&reason) == 0 else {
      // A constant string.
      let message = unsafe reason.map { unsafe String(cString: $0) } ?? ""
      throw PostgresError(kind: .noLibrary, message: "\(message); install libpq5")
    }
    guard !connectionString.utf8.contains(0), unsafe cpq_is_connection_string(connectionString) != 0 else {
      // What is wrong with it is not told, since it may hold a password.
      throw PostgresError(
        kind: .noConnection,
        message: "no connection string, such as postgresql://user@host/database or host=… dbname=…")
    }
    // Later ones win. A server that is gone without a word is noticed after some minutes.
    let parameters: [(String, String)] = [
      ("connect_timeout", "30"), ("keepalives_idle", "60"), ("keepalives_interval", "20"), ("keepalives_count", "4"),
      ("fallback_application_name", "sito"), ("dbname", connectionString), ("client_encoding", "UTF8"),
    ]
    // libpq copies the strings while it connects.
    let handle = unsafe Self.withCStrings(parameters.map(\.0)) { keywords in
      unsafe Self.withCStrings(parameters.map(\.1)) { values in unsafe cpq_connect(keywords, values) }
    }
    guard let handle = unsafe handle else { throw PostgresError(kind: .noConnection, message: "no memory") }
    unsafe self.handle = handle
    guard unsafe cpq_status(handle) == CONNECTION_OK else { throw error(of: nil) }
  }

  deinit { unsafe cpq_finish(handle) }

  /// What may be told of where it leads: no user, no password.
  var name: String {
    // Strings of the connection's own, which are copied. A host may be the folder of a socket.
    func text(_ text: UnsafeMutablePointer<CChar>?) -> String { unsafe text.map { unsafe String(cString: $0) } ?? "" }
    let host = unsafe text(cpq_host(handle))
    let port = unsafe text(cpq_port(handle))
    let place = host.isEmpty || host.hasPrefix("/") ? "" : port == "5432" ? host : "\(host):\(port)"
    return unsafe "postgresql://\(place)/\(text(cpq_database(handle)))"
  }

  /// Runs one command, with texts for $1 and so on, and waits for all of its rows.
  @discardableResult func execute(_ command: String, _ values: String...) throws(PostgresError) -> PostgresResult {
    // libpq copies the strings while it sends them.
    try unsafe finished(
      Self.withCStrings(values) { unsafe cpq_execute(handle, command, Int32(values.count), $0) })
  }

  /// What rows a query would give: a result with columns and no rows.
  func describe(_ query: String) throws(PostgresError) -> PostgresResult {
    _ = try unsafe finished(cpq_prepare(handle, "", query))
    return try unsafe finished(cpq_describe_prepared(handle, ""))
  }

  /// Begins a command whose rows are taken one by one with ``nextRow()``.
  func send(_ command: String) throws(PostgresError) {
    guard unsafe cpq_send(handle, command) == 1 else { throw error(of: nil) }
  }

  /// The next row of the command that was sent; nil after the last one. It waits for the server, and holds no more
  /// than the row.
  func nextRow() throws(PostgresError) -> PostgresResult? {
    while let next = unsafe cpq_next_result(handle) {
      let result = unsafe PostgresResult(next)
      switch result.status {
      case .rows: return result
      case .done: continue
      case .failed:
        // What comes after it is only the end of the connection, if it has one.
        while let next = unsafe cpq_next_result(handle) { _ = unsafe PostgresResult(next) }
        throw error(of: result)
      }
    }
    return nil
  }

  private func finished(_ handle: OpaquePointer?) throws(PostgresError) -> PostgresResult {
    // Nil for want of memory, or when nothing could be sent.
    guard let handle = unsafe handle else { throw error(of: nil) }
    let result = unsafe PostgresResult(handle)
    guard result.status == .done else { throw error(of: result) }
    return result
  }

  private func error(of result: PostgresResult?) -> PostgresError {
    var message = result?.errorMessage ?? ""
    // A string of the connection's own, which is copied.
    if message.isEmpty { message = unsafe String(cString: cpq_error_message(handle)) }
    let lines = message.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
    message = lines.joined(separator: "; ")
    // The server says why it ends a connection (class 57P), and then is gone.
    if unsafe cpq_status(handle) == CONNECTION_OK, let state = result?.sqlState, !state.hasPrefix("57P") {
      return PostgresError(kind: .refused(state: state), message: message)
    }
    return PostgresError(kind: .noConnection, message: message)
  }

  /// Lends C strings, with nil behind the last of them.
  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    // All strings lie in one array that is not touched while pointers to it are lent.
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
      starts.append(bytes.count)
      bytes += string.utf8CString
    }
    return unsafe bytes.withUnsafeBufferPointer { memory in
      var pointers: [UnsafePointer<CChar>?] = unsafe starts.map { start in
        unsafe memory.baseAddress.map { unsafe $0 + start }
      }
      unsafe pointers.append(nil)
      return unsafe pointers.withUnsafeBufferPointer { pointers in
        // Not empty, since nil is at its end.
        unsafe body(pointers.baseAddress.unsafelyUnwrapped)
      }
    }
  }
}
