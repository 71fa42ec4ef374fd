import Rescan
import Wording

/// What a re-scan has come to, for a person.
struct RescanWords {
  private let words: Words

  init(_ words: Words) { self.words = words }

  /// A few lines.
  func summary(_ outcome: RescanRun.Outcome, in folder: String) -> String {
    let record = outcome.record
    var text = ""
    if outcome.wasDone {
      text += words("Здесь уже всё готово: \(folder)", "All is done here: \(folder)") + "\n"
    }
    text +=
      words("Комментариев: ", "Comments: ") + "\(record.records - record.unreadable); "
      + words("удалить: ", "to delete: ") + "\(record.deleted); "
      + words("посмотреть: ", "to review: ") + "\(record.reviewed)\n"
    if record.unreadable > 0 { text += words("Не прочитано: ", "Not read: ") + "\(record.unreadable)\n" }
    if let changed = record.changed, let compared = record.compared {
      text +=
        words("Решение изменилось: \(changed) из \(compared)", "Decision changed: \(changed) of \(compared)") + "\n"
    }
    text += words("Результаты: ", "Results: ")
    return text + record.files.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }.joined(separator: ", ")
      + "\n"
  }
}
