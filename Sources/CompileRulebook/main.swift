import BinaryImage
import Glibc
import Moderation
import Rulebook

// CompileRulebook DIR FILE: compiles the rules of a folder, and writes them as Swift source, for the plugin EmbedRulebook.

func fail(_ message: String) -> Never {
  let line = Array("\(message)\n".utf8)
  _ = unsafe write(STDERR_FILENO, line, line.count)
  exit(1)
}

guard CommandLine.arguments.count == 3 else { fail("usage: CompileRulebook DIR FILE") }
do {
  let files = try RulebookFile.read(directory: CommandLine.arguments[1])
  let (rulebook, diagnostics) = Rulebook.load(files)
  let errors = diagnostics.filter { $0.severity == .error }
  guard errors.isEmpty else { throw RulesetError.rules(errors) }
  try SourceWriter(image: try RulesImage(compiling: rulebook), files: files).write(to: CommandLine.arguments[2])
} catch {
  fail("\(error)")
}
