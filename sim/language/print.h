/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a scenario's header in the language it was read in. */
#ifndef SIM_PRINT_H
#define SIM_PRINT_H

#include "language/scenario.h"

/* Appends memory, geometry and platform, as far as they are not the usual ones. */
void scenario_append_configuration(GString *out, const struct rmm_config *config);

/* Appends title, question, spec, memory, geometry, platform and variants. */
void scenario_append_header(GString *out, const Scenario *scenario);

#endif
