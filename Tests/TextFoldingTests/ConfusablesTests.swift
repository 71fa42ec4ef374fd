import Testing

@testable import TextFolding

/// ICU's confusables, whose library is loaded when they are first asked for.
@Suite struct ConfusablesTests {
  @Test(arguments: [("ո", "n"), ("ꓮ", "A"), ("∕", "/")])
  func charactersLookLikeOthers(pair: (String, String)) throws {
    let character = try #require(pair.0.unicodeScalars.first).value
    #expect(ICU.skeleton(of: character) == Array(pair.1.utf16))
  }
}
