/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A cell of the comparison: who sets RIPAS, which guest, which KVM, and which
 * cheat of the Host, if any. A cell is a scenario, and what that comes to.
 */
#ifndef SIM_CELL_H
#define SIM_CELL_H

#include "actor/kvm.h"
#include "language/parser.h"
#include "language/scenario.h"

/* Who makes DRAM RAM before it is used. */
typedef struct {
	const char *name;
	const char *init;       /* vmm.configure init= */
	gboolean guest_asks;
	const char *text;
} Policy;

typedef struct {
	const char *name;
	/* Its steps; "%s" stands for ask=yes or ask=no. */
	const char *steps[2];
} GuestChoice;

/* Places in the life of a VM where a Host may cheat. */
typedef enum { PLACE_NONE, PLACE_POPULATED, PLACE_INITIALISED, PLACE_ACTIVE, PLACE_SECRET } Place;

#define CHEAT_STEPS 3

typedef struct {
	const char *name;
	const char *response;   /* vmm.configure response=; NULL: accept */
	struct {
		Place place;
		const char *step;
	} steps[CHEAT_STEPS];
	const char *text;
} Cheat;

/* How large the image is. */
typedef struct {
	const char *name;
	const char *layout;     /* further arguments of vmm.configure */
	const char *header;     /* lines */
	gboolean large;         /* invariants are not checked at each of its calls */
	const char *slots;      /* lines; vmm.memslot */
	const char *recs;       /* arguments of kvm.create_rec */
} Population;

typedef struct {
	const struct rmm_version *version;
	const Policy *policy;
	const GuestChoice *guest;
	const KvmVersion *kvm;
	const Cheat *cheat;   /* NULL: an honest Host */
	const Population *population;
	struct rmm_variants variants;   /* bent rules */
	gboolean self_check;
} Cell;

/* What a cell came to. */
typedef struct {
	Ending ending;          /* of the first procedure that failed, or the last */
	char *procedure;        /* that ended so: "kvm.run" */
	char *step;             /* of the guest; or NULL */
	guint64 ipa;
	guint calls, inits, sets, tables;       /* RMI calls; of these, ... */
	guint8 rim[64];
	gsize rim_size;         /* 0: the Realm was not activated */
	gboolean secret;        /* was released */
	guint wrong;            /* pages of the image that were replaced */
	gboolean limit;         /* of the model */
	guint64 broken;         /* invariants, bit per row */
	guint unsound;          /* findings of the self-check */
} Facts;

void facts_clear(Facts *facts);

/* The tables; each ends with a row that has no name. */
extern const Policy policies[];
extern const GuestChoice guest_choices[];
#define GUEST_CHOICES 6
extern const Cheat cheats[];
extern const Population populations[];

/* "neither/linux/v14" or "neither/linux/v14/reject". The caller frees it. */
char *cell_name(const Cell *cell);

/*
 * The scenario of a cell, without results; @rim (may be NULL) is what the
 * verifier trusts. The caller frees it.
 */
char *cell_scenario(const Cell *cell, const Facts *honest);

/* Runs it. The caller clears @facts. */
void cell_run(const Cell *cell, const Facts *honest, HashCache *cache, Facts *facts);

/* The scenario with its results, as far as the first failure. The caller frees it. */
char *cell_explain(const Cell *cell, const Facts *honest, HashCache *cache);

/* ---- how a cheat ends ---- */

typedef enum {
	CHEAT_HARMLESS,         /* it changed nothing */
	CHEAT_NOTICED,          /* the guest stops before it has the secret */
	CHEAT_REFUSED,          /* the verifier withholds it */
	CHEAT_STOPPED,          /* the guest stops later; it read nothing wrong */
	CHEAT_UNNOTICED         /* the guest goes on with replaced contents */
} CheatOutcome;

CheatOutcome cheat_of(const Facts *facts);
/* "noticed". */
const char *cheat_name(CheatOutcome cheat);

#endif
