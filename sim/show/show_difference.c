/* SPDX-License-Identifier: BSD-3-Clause */
/* show commands, conditions --diff A B: what changed, from the tables. */
#include <string.h>

#include "engine/command.h"
#include "show/difference.h"
#include "system/version.h"
#include "text/notation.h"
#include "text/wrap.h"

/* A version of a command: what it says, by "condition rd_align" and the like. */
struct side {
	const struct rmm_model *model;
	const struct rmm_command *command;
	enum rmm_command_id id;
	GPtrArray *names;       /* of char *, in order, each once */
	GHashTable *texts;      /* by name */
};

struct comparison {
	Difference difference;
	gboolean conditions;    /* of commands, these alone */
	GString *same;          /* the commands that say the same in both */
	guint changed, only[2];
};

/* ---- what a command says ---- */

/* Rows of the same id are told together. */
static void add(struct side *side, const char *kind, const char *id, char *text)
{
	char *name = g_strdup_printf("%s %s", kind, id);
	const char *before = g_hash_table_lookup(side->texts, name);

	if (before) {
		char *both = strcmp(before, text) == 0 ? g_strdup(text)
						       : g_strconcat(before, "; ", text, NULL);

		g_hash_table_insert(side->texts, name, both);
		g_free(text);
		return;
	}
	g_ptr_array_add(side->names, name);
	g_hash_table_insert(side->texts, name, text);
}

static void add_values(struct side *side, const char *kind, const struct rmm_value *values,
		       unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		add(side, kind, values[i].name, g_strdup(values[i].type->name));
}

static void add_conditions(struct side *side)
{
	const struct rmm_rules *rules = &side->model->rules[side->id];

	for (unsigned i = 0; i < rules->count; i++) {
		const struct rmm_failure *failure = rules->failure[i];
		g_autofree char *result = show_result_text(failure);
		g_autofree char *after = show_after_text(rules, i);
		g_autofree char *text = notation_expand(failure->violated, failure->operands,
							side->command,
							side->model->config.version);

		add(side, "condition", failure->id,
		    g_strconcat(result, " if ", text, *after ? "; after " : "", after, NULL));
	}
}

static void add_results(struct side *side)
{
	const struct rmm_version *version = side->model->config.version;

	for (unsigned i = 0; i < side->command->success_count; i++) {
		const struct rmm_success *success = &side->command->successes[i];

		if (rmm_is_in(side->model, success->in, success->until))
			add(side, "success", success->id,
			    notation_expand(success->holds, success->operands, side->command,
					    version));
	}
	for (unsigned i = 0; i < side->command->footprint_count; i++)
		if (rmm_is_in(side->model, side->command->footprint[i].in,
			      side->command->footprint[i].until))
			add(side, "footprint", side->command->footprint[i].id, g_strdup("may change"));
}

static void side_fill(struct side *side, gboolean conditions)
{
	side->names = g_ptr_array_new();
	side->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	if (conditions) {
		add_conditions(side);
		return;
	}
	add_values(side, "input", side->command->inputs, side->command->input_count);
	add_values(side, "output", side->command->outputs, side->command->output_count);
	add_conditions(side);
	add_results(side);
}

static void side_clear(struct side *side)
{
	g_ptr_array_unref(side->names);
	g_hash_table_unref(side->texts);
}

/* ---- telling two apart ---- */

static const char *section(const struct side *side)
{
	return version_section(side->model->config.version, side->command->section);
}

static gboolean is_same(const struct side sides[2])
{
	if (sides[0].command->fid != sides[1].command->fid ||
	    strcmp(sides[0].command->name, sides[1].command->name) != 0 ||
	    sides[0].names->len != sides[1].names->len)
		return FALSE;
	for (guint i = 0; i < sides[0].names->len; i++) {
		const char *name = sides[0].names->pdata[i];

		if (g_strcmp0(g_hash_table_lookup(sides[0].texts, name),
			      g_hash_table_lookup(sides[1].texts, name)) != 0)
			return FALSE;
	}
	return TRUE;
}

static void tell_texts(const Difference *difference, const struct side sides[2])
{
	for (guint i = 0; i < sides[0].names->len; i++) {
		const char *name = sides[0].names->pdata[i];
		const char *before = g_hash_table_lookup(sides[0].texts, name);
		const char *now = g_hash_table_lookup(sides[1].texts, name);

		if (g_strcmp0(before, now) == 0)
			continue;
		difference_tell(difference, '-', name, before);
		if (now)
			difference_tell(difference, '+', name, now);
	}
	for (guint i = 0; i < sides[1].names->len; i++) {
		const char *name = sides[1].names->pdata[i];

		if (!g_hash_table_contains(sides[0].texts, name))
			difference_tell(difference, '+', name, g_hash_table_lookup(sides[1].texts, name));
	}
}

