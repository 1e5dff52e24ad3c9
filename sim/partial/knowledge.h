/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a log that leaves out calls tells of the state of an RMM: of each Granule,
 * Realm, REC and entry that it names what they may be, and the line that told it. It
 * grows with the objects that are named, not with the log.
 */
#ifndef SIM_KNOWLEDGE_H
#define SIM_KNOWLEDGE_H

#include "partial/answer.h"
#include "partial/becoming.h"
#include "partial/ipa_space.h"
#include "partial/operations.h"

/* What a Realm asked the Host for: a RIPAS change. */
typedef struct {
	guint64 base, top;
	enum rmm_ripas ripas;
	gboolean destroyed;     /* DESTROYED may change */
	guint line;
} RipasRequest;

/* Of requests that may be carried out at any time at most so many are kept apart. */
#define REQUESTS_MAX 32

typedef struct {
	guint64 rd;
	guint begun;            /* the line that created it; 0: none did */
	gboolean is_named;      /* FALSE: a Realm that calls, and that no line names */
	guint states;           /* enum rmm_realm_state, a bit each */
	guint states_line;
	guint width_low, width_high, width_line;        /* bits of the IPA space */
	guint start_high, start_line;   /* the level at which tables begin, at most */
	IpaSpace *space;
	RipasRequest request;   /* that waits for the Host; top 0: none */
	GArray *open;           /* of RipasRequest: carried out or not */
	guint recs;             /* that were created, and not destroyed */
	guint runnable;         /* RECs that may run, at least */
} PartialRealm;

typedef struct {
	GranuleSet set;
	guint line;
	guint64 rd;             /* of a REC: its Realm; 0: unknown */
} PartialGranule;

typedef struct {
	const LogDialect *dialect;
	const struct rmm_model *model;
	gboolean is_whole;      /* nothing happened but what lines told */
	Becoming becoming;
	GHashTable *granules;   /* guint64 to PartialGranule */
	GPtrArray *realms;      /* of PartialRealm */
	GArray *told;           /* of RealmTold: of Realms that have gone */
	GHashTable *constants;  /* char * to PartialConstant */
	Operations *operations; /* that are under way (2.0) */
} Knowledge;

/* @is_whole: the log has all calls since boot. */
void knowledge_init(Knowledge *knowledge, const struct rmm_model *model, const LogDialect *dialect,
		    gboolean is_whole);
void knowledge_clear(Knowledge *knowledge);

/* From here on, behind knowledge_clear(), nothing is known again. */
void knowledge_begin(Knowledge *knowledge);

/* Lines were left out: nothing is known any more but what never changes. */
void knowledge_forget(Knowledge *knowledge);

/* What the Granule at @pa may be now. */
PartialGranule knowledge_granule(const Knowledge *knowledge, guint64 pa);
void knowledge_set_granule(Knowledge *knowledge, guint64 pa, GranuleSet set, guint64 rd, guint line);

/* Of Granules in [base, top) that lines named nothing is known any more. */
void knowledge_forget_granules(Knowledge *knowledge, guint64 base, guint64 top, guint line);

/* The Realm with this RD, made if it is new. */
PartialRealm *knowledge_realm(Knowledge *knowledge, guint64 rd);

/* That which calls without being named. */
PartialRealm *knowledge_nameless(Knowledge *knowledge);

/* It begins anew, or no longer exists. */
void knowledge_begin_realm(Knowledge *knowledge, PartialRealm *realm, guint line);
void knowledge_end_realm(Knowledge *knowledge, PartialRealm *realm, guint line);
void knowledge_terminate(PartialRealm *realm, guint line);

static inline gboolean knowledge_may_be_new(const PartialRealm *realm)
{
	return realm->states >> REALM_NEW & 1;
}

void knowledge_activate(Knowledge *knowledge, PartialRealm *realm, guint line);

/* What may stand at @ipa now; *@line is set to who told it. */
EntrySet knowledge_entry(const Knowledge *knowledge, const PartialRealm *realm, guint64 ipa,
			 guint *line);

/* The entry at @ipa, and what it covers, is one of @set: told by @line. */
void knowledge_set_entry(Knowledge *knowledge, PartialRealm *realm, guint64 ipa, EntrySet set,
			 guint line);

/* A call made all entries of [base, top) one of @set. */
void knowledge_put(PartialRealm *realm, guint64 base, guint64 top, EntrySet set, guint line);

/* Nothing is known of them. */
void knowledge_forget_entries(PartialRealm *realm, guint64 base, guint64 top, guint line);

/* All entries of [base, top) are, each by itself, one of @set. */
void knowledge_narrow(Knowledge *knowledge, PartialRealm *realm, guint64 base, guint64 top,
		      EntrySet set, guint line);

/* The first IPA of [base, top) whose entry cannot be one of @set; @top: there is none. */
guint64 knowledge_find_other(const Knowledge *knowledge, const PartialRealm *realm, guint64 base,
			     guint64 top, EntrySet set);

/* Could every entry of [base, top) be only one of @set? */
gboolean knowledge_is_within(const Knowledge *knowledge, const PartialRealm *realm, guint64 base,
			     guint64 top, EntrySet set);

/* Is what is known of [base, top) so by what was taken for granted? A line may tell it. */
gboolean knowledge_is_assumed(const PartialRealm *realm, guint64 base, guint64 top);
void knowledge_confirm(PartialRealm *realm, guint64 base, guint64 top);

/* Notes what the Realm was made with, if a line created it. */
void knowledge_note_told(const Knowledge *knowledge, const PartialRealm *realm, GArray *told);

/* ---- requests ---- */

void knowledge_request(Knowledge *knowledge, PartialRealm *realm, const RipasRequest *request);

/*
 * The Realm goes on: it is assumed that what it asked for has been done, up to @top;
 * beyond, it may have been.
 */
void knowledge_settle(Knowledge *knowledge, PartialRealm *realm, guint64 top, guint line);

/* Nobody knows which REC goes on: it may have been done, or may be later. */
void knowledge_leave_open(Knowledge *knowledge, PartialRealm *realm);

/* ---- what never changes ---- */

/* TRUE if @value of @name was told otherwise before, by *@line. */
gboolean knowledge_differs(Knowledge *knowledge, const char *name, guint64 value, guint line,
			   guint *before, guint64 *told);

#endif
