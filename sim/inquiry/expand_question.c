/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of an explore block as tests: guards, and what is asked. */
#include "inquiry/expander.h"
#include "inquiry/turning_line.h"

#include <string.h>

/* Properties are noted as bits. */
#define QUESTIONS_MAX 64

void expand_predicate_variables(const Predicate *predicate, GHashTable *names)
{
	expression_variables(predicate->subject, names);
	expression_variables(predicate->base, names);
	expression_variables(predicate->top, names);
	expression_variables(predicate->address, names);
	for (guint i = 0; predicate->parts && i < predicate->parts->len; i++)
		expand_predicate_variables(predicate->parts->pdata[i], names);
}

static gboolean make_test(Expander *expander, const Predicate *predicate, Position at,
			  enum page_quantifier quantifier, struct state_test *test)
{
	TestMaker maker = {
		.variables = expander->variables, .monitors = expander->monitors,
		.rd = expander->setup->rd, .rec = expander->setup->rec,
		.owned = expander->exploration->owned,
		.rim_exact = expander->block->rim == BLOCK_RIM_EXACT,
		.guest = turning_guest, .user = expander
	};
	gboolean ok = predicate_test(&maker, predicate, quantifier, test);

	if (!ok)
		expander_error(expander, at, "%s", maker.error);
	g_free(maker.error);
	return ok && expand_sense(expander, test, at);
}

const struct state_test *expand_test(Expander *expander, const Predicate *predicate, Position at,
				     enum page_quantifier quantifier)
{
	struct state_test test;

	if (!make_test(expander, predicate, at, quantifier, &test))
		return NULL;
	return exploration_keep(expander->exploration, &test, sizeof(test));
}

const struct state_test *expand_all_of(Expander *expander, const GPtrArray *tests)
{
	g_autofree struct state_test *parts = g_new0(struct state_test, MAX(tests->len, 1));
	struct state_test all = { .kind = TEST_ALL_OF, .part_count = tests->len };

	if (tests->len == 0)
		return NULL;
	if (tests->len == 1)
		return tests->pdata[0];
	for (guint i = 0; i < tests->len; i++)
		parts[i] = *(const struct state_test *)tests->pdata[i];
	all.parts = exploration_keep(expander->exploration, parts, tests->len * sizeof(*parts));
	return exploration_keep(expander->exploration, &all, sizeof(all));
}

/* ---- questions: one instance for all values of their variables ---- */

static const struct state_test *any_of(Expander *expander, const GArray *instances)
{
	struct state_test test = { .kind = TEST_ANY_OF, .part_count = instances->len };

	test.parts = exploration_keep(expander->exploration, instances->data,
				      instances->len * sizeof(struct state_test));
	return exploration_keep(expander->exploration, &test, sizeof(test));
}

static const enum explore_property_kind property_kinds[] = {
	[ASK_NEVER] = PROPERTY_NEVER, [ASK_REACH] = PROPERTY_REACH,
	[ASK_ENDS] = PROPERTY_ENDS, [ASK_EVENTUALLY] = PROPERTY_EVENTUALLY, [ASK_POSSIBLE] = PROPERTY_POSSIBLE,
	[ASK_RIMS] = PROPERTY_RIMS, [ASK_RIM_TELLS] = PROPERTY_RIM_TELLS
};

/* True of every state. */
static const struct state_test always = { .kind = TEST_ALL_OF };

/* The question with the values of domains in the place of their names. */
static char *instance_text(Expander *expander, const Question *question, const GArray *used)
{
	GString *text = g_string_new(question->text);

	for (guint i = 0; i < used->len; i++) {
		const DomainValues *domain = &g_array_index(expander->domains, DomainValues,
							    g_array_index(used, guint, i));
		const guint64 *value = g_hash_table_lookup(expander->variables,
							   domain->domain->name);
		g_autofree char *pattern = g_strdup_printf("\\$%s\\b", domain->domain->name);
		g_autofree char *number = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", *value);
		g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
		g_autofree char *replaced = g_regex_replace_literal(regex, text->str, -1, 0,
								    number, 0, NULL);

		g_string_assign(text, replaced);
	}
	return g_string_free(text, FALSE);
}

static gboolean add_instances(Expander *expander, const Question *question, GArray *tests,
			      GArray *whens, GPtrArray *texts)
{
	/* "never" of a range: not one page; else all pages at once. */
	enum page_quantifier quantifier = question->kind == ASK_NEVER ? SOME_PAGE : EVERY_PAGE;
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) wheels = g_array_new(FALSE, FALSE, sizeof(Wheel));
	g_autoptr(GArray) used = g_array_new(FALSE, FALSE, sizeof(guint));

	if (question->kind == ASK_ENDS) {
		g_array_append_val(tests, always);
		g_array_append_val(whens, always);
		g_ptr_array_add(texts, g_strdup(question->text));
		return TRUE;
	}
	expand_predicate_variables(question->test, names);
	if (question->when)
		expand_predicate_variables(question->when, names);
	expand_wheels(expander, names, wheels, used);
	wheels_begin(wheels);
	do {
		struct state_test test, when = always;

		expand_turn(expander, wheels, used);
		if (!make_test(expander, question->test, question->at, quantifier, &test) ||
		    (question->when &&
		     !make_test(expander, question->when, question->at, EVERY_PAGE, &when)))
			return FALSE;
		g_array_append_val(tests, test);
		g_array_append_val(whens, when);
		g_ptr_array_add(texts, instance_text(expander, question, used));
	} while (wheels_next(wheels));
	return TRUE;
}

static gboolean expand_one(Expander *expander, const Question *question)
{
	g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(struct state_test));
	g_autoptr(GArray) whens = g_array_new(FALSE, FALSE, sizeof(struct state_test));
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	struct explore_property property = {
		.kind = property_kinds[question->kind], .text = question->text,
		.negated = question->negated, .count = question->count,
		.object = expander->setup->rd
	};

	if (question->kind >= ASK_RIMS && expander->block->rim != BLOCK_RIM_EXACT)
		return expander_error(expander, question->at,
				      "a question about RIMs needs 'rim exact'");
	if (!add_instances(expander, question, tests, whens, texts))
		return FALSE;
	property.when = any_of(expander, whens);
	property.test = any_of(expander, tests);
	property.instances = (const char *const *)texts->pdata;
	exploration_add_property(expander->exploration, &property);
	return TRUE;
}

gboolean expand_questions(Expander *expander)
{
	const GPtrArray *questions = expander->block->questions;

	if (questions->len > QUESTIONS_MAX)
		return expander_error(expander, expander->block->at, "more than %d questions",
				      QUESTIONS_MAX);
	for (guint i = 0; i < questions->len; i++)
		if (!expand_one(expander, questions->pdata[i]))
			return FALSE;
	return TRUE;
}
