import Testing

@testable import TextFolding

@Suite struct FoldingCaseTests {
  struct Case: CustomTestStringConvertible {
    let input: String
    let expected: String
    init(_ input: String, _ expected: String) { (self.input, self.expected) = (input, expected) }
    var testDescription: String { input }
  }

  static let characters: [Case] = [
    .init("Привет, МИР! Ёлка", "привет, мир! елка"),
    .init("Hello World_1", "hello world_1"),
    .init("", ""),
    // Composition, marks and invisible characters
    .init("и\u{306} И\u{306} й", "й й й"),
    .init("и\u{200B}\u{306}", "й"),
    .init("и\u{301}\u{306}", "и"),
    .init("и\u{323}\u{306}", "й"),
    .init("е\u{308} ж\u{301}о\u{301}па", "е жопа"),
    .init("\u{301}а", "а"),
    .init("х\u{AD}у\u{200B}\u{200D}й\u{FEFF}", "хуй"),
    .init("х\u{202E}у\u{2066}й", "хуй"),
    .init("х\u{489}у\u{20DD}й", "хуй"),
    .init("\u{1112}\u{1161}\u{11AB}\u{1100}", "<letter><letter>"),
    // Cyrillic letters of other alphabets
    .init("їжак є ґ ў ү ұ ө қ ң һ ҳ ҙ ҫ җ ә ј", "ижак е г у у у о к н х х з с ж э й"),
    .init("ѕ ԁ ԛ ԝ ӥ ӓ ѐ ѣ", "s d q w и а е е"),
    // Other scripts
    .init("π φ λ Γ Δ", "п ф л г д"),
    .init("Η η Ν ν Ο Ρ χ", "h n n v o p x"),
    .init("ʙ ʜ ᴍ ᴛ ᴨ ᴫ ᴙ ᴎ ᴀ ʏ ᴋ", "b h м т п л я и a y к"),
    .init("ո հ ս օ Յ յ", "n h u o 3 j"),
    .init("Ꭺ Ꮯ Ꮁ ꓐ ꓫ ꓥ", "a c г b x л"),
    .init("ｘ𝐲𝕙 ⓧ 🅧 🆇 ⅹ", "xyh x x x x"),
    .init("ə ɔ ɥ ø ł", "e э ч o l"),
    .init("ⲃ ⲏ ⲡ", "b н п"),
    .init("€ ¥ ₭ ฿ ¢", "e y k b c"),
    .init("⒵⒣⒪⒫⒜ 🄐🄑", "zhopa ab"),
    .init("中 ქ ب 한", "<letter> <letter> <letter> <letter>"),
    // Digits, signs, emoji
    .init("٣ ३ ３ ③ ❸ ²", "3 3 3 3 3 2"),
    .init("— – ‑ «а» “b” ‘c’ … •", "- - - \"а\" \"b\" 'c' ... ."),
    .init("★ ∗ ＊ ∕ ∖ № ´", "* * * / \\ # '"),
    .init("§ © \u{E000} \u{378}", "<sign> <sign> <sign> <sign>"),
    .init("👍 👍🏽 👨‍👩‍👧 ❤️ ❤️‍🔥 🏳️‍🌈 ☺", "<emoji> <emoji> <emoji> <emoji> <emoji> <emoji> <emoji>"),
    .init("👍👍 \u{1F3FB} 👍\u{200D}", "<emoji><emoji> <emoji> <emoji>"),
    .init("3️⃣ #️⃣", "3 #"),
    .init("🇷🇺 🇷🇺🇺🇸 🇭🇺🇾 🇽🇾 🇽", "<emoji> <emoji><emoji> huy xy x"),
    .init("ﬁ ½ ㎏ ™", "fi 1/2 kg tm"),
    // White space
    .init("a\u{A0}b\u{3000}c\u{2800}d\u{3164}e\tf\0g", "a b c d e f g"),
    .init("a\nb\u{2028}c\u{85}d\r\ne", "a<break>b<break>c<break>d<break><break>e"),
    // Character references
    .init("&#1093;&#x443;&#X0439;", "хуй"),
    .init("&amp;#1093; &amp;amp;#1093; &#38;#1093;", "х х х"),
    .init("&#0001093; &#1093 &#9;", "х х  "),
    .init("&laquo;&raquo;&nbsp;&mdash;&shy;&amp;", "\"\" -&"),
    .init("&#0; &#xD800; &#99999999999999999999; &#; &bogus; &", "&#0; &#xd800; &#99999999999999999999; &#; &bogus; &"),
    .init("и&#774; &#1080;\u{306}", "й й"),
    .init("AT&T a&amp;b", "at&t a&b"),
  ]

