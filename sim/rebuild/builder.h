/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario while it is made: statements, and the RMM as they leave it. */
#ifndef SIM_BUILDER_H
#define SIM_BUILDER_H

#include "machine/execution.h"
#include "rebuild/request.h"

/* RAM that a Realm must have had before it was ACTIVE. */
typedef struct {
	guint line;             /* of its RMI_REALM_CREATE */
	guint64 base, top;
} RamNeed;

typedef struct {
	guint64 rd;
	guint line;             /* of RMI_REALM_CREATE */
	guint64 recs[64];
	guint rec_count;
} BuiltRealm;

typedef struct {
	const LogPart *part;
	const RebuildOptions *options;
	RebuildCount *count;
	struct rmm_model model;
	Machine *machine;
	struct rmm *trial;      /* a copy to try calls on */
	GString *out;
	guint64 spare, spare_end;       /* memory that no line names */
	GArray *realms;         /* of BuiltRealm, that exist */
	GArray *needs;          /* of RamNeed, from here and from the try before */
	gboolean needs_more;    /* another try would come further */
	guint work;             /* calls that were inferred, of all tries */
} Builder;

/* The Realm with this RD, or with this REC; NULL: there is none. */
BuiltRealm *builder_realm(const Builder *builder, guint64 rd);
BuiltRealm *builder_realm_of_rec(const Builder *builder, guint64 rec);

/* @name of RMI, its inputs as usual. */
struct rmm_call builder_call_named(const Builder *builder, const char *name);
void builder_set(const Builder *builder, struct rmm_call *call, const char *name, guint64 value);

/* What @call would return now; nothing changes. */
void builder_try(Builder *builder, const struct rmm_call *call, struct rmm_result *result);

/* Makes a call of the Host, and writes it down. FALSE: it fails, and was not made. */
gboolean builder_infer(Builder *builder, const struct rmm_call *call);

/* The same for one of the log, whatever it returns. */
void builder_make(Builder *builder, const struct rmm_call *call, struct rmm_result *result);

/* A page that is DELEGATED from now on; 0: there is none left. */
guint64 builder_page(Builder *builder);
gboolean builder_delegate(Builder *builder, guint64 pa);

/* ---- RECs ---- */

/* The Host enters it; the Realm gets what it left pending. FALSE: it cannot. */
gboolean builder_run(Builder *builder, guint64 rec);

/* It does not run any more. */
void builder_leave(Builder *builder, guint64 rec);

/* A call of the Realm on a REC that runs; the REC may leave by it. */
void builder_guest(Builder *builder, guint64 rec, struct rmm_call *call,
		   struct rmm_result *result);

#endif
