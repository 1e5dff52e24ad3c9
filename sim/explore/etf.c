/* SPDX-License-Identifier: BSD-3-Clause */
/* What was learned in LTSmin's Enumerated Table Format. */
#include "explore/etf.h"

#include <string.h>

#include "explore/cube.h"

typedef struct {
	const Closure *closure;
	MddView *reached;
	guint action;
	GHashTable *groups;     /* bytes of which slots are touched, to GString: rows */
	GPtrArray *order;       /* these rows, as they came */
} Etf;

/* Of one leaf: what stands there by slot, and to which rows it is added. */
typedef struct {
	const Etf *etf;
	const Leaf *leaf;
	Cube *cube;             /* the slots before are as in the row */
	const guint8 *touched;
	GString *row, *rows;
} EtfLeaf;

static guint32 number_after(const Learner *learner, const Write *write, guint part,
			    guint32 number)
{
	if (!write)
		return number;
	return space_number(learner->space, part,
			    write_value(write, &learner->terms,
					space_value(learner->space, part, number)));
}

static void add_rows(const EtfLeaf *of, guint level);

/* Each number of a slot that is touched, with what it becomes. */
static void add_numbers(const EtfLeaf *of, guint level)
{
	const Learner *learner = of->etf->closure->learner;
	guint part = of->etf->closure->levels.part_at[level];
	const Write *write = leaf_write(of->leaf, part);
	guint64 *all = g_steal_pointer(&of->cube->bits[level]);
	gsize size = of->row->len;

	for (guint32 i = 0; i < of->etf->closure->levels.domain[level]; i++) {
		if (all && !(all[i / 64] >> i % 64 & 1))
			continue;
		cube_fix(of->cube, level, i);
		if (!mdd_view_has(of->etf->reached, cube_restriction(of->cube)))
			continue;
		g_string_append_printf(of->row, " %u/%u", i, number_after(learner, write, part, i));
		add_rows(of, level + 1);
		g_string_truncate(of->row, size);
	}
	g_free(of->cube->bits[level]);
	of->cube->bits[level] = all;
}

/* A row for each combination of numbers from @level on that some state has. */
static void add_rows(const EtfLeaf *of, guint level)
{
	gsize size = of->row->len;

	if (level == of->etf->closure->levels.visible) {
		g_string_append_printf(of->rows, "%s %u\n", of->row->str, of->etf->action);
	} else if (of->touched[level]) {
		add_numbers(of, level);
	} else {
		g_string_append(of->row, " *");
		add_rows(of, level + 1);
		g_string_truncate(of->row, size);
	}
}

static GString *rows_of(Etf *etf, const guint8 *touched)
{
	GBytes *key = g_bytes_new(touched, etf->closure->levels.visible + 1);
	GString *rows = g_hash_table_lookup(etf->groups, key);

	if (rows) {
		g_bytes_unref(key);
		return rows;
	}
	rows = g_string_new(NULL);
	g_hash_table_insert(etf->groups, key, rows);
	g_ptr_array_add(etf->order, rows);
	return rows;
}

static void add_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Etf *etf = user;
	const Levels *levels = &etf->closure->levels;
	g_autofree guint8 *touched = g_malloc0(levels->visible + 1);
	g_autoptr(GString) row = g_string_new(NULL);
	EtfLeaf of = { etf, leaf, NULL, touched, row, NULL };
	Cube narrowed;

	if (learner_outcome(etf->closure->learner, leaf)->taken != ACTION_TAKEN ||
	    !mdd_view_has(etf->reached, cube_restriction(cube)))
		return;
	cube_copy(&narrowed, cube);
	of.cube = &narrowed;
	for (guint i = 0; i < levels->visible; i++)
		touched[i] = cube->bits[i] || leaf_write(leaf, levels->part_at[i]);
	of.rows = rows_of(etf, touched);
	add_rows(&of, 0);
	cube_clear(&narrowed);
}

static void append_groups(GString *out, const Closure *closure, MddView *reached, guint action)
{
	const Learner *learner = closure->learner;
	Etf etf = {
		closure, reached, action,
		g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
				      (GDestroyNotify)g_bytes_unref, NULL),
		g_ptr_array_new()
	};
	Cube cube;

	cube_init(&cube, &closure->levels);
	cube_leaves(&cube, learner->space, &learner->terms, &learner->actions[action], add_leaf,
		    &etf);
	cube_clear(&cube);
	for (guint i = 0; i < etf.order->len; i++) {
		GString *rows = etf.order->pdata[i];

		g_string_append_printf(out, "begin trans\n%send trans\n", rows->str);
		g_string_free(rows, TRUE);
	}
	g_hash_table_unref(etf.groups);
	g_ptr_array_unref(etf.order);
}

/* "p17:v3": the slot of part 17, which has the values of sort v3. */
static void append_head(GString *out, const Levels *levels)
{
	g_string_append(out, "begin state\n");
	for (guint i = 0; i < levels->visible; i++)
		g_string_append_printf(out, " p%u:v%u", levels->part_at[i], i);
	g_string_append(out, "\nend state\nbegin edge\n action:action\nend edge\nbegin init\n");
	for (guint i = 0; i < levels->visible; i++)
		g_string_append(out, " 0");
	g_string_append(out, "\nend init\n");
}

static void append_sorts(GString *out, const Closure *closure)
{
	const struct explore_alphabet *a = closure->learner->a;
	const Levels *levels = &closure->levels;

	g_string_append(out, "begin sort action\n");
	for (unsigned i = 0; i < a->action_count; i++)
		g_string_append_printf(out, " \"%s\"\n", a->actions[i].name);
	g_string_append(out, "end sort\n");
	for (guint i = 0; i < levels->visible; i++) {
		g_string_append_printf(out, "begin sort v%u\n", i);
		for (guint32 j = 0; j < levels->domain[i]; j++)
			g_string_append_printf(out, " \"0x%" G_GINT64_MODIFIER "x\"\n",
					       space_value(closure->learner->space,
							   levels->part_at[i], j));
		g_string_append(out, "end sort\n");
	}
}

void etf_append(GString *out, const Closure *closure, MddView *reached)
{
	append_head(out, &closure->levels);
	for (unsigned i = 0; i < closure->learner->a->action_count; i++)
		append_groups(out, closure, reached, i);
	append_sorts(out, closure);
}
