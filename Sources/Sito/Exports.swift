// Verdicts are made of the rulebook's words (labels, tiers, actions), so that `import Sito` brings them along.
@_exported public import Rulebook