  static let words: [Case] = [
    // Runs
    .init("xуй сyка", "{x}уй с{y}ка"),
    .init("б0т х00й 4мо", "б{0}т х{0}{0}й {4…}мо"),
    .init("50000руб дом15 15а д5 5д5 5", "50000руб дом15 15а д5 {5…}д5 5"),
    .init("чм0 сра4! дом5, дом5-7 за2.5", "чм{0…} сра4! дом5, дом5-7 за2.5"),
    .init("€бать с¥ка 100€ €uro", "{e}бать с{y}ка 100e euro"),
    .init("iPhone huy 4mo b0t", "iphone huy 4mo b0t"),
    .init("iPhone/айфон", "iphone/айфон"),
    .init("пиzдec", "пи{z}д{e}{c}"),
    // Inner signs
    .init("х*й б..ть кто-то и/или ху🔥й", "х[*]й б[.][.]ть кто[-]то и[/]или ху[emoji]й"),
    .init("«слово», (да)! -нет-", "\"слово\", (да)! -нет-"),
    .init("а[б а`б а\"б а]б а{б", "а[(]б а[']б а[']б а[)]б а[(]б"),
    .init("а©б", "а[sign]б"),
    .init("$ука жоп@ @иван 5$ b@d", "[$]ука жоп[@] [@]иван 5$ b@d"),
    .init("х.y.й х.y х.yz.й", "х{y}й х.y х.yz.й"),
    .init("ах.y.ой", "ах[.]{y}[.]ой"),
    .init("ах.y.z.ой", "ах[.]{y}[.]{z}[.]ой"),
    .init("https://x.ru/a-b?c=1", "https://x.ru/a-b?c=1"),
    // Signs that stand for letters on both sides
    .init("o6o$$@ли $уke 5$за us$ка", "{o}{6}{o}[$][$][@]ли [$]у{k}{e} 5[$]за {u}{s}[$]ка"),
    .init("тг@manager info@школа.рф", "тг[@]manager info[@]школа[.]рф"),
    // The drawn letter
    .init("}{уй )(уй ><уй пи}{", "{х}уй {х}уй {х}уй пи{х}"),
    .init("(а б)(в) ((а))(б) а)(уй", "(а б[)][(]в) ((а[)][)][(]б) а{х}уй"),
    .init("(а)(б) }{ a}{b", "(а[)][(]б) }{ a}{b"),
    .init("}{yй )(.у.й а).(у.й", "{х}{y}й {х}[.]у[.]й а[)][.][(]у[.]й"),
    // Other drawn letters
    .init("ш/\\юха б/\\я /\\ox", "шлюха бля /\\ox"),
    .init(")|(0па }|{опа >|<опа )i(опа", "ж{0}па жопа жопа жопа"),
    .init("(а)|(б) а|б |-|а|/|б |_|а |<ал", "(а[)][|][(]б) а[|]б наиб {u}а кал"),
    .init("/\\/\\удак", "мудак"),
    // Single letters
    .init("х у й", "хуй"),
    .init("х.у.й х-у-й х_у_й", "хуй хуй хуй"),
    .init("ну х . у . й вот", "ну хуй вот"),
    .init("х, у, й", "хуй"),
    .init("х  у  й", "хуй"),
    .init("х\nу\nй", "хуй"),
    .init("х y й", "х{y}й"),
    .init("х у й н я", "хуйня"),
    .init("с у к а", "сука"),
    .init("с.у.к.а", "сука"),
    .init("а я и в магазине", "а я и в магазине"),
    .init("и в к", "и в к"),
    .init("а у й, о", "ауй, о"),
    .init("х у. й", "х у. й"),
    .init("х...у...й", "х[.][.][.]у[.][.][.]й"),
    .init("x y z", "x y z"),
    .init("p i z d e c", "pizdec"),
    .init("🇵 🇮 🇿 🇩", "pizd"),
    .init("n-u-3-d-я-т M-y-д-@-K", "{n}{u}{3}{d}ят {m}{y}д{a}{k}"),
    .init("6.л.я.т.ь х.у.1 1-а-2-б", "{6…}лять х[.]у.1 1-а-2-б"),
    .init("5 в 1 и 2 с", "5 в 1 и 2 с"),
    .init("A и B", "a и b"),
    .init("c у k a", "{c}у{k}{a}"),
    .init("1 к 2 к 3 к", "1 к 2 к 3 к"),
    .init("о,х у й", "о[,]хуй"),
  ]

