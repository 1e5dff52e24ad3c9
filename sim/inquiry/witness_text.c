/* SPDX-License-Identifier: BSD-3-Clause */
/* Witnesses in words. */
#include "inquiry/witness_text.h"

#include <string.h>

#include "inquiry/call_text.h"
#include "inquiry/names.h"
#include "language/include.h"
#include "machine/change.h"
#include "system/version.h"
#include "text/defaults.h"
#include "text/spelling.h"

static const struct rmm_model *model_of(const Explored *explored)
{
	return explored->exploration->alphabet.model;
}

/* ---- calls ---- */

static void append_result(GString *out, const Explored *explored, const struct rmm_call *call,
			  const struct rmm_result *result)
{
	const struct rmm_model *m = model_of(explored);
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(SpelledWord));

	g_string_append(out, " > ");
	g_string_append(out, rmm_status(result->status)->name);
	spelling_add_result(words, m, call->command, result);
	for (guint i = 0; i < words->len; i++) {
		const SpelledWord *word = &g_array_index(words, SpelledWord, i);

		/* Measurements are surrogates while states are explored: a run has others. */
		if (word->value && word->value->type->form == FORM_BYTES)
			continue;
		g_string_append_c(out, ' ');
		spelling_append_word(out, word, m->config.version, NUMBERS_SCENARIO);
	}
	if (result->condition != RMM_NO_CONDITION)
		g_string_append_printf(out, " by=%s",
				       m->rules[result->command].failure[result->condition]->id);
}

/* ---- what Host and Realm are told ---- */

/* "host $rec: > RMI_SUCCESS exit_reason=IRQ" */
static void append_exit(GString *out, const Explored *explored, guint64 rec,
			const struct rmm_exit *exit)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result = { .command = CMD_RMI_REC_ENTER, .status = exit->status,
				     .index = -1, .condition = RMM_NO_CONDITION, .exit = *exit };

	g_string_append(out, "host  ");
	names_append(out, explored->variables, rec);
	g_string_append_c(out, ':');
	append_result(out, explored, &call, &result);
}

/* The call of the REC that left last before @number. */
static const struct rmm_call *left_before(const Witness *witness, guint number, guint64 rec)
{
	while (number-- > 0) {
		const WitnessCall *made = &g_array_index(witness->calls, WitnessCall, number);

		if (made->result.exit.happened && made->call.rec == rec)
			return &made->call;
	}
	return NULL;
}

/* "guest $rec: > RSI_SUCCESS new_base=... response=ACCEPT"; FALSE: nothing is told. */
static gboolean append_completion(GString *out, const Explored *explored, const Witness *witness,
				  guint number)
{
	const WitnessCall *made = &g_array_index(witness->calls, WitnessCall, number);
	const struct rmm_completion *completion = &made->result.completion;
	const struct rmm_call *call = left_before(witness, number, made->call.in[0]);
	struct rmm_result result = { .status = completion->status, .index = -1,
				     .condition = RMM_NO_CONDITION };

	if (made->call.command != CMD_RMI_REC_ENTER || made->result.status != RMI_SUCCESS ||
	    completion->status == STATUS_OK || completion->status == STATUS_RETRY || !call)
		return FALSE;
	result.command = call->command;
	memcpy(result.out, completion->out, sizeof(completion->out));
	g_string_append(out, "guest ");
	names_append(out, explored->variables, made->call.in[0]);
	g_string_append_c(out, ':');
	append_result(out, explored, call, &result);
	return TRUE;
}

/* ---- lines ---- */

static void append_comments(GString *out, const Explored *explored, const WitnessCall *made,
			    const char *indent)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;

	changes_append(text, model_of(explored)->config.version, made->changes);
	lines = g_strsplit(text->str, "\n", -1);
	for (char **line = lines; *line; line++)
		if (**line)
			g_string_append_printf(out, "%s      # %s\n", indent, g_strstrip(*line));
}

static const char *section_of(const Explored *explored, const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(model_of(explored), result->command);

	return command ? version_section(model_of(explored)->config.version, command->section) : "";
}

static void append_one(GString *out, const Explored *explored, const Witness *witness,
		       guint number, const char *indent)
{
	const WitnessCall *made = &g_array_index(witness->calls, WitnessCall, number);
	gboolean entry = made->call.command == CMD_RMI_REC_ENTER &&
			 made->result.status == RMI_SUCCESS && !made->result.exit.happened;
	gboolean leave = made->call.command == CMD_IRQ;
	const char *section = section_of(explored, &made->result);

	g_string_append(out, indent);
	if (leave)
		append_exit(out, explored, made->call.rec, &made->result.exit);
	else
		call_append(out, model_of(explored), explored->variables, &made->call, RMM_GRANULE_SHIFT);
	/* How the entry returns, a later line says. */
	if (!leave && !entry)
		append_result(out, explored, &made->call, &made->result);
	if (*section && !leave)
		g_string_append_printf(out, "    # %s", section);
	g_string_append_c(out, '\n');
	append_comments(out, explored, made, indent);
	if (!leave && made->result.exit.happened && made->call.command != CMD_RMI_REC_ENTER) {
		g_string_append(out, indent);
		append_exit(out, explored, made->call.rec, &made->result.exit);
		g_string_append_c(out, '\n');
	}
}

void witness_append_some(GString *out, const Explored *explored, const Witness *witness,
			 guint first, guint end, const char *indent)
{
	for (guint i = first; i < end; i++) {
		gsize before = out->len;

		append_one(out, explored, witness, i, indent);
		before = out->len;
		g_string_append(out, indent);
		if (append_completion(out, explored, witness, i))
			g_string_append_c(out, '\n');
		else
			g_string_truncate(out, before);
	}
}

