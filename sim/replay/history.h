/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The history of a trace on the model: units, and the variants under which the
 * model took each; parts of it can be taken again, bent otherwise.
 */
#ifndef SIM_HISTORY_H
#define SIM_HISTORY_H

#include "replay/unit.h"
#include "system/hash.h"

typedef struct {
	struct rmm_config config;       /* from the start */
	guint watch;                    /* WATCH_*: of steps that count */
	HashCache *cache;
	GHashTable *models;     /* struct rmm_variants to struct rmm_model */
	const struct rmm_model *base;
	struct rmm *boot, *inactive;    /* after boot, and before RMI_RMM_ACTIVATE */
	MachinePoint *saved;    /* before the unit at hand */
	Player player;

	const Trace *trace;
	GArray *units;          /* of struct unit: so far */
	guint64 again;          /* lines that trials took */
} History;

/* A unit of the trace and the variants, beyond those in force, that it was taken under. */
struct unit {
	guint first, size;
	struct rmm_variants bent;
};

/*
 * Lines that are taken again, to find what explains those that diverge: at most so
 * many for each that was judged, and so many in any case.
 */
#define HISTORY_AGAIN_PER_LINE 10
#define HISTORY_AGAIN_ALWAYS 50000

/* NULL with @error if no model can be made. */
History *history_new(const struct rmm_config *config, GError **error);
void history_free(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

/* From boot, with @trace, which is read here; @watch: WATCH_*. */
void history_begin(History *history, Trace *trace, guint watch);

/* Notes where the machine stands: the next unit, which is added, begins here. */
void history_add(History *history, guint first, guint size);

TraceLine *const *history_lines(const History *history, const struct unit *unit);

/*
 * Takes a unit with variants beyond those in force; as unit_run. There is a model for
 * those in force.
 */
Verdict history_take(History *history, const struct unit *unit, struct rmm_variants bent,
		     guint *failed);

/* Takes the last unit from where it begins, as a trial: does it agree under @bent? */
gboolean history_try_step(History *history, struct rmm_variants bent);

/* Takes all units from boot, as a trial: do they agree under @bent as well? */
gboolean history_try_all(History *history, struct rmm_variants bent);

/*
 * The variant, of those under which the last unit was taken, without which
 * @finding, an invariant, would not have broken there; VARIANT_NONE: none.
 */
enum rmm_variant history_cause(History *history, const Finding *finding);

/*
 * Takes the last unit again, bent as it is now, and looks at what it shows.
 * @from_boot: all units, as they are bent now; what breaks anew is found, too.
 */
void history_settle(History *history, gboolean from_boot);

#endif
