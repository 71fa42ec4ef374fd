/// Reads one `.tsv` file. Its columns tell what it is: a lexicon has `id` and `pattern`, the affix classes `name` and
/// `members`, the reviewed words `lemma` and `rules`, a linear model `feature` and `weight`, the frequencies of words `word` and
/// `per-million`.
struct LexiconReader {
  enum Column: String, CaseIterable {
    case id, pattern, except, match
    case noMatch = "no-match"
    case tier, target, object, disguise, latin, note
    case name, members
    case lemma, rules
    case feature, weight
    case word
    case perMillion = "per-million"
  }

  private enum Kind {
    case lexicon, classes, reviewedWords, model, frequencies

    /// The kind that some of these columns belong to.
    init(columnNames names: [String]) {
      func has(_ columns: Column...) -> Bool { columns.contains { names.contains($0.rawValue) } }
      self =
        has(.name, .members)
        ? .classes
        : has(.lemma, .rules)
          ? .reviewedWords
          : has(.feature, .weight) ? .model : has(.word, .perMillion) ? .frequencies : .lexicon
    }

    var columns: [Column] {
      switch self {
      case .lexicon: [.id, .pattern, .except, .match, .noMatch, .tier, .target, .object, .disguise, .latin, .note]
      case .classes: [.name, .members]
      case .reviewedWords: [.lemma, .rules, .note]
      case .model: [.feature, .weight]
      case .frequencies: [.word, .perMillion]
      }
    }

    var neededColumns: [Column] {
      switch self {
      case .lexicon: [.id, .pattern]
      case .classes: [.name, .members]
      case .reviewedWords: [.lemma, .rules]
      case .model: [.feature, .weight]
      case .frequencies: [.word, .perMillion]
      }
    }
  }

  private var table: TableText
  private var parser: PatternParser
  private var settings = LexiconSettings()
  private var kind = Kind.lexicon
  /// What the cells of a row hold, by place.
  private var columns: [Column] = []
  /// The cells of the row at hand, by column.
  private var cells: [TableText.Cell?] = Array(repeating: nil, count: Column.allCases.count)
  /// The rows of a model.
  private var features: [LinearModel.Feature] = []

  /// Adds what the file holds to the draft.
  static func read(_ file: RulebookFile, into draft: inout RulebookDraft) {
    var reader = LexiconReader(table: TableText(file))
    reader.read(into: &draft)
    draft.note(reader.parser.references)
  }

  private init(table: TableText) {
    self.table = table
    parser = PatternParser(table.bytes, of: table.file)
  }

  private mutating func read(into draft: inout RulebookDraft) {
    while let line = table.nextLine() {
      switch line {
      case .directive: settings.set(table, in: &draft)
      case .row where columns.isEmpty:
        guard readHeader(into: &draft) else { return }
      case .row:
        arrange(into: &draft)
        switch kind {
        case .lexicon: readEntry(into: &draft)
        case .classes: readClass(into: &draft)
        case .reviewedWords: readReviewedWord(into: &draft)
        case .model: readFeature(into: &draft)
        case .frequencies: readFrequency(into: &draft)
        }
      }
    }
    if kind == .model { addModel(to: &draft) }
  }

  /// The line that names the columns; without the columns that must be there the rest makes no sense.
  private mutating func readHeader(into draft: inout RulebookDraft) -> Bool {
    let names = table.cells.map { table.text(of: $0) }
    kind = Kind(columnNames: names)
    let known = kind.columns
    var isReadable = true
    for (cell, name) in zip(table.cells, names) {
      guard let column = Column(rawValue: name), known.contains(column) else {
        let proposal = RuleName.proposal(for: name, among: known.map(\.rawValue))
        draft.report(at: table.location(of: cell), "unknown column “\(name)”\(proposal)")
        isReadable = false
        continue
      }
      if columns.contains(column) {
        draft.report(at: table.location(of: cell), "the column “\(name)” comes twice")
        isReadable = false
      }
      columns.append(column)
    }
    for column in kind.neededColumns where !columns.contains(column) {
      let start = SourceLocation(file: table.file, line: table.line, column: 1)
      draft.report(at: start, "the column “\(column.rawValue)” is missing; the first line names the columns")
      isReadable = false
    }
    return isReadable
  }

  /// Puts the cells of a row under their columns.
  private mutating func arrange(into draft: inout RulebookDraft) {
    for index in cells.indices { cells[index] = nil }
    for (place, cell) in table.cells.enumerated() where !cell.range.isEmpty {
      guard place < columns.count else {
        draft.report(at: table.location(of: cell), "more cells than the \(columns.count) columns named above")
        return
      }
      cells[columns[place].index] = cell
    }
  }

  /// Parses the pattern that a cell or a part of one holds, or reports why it is none.
  private mutating func pattern(_ cell: TableText.Cell, in draft: inout RulebookDraft) -> PatternSyntax? {
    do {
      let node = try parser.parse(cell.range, line: table.line, column: cell.column)
      return PatternSyntax(text: table.text(of: cell), node: node, location: table.location(of: cell))
    } catch {
      draft.report(error)
      return nil
    }
  }