/* The call that the loop begins with; behind all calls: there is none. */
static guint loop_of(const Witness *witness)
{
	guint first = witness->calls->len;

	for (guint actions = 0; first > 0 && actions < witness->found->loop;)
		if (g_array_index(witness->calls, WitnessCall, --first).begins)
			actions++;
	return first;
}

void witness_append_calls(GString *out, const Explored *explored, const Witness *witness,
			  const char *indent)
{
	guint loop = loop_of(witness);
	g_autofree char *deeper = g_strdup_printf("%s  ", indent);

	witness_append_some(out, explored, witness, 0, loop, indent);
	if (loop == witness->calls->len)
		return;
	/* What goes on for ever, three times. */
	g_string_append_printf(out, "%sfor $round in 0 .. 3 step 1\n", indent);
	witness_append_some(out, explored, witness, loop, witness->calls->len, deeper);
	g_string_append_printf(out, "%send\n", indent);
}

/* ---- what it shows ---- */

static const struct explore_property *property_of(const Explored *explored, const Witness *witness)
{
	return &explored->exploration->alphabet.properties[witness->found->index];
}

/* The first instance of a question that holds where the witness ends. */
static const char *instance_of(const Explored *explored, const Witness *witness)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	const struct explore_property *property = property_of(explored, witness);

	if (explore_property_is_of_graph(property))
		return property->instances[witness->found->instance];
	for (unsigned i = 0; i < property->test->part_count; i++)
		if (explore_test_holds(a, witness->last, &property->test->parts[i]))
			return property->instances[i];
	return property->text;
}

/* Of two states with one RIM, which this is. */
static void append_side(GString *out, const Explored *explored, const Witness *witness)
{
	const struct explore_property *property = property_of(explored, witness);
	const struct state_test *test = &property->test->parts[witness->found->instance];

	if (property->kind == PROPERTY_RIM_TELLS)
		g_string_append(out, explore_test_holds(&explored->exploration->alphabet,
							witness->last, test)
				? ": here it holds" : ": with the same RIM it does not");
}

void witness_append_subject(GString *out, const Explored *explored, const Witness *witness)
{
	unsigned count;
	const struct rmm_invariant *row = &rmm_invariants(&count)[witness->found->index];

	switch (witness->found->kind) {
	case FOUND_INVARIANT:
		g_string_append_printf(out, "%s (%s): %s", row->id,
				       version_section(model_of(explored)->config.version,
						       row->section), row->text);
		break;
	case FOUND_EFFECT:
		g_string_append(out, "a command that is refused changes the state");
		break;
	case FOUND_CIRCLE:
		g_string_append_printf(out, "goes on for ever: the last %u action%s again and again",
				       witness->found->loop, witness->found->loop == 1 ? "" : "s");
		break;
	default:
		g_string_append(out, instance_of(explored, witness));
		append_side(out, explored, witness);
		break;
	}
}

/* ---- as a scenario ---- */

void witness_append_setup(GString *out, const Explored *explored, const char *path,
			  gboolean any_version)
{
	const Source *source = explored->scenario->sources->pdata[0];
	/* What the exploration proves, a history that it found does not. */
	gboolean claim = FALSE;

	for (unsigned i = 1; i < explored->scenario->explore->at.line; i++) {
		g_autofree char *line = source_line(source, i);
		const char *word = line + strspn(line, " \t");

		claim = *word == '#' && (claim || g_str_has_prefix(word, "# Proves"));
		if (claim || g_str_has_prefix(word, "title ") || g_str_has_prefix(word, "question ") ||
		    (any_version && g_str_has_prefix(word, "spec ")))
			continue;
		include_append_moved(out, line, source->path, path);
		g_string_append_c(out, '\n');
	}
}

static gboolean asks_monitor(const struct state_test *test)
{
	for (unsigned i = 0; i < test->part_count; i++)
		if (asks_monitor(&test->parts[i]))
			return TRUE;
	return test->kind == TEST_MONITOR;
}

static void append_question(GString *out, const Explored *explored, const Witness *witness)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	const char *instance;

	if (witness->found->kind != FOUND_NEVER && witness->found->kind != FOUND_REACH)
		return;
	instance = instance_of(explored, witness);
	/* A monitor is known to the exploration alone. */
	g_string_append_printf(out, "mark %s\n%s%s\n", MARK_START,
			       asks_monitor(a->properties[witness->found->index].test) ? "# " : "",
			       instance);
}

void witness_append_ignored(GString *out, guint64 ignored)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++)
		if (ignored >> i & 1)
			g_string_append_printf(out, "check off %s\n", rows[i].id);
}

void witness_append_scenario(GString *out, const Explored *explored, const Witness *witness,
			     const char *path)
{
	const struct rmm_variants *variants = &model_of(explored)->config.variants;
	g_autoptr(GString) subject = g_string_new(NULL);
	const Source *source = explored->scenario->sources->pdata[0];

	witness_append_subject(subject, explored, witness);
	g_strdelimit(subject->str, "\"\n", '\'');
	g_string_append_printf(out, "title \"%s\"\n# found from %s\n", subject->str, source->path);
	/* It is one of this version, whatever others the file is for. */
	g_string_append_printf(out, "spec %s\n", model_of(explored)->config.version->id);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	witness_append_setup(out, explored, path, TRUE);
	witness_append_ignored(out, explored->scenario->explore->ignored);
	append_question(out, explored, witness);
	witness_append_calls(out, explored, witness, "");
	if (witness->found->kind == FOUND_ALWAYS || witness->found->kind == FOUND_NOT_ALWAYS)
		g_string_append_printf(out, "# %s: %s\n", property_of(explored, witness)->kind ==
				       PROPERTY_RIM_TELLS ? "One of two with one RIM"
							  : "From here on",
				       instance_of(explored, witness));
}
