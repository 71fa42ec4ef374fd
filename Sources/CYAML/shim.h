// libyaml (https://pyyaml.org/wiki/LibYAML), Debian's libyaml-dev.
#include <yaml.h>
