import Glibc
import Wording

/// What the command needs to know of the terminal and the machine.
enum Terminal {
  /// Whether standard output, or standard error, is a terminal.
  static var isOutputTerminal: Bool { isatty(1) == 1 }
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Whether to colour standard output: on a terminal, unless NO_COLOR is set (https://no-color.org).
  static var usesColour: Bool { isOutputTerminal && environment("NO_COLOR")?.isEmpty ?? true }

  /// The number of processors that are online.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Says what is waited for if standard input is a terminal, where nothing else would show it.
  static func hintAtInput(_ what: String) {
    if isatty(0) == 1 { fail("type \(what); end with Ctrl-D") }
  }

  /// Tells what went wrong on standard error.
  static func fail(_ message: String) { write("sito: \(message)\n") }

  /// Writes to standard error as it is.
  static func write(_ text: String) {
    var bytes = [UInt8](text.utf8)[...]
    while !bytes.isEmpty {
      // The pointer is valid for the call, which reads no more than the count.
      let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    // The string that getenv yields is copied at once, and nothing here changes the environment.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}

extension Language {
  /// That of the locale; Russian where it says nothing.
  static var preferred: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = Terminal.environment(name), !value.isEmpty else { continue }
      return value.hasPrefix("ru") || value.hasPrefix("C") || value == "POSIX" ? .ru : .en
    }
    return .ru
  }
}
