/* SPDX-License-Identifier: BSD-3-Clause */
/* What explorations came to, in words. */
#include "report/explore_words.h"

void explore_append_count(GString *out, Count count)
{
	char digits[64];
	gsize at = sizeof(digits);
	guint written = 0;

	do {
		if (written && written % 3 == 0)
			digits[--at] = ',';
		digits[--at] = (char)('0' + (guint)(count % 10));
		count /= 10;
		written++;
	} while (count);
	g_string_append_len(out, digits + at, (gssize)(sizeof(digits) - at));
}

const char *explore_why_not(const Explored *explored)
{
	return explored->cut_short ? "cut short before anything was explored"
				   : "a step of the setup fails";
}

const char *explore_end_text(ExploreEnd end)
{
	static const char *const texts[] = {
		[EXPLORE_CLOSED] = "closed", [EXPLORE_VIOLATED] = "stopped at a violation",
		[EXPLORE_DEPTH] = "cut short by the depth",
		[EXPLORE_STATES] = "cut short by the number of states",
		[EXPLORE_MEMORY] = "cut short by memory", [EXPLORE_TIME] = "cut short by time",
		[EXPLORE_STORAGE] = "cut short: a pool of the model is exhausted, see 'geometry'",
		[EXPLORE_INTERRUPTED] = "interrupted",
	};

	return texts[end];
}

const char *explore_answer_text(Answer answer)
{
	static const char *const texts[] = {
		[ANSWER_HOLDS] = "holds", [ANSWER_BROKEN] = "BROKEN", [ANSWER_REACHED] = "reached",
		[ANSWER_NOT_REACHED] = "NOT REACHED", [ANSWER_SO_FAR] = "so far",
	};

	return texts[answer];
}

gboolean explore_uses(const Explored *explored, enum rmm_command_id command)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	const CommandCount *count = &explored->result.commands[command];

	/* What actors call, no action names. */
	if (a->actors && (count->successes || count->refusals))
		return TRUE;
	for (unsigned i = 0; i < a->action_count; i++)
		for (unsigned j = 0; j < a->actions[i].step_count; j++)
			if (a->actions[i].steps[j].call.command == command)
				return TRUE;
	return FALSE;
}

static guint64 conditions_of(const Explored *explored, enum rmm_command_id command)
{
	unsigned count = explored->exploration->alphabet.model->rules[command].count;

	return count ? ~(guint64)0 >> (64 - count) : 0;
}

static guint bits(guint64 set)
{
	guint count = 0;

	for (; set; set &= set - 1)
		count++;
	return count;
}

void explore_count_conditions(const Explored *explored, guint *reached, guint *all)
{
	*reached = *all = 0;
	for (unsigned id = 0; id < COMMANDS; id++) {
		guint64 set = explore_uses(explored, id) ? conditions_of(explored, id) : 0;

		*all += bits(set);
		*reached += bits(set & explored->result.commands[id].reached);
	}
}

void explore_append_missing(GString *out, const Explored *explored, enum rmm_command_id command,
			    guint64 reached, const char *between)
{
	const struct rmm_rules *rules =
		&explored->exploration->alphabet.model->rules[command];
	const char *separator = "";

	for (unsigned i = 0; i < rules->count; i++) {
		if (reached >> i & 1)
			continue;
		g_string_append_printf(out, "%s%s", separator, rules->failure[i]->id);
		separator = between;
	}
}

guint explore_invariants(const Explored *explored)
{
	const struct rmm_model *m = explored->exploration->alphabet.model;
	guint64 rows = 0;

	for (unsigned i = 0; i < RMM_SUBJECTS; i++)
		for (unsigned j = 0; j < m->invariants[i].count; j++)
			rows |= (guint64)1 << m->invariants[i].row[j];
	return bits(rows & explored->result.checked);
}

Answer explore_invariants_answer(const Explored *explored)
{
	for (guint i = 0; i < explored->result.found->len; i++) {
		FoundKind kind = ((Found *)explored->result.found->pdata[i])->kind;

		if (kind == FOUND_INVARIANT || kind == FOUND_EFFECT)
			return ANSWER_BROKEN;
	}
	return explored->result.searched ? ANSWER_HOLDS : ANSWER_SO_FAR;
}

/* ---- what is not in the alphabet ---- */

static gboolean is_of_host(const struct rmm_command *command)
{
	return command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;
}

/* Calls a function for every line of the block until it is TRUE of one. */
static gboolean any_line(const Explored *explored,
			 gboolean (*test)(const AlphabetLine *line, gconstpointer user),
			 gconstpointer user)
{
	const GPtrArray *actions = explored->scenario->explore->actions;

	for (guint i = 0; i < actions->len; i++) {
		const GPtrArray *lines = ((AlphabetAction *)actions->pdata[i])->lines;

		for (guint j = 0; j < lines->len; j++)
			if (test(lines->pdata[j], user))
				return TRUE;
	}
	return FALSE;
}

static gboolean is_on_side(const AlphabetLine *line, gconstpointer host)
{
	return (line->kind == LINE_HOST) == *(const gboolean *)host;
}

static gboolean excepts(const AlphabetLine *line, gconstpointer name)
{
	for (guint i = 0; line->except && i < line->except->len; i++)
		if (g_pattern_match_simple(line->except->pdata[i], name))
			return TRUE;
	return FALSE;
}

void explore_append_left_out(GString *out, const Explored *explored, gboolean host,
			     const char *between)
{
	const char *separator = "";

	if (!any_line(explored, is_on_side, &host))
		return;
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command =
			rmm_command(explored->exploration->alphabet.model, id);

		if (!command || is_of_host(command) != host ||
		    explore_uses(explored, (enum rmm_command_id)id))
			continue;
		g_string_append_printf(out, "%s%s%s", separator, command->name,
				       command->unmodelled ? " (not modelled)" :
				       any_line(explored, excepts, command->name) ? " (except)" : "");
		separator = between;
	}
}

static void append_apart(GString *out, const Explored *explored, const SymmetryNote *note)
{
	if (note->action >= 0)
		g_string_append_printf(out, "%s tells 0x%" G_GINT64_MODIFIER "x from 0x%"
				       G_GINT64_MODIFIER "x",
				       explored->exploration->alphabet.actions[note->action].name,
				       note->first, note->second);
	else
		g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x and 0x%" G_GINT64_MODIFIER
				       "x differ from the start", note->first, note->second);
}

void explore_append_symmetry(GString *out, const Explored *explored, const char *between)
{
	static const char *const kinds[] = {
		[SYMMETRY_GRANULES] = "Granules", [SYMMETRY_PAGES] = "pages",
		[SYMMETRY_RECS] = "RECs"
	};

	for (guint i = 0; explored->result.has_symmetry && i < SYMMETRY_KINDS; i++) {
		const SymmetryNote *note = &explored->result.symmetry[i];

		if (note->things < 2)
			continue;
		g_string_append_printf(out, "%s%u of %u %s may change places", out->len ? between : "",
				       note->alike, note->things, kinds[i]);
		if (note->shared)
			g_string_append(out, ": one Granule may be at two");
		else if (note->beyond)
			g_string_append(out, ": as many as there is room for");
		else if (note->apart) {
			g_string_append(out, ": ");
			append_apart(out, explored, note);
		}
	}
}
