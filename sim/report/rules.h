/* SPDX-License-Identifier: BSD-3-Clause */
/* The rules that events are about, from the tables of the model. */
#ifndef SIM_RULES_H
#define SIM_RULES_H

#include "base/model.h"
#include "check/invariant.h"
#include "engine/command.h"
#include "report/report.h"

void rules_add_invariant(GArray *rules, const struct rmm_version *version,
			 const struct rmm_invariant *row);

/* That what is written can be carried out. */
void rules_add_not_run(GArray *rules);

/* As of ReportWords, for a file: the same, if it is in error. */
void rules_of_file(const ReportEvent *event, GArray *rules);

/* @is_expected: it is departed from as is known. */
void rules_add_variant(GArray *rules, const struct rmm_version *version,
		       enum rmm_variant variant, gboolean is_expected);

/* The condition that refused. FALSE: none did. */
gboolean rules_add_condition(GArray *rules, const struct rmm_model *model,
			     const struct rmm_result *result);

#endif
