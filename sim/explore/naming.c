/* SPDX-License-Identifier: BSD-3-Clause */
/* Names in words, in tables. */
#include "explore/naming.h"

#include <string.h>

static const NamedThing *thing_at(const GPtrArray *class, guint i)
{
	return class->pdata[i];
}

/* ---- what each has of its own ---- */

gboolean naming_takes(const Renaming *renaming, const NamedThing *thing)
{
	const Levels *levels = &renaming->closure->levels;
	guint own = 0;

	for (guint i = 0; i < thing->parts->len; i++) {
		guint level = levels->level_of[g_array_index(thing->parts, guint, i)];

		if (level < levels->visible && (++own > OWN_MOST ||
						levels->domain[level] > 1u << OWN_BITS))
			return FALSE;
	}
	return TRUE;
}

/* What naming is made from. */
typedef struct {
	const Renaming *renaming;
	const WordLayout *layout;
} Source;

static NameField field_at(const WordLayout *layout, guint level)
{
	return level == NO_LEVEL ? (NameField){ 0, 0 }
				 : (NameField){ ((guint64)1 << layout->width[level]) - 1,
						layout->shift[level] };
}

/* The visible level of a thing that is its @i-th; NO_LEVEL: it has not so many. */
static guint own_level(const Renaming *renaming, const NamedThing *thing, guint i)
{
	const Levels *levels = &renaming->closure->levels;

	for (guint j = 0; j < thing->parts->len; j++) {
		guint level = levels->level_of[g_array_index(thing->parts, guint, j)];

		if (level < levels->visible && i-- == 0)
			return level;
	}
	return NO_LEVEL;
}

/* The numbers at a level, and at that of the first of the class. */
static void relate_own(Names *names, const Renaming *renaming, guint i, guint level, guint first)
{
	const Levels *levels = &renaming->closure->levels;
	Space *space = renaming->closure->learner->space;
	guint32 *common = g_new0(guint32, levels->domain[level] + 1);
	guint32 *special = g_new0(guint32, levels->domain[first] + 1);

	for (guint32 j = 0; j < levels->domain[level]; j++) {
		guint32 number;

		/* What no state has may be known of one alone. */
		if (!space_find(space, levels->part_at[first],
				space_value(space, levels->part_at[level], j), &number) ||
		    number >= levels->domain[first])
			continue;
		common[j] = number;
		special[number] = j;
	}
	names->common[names->count][i] = common;
	names->special[names->count][i] = special;
}

static void add_class(Names *names, const Source *source, const GPtrArray *class)
{
	guint first = names->count;

	for (guint i = 0; i < class->len; i++, names->count++) {
		guint level, own = 0;

		while ((level = own_level(source->renaming, thing_at(class, i), own)) != NO_LEVEL) {
			names->field[names->count][own] = field_at(source->layout, level);
			relate_own(names, source->renaming, own, level,
				   own_level(source->renaming, thing_at(class, 0), own));
			own++;
		}
		names->first[names->count] = (guint8)first;
		names->own[names->count] = own;
	}
}

/* ---- where names are ---- */

/* All that have a name of @kind, in the order of names. */
static GPtrArray *named(const GPtrArray *classes, SymmetryKind kind)
{
	GPtrArray *things = g_ptr_array_new();

	for (guint i = 0; i < classes->len; i++) {
		const GPtrArray *class = classes->pdata[i];

		for (guint j = 0; j < class->len && thing_at(class, 0)->kind == kind; j++)
			g_ptr_array_add(things, class->pdata[j]);
	}
	return things;
}

