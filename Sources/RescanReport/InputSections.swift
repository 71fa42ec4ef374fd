/// What was read, and what could not be.
extension ReportPage {
  var unreadable: Section? {
    guard !summary.unreadable.isEmpty else { return nil }
    return Section(
      anchor: Anchor("unreadable"), title: words("Не прочитано", "Unreadable"),
      note: words(
        "Эти записи не проверены; остальные прочитаны все.", "These records were not judged; all others were.")
    ) { html in
      table(
        words("Записи, которые не удалось прочитать", "Records that could not be read"),
        [
          .text(words("Причина", "Reason")), .text(words("Первая из них", "The first of them")),
          .number(words("Записи", "Records")),
        ], to: &html
      ) { html in
        html.element(.tbody) { html in
          for reason in summary.unreadable {
            html.element(.tr) { html in
              html.element(.th, .rowHeader) { html in
                html.element(.span, .styled("name")) { html in
                  html.text(words.reason(reason.code) ?? reason.code)
                  html.text(" ")
                  html.element(.span, .styled("found")) { html in
                    html.element(.code, text: Self.shortened(reason.code, to: 60))
                    if !reason.message.isEmpty {
                      html.text(": ")
                      name(reason.message, to: &html)
                    }
                  }
                }
              }
              html.element(.td, .styled("finds")) { html in
                name(reason.firstInput, to: &html)
                if reason.firstLine > 0 {
                  html.text(words(", строка ", ", line ") + words.number(reason.firstLine))
                }
              }
              cell(reason.count, to: &html)
            }
          }
        }
      }
    }
  }

  var inputs: Section? {
    guard !summary.inputs.isEmpty else { return nil }
    return Section(anchor: Anchor("inputs"), title: words("Что прочитано", "What was read")) { html in
      table(
        words("Прочитанные архивы", "Archives that were read"),
        [
          .text(words("Архив", "Archive")), .number(words("Комментарии", "Comments")),
          .number(words("Не прочитано", "Unreadable")),
        ], to: &html
      ) { html in
        html.element(.tbody) { html in
          for input in summary.inputs {
            html.element(.tr) { html in
              html.element(.th, .rowHeader) { name(input.name, to: &$0) }
              cell(input.comments, to: &html)
              cell(input.unreadable, to: &html)
            }
          }
        }
      }
    }
  }
}

extension ReportWords {
  /// Why records could not be read, by the code of the reason (docs/format.md); nil for a code that is not known here.
  fileprivate func reason(_ code: String) -> String? {
    let reason: String? =
      switch code {
      case "too_long": self("слишком длинная запись", "The record is too long")
      case "bad_json": self("это не JSON", "No JSON")
      case "not_object": self("это JSON, но не объект", "JSON, but no object")
      case "no_text": self("в записи нет текста", "The record has no text")
      case "text_type": self("вместо текста стоит другое", "Something else stands for the text")
      case "bad_columns": self("другое число столбцов, чем в заголовке", "Not as many columns as the header has")
      case "open_quote": self("кавычка не закрыта", "A quote is not closed")
      case "bad_quote": self("после закрывающей кавычки стоит что-то ещё", "Something follows a closing quote")
      default: nil
      }
    return reason?.capitalized
  }
}
