/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of an explore block as actions: one for each combination of values. */
#include "inquiry/turning_line.h"

#include "system/interrupt.h"
#include "text/defaults.h"
#include "text/spelling.h"

/* An action while its wheels turn. */
typedef struct {
	Expander *expander;
	const AlphabetAction *action;
	guint number;
	GArray *lines;          /* of TurningLine */
	GArray *wheels, *used;
	GArray *steps;          /* of struct explore_step */
	GPtrArray *guards;      /* of struct state_test */
	GString *name;
	guint main;
} Turning;

/* ---- wheels ---- */

static void add_names(const AlphabetLine *line, GHashTable *names)
{
	expression_variables(line->pe, names);
	expression_variables(line->rec, names);
	for (guint i = 0; i < line->arguments->len; i++) {
		const ChosenArgument *argument = line->arguments->pdata[i];

		for (guint j = 0; j < argument->choices->len; j++) {
			const ArgumentChoice *choice = argument->choices->pdata[j];

			expression_variables(choice->value.expression, names);
			expression_variables(choice->offset, names);
			for (gsize k = 0; k < G_N_ELEMENTS(choice->value.range); k++)
				expression_variables(choice->value.range[k], names);
		}
	}
	for (guint i = 0; i < line->where->len; i++) {
		const WhereClause *clause = line->where->pdata[i];

		expression_variables(clause->left, names);
		expression_variables(clause->right, names);
	}
	if (line->when)
		expand_predicate_variables(line->when, names);
}

static gboolean add_interrupts(Expander *expander, TurningLine *turning, GArray *wheels)
{
	const AlphabetLine *line = turning->line;
	guint64 high;
	Wheel wheel;

	if (!expander_evaluate(expander, line->interrupt, line->at, &turning->low))
		return FALSE;
	high = turning->low;
	if (line->interrupt_top &&
	    !expander_evaluate(expander, line->interrupt_top, line->at, &high))
		return FALSE;
	if (high < turning->low || high - turning->low > 1000)
		return expander_error(expander, line->at, "an interrupt comes after 0 to 1000 checks");
	turning->interrupts = TRUE;
	wheel = (Wheel){ (guint)(high - turning->low) + 2, 0 };
	g_array_append_val(wheels, wheel);
	return TRUE;
}

static gboolean add_line_wheels(Turning *turning, const AlphabetLine *line)
{
	TurningLine one = {
		.line = line, .wheels = turning->wheels, .first = turning->wheels->len,
		.alternatives = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref)
	};
	gboolean ok = TRUE;

	for (guint i = 0; i < line->arguments->len; i++) {
		GArray *alternatives = turning_alternatives(turning->expander, line->arguments->pdata[i]);
		Wheel wheel = { alternatives->len, 0 };

		g_ptr_array_add(one.alternatives, alternatives);
		g_array_append_val(turning->wheels, wheel);
	}
	if (line->interrupt)
		ok = add_interrupts(turning->expander, &one, turning->wheels);
	g_array_append_val(turning->lines, one);
	return ok;
}

/* ---- where ---- */

static gboolean compares(const WhereClause *clause, guint64 left, guint64 right)
{
	switch (clause->how) {
	case WHERE_EQUAL:
		return left == right;
	case WHERE_DIFFERENT:
		return left != right;
	case WHERE_BELOW:
		return left < right;
	case WHERE_AT_MOST:
		return left <= right;
	case WHERE_ABOVE:
		return left > right;
	default:
		return left >= right;
	}
}

static gboolean is_wanted(Expander *expander, const AlphabetLine *line)
{
	for (guint i = 0; i < line->where->len; i++) {
		const WhereClause *clause = line->where->pdata[i];
		guint64 left, right;

		if (!expander_evaluate(expander, clause->left, line->at, &left) ||
		    !expander_evaluate(expander, clause->right, line->at, &right) ||
		    !compares(clause, left, right))
			return FALSE;
	}
	return TRUE;
}

/* ---- what stands around a call ---- */

static void add_enter(Turning *turning, guint64 rec)
{
	const struct rmm_model *model = turning->expander->setup->model;
	struct explore_step step = { .call.command = CMD_RMI_REC_ENTER };
	SpelledValue found;

	defaults_set(model, &step.call,
		     rmm_granule_shift(turning->expander->setup->state));
	if (spelling_input(rmm_command(model, CMD_RMI_REC_ENTER), "rec", &found))
		rmm_value_set(found.value, step.call.in, 0, rec);
	g_array_append_val(turning->steps, step);
}

