/* SPDX-License-Identifier: BSD-3-Clause */
/* What is shown after each line. */
#include "shell/watched.h"

#include <string.h>

#include "language/words.h"
#include "machine/sight.h"

struct Watched {
	char *name;             /* as it was written */
	gboolean is_place;
	SightKind kind;         /* of a place */
	Scenario *scenario;     /* that holds the source of the step; or NULL */
	GPtrArray *steps;       /* its step has the predicate or the expression; or NULL */
};

/* Words that may stand for what is there. */
static const struct {
	const char *word;
	SightKind kind;
	gboolean has_address;
} places[] = {
	{ "ripas", SIGHT_ENTRY, TRUE }, { "hipas", SIGHT_ENTRY, TRUE },
	{ "rtte", SIGHT_ENTRY, TRUE }, { "granule", SIGHT_MEMORY, TRUE },
	{ "realm", SIGHT_REALM, FALSE }, { "rim", SIGHT_RIM, FALSE },
};

static gboolean parse(Watched *watched, const Draft *draft, const char *keyword, const char *text,
		      Diagnostics *diagnostics)
{
	g_autofree char *line = g_strdup_printf("%s %s\n", keyword, text);

	watched->steps = draft_parse(draft, line, &watched->scenario, diagnostics);
	if (!watched->steps)
		g_clear_pointer(&watched->scenario, scenario_free);
	return watched->steps != NULL;
}

static gboolean parse_place(Watched *watched, const Draft *draft, const char *word,
			    const char *rest)
{
	g_autoptr(Diagnostics) none = diagnostics_new();

	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		if (strcmp(places[i].word, word) != 0 || places[i].has_address != (*rest != '\0'))
			continue;
		watched->is_place = TRUE;
		watched->kind = places[i].kind;
		return *rest == '\0' || parse(watched, draft, "let $watched =", rest, none);
	}
	return FALSE;
}

static gboolean is_predicate(const char *word)
{
	return strcmp(word, "not") == 0 || *word == '\0' || language_word_find(word, WORD_PREDICATE);
}

Watched *watched_new(const Draft *draft, const char *text, Diagnostics *diagnostics)
{
	Watched *watched = g_new0(Watched, 1);
	gsize size = 0;
	g_autofree char *word = NULL;
	const char *rest;

	while (g_ascii_islower(text[size]))
		size++;
	word = g_strndup(text, size);
	rest = text + size + strspn(text + size, " \t");
	watched->name = g_strdup(text);
	if (parse_place(watched, draft, word, rest))
		return watched;
	watched->is_place = FALSE;
	if (is_predicate(word) && *text != '$' && !g_ascii_isdigit(*text)
	    ? parse(watched, draft, "expect", text, diagnostics)
	    : parse(watched, draft, "let $watched =", text, diagnostics))
		return watched;
	watched_free(watched);
	return NULL;
}

void watched_free(Watched *watched)
{
	if (!watched)
		return;
	g_free(watched->name);
	g_clear_pointer(&watched->steps, g_ptr_array_unref);
	scenario_free(watched->scenario);
	g_free(watched);
}

const char *watched_name(const Watched *watched)
{
	return watched->name;
}

/* The value of its expression; FALSE: a variable has none now. */
static gboolean value_of(const Watched *watched, const RunEnd *end, guint64 *value)
{
	const Step *step = watched->steps ? watched->steps->pdata[0] : NULL;
	const char *missing;

	*value = 0;
	return !step || expression_evaluate(step->value, end->variables, value, &missing);
}

static void append_now(GString *out, const Watched *watched, Course *course)
{
	const RunEnd end = course_end(course);
	Sight sight = { .kind = watched->kind, .rd = end.rd };
	const Step *step = watched->steps ? watched->steps->pdata[0] : NULL;

	if (step && step->kind == STEP_EXPECT) {
		g_string_append(out, course_holds(course, &step->predicate) ? "yes" : "no");
	} else if (!value_of(watched, &end, &sight.address)) {
		g_string_append(out, "a variable has no value");
	} else if (watched->is_place) {
		sight_look(&sight, end.model, end.state);
		sight_append(out, end.model, &sight);
	} else {
		g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x", sight.address);
	}
}

char *watched_text(const Watched *watched, const Draft *draft)
{
	GString *out = g_string_new(watched->name);

	g_string_append(out, ": ");
	if (draft->course)
		append_now(out, watched, draft->course);
	else
		g_string_append(out, "nothing yet");
	return g_string_free(out, FALSE);
}
