/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand in an RTT entry. */
#include "partial/entry_set.h"

#include "state/rtt.h"

const struct rmm partial_geometry;

/* The entries of a level are 16 bits: a nibble for each HIPAS, in it a bit for each RIPAS. */
#define EVERY_LEVEL G_GUINT64_CONSTANT(0x0001000100010001)
#define UNASSIGNED_EMPTY_RAM_DESTROYED 0x0007u
#define ASSIGNED_EMPTY_RAM_DESTROYED   0x0070u
#define NS_EMPTY                       0x1100u
#define LIVE                           0xf0f0u
#define OF_EACH_HIPAS                  0x1111u

EntrySet entry_set_all(gboolean is_protected)
{
	/* There are no blocks at level 0. */
	return ~(EntrySet)LIVE & (EVERY_LEVEL * (is_protected ? UNASSIGNED_EMPTY_RAM_DESTROYED |
					     ASSIGNED_EMPTY_RAM_DESTROYED : NS_EMPTY));
}

EntrySet entry_set_of_levels(int first, int last)
{
	EntrySet set = 0;

	for (int level = MAX(first, 0); level <= last; level++)
		set |= entry_set_of_level(level);
	return set;
}

EntrySet entry_set_of_level(int level)
{
	return (EntrySet)0xffff << 16 * level;
}

EntrySet entry_set_of_ripas(enum rmm_ripas ripas)
{
	return EVERY_LEVEL * OF_EACH_HIPAS << ripas;
}

EntrySet entry_set_live(int level)
{
	return (EntrySet)LIVE << 16 * level |
	       (level < RMM_PAGE_LEVEL ? entry_set_of_levels(level + 1, RMM_PAGE_LEVEL) : 0);
}

EntrySet entry_set_with_ripas(EntrySet set, enum rmm_ripas ripas)
{
	EntrySet changed = 0;

	for (unsigned bit = 0; bit < ENTRIES; bit++)
		if (set >> bit & 1)
			changed |= (EntrySet)1 << ((bit & ~3u) | (unsigned)ripas);
	return changed;
}

/* ---- words ---- */

/* Appends the names of those of @count values that @has says; nothing if it has all. */
static void append_names(GString *out, const struct rmm_enumeration *names,
			 const struct rmm_version *version, guint has, guint of)
{
	gboolean first = TRUE;

	if (has == of || has == 0xf)
		return;
	if (out->len)
		g_string_append(out, ", ");
	for (unsigned i = 0; i < 4; i++)
		if (has >> i & 1) {
			g_string_append_printf(out, "%s%s", first ? "" : " or ",
					       rmm_name(names, version, i));
			first = FALSE;
		}
}

static void append_levels(GString *out, guint has)
{
	gboolean first = TRUE;

	if (has == 0xf)
		return;
	g_string_append(out, out->len ? ", level " : "level ");
	for (unsigned i = 0; i < 4; i++)
		if (has >> i & 1) {
			g_string_append_printf(out, "%s%u", first ? "" : " or ", i);
			first = FALSE;
		}
}

void entry_set_append(GString *out, const struct rmm_version *version, EntrySet set)
{
	g_autoptr(GString) words = g_string_new(NULL);
	guint levels = 0, hipas = 0, ripas = 0;

	for (unsigned bit = 0; bit < ENTRIES; bit++)
		if (set >> bit & 1) {
			Entry entry = entry_of_bit(bit);

			levels |= 1u << entry.level;
			hipas |= 1u << entry.hipas;
			ripas |= 1u << entry.ripas;
		}
	append_names(words, &rmm_ripas_values, version, ripas, hipas & 3 ? 7 : 1);
	append_names(words, &rmm_rtte_states, version, hipas, hipas & 3 ? 3 : 12);
	append_levels(words, levels);
	g_string_append(out, words->len ? words->str : "unknown");
}