/* Nothing left to do for the Realm: an interrupt takes the REC out. */
static void add_leave(Turning *turning, guint64 rec)
{
	struct explore_step step = {
		.call = { .command = CMD_IRQ, .rec = rec }, .if_running = true
	};

	g_array_append_val(turning->steps, step);
}

static void add_guard(Turning *turning, struct state_test test)
{
	g_ptr_array_add(turning->guards,
			exploration_keep(turning->expander->exploration, &test, sizeof(test)));
}

/* May RECs stay entered, since the block says what they do then? */
static gboolean recs_stay(const ExploreBlock *block)
{
	for (guint i = 0; i < block->actions->len; i++) {
		const AlphabetAction *action = block->actions->pdata[i];

		for (guint j = 0; j < action->lines->len; j++)
			if (((AlphabetLine *)action->lines->pdata[j])->kind == LINE_GUEST)
				return TRUE;
	}
	return FALSE;
}

static gboolean add_guards(Turning *turning, const AlphabetLine *line, guint64 rec)
{
	const ExploreBlock *block = turning->expander->block;

	if (line->kind == LINE_REALM)
		add_guard(turning, (struct state_test){ .kind = TEST_IDLE, .object = rec });
	if (line->kind != LINE_GUEST && block->pes)
		add_guard(turning, (struct state_test){ .kind = TEST_PE, .base = block->pes });
	for (guint i = 0; i < block->whiles->len; i++) {
		const struct state_test *test =
			expand_test(turning->expander, block->whiles->pdata[i], line->at, EVERY_PAGE);

		if (!test)
			return FALSE;
		g_ptr_array_add(turning->guards, (gpointer)(guintptr)test);
	}
	if (line->when) {
		const struct state_test *test =
			expand_test(turning->expander, line->when, line->at, EVERY_PAGE);

		if (!test)
			return FALSE;
		g_ptr_array_add(turning->guards, (gpointer)(guintptr)test);
	}
	return TRUE;
}

static gboolean add_procedure(Turning *turning, const TurningLine *one, guint64 rec)
{
	gboolean realm = one->line->kind == LINE_REALM;
	struct explore_step step;

	if (realm)
		add_enter(turning, rec);
	if (!turning_procedure(turning->expander, one, rec, turning->name, &step))
		return FALSE;
	if (turning->main == G_MAXUINT)
		turning->main = turning->steps->len;
	g_array_append_val(turning->steps, step);
	if (realm)
		add_leave(turning, rec);
	return TRUE;
}

static gboolean add_line(Turning *turning, const TurningLine *one)
{
	const AlphabetLine *line = one->line;
	guint64 rec = turning->expander->setup->rec;
	struct explore_step step;

	if (line->rec && !expander_evaluate(turning->expander, line->rec, line->at, &rec))
		return FALSE;
	if (line->by_vcpu && !turning_vcpu(turning->expander, line, &rec))
		return FALSE;
	if (!add_guards(turning, line, rec))
		return FALSE;
	if (line->procedure)
		return add_procedure(turning, one, rec);
	if (!turning_call(turning->expander, one, rec, &step))
		return FALSE;
	if (line->kind == LINE_REALM)
		add_enter(turning, rec);
	if (turning->main == G_MAXUINT)
		turning->main = turning->steps->len;
	g_array_append_val(turning->steps, step);
	turning_append_name(turning->name, turning->expander, one, &step);
	if (line->kind == LINE_REALM)
		add_leave(turning, rec);
	else if (line->command == CMD_RMI_REC_ENTER && turning->action->lines->len == 1 &&
		 !recs_stay(turning->expander->block))
		add_leave(turning, step.call.in[0]);
	return TRUE;
}

/* ---- turning ---- */

/* "map $page=0x1000 0": its name, the values of its domains, and which others were chosen. */
static void add_key(const Turning *turning)
{
	const Expander *expander = turning->expander;
	g_autoptr(GString) key = g_string_new(turning->action->name);

	for (guint i = 0; i < turning->used->len; i++) {
		guint domain = g_array_index(turning->used, guint, i);
		const DomainValues *values = &g_array_index(expander->domains, DomainValues, domain);
		guint at = g_array_index(turning->wheels, Wheel, i).at;

		g_string_append_printf(key, " $%s=0x%" G_GINT64_MODIFIER "x", values->domain->name,
				       g_array_index(values->values, guint64, at));
	}
	for (guint i = turning->used->len; i < turning->wheels->len; i++) {
		const Wheel *wheel = &g_array_index(turning->wheels, Wheel, i);

		if (wheel->count > 1)
			g_string_append_printf(key, " %u", wheel->at);
	}
	exploration_key_action(expander->exploration, key->str);
}

