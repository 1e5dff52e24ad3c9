/* SPDX-License-Identifier: BSD-3-Clause */
/* States as words, and what actions do to them in tables. */
#include "explore/packing.h"

#define CONTROL_BITS_MOST 14

/* ---- control ---- */

static gboolean has_part(const Function *function, guint part)
{
	for (guint i = 0; i < function->points->len; i++) {
		const FunctionPoint *point = function_point(function, i);

		if (point->is_leaf ? leaf_write(&point->leaf, part) != NULL
				   : point->question.part == part)
			return TRUE;
	}
	return FALSE;
}

/* How many actions depend on a part, or write it. */
static guint weight_of(const Learner *learner, guint part)
{
	guint weight = 0;

	for (guint i = 0; i < learner->a->action_count; i++)
		weight += has_part(&learner->actions[i], part) ? 1 : 0;
	return weight;
}

static void choose_control(Packing *packing)
{
	const Closure *closure = packing->closure;
	guint bits = 0;

	for (guint i = 0; i < closure->levels.visible; i++) {
		guint weight = weight_of(closure->learner, closure->levels.part_at[i]);

		if (weight * 10 < closure->learner->a->action_count * 3 ||
		    bits + packing->layout.width[i] > CONTROL_BITS_MOST)
			continue;
		packing->is_control[i] = TRUE;
		packing->control_mask |= word_mask(&packing->layout, i);
		bits += packing->layout.width[i];
	}
}

/* ---- rows ---- */

/* The tables of all actions where control is as in @numbers; FALSE: one would be too large. */
static gboolean tabulate(Packing *packing, const guint32 *numbers, GArray *row)
{
	const Closure *closure = packing->closure;
	gboolean fits = TRUE;
	Cube cube;

	cube_init(&cube, &closure->levels);
	for (guint i = 0; i < closure->levels.visible; i++)
		if (packing->is_control[i])
			cube_fix(&cube, i, numbers[i]);
	for (guint i = 0; fits && i < closure->learner->a->action_count; i++) {
		g_autoptr(GPtrArray) cases =
			cases_new(closure->learner, &closure->levels, &cube, i);
		guint32 table;

		if (!cases->len)
			continue;
		fits = !patience_over(closure->learner->patience,
				      (guint64)cases->len * cases->len) &&
		       tables_add(&packing->tables, cases, &table);
		g_array_append_val(row, table);
	}
	cube_clear(&cube);
	return fits;
}

static gboolean add_control(Packing *packing, const guint32 *numbers)
{
	guint64 word = word_of(&packing->layout, numbers);
	PackedControl *control = &packing->controls[word_pick(word, packing->control_mask)];
	g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(guint32));
	gsize size;

	if (!tabulate(packing, numbers, row))
		return FALSE;
	tables_join(&packing->tables, row);
	control->count = row->len;
	size = row->len * sizeof(guint32);
	if (contents_find(packing->known_rows, row->data, size, &control->first))
		return TRUE;
	control->first = packing->rows->len;
	contents_add(packing->known_rows, row->data, size, control->first);
	g_array_append_vals(packing->rows, row->data, row->len);
	return TRUE;
}

/* For every control value that is reached. */
static gboolean add_controls(Packing *packing)
{
	const Closure *closure = packing->closure;
	g_autofree guint32 *numbers = g_new0(guint32, closure->levels.count + 1);
	g_autoptr(MddView) view =
		mdd_view_new(closure->mdd, mdd_project(closure->mdd, closure->reached,
						       packing->is_control));
	MddCount count = mdd_view_count(view, NULL);

	for (guint i = 0; i < count; i++) {
		mdd_view_nth(view, i, numbers);
		if (!add_control(packing, numbers))
			return FALSE;
	}
	return TRUE;
}

/* ---- the whole ---- */

Packing *packing_new(const Closure *closure, const char **why)
{
	Packing *packing = g_new0(Packing, 1);

	packing->closure = closure;
	packing->is_control = g_new0(gboolean, closure->levels.count + 1);
	packing->rows = g_array_new(FALSE, FALSE, sizeof(guint32));
	packing->known_rows = contents_new();
	word_layout_init(&packing->layout, &closure->levels);
	tables_init(&packing->tables, closure->learner, &closure->levels, &packing->layout,
		    packing->is_control);
	*why = "a state takes more bits than there are in a word";
	if (packing->layout.bits <= WORD_BITS_MOST) {
		*why = "an action depends on more than there is room for in a table";
		choose_control(packing);
		packing->controls = g_new0(PackedControl, (gsize)1 << CONTROL_BITS_MOST);
		if (add_controls(packing))
			return packing;
	}
	packing_free(packing);
	return NULL;
}

void packing_free(Packing *packing)
{
	if (!packing)
		return;
	tables_clear(&packing->tables);
	word_layout_clear(&packing->layout);
	g_array_unref(packing->rows);
	g_hash_table_unref(packing->known_rows);
	g_free(packing->is_control);
	g_free(packing->controls);
	g_free(packing);
}

gsize packing_memory(const Packing *packing)
{
	return tables_memory(&packing->tables) + packing->rows->len * sizeof(guint32) +
	       (sizeof(PackedControl) << CONTROL_BITS_MOST);
}
