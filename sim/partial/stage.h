/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small RMM on which a call is tried: what it would return if the places that it
 * names were so. The addresses of a log are moved to where the stage has what is
 * wanted, so that its size does not grow with the log.
 */
#ifndef SIM_STAGE_H
#define SIM_STAGE_H

#include "partial/becoming.h"
#include "partial/roles.h"

/* What a REC may be about. */
typedef enum {
	REC_IS_READY, REC_IS_RUNNING, REC_IS_OFF, REC_WAITS_ON, REC_WAITS_ON_OFF, REC_WAITS_INFO,
	REC_WAITS_OTHER, REC_SCENES
} RecScene;

/* The geometry of a Realm: bits of its IPA space. */
#define STAGE_WIDTH_MIN 32
#define STAGE_WIDTH_MAX 48

/* How the places that a call names are. */
typedef struct {
	guint width;
	Entry entry;                    /* at the IPA */
	enum rmm_realm_state realm;
	gboolean is_bare;               /* it has neither RECs nor tables */
	RecScene rec;
	guint granule[8];               /* states, by slot of the input; GRANULE_UNTRACKED */
} Scene;

/* How they are behind a call that succeeded. */
typedef struct {
	gboolean has_entry;
	Entry entry;
	guint granule[8];
} Aftermath;

/* What else a call that fails may report. */
typedef struct {
	enum rmm_status status[8];
	int index[8];
	guint count;
} Others;

typedef struct Stage Stage;

/* NULL with @error: no model can be made. */
Stage *stage_new(const struct rmm_version *version, const struct rmm_variants *variants,
		 const struct rmm_platform *platform, GError **error);
void stage_free(Stage *stage);

/* One on which rules are bent otherwise; it uses what @stage has, which lives longer. */
Stage *stage_bend(Stage *stage, const struct rmm_variants *variants);

const struct rmm_model *stage_model(const Stage *stage);
const Roles *stage_roles(Stage *stage, enum rmm_command_id command);

/* The level at which the tables of a Realm of @width begin. */
int stage_start(Stage *stage, guint width);

/* Tries @call, with the addresses of the log. @after: of one that succeeds; or NULL. */
void stage_try(Stage *stage, const struct rmm_call *call, const Scene *scene,
	       struct rmm_result *result, Others *others, Aftermath *after);

#endif
