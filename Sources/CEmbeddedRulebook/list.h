// One entry for each .tsv and .yaml file of lexicons/; scripts/list-embedded-rules.sh writes them, a test fails when one
// is missing.
FILE("aggression/classes-calls.tsv")
#embed "../../lexicons/aggression/classes-calls.tsv"
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
FILE("aggression/wishes-mild.tsv")
#embed "../../lexicons/aggression/wishes-mild.tsv"
END
FILE("aggression/wishes.tsv")
#embed "../../lexicons/aggression/wishes.tsv"
END
FILE("classes.tsv")
#embed "../../lexicons/classes.tsv"
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
FILE("insult/mind.tsv")
#embed "../../lexicons/insult/mind.tsv"
END
FILE("insult/nations.tsv")
#embed "../../lexicons/insult/nations.tsv"
END
FILE("insult/politics.tsv")
#embed "../../lexicons/insult/politics.tsv"
END
FILE("insult/scum.tsv")
#embed "../../lexicons/insult/scum.tsv"
END
FILE("insult/sex-age.tsv")
#embed "../../lexicons/insult/sex-age.tsv"
END
FILE("insult/suka.tsv")
#embed "../../lexicons/insult/suka.tsv"
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
FILE("rules/aggression.yaml")
#embed "../../lexicons/rules/aggression.yaml"
END
FILE("rules/insult-phrases.yaml")
#embed "../../lexicons/rules/insult-phrases.yaml"
END
FILE("rules/insult.yaml")
#embed "../../lexicons/rules/insult.yaml"
END
FILE("rules/spam-offers.yaml")
#embed "../../lexicons/rules/spam-offers.yaml"
END
FILE("rules/spam-phrases.yaml")
#embed "../../lexicons/rules/spam-phrases.yaml"
END
FILE("rules/spam-signals.yaml")
#embed "../../lexicons/rules/spam-signals.yaml"
END
FILE("rules/spam.yaml")
#embed "../../lexicons/rules/spam.yaml"
END
FILE("rules/threat.yaml")
#embed "../../lexicons/rules/threat.yaml"
END
FILE("spam/adult.tsv")
#embed "../../lexicons/spam/adult.tsv"
END
FILE("spam/contact.tsv")
#embed "../../lexicons/spam/contact.tsv"
END
FILE("spam/money.tsv")
#embed "../../lexicons/spam/money.tsv"
END
FILE("spam/promotion.tsv")
#embed "../../lexicons/spam/promotion.tsv"
END
FILE("spam/trade.tsv")
#embed "../../lexicons/spam/trade.tsv"
END
FILE("spam/work.tsv")
#embed "../../lexicons/spam/work.tsv"
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
FILE("threat/classes-verbs.tsv")
#embed "../../lexicons/threat/classes-verbs.tsv"
END