/* "then $at = 2", of one of its lines. */
static gboolean add_then(Turning *turning)
{
	Expander *expander = turning->expander;

	for (guint i = 0; i < turning->lines->len; i++) {
		const AlphabetLine *line = g_array_index(turning->lines, TurningLine, i).line;
		guint64 value;

		if (!line->then)
			continue;
		if (!expander_evaluate(expander, line->then, line->at, &value))
			return FALSE;
		exploration_set_then(expander->exploration,
				     GPOINTER_TO_UINT(g_hash_table_lookup(expander->monitors,
									  line->monitor)), value);
	}
	return TRUE;
}

static gboolean add_combination(Turning *turning)
{
	Exploration *exploration = turning->expander->exploration;

	for (guint i = 0; i < turning->lines->len; i++)
		if (!is_wanted(turning->expander,
			       g_array_index(turning->lines, TurningLine, i).line))
			return !turning->expander->failed;
	g_array_set_size(turning->steps, 0);
	g_ptr_array_set_size(turning->guards, 0);
	g_string_truncate(turning->name, 0);
	turning->main = G_MAXUINT;
	for (guint i = 0; i < turning->lines->len; i++)
		if (!add_line(turning, &g_array_index(turning->lines, TurningLine, i)))
			return FALSE;
	if (exploration->actions->len == ACTIONS_MAX)
		return expander_error(turning->expander, turning->expander->block->at,
				      "more than %d actions", ACTIONS_MAX);
	exploration_add_action(exploration, turning->name->str,
			       expand_all_of(turning->expander, turning->guards),
			       (struct explore_step *)(gpointer)turning->steps->data,
			       turning->steps->len, turning->main, turning->number);
	if (turning->action->name)
		add_key(turning);
	return add_then(turning);
}

static void turning_clear(Turning *turning)
{
	for (guint i = 0; i < turning->lines->len; i++)
		g_ptr_array_unref(g_array_index(turning->lines, TurningLine, i).alternatives);
	g_array_unref(turning->lines);
	g_array_unref(turning->wheels);
	g_array_unref(turning->used);
	g_array_unref(turning->steps);
	g_ptr_array_unref(turning->guards);
	g_string_free(turning->name, TRUE);
}

/* Counts a combination; FALSE: it is one too many, or Ctrl-C came. */
static gboolean may_turn(Expander *expander)
{
	if (interrupted())
		return FALSE;
	if (expander->combinations++ < COMBINATIONS_MAX)
		return TRUE;
	return expander_error(expander, expander->block->at, "more than %d combinations of values",
			      COMBINATIONS_MAX);
}

static gboolean turn(Turning *turning)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	const GPtrArray *lines = turning->action->lines;

	for (guint i = 0; i < lines->len; i++)
		add_names(lines->pdata[i], names);
	expand_wheels(turning->expander, names, turning->wheels, turning->used);
	for (guint i = 0; i < lines->len; i++)
		if (!add_line_wheels(turning, lines->pdata[i]))
			return FALSE;
	if (!wheels_begin(turning->wheels))
		return TRUE;
	do {
		expand_turn(turning->expander, turning->wheels, turning->used);
		if (!may_turn(turning->expander) || !add_combination(turning))
			return FALSE;
	} while (wheels_next(turning->wheels));
	return TRUE;
}

gboolean expand_action(Expander *expander, const AlphabetAction *action, guint line)
{
	const AlphabetLine *first = action->lines->pdata[0];
	Turning turning = {
		.expander = expander, .action = action, .number = line,
		.lines = g_array_new(FALSE, FALSE, sizeof(TurningLine)),
		.wheels = g_array_new(FALSE, FALSE, sizeof(Wheel)),
		.used = g_array_new(FALSE, FALSE, sizeof(guint)),
		.steps = g_array_new(FALSE, FALSE, sizeof(struct explore_step)),
		.guards = g_ptr_array_new(), .name = g_string_new(NULL),
	};
	gboolean ok = first->pattern ? expand_any_command(expander, first, line) : turn(&turning);

	turning_clear(&turning);
	return ok;
}
