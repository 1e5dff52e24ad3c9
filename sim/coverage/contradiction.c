/* SPDX-License-Identifier: BSD-3-Clause */
/* What conditions say, and which of it excludes the rest. */
#include "coverage/contradiction.h"

#include <string.h>

#include "text/notation.h"

/* ---- what a condition is about ---- */

typedef struct {
	const struct rmm_command *command;
	const struct rmm_rules *rules;
	const struct rmm_version *version;
} Of;

static char *text_of(const Of *of, unsigned condition)
{
	const struct rmm_failure *row = of->rules->failure[condition];

	return notation_expand(row->violated, row->operands, of->command, of->version);
}

static gboolean is_of_name(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/* Is it there, and not the end of a longer name? */
static gboolean mentions(const char *text, const char *word)
{
	for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
		if (at == text || !is_of_name(at[-1]))
			return TRUE;
	return FALSE;
}

static gboolean mentions_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (mentions(text, *words))
			return TRUE;
	return FALSE;
}

/* The RTT below the entry at which the walk ends, where it should. */
static gboolean needs_child(const char *text)
{
	static const char *const words[] = { "rtt_live(child)", "homogeneous(child)", NULL };

	return mentions_any(text, words);
}

static gboolean needs_walk(const char *text)
{
	static const char *const words[] = {
		"walk.", "walk_top", "the entry", "the entries", "an entry", NULL
	};

	return needs_child(text) || mentions_any(text, words);
}

static gboolean needs_realm(const char *text)
{
	static const char *const words[] = {
		"realm.", "protected(", "all_protected(", "level_valid(", "level_starting(",
		"level_block_or_page(", "aux_count(", "mpidr_used(realm", "of the Realm", NULL
	};

	return needs_walk(text) || mentions_any(text, words);
}

/* Does it say that Granule @name is not in @state? */
static gboolean is_no(const char *text, const char *name, const char *state)
{
	g_autofree char *said = g_strdup_printf("gran(%s) != %s", name, state);

	return strcmp(text, said) == 0;
}

/* Is input @name to be an RD, or a REC, by another condition of the command? */
static gboolean is_wanted(const Of *of, const char *name, const char *state)
{
	for (unsigned i = 0; i < of->rules->count; i++) {
		g_autofree char *text = text_of(of, i);

		if (is_no(text, name, state))
			return TRUE;
	}
	return FALSE;
}

/* ---- where there is no Realm, no REC, no entry ---- */

/* What may be said of an input that is to be an RD, or a REC, so that there is none. */
static const struct {
	const char *state, *before, *behind, *why;
} absences[] = {
	{ "RD", "gran(", ") != RD", "without an RD there is no Realm that the other is about (B1.6)" },
	{ "RD", "!delegable(", ")", "where no Granule can be delegated is no RD, so no Realm (B1.6)" },
	{ "RD", "!tracked(", ")", "where no Granule can be delegated is no RD, so no Realm (B1.6)" },
	{ "RD", "!tracked_fine(", ")", "a region with an RD stays tracked finely (C65)" },
	{ "REC", "gran(", ") != REC", "there is no REC that the other is about (B1.6)" },
	{ "REC", "!delegable(", ")", "where no Granule can be delegated is no REC (B1.6)" },
	{ "REC", "!tracked(", ")", "where no Granule can be delegated is no REC (B1.6)" },
	{ "REC", "!tracked_fine(", ")", "a region with a REC stays tracked finely (C65)" },
};

static gboolean is_said(const char *text, const char *before, const char *name, const char *behind)
{
	g_autofree char *said = g_strconcat(before, name, behind, NULL);

	return strcmp(text, said) == 0;
}

/* Is the other condition about the Realm of RD, or about REC, input @name? */
static gboolean is_about(const Of *of, const struct rmm_value *input, const char *state,
			 const char *text)
{
	g_autofree char *member = g_strconcat(input->name, ".", NULL);
	gboolean rec = of->command->rec && SLOT(of->command->rec) == input->slot;

	if (strcmp(state, "RD") == 0)
		return needs_realm(text);
	return mentions(text, member) || mentions(text, "psci_status_permitted(") ||
	       (rec && mentions(text, "rec.")) ||
	       (rec && !of->command->rd && needs_realm(text));
}

static const char *why_no_object(const Of *of, const char *one, const char *other)
{
	for (unsigned i = 0; i < of->command->input_count; i++)
		for (gsize j = 0; j < G_N_ELEMENTS(absences); j++) {
			const struct rmm_value *input = &of->command->inputs[i];
			const char *state = absences[j].state;

			if (is_said(one, absences[j].before, input->name, absences[j].behind) &&
			    is_wanted(of, input->name, state) &&
			    is_about(of, input, state, other))
				return absences[j].why;
		}
	return NULL;
}

static const char *name_of(const struct rmm_command *command, unsigned input)
{
	for (unsigned i = 0; input && i < command->input_count; i++)
		if (command->inputs[i].slot == SLOT(input))
			return command->inputs[i].name;
	return "";
}

static const char *why_no_walk(const Of *of, const char *one, const char *other)
{
	g_autofree char *outside = g_strdup_printf("%s >= 2^realm.ipa_width",
						   name_of(of->command, of->command->ipa));

	if (!needs_walk(other))
		return NULL;
	if (g_str_has_prefix(one, "!level_valid("))
		return "at such a level there is no walk (B1.6)";
	return strcmp(one, outside) == 0 ? "outside the IPA space there is no walk (B1.6)" : NULL;
}