  private func cell(_ column: Column) -> TableText.Cell? { cells[column.index] }

  private func location(_ column: Column) -> SourceLocation {
    if let cell = cell(column) { return table.location(of: cell) }
    return SourceLocation(file: table.file, line: table.line, column: 1)
  }

  private func complaintOfAbsence(_ column: Column) -> Diagnostic {
    Diagnostic(at: location(column), "the cell “\(column.rawValue)” is empty")
  }
}

// MARK: - Classes

extension LexiconReader {
  private mutating func readClass(into draft: inout RulebookDraft) {
    guard let nameCell = cell(.name) else { return draft.report(complaintOfAbsence(.name)) }
    guard let membersCell = cell(.members) else { return draft.report(complaintOfAbsence(.members)) }
    let location = table.location(of: nameCell)
    guard RuleName.isName(table.bytes[nameCell.range]) else {
      let name = table.text(of: nameCell)
      return draft.report(at: location, "“\(name)” is no name; write lower-case Latin letters, digits and “-”")
    }
    var members: [PatternSyntax] = []
    for word in table.words(of: membersCell) {
      if table.bytes[word.range].elementsEqual([UInt8(ascii: "~")]) {
        members.append(PatternSyntax(text: "~", node: .sequence([]), location: table.location(of: word)))
      } else if let member = pattern(word, in: &draft) {
        members.append(member)
      }
    }
    draft.rulebook.affixClasses.append(
      AffixClass(name: table.text(of: nameCell), members: members, location: location))
  }
}

// MARK: - Reviewed words

extension LexiconReader {
  private mutating func readReviewedWord(into draft: inout RulebookDraft) {
    guard let lemmaCell = cell(.lemma) else { return draft.report(complaintOfAbsence(.lemma)) }
    guard let rulesCell = cell(.rules) else { return draft.report(complaintOfAbsence(.rules)) }
    draft.rulebook.reviewedWords.append(
      ReviewedWord(
        lemma: table.text(of: lemmaCell), rules: table.words(of: rulesCell).map { table.text(of: $0) },
        location: table.location(of: lemmaCell)))
  }
}

// MARK: - Models

extension LexiconReader {
  private mutating func readFeature(into draft: inout RulebookDraft) {
    guard let featureCell = cell(.feature) else { return draft.report(complaintOfAbsence(.feature)) }
    guard let weightCell = cell(.weight) else { return draft.report(complaintOfAbsence(.weight)) }
    let written = table.text(of: featureCell)
    let isStem = written.hasSuffix("*")
    let text = isStem ? String(written.dropLast()) : written
    guard !text.isEmpty, text.allSatisfy({ $0.isLetter }) else {
      return draft.report(
        at: table.location(of: featureCell), "“\(written)” is no word and no beginning of words, «сло*»")
    }
    guard let weight = Double(table.text(of: weightCell)), weight.isFinite else {
      return draft.report(
        at: table.location(of: weightCell), "“\(table.text(of: weightCell))” is no weight; write a number such as -1.25"
      )
    }
    features.append(LinearModel.Feature(text: text, isStem: isStem, weight: weight))
  }

  private func addModel(to draft: inout RulebookDraft) {
    let start = SourceLocation(file: table.file, line: 1, column: 1)
    guard let model = settings.model, case .label(let label)? = settings.owner else {
      return draft.report(at: start, "a model needs the lines “@model label.name” and “@label label” above its table")
    }
    guard RuleName.isID(model.id.utf8), RuleName.isID(model.id, of: label.rawValue) else {
      return draft.report(
        at: model.location, "“\(model.id)” is no id for a model; write \(label.rawValue).name in lower-case letters")
    }
    guard draft.claim(model.id, at: model.location) else { return }
    draft.rulebook.models.append(
      LinearModel(
        id: model.id, label: label, bias: settings.bias, threshold: settings.threshold, features: features,
        location: model.location))
  }
}

// MARK: - Frequencies

extension LexiconReader {
  private mutating func readFrequency(into draft: inout RulebookDraft) {
    guard let wordCell = cell(.word) else { return draft.report(complaintOfAbsence(.word)) }
    guard let numberCell = cell(.perMillion) else { return draft.report(complaintOfAbsence(.perMillion)) }
    guard let number = Int(table.text(of: numberCell)), (1...1_000_000).contains(number) else {
      return draft.report(
        at: table.location(of: numberCell),
        "“\(table.text(of: numberCell))” is no frequency; write how often the word stands among a million")
    }
    draft.rulebook.frequencies.append(WordFrequency(word: table.text(of: wordCell), perMillion: number))
  }
}

// MARK: - Entries

