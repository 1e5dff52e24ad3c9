/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of Granules. */
#include "partial/knowledge.h"

PartialGranule knowledge_granule(const Knowledge *knowledge, guint64 pa)
{
	const gint64 page = (gint64)(pa & ~(RMM_GRANULE_SIZE - 1));
	const PartialGranule *known = g_hash_table_lookup(knowledge->granules, &page);
	PartialGranule granule = { GRANULE_ANY, 0, 0 };

	if (!known && knowledge->is_whole)
		granule.set = (GranuleSet)1 << GRANULE_UNDELEGATED |
			      (GranuleSet)1 << GRANULE_UNTRACKED;

	if (known)
		granule = *known;
	granule.set = becoming_granules(&knowledge->becoming, granule.set);
	return granule;
}

void knowledge_set_granule(Knowledge *knowledge, guint64 pa, GranuleSet set, guint64 rd, guint line)
{
	const gint64 page = (gint64)(pa & ~(RMM_GRANULE_SIZE - 1));
	PartialGranule *known = g_hash_table_lookup(knowledge->granules, &page);

	if (known && becoming_granules(&knowledge->becoming, known->set) ==
		     becoming_granules(&knowledge->becoming, set) && known->rd == rd) {
		known->set = set;
		return;
	}
	if (!known) {
		known = g_new0(PartialGranule, 1);
		g_hash_table_insert(knowledge->granules, g_memdup2(&page, sizeof(page)), known);
	}
	*known = (PartialGranule){ set, line, rd };
}

void knowledge_forget_granules(Knowledge *knowledge, guint64 base, guint64 top, guint line)
{
	GHashTableIter iter;
	gpointer page, value;

	g_hash_table_iter_init(&iter, knowledge->granules);
	while (g_hash_table_iter_next(&iter, &page, &value))
		if (*(const guint64 *)page >= base && *(const guint64 *)page < top)
			*(PartialGranule *)value = (PartialGranule){ GRANULE_ANY, line, 0 };
	/* Of those that no line has named neither. */
	knowledge->is_whole = FALSE;
}
