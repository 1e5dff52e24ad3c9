/* SPDX-License-Identifier: BSD-3-Clause */
/* What a step showed to be wrong: of the RMM, or of the model itself. */
#ifndef SIM_FINDING_H
#define SIM_FINDING_H

#include <glib.h>

#include "check/hint.h"
#include "check/invariant.h"
#include "check/self_check.h"

typedef enum {
	FINDING_INVARIANT,      /* a step breaks it */
	FINDING_SELF_CHECK,     /* the model does not keep its word */
	FINDING_LIMIT,          /* a pool of the model is exhausted */
	FINDING_HINT            /* nothing is wrong, but it is worth knowing */
} FindingKind;

typedef struct {
	FindingKind kind;
	enum rmm_command_id command;    /* of the step */
	const char *id;         /* of the invariant or success condition; NULL: none */
	const char *section;    /* or NULL */
	const char *text;       /* the rule, in a line */
	enum rmm_subject subject;       /* what it is about; SUBJECT_STEP: the step */
	uint64_t address;       /* IPA of an entry, else PA of Granule, RD or REC */
	unsigned line;          /* of the step */
} Finding;

Finding finding_of_violation(const struct rmm_event *event, const struct rmm_violation *violation);
Finding finding_of_check(const struct rmm_model *model, enum rmm_command_id command,
			 const struct rmm_finding *found);
/* @state: after @command found a pool of the model exhausted. */
Finding finding_of_limit(const struct rmm_model *model, const struct rmm *state,
			 enum rmm_command_id command);

Finding finding_of_hint(const struct rmm_event *event, const struct rmm_hint *hint,
			uint64_t address);

/* Appends "gpt-realm-iff-delegated (A2.2.3.1): a Granule's ...". */
void finding_append(GString *out, const struct rmm_model *model, const Finding *finding);

#endif
