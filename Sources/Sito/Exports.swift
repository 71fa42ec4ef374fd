// What this module adds to `Moderation` is the rules that are built in. Verdicts are made of the rulebook's words (labels,
// tiers, actions), so that `import Sito` brings those along, too.
@_exported public import Moderation
@_exported public import Rulebook
