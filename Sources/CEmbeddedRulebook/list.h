// One entry for each .tsv and .yaml file of lexicons/; scripts/list-embedded-rules.sh writes them, a test fails when one
// is missing.
FILE("aggression/calls-phrases.tsv")
#embed "../../lexicons/aggression/calls-phrases.tsv"
END
FILE("aggression/classes-calls-more.tsv")
#embed "../../lexicons/aggression/classes-calls-more.tsv"
END
FILE("aggression/classes-calls.tsv")
#embed "../../lexicons/aggression/classes-calls.tsv"
END
FILE("aggression/classes-curses.tsv")
#embed "../../lexicons/aggression/classes-curses.tsv"
END
FILE("aggression/classes-harmless.tsv")
#embed "../../lexicons/aggression/classes-harmless.tsv"
END
FILE("aggression/classes-infinitives.tsv")
#embed "../../lexicons/aggression/classes-infinitives.tsv"
END
FILE("aggression/classes-moods.tsv")
#embed "../../lexicons/aggression/classes-moods.tsv"
END
FILE("aggression/classes-parts.tsv")
#embed "../../lexicons/aggression/classes-parts.tsv"
END
FILE("aggression/classes-persons.tsv")
#embed "../../lexicons/aggression/classes-persons.tsv"
END
FILE("aggression/classes-topics.tsv")
#embed "../../lexicons/aggression/classes-topics.tsv"
END
FILE("aggression/classes-wide.tsv")
#embed "../../lexicons/aggression/classes-wide.tsv"
END
FILE("aggression/model.tsv")
#embed "../../lexicons/aggression/model.tsv"
END
FILE("aggression/reviewed-words.tsv")
#embed "../../lexicons/aggression/reviewed-words.tsv"
END
FILE("aggression/wishes-mild.tsv")
#embed "../../lexicons/aggression/wishes-mild.tsv"
END
FILE("aggression/wishes.tsv")
#embed "../../lexicons/aggression/wishes.tsv"
END
FILE("classes.tsv")
#embed "../../lexicons/classes.tsv"
END
FILE("coarse/body.tsv")
#embed "../../lexicons/coarse/body.tsv"
END
FILE("coarse/her.tsv")
#embed "../../lexicons/coarse/her.tsv"
END
FILE("coarse/latin.tsv")
#embed "../../lexicons/coarse/latin.tsv"
END
FILE("coarse/more.tsv")
#embed "../../lexicons/coarse/more.tsv"
END
FILE("coarse/persons.tsv")
#embed "../../lexicons/coarse/persons.tsv"
END
FILE("coarse/reviewed-words.tsv")
#embed "../../lexicons/coarse/reviewed-words.tsv"
END
FILE("coarse/sex.tsv")
#embed "../../lexicons/coarse/sex.tsv"
END
FILE("coarse/split.tsv")
#embed "../../lexicons/coarse/split.tsv"
END
FILE("coarse/swapped.tsv")
#embed "../../lexicons/coarse/swapped.tsv"
END
FILE("context/crafts.tsv")
#embed "../../lexicons/context/crafts.tsv"
END
FILE("context/frames.tsv")
#embed "../../lexicons/context/frames.tsv"
END
FILE("context/self.tsv")
#embed "../../lexicons/context/self.tsv"
END
FILE("context/targets.tsv")
#embed "../../lexicons/context/targets.tsv"
END
FILE("context/things.tsv")
#embed "../../lexicons/context/things.tsv"
END
FILE("context/you.tsv")
#embed "../../lexicons/context/you.tsv"
END
FILE("frequencies.tsv")
#embed "../../lexicons/frequencies.tsv"
END
FILE("insult/adjectives.tsv")
#embed "../../lexicons/insult/adjectives.tsv"
END
FILE("insult/ambiguous.tsv")
#embed "../../lexicons/insult/ambiguous.tsv"
END
FILE("insult/beasts.tsv")
#embed "../../lexicons/insult/beasts.tsv"
END
FILE("insult/character.tsv")
#embed "../../lexicons/insult/character.tsv"
END
FILE("insult/classes-adjectives.tsv")
#embed "../../lexicons/insult/classes-adjectives.tsv"
END
FILE("insult/classes-bare.tsv")
#embed "../../lexicons/insult/classes-bare.tsv"
END
FILE("insult/classes-literal.tsv")
#embed "../../lexicons/insult/classes-literal.tsv"
END
FILE("insult/classes-lore.tsv")
#embed "../../lexicons/insult/classes-lore.tsv"
END
FILE("insult/classes-nicks.tsv")
#embed "../../lexicons/insult/classes-nicks.tsv"
END
FILE("insult/fools.tsv")
#embed "../../lexicons/insult/fools.tsv"
END
FILE("insult/groups.tsv")
#embed "../../lexicons/insult/groups.tsv"
END
FILE("insult/masked.tsv")
#embed "../../lexicons/insult/masked.tsv"
END
FILE("insult/mind.tsv")
#embed "../../lexicons/insult/mind.tsv"
END
FILE("insult/more.tsv")
#embed "../../lexicons/insult/more.tsv"
END
FILE("insult/nations.tsv")
#embed "../../lexicons/insult/nations.tsv"
END
FILE("insult/politics.tsv")
#embed "../../lexicons/insult/politics.tsv"
END
FILE("insult/rare.tsv")
#embed "../../lexicons/insult/rare.tsv"
END
FILE("insult/reviewed-phrases.tsv")
#embed "../../lexicons/insult/reviewed-phrases.tsv"
END
FILE("insult/reviewed-words.tsv")
#embed "../../lexicons/insult/reviewed-words.tsv"
END
FILE("insult/scum.tsv")
#embed "../../lexicons/insult/scum.tsv"
END
FILE("insult/sex-age.tsv")
#embed "../../lexicons/insult/sex-age.tsv"
END
FILE("insult/slang.tsv")
#embed "../../lexicons/insult/slang.tsv"
END
FILE("insult/suka.tsv")
#embed "../../lexicons/insult/suka.tsv"
END
FILE("insult/vices.tsv")
#embed "../../lexicons/insult/vices.tsv"
END
FILE("insult/wider.tsv")
#embed "../../lexicons/insult/wider.tsv"
END
FILE("insult/women.tsv")
#embed "../../lexicons/insult/women.tsv"
END
FILE("policies/amurzet-98-2022.yaml")
#embed "../../lexicons/policies/amurzet-98-2022.yaml"
END
FILE("policies/kozhevnikovo-286-2024.yaml")
#embed "../../lexicons/policies/kozhevnikovo-286-2024.yaml"
END
FILE("policies/kozhevnikovo-650-2022.yaml")
#embed "../../lexicons/policies/kozhevnikovo-650-2022.yaml"
END
FILE("policies/plastunovskaya-273-2023.yaml")
#embed "../../lexicons/policies/plastunovskaya-273-2023.yaml"
END
FILE("policies/shpakovsky-1199-2023.yaml")
#embed "../../lexicons/policies/shpakovsky-1199-2023.yaml"
END
FILE("profanity/blyad.tsv")
#embed "../../lexicons/profanity/blyad.tsv"
END
FILE("profanity/eb.tsv")
#embed "../../lexicons/profanity/eb.tsv"
END
FILE("profanity/euphemisms.tsv")
#embed "../../lexicons/profanity/euphemisms.tsv"
END
FILE("profanity/hui.tsv")
#embed "../../lexicons/profanity/hui.tsv"
END
FILE("profanity/latin.tsv")
#embed "../../lexicons/profanity/latin.tsv"
END
FILE("profanity/masked.tsv")
#embed "../../lexicons/profanity/masked.tsv"
END
FILE("profanity/more.tsv")
#embed "../../lexicons/profanity/more.tsv"
END
FILE("profanity/others.tsv")
#embed "../../lexicons/profanity/others.tsv"
END
FILE("profanity/pizda.tsv")
#embed "../../lexicons/profanity/pizda.tsv"
END
FILE("profanity/reviewed-words.tsv")
#embed "../../lexicons/profanity/reviewed-words.tsv"
END
FILE("profanity/split.tsv")
#embed "../../lexicons/profanity/split.tsv"
END
FILE("profanity/swapped.tsv")
#embed "../../lexicons/profanity/swapped.tsv"
END
FILE("rules/aggression-calls.yaml")
#embed "../../lexicons/rules/aggression-calls.yaml"
END
FILE("rules/aggression-curses.yaml")
#embed "../../lexicons/rules/aggression-curses.yaml"
END
FILE("rules/aggression-guards-wide.yaml")
#embed "../../lexicons/rules/aggression-guards-wide.yaml"
END
FILE("rules/aggression-guards.yaml")
#embed "../../lexicons/rules/aggression-guards.yaml"
END
FILE("rules/aggression-moods.yaml")
#embed "../../lexicons/rules/aggression-moods.yaml"
END
FILE("rules/aggression-wide.yaml")
#embed "../../lexicons/rules/aggression-wide.yaml"
END
FILE("rules/aggression-wishes.yaml")
#embed "../../lexicons/rules/aggression-wishes.yaml"
END
FILE("rules/aggression.yaml")
#embed "../../lexicons/rules/aggression.yaml"
END
FILE("rules/coarse.yaml")
#embed "../../lexicons/rules/coarse.yaml"
END
FILE("rules/insult-guards-adjectives.yaml")
#embed "../../lexicons/rules/insult-guards-adjectives.yaml"
END
FILE("rules/insult-guards-bare.yaml")
#embed "../../lexicons/rules/insult-guards-bare.yaml"
END
FILE("rules/insult-guards-literal.yaml")
#embed "../../lexicons/rules/insult-guards-literal.yaml"
END
FILE("rules/insult-guards-objects.yaml")
#embed "../../lexicons/rules/insult-guards-objects.yaml"
END
FILE("rules/insult-guards-speech.yaml")
#embed "../../lexicons/rules/insult-guards-speech.yaml"
END
FILE("rules/insult-guards.yaml")
#embed "../../lexicons/rules/insult-guards.yaml"
END
FILE("rules/insult-names.yaml")
#embed "../../lexicons/rules/insult-names.yaml"
END
FILE("rules/insult-oblique.yaml")
#embed "../../lexicons/rules/insult-oblique.yaml"
END
FILE("rules/insult-obscene.yaml")
#embed "../../lexicons/rules/insult-obscene.yaml"
END
FILE("rules/insult-phrases-mind.yaml")
#embed "../../lexicons/rules/insult-phrases-mind.yaml"
END
FILE("rules/insult-phrases-rude.yaml")
#embed "../../lexicons/rules/insult-phrases-rude.yaml"
END
FILE("rules/insult-phrases-scorn.yaml")
#embed "../../lexicons/rules/insult-phrases-scorn.yaml"
END
FILE("rules/insult-phrases.yaml")
#embed "../../lexicons/rules/insult-phrases.yaml"
END
FILE("rules/insult-words-guards.yaml")
#embed "../../lexicons/rules/insult-words-guards.yaml"
END
FILE("rules/insult-words-honest.yaml")
#embed "../../lexicons/rules/insult-words-honest.yaml"
END
FILE("rules/insult-words-lore.yaml")
#embed "../../lexicons/rules/insult-words-lore.yaml"
END
FILE("rules/insult-words.yaml")
#embed "../../lexicons/rules/insult-words.yaml"
END
FILE("rules/insult.yaml")
#embed "../../lexicons/rules/insult.yaml"
END
FILE("rules/lone-words.yaml")
#embed "../../lexicons/rules/lone-words.yaml"
END
FILE("rules/profanity-masks.yaml")
#embed "../../lexicons/rules/profanity-masks.yaml"
END
FILE("rules/profanity.yaml")
#embed "../../lexicons/rules/profanity.yaml"
END
FILE("rules/spam-guards.yaml")
#embed "../../lexicons/rules/spam-guards.yaml"
END
FILE("rules/spam-offers.yaml")
#embed "../../lexicons/rules/spam-offers.yaml"
END
FILE("rules/spam-pairs.yaml")
#embed "../../lexicons/rules/spam-pairs.yaml"
END
FILE("rules/spam-phrases.yaml")
#embed "../../lexicons/rules/spam-phrases.yaml"
END
FILE("rules/spam-signals.yaml")
#embed "../../lexicons/rules/spam-signals.yaml"
END
FILE("rules/spam-speech.yaml")
#embed "../../lexicons/rules/spam-speech.yaml"
END
FILE("rules/spam-structure.yaml")
#embed "../../lexicons/rules/spam-structure.yaml"
END
FILE("rules/spam-trade.yaml")
#embed "../../lexicons/rules/spam-trade.yaml"
END
FILE("rules/spam-wide-lures.yaml")
#embed "../../lexicons/rules/spam-wide-lures.yaml"
END
FILE("rules/spam-wide-money.yaml")
#embed "../../lexicons/rules/spam-wide-money.yaml"
END
FILE("rules/spam-wide-trade.yaml")
#embed "../../lexicons/rules/spam-wide-trade.yaml"
END
FILE("rules/spam-wide-work.yaml")
#embed "../../lexicons/rules/spam-wide-work.yaml"
END
FILE("rules/spam-wide.yaml")
#embed "../../lexicons/rules/spam-wide.yaml"
END
FILE("rules/spam-work.yaml")
#embed "../../lexicons/rules/spam-work.yaml"
END
FILE("rules/spam.yaml")
#embed "../../lexicons/rules/spam.yaml"
END
FILE("rules/threat-guards-more.yaml")
#embed "../../lexicons/rules/threat-guards-more.yaml"
END
FILE("rules/threat-guards.yaml")
#embed "../../lexicons/rules/threat-guards.yaml"
END
FILE("rules/threat-life.yaml")
#embed "../../lexicons/rules/threat-life.yaml"
END
FILE("rules/threat-maiming.yaml")
#embed "../../lexicons/rules/threat-maiming.yaml"
END
FILE("rules/threat-property.yaml")
#embed "../../lexicons/rules/threat-property.yaml"
END
FILE("rules/threat-sayings.yaml")
#embed "../../lexicons/rules/threat-sayings.yaml"
END
FILE("rules/threat-scenes.yaml")
#embed "../../lexicons/rules/threat-scenes.yaml"
END
FILE("rules/threat-veiled.yaml")
#embed "../../lexicons/rules/threat-veiled.yaml"
END
FILE("rules/threat.aims.yaml")
#embed "../../lexicons/rules/threat.aims.yaml"
END
FILE("rules/threat.body.yaml")
#embed "../../lexicons/rules/threat.body.yaml"
END
FILE("rules/threat.things.yaml")
#embed "../../lexicons/rules/threat.things.yaml"
END
FILE("spam/adult.tsv")
#embed "../../lexicons/spam/adult.tsv"
END
FILE("spam/commerce.tsv")
#embed "../../lexicons/spam/commerce.tsv"
END
FILE("spam/contact.tsv")
#embed "../../lexicons/spam/contact.tsv"
END
FILE("spam/model.tsv")
#embed "../../lexicons/spam/model.tsv"
END
FILE("spam/money.tsv")
#embed "../../lexicons/spam/money.tsv"
END
FILE("spam/pitch-lures.tsv")
#embed "../../lexicons/spam/pitch-lures.tsv"
END
FILE("spam/pitch-money.tsv")
#embed "../../lexicons/spam/pitch-money.tsv"
END
FILE("spam/pitch-trade.tsv")
#embed "../../lexicons/spam/pitch-trade.tsv"
END
FILE("spam/pitch-work.tsv")
#embed "../../lexicons/spam/pitch-work.tsv"
END
FILE("spam/promotion.tsv")
#embed "../../lexicons/spam/promotion.tsv"
END
FILE("spam/reach.tsv")
#embed "../../lexicons/spam/reach.tsv"
END
FILE("spam/structure.tsv")
#embed "../../lexicons/spam/structure.tsv"
END
FILE("spam/trade.tsv")
#embed "../../lexicons/spam/trade.tsv"
END
FILE("spam/work.tsv")
#embed "../../lexicons/spam/work.tsv"
END
FILE("threat/classes-deeds.tsv")
#embed "../../lexicons/threat/classes-deeds.tsv"
END
FILE("threat/classes-harmless.tsv")
#embed "../../lexicons/threat/classes-harmless.tsv"
END
FILE("threat/classes-hints.tsv")
#embed "../../lexicons/threat/classes-hints.tsv"
END
FILE("threat/classes-objects.tsv")
#embed "../../lexicons/threat/classes-objects.tsv"
END
FILE("threat/classes-persons.tsv")
#embed "../../lexicons/threat/classes-persons.tsv"
END
FILE("threat/classes-prospects.tsv")
#embed "../../lexicons/threat/classes-prospects.tsv"
END
FILE("threat/classes-sayings.tsv")
#embed "../../lexicons/threat/classes-sayings.tsv"
END
FILE("threat/classes-scenes.tsv")
#embed "../../lexicons/threat/classes-scenes.tsv"
END
FILE("threat/classes-things.tsv")
#embed "../../lexicons/threat/classes-things.tsv"
END
FILE("threat/classes-verbs.tsv")
#embed "../../lexicons/threat/classes-verbs.tsv"
END
FILE("threat/model.tsv")
#embed "../../lexicons/threat/model.tsv"
END
FILE("threat/reviewed-words.tsv")
#embed "../../lexicons/threat/reviewed-words.tsv"
END
