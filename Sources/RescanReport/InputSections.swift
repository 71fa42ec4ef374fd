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
                html.element(.code, text: Self.shortened(reason.code, to: 60))
                html.text(" ")
                html.element(.span, .styled("found")) { name(reason.message, to: &$0) }
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
