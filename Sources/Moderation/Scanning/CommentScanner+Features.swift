internal import PatternScanning
internal import TextFolding

/// Features of models, which are looked for once more where a model finds something.
extension CommentScanner {
  /// For each model the weight that a token's strongest feature must have if its features may be shown: that of the last of so
  /// many tokens as features are shown. For a model that finds nothing there are none.
  mutating func weightsOfFeatures(all: Bool) -> [Int32] {
    var weights = [Int32](repeating: .max, count: found.sums.count)
    for model in weights.indices where rules.models.finds(found.sums[model], of: model) {
      var strongest = [Int32](repeating: .min, count: CompiledModels.mostShown)
      for token in tokens where !all && token.knowledge.has(TokenMemo.Knowledge.hasSums) {
        strongest.append(memo.facts.sum(token.knowledge.facts, of: model).strongest)
        strongest.sort(by: >)
        strongest.removeLast()
      }
      weights[model] = strongest.last ?? .min
    }
    return weights
  }

  /// Finds the features in a token once more: they are seldom asked for, and too many to be remembered.
  mutating func addFeatures(of token: Span<UInt8>, at place: Place) {
    folder.fold(token, into: &text)
    let symbols = text.symbols
    rules.scanner.scan(symbols.span, of: rules.models.firstFeature..<Int.max, scratch: &scratch)
    let places = WordPlaces(symbols.span)
    for match in scratch.matches {
      found.features.append(place.moved(text.placed(match.id, match.range, places)))
    }
  }
}