/* ---- where the entry, or a state, is another ---- */

static const char *why_no_child(const Of *of, const char *one, const char *other)
{
	gboolean is_short = g_str_has_prefix(one, "walk.level < ");

	if (is_short && (needs_child(other) || strcmp(other, "walk.rtte.state == TABLE") == 0))
		return "a walk that ends early ends at what is no TABLE (A5.5)";
	if (strcmp(one, "walk.rtte.state != TABLE") == 0 && needs_child(other))
		return "what is no TABLE leads to no RTT (A5.5)";
	return NULL;
}

/* "realm.state" of "realm.state == NEW"; NULL: it is of another form. @value: "NEW" */
static char *subject_of(const char *text, const char *relation, const char **value)
{
	const char *at = strstr(text, relation);

	if (!at || strstr(text, "||"))
		return NULL;
	*value = at + strlen(relation);
	return g_strndup(text, (gsize)(at - text));
}

/* Is @value one of "{DATA, VOID}"? */
static gboolean is_among(const char *value, const char *set)
{
	g_auto(GStrv) names = g_strsplit_set(set, "{, }", -1);

	return g_strv_contains((const char *const *)names, value);
}

/* @one says that something is in a state: does @other say that it is not? */
static const char *why_state_denied(const char *one, const char *other)
{
	const char *value, *said;
	g_autofree char *subject = subject_of(one, " == ", &value);
	g_autofree char *same = subject_of(other, " == ", &said);
	g_autofree char *unlike = same ? NULL : subject_of(other, " != ", &said);
	g_autofree char *none = same || unlike ? NULL : subject_of(other, " not in ", &said);

	if (!subject || !strchr(subject, '.'))
		return NULL;
	if (same && strcmp(subject, same) == 0 && strcmp(value, said) != 0)
		return "it is not in two states at once";
	if ((unlike && strcmp(subject, unlike) == 0 && strcmp(value, said) == 0) ||
	    (none && strcmp(subject, none) == 0 && is_among(value, said)))
		return "it is in that state, or it is not";
	return NULL;
}

/* Each part of "a && b" holds where both do. */
static const char *why_other_state(const Of *of, const char *one, const char *other)
{
	g_auto(GStrv) ones = g_strsplit(one, " && ", -1), others = g_strsplit(other, " && ", -1);
	const char *why = NULL;

	for (char **a = ones; *a && !why && !strstr(one, "||"); a++)
		for (char **b = others; *b && !why && !strstr(other, "||"); b++)
			why = why_state_denied(*a, *b);
	return why;
}

/* How memory is passed to a range command. */
static const char *why_other_range(const Of *of, const char *one, const char *other)
{
	static const char *const of_first[] = {
		"the first address of the set", "the first descriptor", "oaddr_first >= ", NULL
	};

	if (strcmp(one, "type not one of the command's") == 0 &&
	    g_str_has_prefix(other, "type == LIST && "))
		return "a list is one of its types";
	return strcmp(one, "the output address set is empty") == 0 && mentions_any(other, of_first)
	       ? "an empty set has no first address (A5.3.3.2)" : NULL;
}

static const char *why_same_rec(const Of *of, const char *one, const char *other)
{
	return strcmp(one, "calling_rec == target_rec") == 0 &&
	       strcmp(other, "target_rec.owner != calling_rec.owner") == 0
	       ? "a REC has one owner" : NULL;
}

/* "!NAME(ADDRESS)" of one is about what the other says of ADDRESS. */
static gboolean deny(const Of *of, const char *one, const char *name, const char *other,
		     const char *form)
{
	for (unsigned i = 0; i < of->command->input_count; i++) {
		const char *input = of->command->inputs[i].name;
		g_auto(GStrv) parts = g_strsplit(form, "$", 2);

		if (is_said(one, name, input, ")") && is_said(other, parts[0], input, parts[1]))
			return TRUE;
	}
	return FALSE;
}

static const char *why_of_input(const Of *of, const char *one, const char *other)
{
	if (deny(of, one, "!delegable(", other, "gran($) != UNDELEGATED"))
		return "what cannot be delegated stays UNDELEGATED (A2.2)";
	return is_said(one, "!mpidr_used(", "target_cpu", ")") && mentions(other, "target_rec.")
	       ? "an MPIDR of no REC leads to none that runs (B1.6)" : NULL;
}

/* ---- both ---- */

/* Why the second does not hold where the first does; NULL: it may. */
static const char *(*const reasons[])(const Of *of, const char *one, const char *other) = {
	why_no_object, why_no_walk, why_no_child, why_other_state, why_other_range, why_of_input,
	why_same_rec,
};

gboolean conditions_contradict(const struct rmm_model *model, enum rmm_command_id command,
			       unsigned first, unsigned second, const char **why)
{
	const Of of = { rmm_command(model, command), &model->rules[command], model->config.version };
	g_autofree char *one = text_of(&of, first), *other = text_of(&of, second);

	*why = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(reasons) && !*why; i++)
		*why = reasons[i](&of, one, other);
	for (gsize i = 0; i < G_N_ELEMENTS(reasons) && !*why; i++)
		*why = reasons[i](&of, other, one);
	return *why != NULL;
}
