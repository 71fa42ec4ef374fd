import ArgumentParser
import CMalloc
import Glibc

/// The command `sito`.
@main
struct Sito: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sito",
    abstract:
      "A sieve for comments: says which are spam, obscene, insulting or threatening, and what the decree orders.",
    discussion: """
      Comments come in on standard input or from files: one a line, or as JSON Lines, CSV or texts ended by NUL; \
      also compressed by gzip or Zstandard.

        sito classify --format text comments.txt   what goes, why, and the sums
        tail -f new.txt | sito filter              only the comments that stay
        sito mask comments.txt                     stars over what offends
        sito explain 'Вы там все идиоты'           one comment, word by word
        sito rescan --output out export.json       a whole archive, and what is in it
        sito policies list                         the decrees to decide by

      Exit codes: 0 done; 1 something was flagged (with --exit-code), or a check failed; 2 some records could not be \
      read, all others were judged; 64 wrong usage or rules; 74 input or output failed. Where several apply, the \
      largest.
      """,
    version: "0.1.0",
    subcommands: [
      Classify.self, Filter.self, Mask.self, Explain.self, RescanCommand.self, Rules.self, Policies.self,
    ])

  static func main() {
    // A closed pipe is an error of `write`, not the end of the process.
    _ = signal(SIGPIPE, SIG_IGN)
    // So is a file that may not grow any more.
    _ = signal(SIGXFSZ, SIG_IGN)
    // Tables that outgrow their memory give it back; else malloc would keep more of it with each that does.
    _ = mallopt(M_MMAP_THRESHOLD, 128 << 10)
    main(nil)
  }
}

extension ExitCode {
  static let flagged = ExitCode(1)
  static let checkFailed = ExitCode(1)
  static let unreadableRecords = ExitCode(2)
  static let wrongRules = ExitCode(64)
  static let streamFailed = ExitCode(74)
}
