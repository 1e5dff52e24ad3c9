/* SPDX-License-Identifier: BSD-3-Clause */
/* Judging the calls of a console that leaves some out. */
#include "partial/partial.h"

#include "partial/partial_private.h"
#include "partial/trial_tell.h"
#include "text/spelling.h"
#include "text/variants.h"

Partial *partial_new(const PartialOptions *options, GError **error)
{
	g_autoptr(Partial) partial = g_new0(Partial, 1);

	partial->options = *options;
	partial->permitted = g_string_new(NULL);
	partial->known = g_ptr_array_new_with_free_func(g_free);
	partial->stage = stage_new(options->version, &options->variants, options->platform, error);
	if (!partial->stage)
		return NULL;
	knowledge_init(&partial->knowledge, stage_model(partial->stage), options->dialect,
		       options->is_whole);
	return g_steal_pointer(&partial);
}

void partial_free(Partial *partial)
{
	if (!partial)
		return;
	if (partial->stage)
		knowledge_clear(&partial->knowledge);
	stage_free(partial->stage);
	for (guint i = 0; i < VARIANTS; i++)
		stage_free(partial->bent[i]);
	g_string_free(partial->permitted, TRUE);
	g_ptr_array_unref(partial->known);
	g_free(partial->assumed);
	g_free(partial);
}

void partial_restart(Partial *partial)
{
	knowledge_clear(&partial->knowledge);
	partial->knowledge.is_whole = partial->options.is_whole;
	knowledge_begin(&partial->knowledge);
	partial->explained = 0;
}

GArray *partial_told(const Partial *partial)
{
	const Knowledge *knowledge = &partial->knowledge;
	GArray *told = g_array_copy(knowledge->told);

	for (guint i = 0; i < knowledge->realms->len; i++)
		knowledge_note_told(knowledge, knowledge->realms->pdata[i], told);
	return told;
}

guint64 partial_trials(const Partial *partial)
{
	return partial->trials;
}

const struct rmm_model *partial_model(const Partial *partial)
{
	return stage_model(partial->stage);
}

void partial_explain(Partial *partial, const Trial *trial, PartialAnswer *answer)
{
	if (trial->result.status == STATUS_UNSUPPORTED)
		g_string_append(partial->permitted, "nothing: no state is left that lines before permit");
	else
		spelling_append_result(partial->permitted, stage_model(trial->stage),
				       trial->call.command, &trial->result, NUMBERS_TRACE);
	trial_tell(trial, partial->known);
}

/* ---- explaining ---- */

/* The stage of the model with @variant beside what is in force. */
static Stage *bent(Partial *partial, enum rmm_variant variant)
{
	struct rmm_variants variants = partial->options.variants;

	if (!partial->bent[variant]) {
		rmm_add_variant(&variants, variant);
		partial->bent[variant] = stage_bend(partial->stage, &variants);
	}
	return partial->bent[variant];
}

static gboolean may_explain(const Partial *partial, enum rmm_variant variant)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	return info && info->kind != VARIANT_MISTAKE && info->kind != VARIANT_BUG &&
	       variant_applies(info, partial->options.version) &&
	       !rmm_variant(stage_model(partial->stage), variant);
}

/* What implementations are known to do stands before other readings. */
static enum rmm_variant explain(Partial *partial, const LogEvent *event,
				const struct rmm_call *call, PartialJudge *judge)
{
	for (int known = 1; known >= 0; known--)
		for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
			PartialAnswer ignored = { .verdict = PARTIAL_AGREES };

			if (may_explain(partial, i) &&
			    (rmm_variant_info(i)->implementations != 0) == known &&
			    judge(partial, bent(partial, i), event, call, &ignored))
				return i;
		}
	return VARIANT_NONE;
}

/* ---- one call ---- */

static void not_judged(PartialAnswer *answer, const char *why)
{
	answer->verdict = PARTIAL_NOT_JUDGED;
	answer->why = why;
}

/* What it returns is none of the specification's results. */
static gboolean has_other_status(const struct rmm_model *model, const LogEvent *event)
{
	enum rmm_status status;
	int index;

	return event->status[0] && !log_call_status(model, event, &status, &index);
}

static void diverge(Partial *partial, const LogEvent *event, const struct rmm_call *call,
		    PartialJudge *judge, PartialAnswer *answer)
{
	g_autofree char *permitted = g_strdup(partial->permitted->str);
	g_autoptr(GPtrArray) known = g_steal_pointer(&partial->known);

	partial->known = g_ptr_array_new_with_free_func(g_free);
	answer->verdict = PARTIAL_DIVERGES;
	answer->variant = partial->options.unexplained || partial->explained++ >= EXPLAINED_LINES_MAX
			  ? VARIANT_NONE : explain(partial, event, call, judge);
	g_string_assign(partial->permitted, permitted);
	g_ptr_array_set_size(partial->known, 0);
	for (guint i = 0; i < known->len; i++)
		g_ptr_array_add(partial->known, g_strdup(known->pdata[i]));
}

void partial_judge(Partial *partial, const LogEvent *event, PartialAnswer *answer)
{
	const struct rmm_model *model = stage_model(partial->stage);
	PartialJudge *judge = event->kind == LOG_RMI ? partial_judge_host : partial_judge_realm;
	struct rmm_call call;
	const char *why;

	*answer = (PartialAnswer){ .verdict = PARTIAL_AGREES, .known = partial->known };
	g_string_truncate(partial->permitted, 0);
	g_ptr_array_set_size(partial->known, 0);
	g_clear_pointer(&partial->assumed, g_free);
	if (event->gap)
		knowledge_forget(&partial->knowledge);
	why = log_call_make(model, partial->options.dialect, event, &call);
	if (why)
		not_judged(answer, why);
	else if (has_other_status(model, event))
		not_judged(answer, "its result is none of this specification");
	else if (!judge(partial, partial->stage, event, &call, answer))
		diverge(partial, event, &call, judge, answer);
	answer->permitted = partial->permitted->str;
	answer->known = partial->known;
	answer->assumed = partial->assumed;
}
