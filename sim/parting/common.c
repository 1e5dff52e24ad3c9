/* SPDX-License-Identifier: BSD-3-Clause */
/* What states of two models have in common. */
#include "parting/common.h"

#include <string.h>

/* Bytes that lie behind each other in both states. */
typedef struct {
	guint32 a, b, size;     /* offsets, and how many */
} Stretch;

/* What such bytes are made of. */
typedef struct {
	guint32 a;              /* offset in the first model */
	struct rmm_part part;   /* of the second */
} SharedPart;

struct Common {
	GArray *stretches;      /* of Stretch */
	GArray *parts;          /* of SharedPart */
};

/* ---- the parts of a model, by what they are of ---- */

/* The key of a part: its owner, and which of the owner's parts it is. */
typedef struct {
	enum rmm_part_owner owner;
	guint32 subject, nth, size;
} PartKey;

static guint key_hash(gconstpointer data)
{
	const PartKey *key = data;

	return ((key->owner * 31u + key->subject) * 8191u + key->nth) * 16u + key->size;
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(PartKey)) == 0;
}

/* Goes through the parts of a model. */
typedef struct {
	GHashTable *counts;     /* PartKey with nth and size 0 to parts met so far */
	GHashTable *places;     /* PartKey to offset, of the first model */
	Common *common;         /* NULL: places are noted */
	const struct rmm *a_first, *b_first;
} Walk;

/* A bit for each slot that is in use, and the like, is of no object. */
static gboolean is_compared(const struct rmm_part *part)
{
	return part->kind != PART_UNUSED && part->owner != OWNER_STATE;
}

static PartKey key_of(Walk *walk, const struct rmm_part *part)
{
	PartKey key = { part->owner, part->subject, 0, 0 };
	guint count = GPOINTER_TO_UINT(g_hash_table_lookup(walk->counts, &key));

	g_hash_table_replace(walk->counts, g_memdup2(&key, sizeof(key)),
			     GUINT_TO_POINTER(count + 1));
	key.nth = count;
	key.size = part->size;
	return key;
}

static void note_place(Walk *walk, const PartKey *key, guint32 offset)
{
	g_hash_table_insert(walk->places, g_memdup2(key, sizeof(*key)), GUINT_TO_POINTER(offset));
}

static void share(Common *common, guint32 a, const struct rmm_part *part)
{
	guint count = common->stretches->len;
	Stretch *last = count ? &g_array_index(common->stretches, Stretch, count - 1) : NULL;
	Stretch added = { a, part->offset, part->size };
	SharedPart shared = { a, *part };

	g_array_append_val(common->parts, shared);
	if (last && last->a + last->size == a && last->b + last->size == part->offset)
		last->size += part->size;
	else
		g_array_append_val(common->stretches, added);
}

static void walk_part(void *user, const struct rmm_part *part)
{
	Walk *walk = user;
	gpointer place;
	PartKey key;

	if (!is_compared(part))
		return;
	key = key_of(walk, part);
	if (!walk->common)
		note_place(walk, &key, part->offset);
	else if (g_hash_table_lookup_extended(walk->places, &key, NULL, &place) &&
		 memcmp(rmm_part(walk->a_first, GPOINTER_TO_UINT(place)),
			rmm_part(walk->b_first, part->offset), part->size) == 0)
		share(walk->common, GPOINTER_TO_UINT(place), part);
}

static void walk_model(Walk *walk, const struct rmm_model *m)
{
	walk->counts = g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
	rmm_parts(m, walk_part, walk);
	g_hash_table_unref(walk->counts);
}

/* ---- comparing ---- */

Common *common_new(const struct rmm_model *a, const struct rmm *a_first,
		   const struct rmm_model *b, const struct rmm *b_first)
{
	Common *common = g_new0(Common, 1);
	g_autoptr(GHashTable) places = g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
	Walk walk = { .places = places, .a_first = a_first, .b_first = b_first };

	common->stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
	common->parts = g_array_new(FALSE, FALSE, sizeof(SharedPart));
	walk_model(&walk, a);
	walk.common = common;
	walk_model(&walk, b);
	return common;
}

void common_free(Common *common)
{
	if (!common)
		return;
	g_array_unref(common->stretches);
	g_array_unref(common->parts);
	g_free(common);
}

gboolean common_equal(const Common *common, const struct rmm *a, const struct rmm *b)
{
	for (guint i = 0; i < common->stretches->len; i++) {
		const Stretch *stretch = &g_array_index(common->stretches, Stretch, i);

		if (memcmp(rmm_part(a, stretch->a), rmm_part(b, stretch->b), stretch->size) != 0)
			return FALSE;
	}
	return TRUE;
}

gboolean common_difference(const Common *common, const struct rmm *a, const struct rmm *b,
			   struct rmm_part *part)
{
	for (guint i = 0; i < common->parts->len; i++) {
		const SharedPart *shared = &g_array_index(common->parts, SharedPart, i);

		*part = shared->part;
		if (memcmp(rmm_part(a, shared->a), rmm_part(b, part->offset), part->size) != 0)
			return TRUE;
	}
	return FALSE;
}
