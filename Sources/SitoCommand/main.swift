import Sito
import Rulebook
let arguments = CommandLine.arguments
let (book, diagnostics) = arguments.count > 1 ? try Rulebook.load(directory: arguments[1]) : Rulebook.load([])
for d in diagnostics { print(d) }