  @Test(arguments: characters)
  func character(_ item: Case) {
    var folder = TextFolder()
    let text = folder.fold([UInt8](item.input.utf8), disguisesEverywhere: nil)
    #expect(notation(text.symbols) == item.expected)
  }

  @Test(arguments: words)
  func word(_ item: Case) {
    var folder = TextFolder()
    #expect(notation(folder.fold(item.input).symbols) == item.expected)
  }

  static let starts: [(String, [UInt32])] = [
    ("х у й", [0, 3, 6, 8]),
    ("и\u{306}а", [0, 4, 6]),
    ("}{уй", [0, 2, 4, 6]),
    ("&amp;#1093;й", [0, 11, 13]),
    ("…а", [0, 0, 0, 3, 5]),
    ("👍🏽а", [0, 8, 10]),
    ("👍🏽\u{301}а", [0, 10, 12]),
    ("х\u{200B}у", [0, 5, 7]),
    ("\u{200B}у", [3, 5]),
    ("🇷🇺🇺🇸", [0, 8, 16]),
  ]

  @Test(arguments: starts)
  func sources(_ input: String, _ starts: [UInt32]) {
    var folder = TextFolder()
    #expect(folder.fold(input).starts == starts)
  }

  static let mixtures: [(String, Int)] = [
    ("хуй", 0), ("xуй", 1), ("xуй x уyх", 2), ("hello", 0), ("їжак", 0), ("пипπс", 1), ("πππ", 0), ("а1б", 0),
    ("x-уй", 0), ("х y й", 1),
  ]

  @Test(arguments: mixtures)
  func mixedScripts(_ input: String, _ count: Int) {
    var folder = TextFolder()
    #expect(folder.fold(input).mixedScriptWords == count)
  }

  @Test func sourceRangeHoldsWhatWasJoinedAndDropped() {
    var folder = TextFolder()
    let text = folder.fold("ну х\u{301} . у . й\u{301}!")
    #expect(notation(text.symbols) == "ну хуй!")
    #expect(text.sourceRange(of: 3..<6) == 5..<21)
    #expect(folder.fold("½").sourceRange(of: 0..<1) == 0..<2)
  }

  @Test func everyLookAlikeIsListedOnce() {
    var seen: [Unicode.Scalar: String] = [:]
    for (target, characters) in LookAlikes.afterNormalization {
      for character in characters {
        #expect(seen[character] == nil, "U+\(String(character.value, radix: 16)) → \(target)")
        seen[character] = target
      }
    }
  }
}
