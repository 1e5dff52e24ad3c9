/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What may stand in an RTT entry: a set of (level at which the walk ends, HIPAS,
 * RIPAS), a bit each. One bit: exactly that; several: one of them; all: unknown.
 */
#ifndef SIM_ENTRY_SET_H
#define SIM_ENTRY_SET_H

#include <glib.h>

#include "base/model.h"

struct rmm;

/* What geometry asks a state for: consoles are of RMMs whose Granules are of 4 KiB. */
extern const struct rmm partial_geometry;

typedef guint64 EntrySet;

typedef struct {
	int level;
	enum rmm_rtte_state hipas;      /* UNASSIGNED to ASSIGNED_NS */
	enum rmm_ripas ripas;
} Entry;

#define ENTRIES 64

static inline unsigned entry_bit(Entry entry)
{
	return (unsigned)entry.level * 16 + (unsigned)entry.hipas * 4 + (unsigned)entry.ripas;
}

static inline Entry entry_of_bit(unsigned bit)
{
	return (Entry){ (int)(bit / 16), (enum rmm_rtte_state)(bit / 4 % 4),
			(enum rmm_ripas)(bit % 4) };
}

static inline EntrySet entry_set_of(Entry entry)
{
	return (EntrySet)1 << entry_bit(entry);
}

/* All that a Protected, or an Unprotected, IPA may be. */
EntrySet entry_set_all(gboolean is_protected);

/* Those of all entries with this level, RIPAS. */
EntrySet entry_set_of_level(int level);
EntrySet entry_set_of_levels(int first, int last);
EntrySet entry_set_of_ripas(enum rmm_ripas ripas);
EntrySet entry_set_live(int level);

/* The same entries with another RIPAS. */
EntrySet entry_set_with_ripas(EntrySet set, enum rmm_ripas ripas);

/* Appends "RAM or DESTROYED, ASSIGNED, level 3"; what is not told is unknown. */
void entry_set_append(GString *out, const struct rmm_version *version, EntrySet set);

#endif
