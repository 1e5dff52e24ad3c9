/* SPDX-License-Identifier: BSD-3-Clause */
/* Orderings as calls: what sheets of all lines have in common. */
#include "ordering.h"

#include <string.h>

static OrderingPair entry_pair(const Orderings *orderings, guint i)
{
	const OrderingBeforeEntry *before = &orderings->before_entry[i / orderings->after_count];
	const OrderingAfterEntry *after = &orderings->after_entry[i % orderings->after_count];
	OrderingPair pair = { CMD_RMI_REC_ENTER, before->id, after->id, after->make,
			      { after->rec, granule(G_RUN) } };
	uint64_t *spoilt = &pair.in[before->input];

	pair.in[ENTER_EMUL_MMIO] = after->emul_mmio;
	pair.in[ENTER_GICV3_HCR] = after->gicv3_hcr;
	*spoilt = before->value ? before->value : *spoilt + 8;
	return pair;
}

OrderingPair orderings_at(const Orderings *orderings, guint i)
{
	return i < orderings->pair_count ? orderings->pairs[i]
					 : entry_pair(orderings, i - orderings->pair_count);
}

guint orderings_count(const Orderings *orderings)
{
	return orderings->pair_count + orderings->before_count * orderings->after_count;
}

gboolean orderings_meet(const Orderings *orderings, const struct rmm_command *const *commands,
			const char *command, const char *before, const char *after)
{
	for (guint i = 0; i < orderings_count(orderings); i++) {
		OrderingPair pair = orderings_at(orderings, i);

		if (strcmp(commands[pair.command]->name, command) == 0 &&
		    strcmp(pair.before, before) == 0 && strcmp(pair.after, after) == 0)
			return TRUE;
	}
	return FALSE;
}
