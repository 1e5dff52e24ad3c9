/* SPDX-License-Identifier: BSD-3-Clause */
/* What all reports of replayed logs have in common. */
#include "report/replay_report.h"

#include <string.h>

const ReplayFormat *replay_format(const char *name)
{
	const ReplayFormat *const formats[] = {
		&replay_text, &replay_tap, &replay_junit, &replay_jsonl
	};

	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i]->name, name ? name : "text") == 0)
			return formats[i];
	return NULL;
}

const char *replay_kind(const ReplayEvent *event)
{
	switch (event->kind) {
	case REPLAY_LINE:       return "agrees";
	case REPLAY_NOT_JUDGED: return "not judged";
	case REPLAY_ENDS:       return "ends here";
	case REPLAY_FINDING:
		return event->finding->kind == FINDING_SELF_CHECK ? "self-check" :
		       event->explained[0] ? "invariant, explained" : "invariant";
	default:
		return event->explained[0] ? "diverges, explained" : "diverges";
	}
}

char *replay_why(const ReplayEvent *event)
{
	static const char *const reasons[] = {
		[UNJUDGED_UNEXPLAINED] = "diverges, and no variant explains it",
		[UNJUDGED_END] = "ends the history",
		[UNJUDGED_LIMIT] = "needs more than the pools of the model hold",
	};

	if (event->reason == UNJUDGED_BEYOND)
		return g_strdup(event->cause->beyond);
	return g_strdup_printf("line %u %s", event->cause->number, reasons[event->reason]);
}

char *replay_permitted(const ReplayEvent *event)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (event->record)
		peek_append(out, event->model, event->record);
	else if (event->answers)
		describe_append_answers(out, event->model, event->answers);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void append(GString *out, const char *indent, const char *keyword, const char *text)
{
	if (text && *text)
		g_string_append_printf(out, "%s%-9s %s\n", indent, keyword, text);
}

static void append_places(GString *out, const char *indent, const ReplayEvent *event)
{
	for (guint i = 0; event->places && i < event->places->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		describe_append_place(text, event->model, &g_array_index(event->places, Place, i),
				      event->trace->name);
		append(out, indent, i ? "" : "state", text->str);
	}
}

char *replay_detail(const ReplayEvent *event, const char *indent)
{
	g_autofree char *permitted = replay_permitted(event);
	g_autoptr(GString) finding = g_string_new(NULL);
	GString *out = g_string_new(NULL);

	append(out, indent, "log", event->line->text);
	if (event->finding) {
		finding_append(finding, event->model, event->finding);
		append(out, indent, event->finding->kind == FINDING_INVARIANT ? "breaks"
									      : "unsound",
		       finding->str);
	}
	append(out, indent, "model", permitted);
	append_places(out, indent, event);
	for (unsigned i = 0; i < G_N_ELEMENTS(event->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(event->explained[i]);
		g_autofree char *text = !info ? NULL :
			g_strdup_printf("%s (%s): %s", info->id,
					version_section(event->trace->version, info->section),
					info->text);

		append(out, indent, "variant", text);
	}
	return g_string_free(out, FALSE);
}

gboolean replay_passed(const ReplayCount *count)
{
	return count->diverge == 0 && count->unsound == 0 && count->broken == 0 && !count->limit;
}
