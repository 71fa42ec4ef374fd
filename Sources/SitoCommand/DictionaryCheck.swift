import Rulebook
import Sito

struct DictionaryCheck {
  var path: String
  func run(over rulebook: Rulebook) throws -> [Diagnostic] { [] }
}
