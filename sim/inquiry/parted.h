/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring where two versions or variants part: a scenario's block for both. */
#ifndef INQUIRY_PARTED_H
#define INQUIRY_PARTED_H

#include "actor/kvm.h"
#include "inquiry/inquiry.h"
#include "inquiry/witness.h"
#include "language/parser.h"
#include "parting/parting.h"

/* One of the two, as a user named it: "2.0-bet0", "init-ripas-void-only", "v16", "none". */
typedef struct {
	char *name;
	const struct rmm_version *version;      /* NULL: that of the scenario */
	enum rmm_variant variant;               /* or VARIANT_NONE */
	const KvmVersion *kvm;                  /* of KVM, with the RMM that it is for; or NULL */
} PartedSide;

/* Reads "A,B", or "A": that against the scenario as it is. */
gboolean parted_sides_parse(const char *text, PartedSide sides[2], GError **error);
void parted_sides_clear(PartedSide sides[2]);

typedef struct {
	const PartedSide *sides;
	Scenario *scenario[2];
	Explored explored[2];
	gboolean explorable;            /* both setups passed, both blocks have no errors */
	PartingResult result;
	GPtrArray *witnesses[2];        /* of Witness, by result.partings */
	GPtrArray *found;               /* of Found, that these are of */
} Parted;

typedef struct {
	const PartedSide *sides;
	ParseOptions parse;             /* for both */
	ExploreOptions options;         /* those of the block count, too */
	ExploreSink sink;
	PartingSight sight;
} PartedRequest;

/* What is wrong with the file, for one side or both, is in @diagnostics. */
void parted_explore(const char *path, const PartedRequest *request, Diagnostics *diagnostics,
		    Parted *parted);
void parted_clear(Parted *parted);

/* Of what is not explorable: the side that is not; else the first. */
const Explored *parted_unexplored(const Parted *parted);

/*
 * What both did before the last action of the @number-th difference, then that on each side,
 * as lines behind @indent: of the first side, where the other came to the same.
 */
void parted_append_history(GString *out, const Parted *parted, guint number, const char *indent);

/* "RMI_RTT_FOLD: result" */
void parted_append_subject(GString *out, const Parted *parted, guint number);

/*
 * The @number-th difference as a scenario that runs with the first side's
 * results; where sides are versions, with those of both.
 */
void parted_append_scenario(GString *out, const Parted *parted, guint number, const char *path);

#endif
