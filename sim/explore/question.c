/* SPDX-License-Identifier: BSD-3-Clause */
/* What a command asks of a part of the state. */
#include "explore/question.h"

typedef struct {
	guint16 of;
	guint16 kind;
	guint64 argument;
} Term;

void terms_init(Terms *terms)
{
	Term itself = { 0 };

	terms->made = g_array_new(FALSE, FALSE, sizeof(Term));
	g_array_append_val(terms->made, itself);
}

void terms_clear(Terms *terms)
{
	g_array_unref(terms->made);
}

guint16 terms_make(Terms *terms, guint16 term, TermKind kind, guint64 argument)
{
	Term made = { term, (guint16)kind, argument };

	for (guint i = 1; i < terms->made->len; i++) {
		const Term *known = &g_array_index(terms->made, Term, i);

		if (known->of == made.of && known->kind == made.kind &&
		    known->argument == made.argument)
			return (guint16)i;
	}
	if (terms->made->len > G_MAXUINT16)
		g_error("a command makes too many terms of RTT entries");
	g_array_append_val(terms->made, made);
	return (guint16)(terms->made->len - 1);
}

guint64 terms_value(const Terms *terms, guint16 term, guint64 entry)
{
	const Term *made = &g_array_index(terms->made, Term, term);
	struct rmm_rtte of;

	if (term == TERM_ITSELF)
		return entry;
	of = rtte_of_bits(terms_value(terms, made->of, entry));
	switch ((TermKind)made->kind) {
	case TERM_WITH_RIPAS:
		return rtte_bits(rtte_with_ripas(of, (enum rmm_ripas)made->argument));
	case TERM_WITH_LOST:
		return rtte_bits(rtte_with_lost(of, made->argument != 0));
	case TERM_WITH_VALID:
		return rtte_bits(rtte_with_valid(of, made->argument != 0));
	case TERM_ADVANCE:
		return rtte_bits(rtte_advance(of, made->argument));
	}
	g_assert_not_reached();
}

guint64 question_answer(const Terms *terms, const Question *question, guint64 value)
{
	struct rmm_rtte entry;

	if (question->kind == ASK_VALUE)
		return value;
	entry = rtte_of_bits(terms_value(terms, question->term, value));
	switch ((QuestionKind)question->kind) {
	case ASK_STATE:          return rtte_state(entry);
	case ASK_IS:             return rtte_is(entry, (enum rmm_rtte_state)question->argument);
	case ASK_STATE_IN:       return rtte_state_in(entry, (unsigned)question->argument);
	case ASK_RIPAS:          return rtte_ripas(entry);
	case ASK_HAS_RIPAS:      return rtte_has_ripas(entry, (enum rmm_ripas)question->argument);
	case ASK_ADDRESS:        return rtte_address(entry);
	case ASK_IS_VALID:       return rtte_is_valid(entry);
	case ASK_IS_LOST:        return rtte_is_lost(entry);
	case ASK_MEM_ATTR:       return rtte_mem_attr(entry);
	case ASK_S2AP:           return rtte_s2ap(entry);
	case ASK_OPERATION:      return rtte_operation(entry);
	case ASK_IS_LIVE:        return rtte_is_live(entry);
	case ASK_KEEPS_RTT_LIVE: return rtte_keeps_rtt_live(entry);
	case ASK_VALUE:          break;
	}
	g_assert_not_reached();
}