/* What names a slot has; FALSE: none. */
static gboolean find_names(NameSlot *slot, const Source *source, guint number,
			   const GPtrArray *things)
{
	const Renaming *renaming = source->renaming;
	const RenamingSlot *of = &renaming->slots[number];
	gboolean any = FALSE;

	*slot = (NameSlot){
		of->level, field_at(source->layout, of->level), field_at(source->layout, of->other),
		renaming->closure->levels.domain[of->level],
		g_new(guint8, of->domain), g_new0(guint32, (gsize)of->domain * things->len + 1)
	};
	memset(slot->name, NO_NAME, of->domain);
	for (guint32 i = 0; i < of->domain; i++)
		for (guint8 j = 0; j < things->len; j++) {
			guint32 *renamed = &slot->renamed[i * things->len];

			if (!renaming_names(renaming, number, i, things->pdata[j],
					    things->pdata[j], &renamed[j]))
				continue;
			slot->name[i] = j;
			any = TRUE;
			for (guint k = 0; k < things->len; k++)
				renaming_names(renaming, number, i, things->pdata[j],
					       things->pdata[k], &renamed[k]);
		}
	return any;
}

static void name_slot_clear(NameSlot *slot)
{
	g_free(slot->name);
	g_free(slot->renamed);
}

/* In all slots, but for those of @pages, which have names themselves. */
static void add_slots(Names *names, const Source *source, const GPtrArray *pages,
		      const GPtrArray *things)
{
	g_autofree gboolean *is_page = g_new0(gboolean, source->renaming->slot_count + 1);

	for (guint i = 0; i < pages->len; i++)
		is_page[renaming_own_slot(source->renaming, pages->pdata[i], 0)] = TRUE;
	names->slots = g_array_new(FALSE, FALSE, sizeof(NameSlot));
	for (guint i = 0; i < source->renaming->slot_count; i++) {
		NameSlot slot;

		if (is_page[i])
			continue;
		if (find_names(&slot, source, i, things))
			g_array_append_val(names->slots, slot);
		else
			name_slot_clear(&slot);
	}
}

/* A number of a page with the first Granule of its class in it. */
static void find_shapes(Naming *naming, guint page)
{
	const NameSlot *entry = &naming->entry[page];
	const Names *granules = &naming->granules;
	const guint32 *common = naming->pages.common[page][0];

	naming->shape[page] = g_new0(guint32, entry->domain + 1);
	for (guint32 i = 0; i < entry->domain; i++) {
		guint8 name = entry->name[i];
		guint32 with = name == NO_NAME ? i : entry->renamed[i * granules->count +
								    granules->first[name]];

		naming->shape[page][i] = common[with == RENAMING_NONE ? i : with];
	}
}

/* ---- the whole ---- */

void naming_init(Naming *naming, const Renaming *renaming, const WordLayout *layout,
		 const GPtrArray *classes)
{
	const Source source = { renaming, layout };
	g_autoptr(GPtrArray) granules = named(classes, SYMMETRY_GRANULES);
	g_autoptr(GPtrArray) pages = named(classes, SYMMETRY_PAGES);

	memset(naming, 0, sizeof(*naming));
	for (guint i = 0; i < classes->len; i++) {
		const GPtrArray *class = classes->pdata[i];
		SymmetryKind kind = thing_at(class, 0)->kind;

		if (kind != SYMMETRY_RECS)
			add_class(kind == SYMMETRY_PAGES ? &naming->pages : &naming->granules,
				  &source, class);
	}
	add_slots(&naming->granules, &source, pages, granules);
	add_slots(&naming->pages, &source, pages, pages);
	for (guint i = 0; i < pages->len; i++) {
		find_names(&naming->entry[i], &source,
			   renaming_own_slot(renaming, pages->pdata[i], 0), granules);
		find_shapes(naming, i);
	}
	naming->simple = !pages->len && granules->len &&
			 naming->granules.first[granules->len - 1] == 0;
}

static void names_clear(Names *names)
{
	for (guint i = 0; i < NAMES_MOST; i++)
		for (guint j = 0; j < OWN_MOST; j++) {
			g_free(names->common[i][j]);
			g_free(names->special[i][j]);
		}
	for (guint i = 0; names->slots && i < names->slots->len; i++)
		name_slot_clear(&g_array_index(names->slots, NameSlot, i));
	g_clear_pointer(&names->slots, g_array_unref);
}

void naming_clear(Naming *naming)
{
	names_clear(&naming->granules);
	names_clear(&naming->pages);
	for (guint i = 0; i < NAMES_MOST; i++) {
		name_slot_clear(&naming->entry[i]);
		g_free(naming->shape[i]);
	}
}
