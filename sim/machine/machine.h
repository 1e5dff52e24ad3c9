/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One RMM at work: a state, the steps that take it on, and what they show.
 * Whoever drives an RMM (a scenario, a recorded trace, a shell) does so here.
 */
#ifndef SIM_MACHINE_H
#define SIM_MACHINE_H

#include "machine/change.h"
#include "machine/finding.h"
#include "machine/rec_memory.h"
#include "machine/trail.h"

/* What is looked at after each step. */
enum {
	WATCH_INVARIANTS = 1 << 0,
	WATCH_SELF_CHECK = 1 << 1,      /* success conditions and footprints */
	WATCH_CHANGES    = 1 << 2,
	WATCH_TRAIL      = 1 << 3,      /* steps are kept, for history */
	WATCH_HINTS      = 1 << 4,
	WATCH_ALL        = (1 << 5) - 1
};

typedef struct {
	const struct rmm_model *model;  /* that takes the next step; any variants, one layout */
	struct rmm *state;
	const struct rmm *boot;         /* where it began; NULL: just booted */
	guint watch;                    /* WATCH_* */
	Origin at;                      /* of the steps that come */

	/* Invariants, bit per row: not checked; may break; broke so far. */
	uint64_t ignored, expected, broken;
	gboolean limit;                 /* a pool was exhausted */

	/* Of the steps since machine_forget(). */
	GArray *findings;               /* of Finding; an invariant once in a history */
	GArray *changes;                /* of Change */

	GArray *recs;                   /* of RecMemory */
	Trail *trail;

	guint64 taken;                  /* steps so far */
	/* The state before the last step, if somebody looks back; else NULL. */
	struct rmm *before;
	gboolean settled;               /* before equals state */
	guint32 steps;          /* copies to @before */
} Machine;

/* A machine that can watch @watch, and does. */
Machine *machine_new(const struct rmm_model *model, guint watch);
void machine_free(Machine *machine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Machine, machine_free)

/* Back to @boot, which must live as long; nothing is known of what was. */
void machine_reboot(Machine *machine, const struct rmm *boot);

/* Makes a step and looks at what it did. */
void machine_step(Machine *machine, const struct rmm_call *call, struct rmm_result *result);

/* Forgets what the steps so far found and changed. */
void machine_forget(Machine *machine);

/* ---- undo ---- */

/* A point that a machine can go back to; made once, saved to often. */
typedef struct {
	struct rmm *state;
	GArray *recs;
	guint trail;
	uint64_t broken;
	gboolean limit;
} MachinePoint;

MachinePoint *machine_point_new(const struct rmm_model *model);
void machine_point_free(MachinePoint *point);
void machine_save(const Machine *machine, MachinePoint *point);
void machine_restore(Machine *machine, const MachinePoint *point);

/* ---- history ---- */

/* Told of each state from boot to now; see trail_walk(). */
gboolean machine_history(Machine *machine, TrailFunction *function, gpointer user);

#endif
