@testable import TextFolding

/// Symbols written readably: disguised letters and digits in braces, inner signs in brackets, and other symbols by a
/// name in angle brackets.
func notation(_ symbols: [UInt8]) -> String {
  let alphabet = Array("абвгдежзийклмнопрстуфхцчшщъыьэюя")
  func character(_ ascii: UInt8) -> Character { Character(Unicode.Scalar(ascii)) }
  var result = ""
  for symbol in symbols {
    switch symbol {
    case Symbol.emoji: result += "<emoji>"
    case Symbol.otherSign: result += "<sign>"
    case Symbol.otherLetter: result += "<letter>"
    case Symbol.lineBreak: result += "<break>"
    case 0x20...0x7E: result.append(character(symbol))
    case Symbol.drawnKha: result += "{х}"
    case 0x80..<Symbol.drawnKha:
      let sign = Symbol.signsWithInnerForm[Int(symbol - Symbol.firstInnerSign)]
      result += sign == Symbol.emoji ? "[emoji]" : sign == Symbol.otherSign ? "[sign]" : "[\(character(sign))]"
    case 0xA0...0xA9: result += "{\(symbol - Symbol.firstDisguisedDigit)}"
    case 0xB0...0xB9: result += "{\(symbol - Symbol.firstLeadingDigit)…}"
    case 0xC0...0xD9: result += "{\(character(symbol - Symbol.firstDisguisedLatin + 0x61))}"
    case Symbol.firstCyrillic...: result.append(alphabet[Int(symbol - Symbol.firstCyrillic)])
    default: result += "<no symbol \(symbol)>"
    }
  }
  return result
}
