/* SPDX-License-Identifier: BSD-3-Clause */
/* show commands, conditions, access --diff A B: what changed, from the tables. */
#include <string.h>

#include "engine/command.h"
#include "report/json_line.h"
#include "show/show.h"
#include "system/platform.h"
#include "text/notation.h"
#include "text/version_hint.h"
#include "text/wrap.h"
#include "version/make.h"
#include "system/version.h"

/* A version of a command: what it says, by "condition rd_align" and the like. */
struct side {
	const struct rmm_model *model;
	const struct rmm_command *command;
	enum rmm_command_id id;
	GPtrArray *names;       /* of char *, in order, each once */
	GHashTable *texts;      /* by name */
};

struct difference {
	const struct rmm_model *models[2];
	gboolean conditions;    /* of commands, these alone */
	const Show *show;
	const char *about;      /* what is being told */
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

/* Markdown has a heading, and a block in which what changed is coloured. */
static void begin(struct difference *difference, const char *name, const char *before,
		  const char *now)
{
	gboolean markdown = difference->show->style == TABLE_MARKDOWN;
	FILE *file = difference->show->output->file;

	difference->about = name;
	fputs(markdown ? "### " : "", file);
	output_paint(difference->show->output, PAINT_STRONG, name);
	fprintf(file, "  %s -> %s\n%s", before, now, markdown ? "\n```diff\n" : "");
}

static void end(const struct difference *difference)
{
	if (difference->show->style == TABLE_MARKDOWN)
		fputs("```\n\n", difference->show->output->file);
}

/* A row that is gone, or as it was; or one that is new, or as it is now. */
static void print_object(const struct difference *difference, char sign, const char *name,
			 const char *text)
{
	JsonBuilder *builder = json_line_new("change");

	json_line_string(builder, "of", difference->about);
	json_line_string(builder, "row", name);
	json_line_string(builder, sign == '-' ? "before" : "now", text);
	json_line_print(difference->show->tables->file, builder);
}

static void tell(const struct difference *difference, char sign, const char *name,
		 const char *text)
{
	const Show *show = difference->show;
	g_autofree char *line = g_strdup_printf("%c %s: %s", sign, name, text);
	g_autoptr(GString) lines = g_string_new(NULL);

	if (show->style == TABLE_JSONL)
		print_object(difference, sign, name, text);
	/* Markdown colours a line by its sign. */
	wrap_append(lines, line, 0, 4, show->style == TABLE_MARKDOWN ? 0 : show->output->width);
	output_paint(show->output, sign == '-' ? PAINT_BAD : PAINT_GOOD, lines->str);
	fputc('\n', difference->show->output->file);
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

static void tell_texts(const struct difference *difference, const struct side sides[2])
{
	for (guint i = 0; i < sides[0].names->len; i++) {
		const char *name = sides[0].names->pdata[i];
		const char *before = g_hash_table_lookup(sides[0].texts, name);
		const char *now = g_hash_table_lookup(sides[1].texts, name);

		if (g_strcmp0(before, now) == 0)
			continue;
		tell(difference, '-', name, before);
		if (now)
			tell(difference, '+', name, now);
	}
	for (guint i = 0; i < sides[1].names->len; i++) {
		const char *name = sides[1].names->pdata[i];

		if (!g_hash_table_contains(sides[0].texts, name))
			tell(difference, '+', name, g_hash_table_lookup(sides[1].texts, name));
	}
}

static void tell_command(struct difference *difference, const struct side sides[2])
{
	const struct rmm_command *before = sides[0].command, *now = sides[1].command;
	g_autofree char *name = strcmp(before->name, now->name) == 0 ? g_strdup(now->name) :
				g_strdup_printf("%s, was %s", now->name, before->name);

	begin(difference, name, section(&sides[0]), section(&sides[1]));
	if (before->fid != now->fid) {
		g_autofree char *was = g_strdup_printf("0x%08X", before->fid);
		g_autofree char *is = g_strdup_printf("0x%08X", now->fid);

		tell(difference, '-', "FID", was);
		tell(difference, '+', "FID", is);
	}
	tell_texts(difference, sides);
	end(difference);
}

/* A command of both, of one name or of one FID. */
static void compare_command(struct difference *difference, struct side sides[2])
{
	side_fill(&sides[0], difference->conditions);
	side_fill(&sides[1], difference->conditions);
	if (is_same(sides)) {
		g_string_append_printf(difference->same, "%s%s", difference->same->len ? ", " : "",
				       sides[1].command->name);
	} else {
		tell_command(difference, sides);
		difference->changed++;
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
static void tell_alone(struct difference *difference, guint which)
{
	const struct rmm_model *model = difference->models[which];

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(model, id);
		g_autofree char *text = NULL;

		if (!show_is_specified(command) ||
		    find_other(command, difference->models[1 - which]) != CMD_NONE)
			continue;
		text = g_strdup_printf("%s, %s", version_section(model->config.version, command->section),
				       command->summary);
		tell(difference, which ? '+' : '-', command->name, text);
		difference->only[which]++;
	}
}

static void compare_all(struct difference *difference)
{
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
		compare_command(difference, sides);
	}
	begin(difference, "Commands of one version alone",
	      difference->models[0]->config.version->short_name,
	      difference->models[1]->config.version->short_name);
	tell_alone(difference, 0);
	tell_alone(difference, 1);
	end(difference);
}

static struct rmm_model *model_of(const Show *show, const struct rmm_version *version)
{
	struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	config.variants = show->model->config.variants;
	rmm_model_init(model, &config);
	return model;
}

static ExitCode unknown_version(const char *name)
{
	g_autofree char *hint = version_hint(name);

	return usage_error("show", "unknown version of the specification '%s'%s", name, hint);
}

/* The two versions that the arguments name; else says what is wrong with them. */
static gboolean find_two(const Show *show, const struct rmm_version *versions[2], ExitCode *code)
{
	for (guint i = 0; i < 2; i++) {
		const char *name = g_strv_length(show->arguments) > i ? show->arguments[i] : NULL;

		versions[i] = name ? version_find(name) : NULL;
		if (versions[i])
			continue;
		*code = name ? unknown_version(name) :
			usage_error("show", "--diff takes two versions of the specification");
		return FALSE;
	}
	return TRUE;
}

static ExitCode show_two(const Show *show, gboolean conditions)
{
	const struct rmm_version *versions[2];
	g_autofree struct rmm_model *before = NULL, *now = NULL;
	g_autoptr(GString) same = g_string_new(NULL);
	struct difference difference = { .show = show, .same = same, .conditions = conditions };
	ExitCode code;

	if (!find_two(show, versions, &code))
		return code;
	difference.models[0] = before = model_of(show, versions[0]);
	difference.models[1] = now = model_of(show, versions[1]);
	compare_all(&difference);
	fputc('\n', show->output->file);
	wrap_print(show->output->file, 4, show->output->width, "the same: %s", difference.same->str);
	fprintf(show->output->file, "\n%u commands changed, %u only in %s, %u only in %s\n",
		difference.changed, difference.only[0], versions[0]->short_name, difference.only[1],
		versions[1]->short_name);
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

/* A column of 'show access' in either version, if it is there: a line, or two. */
static gboolean tell_column(const struct difference *difference, enum rmm_rtte_state hipas)
{
	const char *names[2];
	char *texts[2];
	gboolean same;

	for (guint i = 0; i < 2; i++) {
		texts[i] = show_access_column(difference->models[i], hipas);
		names[i] = rmm_name(&rmm_rtte_states, difference->models[i]->config.version, hipas);
	}
	same = g_strcmp0(texts[0], texts[1]) == 0 && (!texts[0] || strcmp(names[0], names[1]) == 0);
	for (guint i = 0; i < 2; i++) {
		if (texts[i] && !same)
			tell(difference, i ? '+' : '-', names[i], texts[i]);
		g_free(texts[i]);
	}
	return !same;
}

ExitCode show_access_difference(const Show *show)
{
	const struct rmm_version *versions[2];
	g_autofree struct rmm_model *before = NULL, *now = NULL;
	struct difference difference = { .show = show };
	guint changed = 0;
	ExitCode code;

	if (!find_two(show, versions, &code))
		return code;
	difference.models[0] = before = model_of(show, versions[0]);
	difference.models[1] = now = model_of(show, versions[1]);
	begin(&difference, "Protected", versions[0]->short_name, versions[1]->short_name);
	for (enum rmm_rtte_state hipas = 0; hipas < RTTE_STATES; hipas++)
		changed += tell_column(&difference, hipas) ? 1 : 0;
	end(&difference);
	fprintf(show->output->file, "%u HIPAS changed\n", changed);
	return EXIT_AS_EXPECTED;
}