extension LexiconReader {
  private mutating func readEntry(into draft: inout RulebookDraft) {
    guard let idCell = cell(.id) else { return draft.report(complaintOfAbsence(.id)) }
    let id = table.text(of: idCell)
    let location = table.location(of: idCell)
    guard let meaning = meaning(at: location, in: &draft), let patternCell = cell(.pattern) else {
      if cell(.pattern) == nil { draft.report(complaintOfAbsence(.pattern)) }
      return
    }
    guard isAcceptable(id, in: idCell, of: meaning.owner, in: &draft), draft.claim(id, at: location) else { return }

    var patterns: [PatternSyntax] = []
    for word in table.words(of: patternCell) {
      guard let pattern = pattern(word, in: &draft) else { continue }
      guard pattern.beginsAndEndsInWords else {
        draft.report(at: pattern.location, "a pattern begins and ends with a word, not with “_”")
        continue
      }
      draft.noteRepetition(of: pattern, meaning: meaning)
      draft.noteSuspect(pattern)
      patterns.append(pattern)
    }
    var exceptions: [PatternSyntax] = []
    for word in cell(.except).map({ table.words(of: $0) }) ?? [] {
      guard let exception = pattern(word, in: &draft) else { continue }
      draft.noteSuspect(exception)
      exceptions.append(exception)
    }
    let matching = examples(.match, in: &draft)
    if case .finding = meaning, matching.isEmpty {
      draft.report(at: location, "“\(id)” has a label and no example; write a text that must match under “match”")
    }
    if patterns.isEmpty { return }
    draft.rulebook.entries.append(
      LexiconEntry(
        id: id, meaning: meaning, patterns: patterns, exceptions: exceptions,
        disguise: value(.disguise, in: &draft) ?? settings.disguise,
        latin: flag(.latin, in: &draft) ?? settings.latin,
        matching: matching, notMatching: examples(.noMatch, in: &draft),
        location: location))
  }

  private func isAcceptable(
    _ id: String, in cell: TableText.Cell, of owner: String, in draft: inout RulebookDraft
  ) -> Bool {
    let location = table.location(of: cell)
    guard RuleName.isID(table.bytes[cell.range]) else {
      draft.report(at: location, "“\(id)” is no id; write lower-case Latin letters, digits, “-” and “.”: \(owner).word")
      return false
    }
    guard RuleName.isID(id, of: owner) else {
      draft.report(at: location, "the id “\(id)” must begin with its label or class: \(owner).word")
      return false
    }
    return true
  }

  /// What a match of the row at hand means by the `@` lines and its own cells.
  private func meaning(at location: SourceLocation, in draft: inout RulebookDraft) -> Meaning? {
    let tier: Tier? = value(.tier, in: &draft)
    let target: Target? = value(.target, in: &draft)
    let object: ThreatObject? = value(.object, in: &draft)
    switch settings.owner {
    case nil:
      draft.report(at: location, "neither @label nor @class stands above this line")
      return nil
    case .label(let label):
      if object != nil, label != .threat {
        draft.report(at: self.location(.object), "“object” goes with the label threat")
      }
      let threatened = label == .threat ? object ?? settings.object : nil
      return .finding(label, tier ?? settings.tier, target: target ?? settings.target, object: threatened)
    case .wordClass(let name):
      for column in [Column.tier, .target, .object] where cell(column) != nil {
        draft.report(at: self.location(column), "“\(column.rawValue)” goes with a label, and this is a class")
      }
      return .wordClass(name)
    }
  }

  private func examples(_ column: Column, in draft: inout RulebookDraft) -> [Example] {
    guard let cell = cell(column) else { return [] }
    return table.alternatives(of: cell).compactMap { part in
      let location = table.location(of: part)
      guard part.range.isEmpty else { return Example(text: table.text(of: part), location: location) }
      draft.report(at: location, "an empty example; examples are parted by “ | ”")
      return nil
    }
  }

  private func value<Value: RawRepresentable<String> & CaseIterable>(
    _ column: Column, in draft: inout RulebookDraft
  ) -> Value? {
    guard let cell = cell(column) else { return nil }
    return draft.value(table.text(of: cell), of: column.rawValue, at: table.location(of: cell))
  }

  private func flag(_ column: Column, in draft: inout RulebookDraft) -> Bool? {
    let value: Switch? = value(column, in: &draft)
    return value.map { $0 == .on }
  }
}

extension LexiconReader.Column {
  /// The place among all columns.
  fileprivate var index: Int {
    switch self {
    case .id: 0
    case .pattern: 1
    case .except: 2
    case .match: 3
    case .noMatch: 4
    case .tier: 5
    case .target: 6
    case .object: 7
    case .disguise: 8
    case .latin: 9
    case .note: 10
    case .name: 11
    case .members: 12
    case .lemma: 13
    case .rules: 14
    case .feature: 15
    case .weight: 16
    case .word: 17
    case .perMillion: 18
    }
  }
}

extension PatternSyntax {
  /// Whether neither end is a gap between words.
  fileprivate var beginsAndEndsInWords: Bool {
    switch node {
    case .gap: false
    case .sequence(let items): items.first != .gap && items.last != .gap
    default: true
    }
  }
}
