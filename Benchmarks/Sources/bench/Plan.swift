/// How much is measured: all of it in some minutes, or a quick look.
struct Plan {
  /// What the report calls it.
  var name = "full"
  /// Rounds at least.
  var rounds = 5
  /// More rounds are made while a section has had less than so many seconds.
  var roundSeconds = 6.0
  /// On a busy machine a section makes do with fewer rounds when it has had so many seconds on the wall.
  var mostRoundSeconds = 15.0
  /// Literals that Hyperscan and RE2 look for, at most; Hyperscan needs some milliseconds to compile each.
  var literals = 5_000
  /// Seconds for the slow reference, for the mix and for the clean comments.
  var referenceSeconds = 10.0
  /// The comments are thinned out until the engine needs no more than so many seconds for a pass.
  var passSeconds = 2.0
  /// A contestant repeats its pass until a measurement has at least so many seconds.
  var shortestMeasurement = 0.1
  /// What one run of a command has to do, in seconds that the library needs for it.
  var commandSeconds = 0.5
  /// No command runs longer, in seconds.
  var commandLimit = 20.0
  /// Starts that are measured, at most, and the seconds for them.
  var starts = (most: 20, seconds: 10.0)
  /// The largest comment, in bytes.
  var largestComment = 10_000_000
  /// Seconds for comments of all sizes.
  var lengthLimit = 20.0
  /// Seconds for a lexicon ten times as large.
  var lexiconLimit = 60.0
  /// Seconds for each adversarial text, and for the mix with foreign letters.
  var adversarialLimit = 40.0
  var foreignSeconds = 0.04

  /// Takes about six minutes.
  static let full = Plan()

  /// Takes about one minute.
  static let quick = Plan(
    name: "quick, not for the record",
    rounds: 3, roundSeconds: 1, mostRoundSeconds: 6, literals: 1_000, referenceSeconds: 2,
    passSeconds: 0.4, shortestMeasurement: 0.03,
    commandSeconds: 0.2, commandLimit: 10,
    starts: (3, 2), largestComment: 1_000_000, lengthLimit: 4, lexiconLimit: 30, adversarialLimit: 1)
}
