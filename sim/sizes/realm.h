/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Realms as components, in the place of pages: each is made by the setup, with a table in
 * which it has one page, and with its RECs, and stays. Which Realm is which does not
 * matter, as actions are about each alike.
 *
 * What names a Realm is what it has apart from all others: its Granules, its slots, its
 * VMID. That is no part of what it is.
 */
#ifndef SIZES_REALM_H
#define SIZES_REALM_H

#include "sizes/component.h"
#include "state/parts.h"

/* A part of a state that a Realm has; what it is of one it is of all, by number. */
typedef struct {
	guint32 offset, size;
	enum rmm_part_kind kind;
	guint32 there;                  /* offset of what is 0 unless the Realm or REC is there; or 0 */
	guint64 initial;
	gboolean may_be_name;
	gboolean is_name;               /* the initial value is of this Realm alone */
} RealmPart;

struct Realms {
	guint count;                    /* Realms */
	guint parts;                    /* of each */
	GArray *part[COMPONENTS_MAX];   /* of RealmPart */
	guint32 table[COMPONENTS_MAX];  /* slot of the RTT that has its page */
};

/*
 * Those of the initial state, which has several. NULL with an error: they differ in more
 * than in how they are called.
 */
Realms *realms_new(const struct explore_alphabet *a, guint64 page_base, GError **error);
void realms_free(Realms *realms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Realms, realms_free)

/* The Realm whose RD, or whose REC, is in the Granule at @pa; WORLD_NONE: none is. */
guint realm_at(const SizedWorld *world, guint64 pa);
/* What is for Realm @to as the Granule at @pa, which realm_at knows, is for its own. */
guint64 realm_pa(const SizedWorld *world, guint64 pa, guint to);

/* The Realm, and the number, of the part at @offset. FALSE: no Realm has it. */
gboolean realm_find_part(const Realms *realms, guint32 offset, guint *realm, guint *number);

/* Words that tell what a Realm is, beside its page. */
static inline gsize realm_size(const SizedWorld *world)
{
	return world->realms->parts * sizeof(guint64);
}

/* FALSE: it is called otherwise than the setup called it. */
gboolean realm_read(const SizedWorld *world, const struct rmm *state, guint realm, guint64 *words);
void realm_write(const SizedWorld *world, struct rmm *state, guint realm, const guint64 *words);

/* Takes all of them out of @state: what is left is control. */
void realms_blank(const SizedWorld *world, struct rmm *state);

/* Puts Realms in the order of what they are. */
void realms_sort(Composition *composition);

#endif
