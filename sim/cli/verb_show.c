#include "options.h"
static ExitCode f(char **a){(void)a;return 0;}
const Verb verb_show={"show","WHAT","x","y",f};
