/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The history of a trace on the model: units, and the variants under which the
 * model took each; parts of it can be taken again, bent otherwise.
 */
#ifndef SIM_HISTORY_H
#define SIM_HISTORY_H

#include "replay/unit.h"
#include "system/hash.h"

/*
 * Marks: points of the history that it can go back to, at growing distances from where it
 * stands. Of each level there are two, the last ones that are HISTORY_DISTANCE lines apart.
 * Before the first of the widest level, the base, nothing is kept: neither lines nor steps.
 */
#define HISTORY_LEVELS 3
#define HISTORY_DISTANCE(level) (512u << 2 * (level))
#define HISTORY_STRETCH HISTORY_DISTANCE(HISTORY_LEVELS - 1)

typedef struct {
	guint first;            /* line that follows */
	guint unit;             /* the same, counted from the first that is kept */
	guint contexts;         /* as of the player */
	gboolean is_saved;      /* in @point; else it is at the base, which has just booted */
	MachinePoint *point;    /* NULL: none was needed yet */
} HistoryMark;

typedef struct {
	struct rmm_config config;       /* from the start */
	guint watch;                    /* WATCH_*: of steps that count */
	HashCache *cache;
	GHashTable *models;     /* struct rmm_variants to struct rmm_model */
	const struct rmm_model *base;
	struct rmm *boot, *inactive;    /* after boot, and before RMI_RMM_ACTIVATE */
	MachinePoint *saved;    /* before the unit at hand */
	Player player;

	Trace *trace;
	const struct rmm *start;        /* where it begins: one of @boot and @inactive */
	GArray *units;          /* of struct unit: since the base, those that were added */
	HistoryMark marks[HISTORY_LEVELS][2];
	/* Of trials: lines that they took; what explained lines so far; how the last unit ends. */
	guint64 again;
	struct rmm_variants found;
	Trail *no_trail;        /* theirs, which is not kept */
	MachinePoint *noted;    /* NULL: not yet asked for */
	Said noted_said;
	guint noted_failed;
} History;

/* A unit of the trace and the variants, beyond those in force, that it was taken under. */
struct unit {
	guint first, size;
	struct rmm_variants bent;
};

/* NULL with @error if no model can be made. */
History *history_new(const struct rmm_config *config, GError **error);
void history_free(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

/* From boot, with @trace, which is read here; @watch: WATCH_*. */
void history_begin(History *history, Trace *trace, guint watch);

/* Notes where the machine stands: the next unit, which is added, begins here. */
void history_add(History *history, guint first, guint size);

/* The same of a stretch, the units of which are not added: it is the base of those to come. */
void history_pass(History *history, guint first);

/*
 * Units from @first, where the last stretch began, are to be added after all: takes those
 * since the base once more, which agreed, and goes on with @watch.
 */
void history_resume(History *history, guint first, guint watch);

TraceLine *const *history_lines(const History *history, const struct unit *unit);

/*
 * Takes a unit with variants beyond those in force; as unit_run. There is a model for
 * those in force.
 */
Verdict history_take(History *history, const struct unit *unit, struct rmm_variants bent,
		     guint *failed);

/* ---- for trials ---- */

static inline struct unit *history_unit(const History *history, guint i)
{
	return &g_array_index(history->units, struct unit, i);
}

static inline struct unit *history_last(const History *history)
{
	return history_unit(history, history->units->len - 1);
}

/* Back to where @mark was made. */
void history_go_to(History *history, const HistoryMark *mark);

/* Marks before the @unit-th unit are where the machine stands now. */
void history_renew_marks(History *history, guint unit);

struct rmm_variants history_both(struct rmm_variants a, struct rmm_variants b);

/* The model with these variants, made when it is needed; NULL with @error. */
const struct rmm_model *history_model(History *history, struct rmm_variants variants,
				      GError **error);

#endif
