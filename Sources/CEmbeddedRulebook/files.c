#include "CEmbeddedRulebook.h"

#include <string.h>

// #embed is C23, which clang takes in every mode, with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

struct file {
  const char *path;
  // Ended by a zero byte, which no text of ours holds (a test compares every byte).
  const char *text;
};

#define FILE(path) {path, (const char[]){
#define END , 0}},

// One entry for each .tsv and .yaml file of lexicons/; a test fails when one is missing here.
static const struct file files[] = {
  FILE("classes.tsv")
#embed "../../lexicons/classes.tsv"
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
};

size_t embedded_rulebook_count(void) { return sizeof files / sizeof files[0]; }

const char *embedded_rulebook_path(size_t index) { return files[index].path; }

const uint8_t *embedded_rulebook_bytes(size_t index) { return (const uint8_t *)files[index].text; }

size_t embedded_rulebook_length(size_t index) { return strlen(files[index].text); }