static void tell_command(Difference *difference, const struct side sides[2])
{
	const struct rmm_command *before = sides[0].command, *now = sides[1].command;
	g_autofree char *name = strcmp(before->name, now->name) == 0 ? g_strdup(now->name) :
				g_strdup_printf("%s, was %s", now->name, before->name);

	difference_begin(difference, name, section(&sides[0]), section(&sides[1]));
	if (before->fid != now->fid) {
		g_autofree char *was = g_strdup_printf("0x%08X", before->fid);
		g_autofree char *is = g_strdup_printf("0x%08X", now->fid);

		difference_tell(difference, '-', "FID", was);
		difference_tell(difference, '+', "FID", is);
	}
	tell_texts(difference, sides);
	difference_end(difference);
}

/* A command of both, of one name or of one FID. */
static void compare_command(struct comparison *comparison, struct side sides[2])
{
	side_fill(&sides[0], comparison->conditions);
	side_fill(&sides[1], comparison->conditions);
	if (is_same(sides)) {
		g_string_append_printf(comparison->same, "%s%s", comparison->same->len ? ", " : "",
				       sides[1].command->name);
	} else {
		tell_command(&comparison->difference, sides);
		comparison->changed++;
	}
	side_clear(&sides[0]);
	side_clear(&sides[1]);
}

/* The command that is @command in the other version, or CMD_NONE. */
static enum rmm_command_id find_other(const struct rmm_command *command,
				      const struct rmm_model *other)
{
	enum rmm_command_id renamed = CMD_NONE;

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *candidate = rmm_command(other, id);

		if (!show_is_specified(candidate))
			continue;
		if (strcmp(candidate->name, command->name) == 0)
			return id;
		if (candidate->fid == command->fid)
			renamed = id;
	}
	return renamed;
}

/* Those of one version that the other has neither by name nor by FID. */
static void tell_alone(struct comparison *comparison, guint which)
{
	const Difference *difference = &comparison->difference;
	const struct rmm_model *model = difference->models[which];

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(model, id);
		g_autofree char *text = NULL;

		if (!show_is_specified(command) ||
		    find_other(command, difference->models[1 - which]) != CMD_NONE)
			continue;
		text = g_strdup_printf("%s, %s", version_section(model->config.version, command->section),
				       command->summary);
		difference_tell(difference, which ? '+' : '-', command->name, text);
		comparison->only[which]++;
	}
}

static void compare_all(struct comparison *comparison)
{
	Difference *difference = &comparison->difference;

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(difference->models[0], id);
		struct side sides[2] = { { .model = difference->models[0], .command = command, .id = id },
					 { .model = difference->models[1] } };

		if (!show_is_specified(command))
			continue;
		sides[1].id = find_other(command, difference->models[1]);
		if (sides[1].id == CMD_NONE)
			continue;
		sides[1].command = rmm_command(sides[1].model, sides[1].id);
		compare_command(comparison, sides);
	}
	difference_begin(difference, "Commands of one version alone",
			 difference_version(difference, 0), difference_version(difference, 1));
	tell_alone(comparison, 0);
	tell_alone(comparison, 1);
	difference_end(difference);
}

static ExitCode show_two(const Show *show, gboolean conditions)
{
	g_autoptr(GString) same = g_string_new(NULL);
	struct comparison comparison = { .same = same, .conditions = conditions };
	ExitCode code;

	if (!difference_init(&comparison.difference, show, &code))
		return code;
	compare_all(&comparison);
	fputc('\n', show->output->file);
	wrap_print(show->output->file, 4, show->output->width, "the same: %s", same->str);
	fprintf(show->output->file, "\n%u commands changed, %u only in %s, %u only in %s\n",
		comparison.changed,
		comparison.only[0], difference_version(&comparison.difference, 0),
		comparison.only[1], difference_version(&comparison.difference, 1));
	difference_clear(&comparison.difference);
	return EXIT_AS_EXPECTED;
}

ExitCode show_difference(const Show *show)
{
	return show_two(show, FALSE);
}

ExitCode show_conditions_difference(const Show *show)
{
	return show_two(show, TRUE);
}
