/* SPDX-License-Identifier: BSD-3-Clause */
/* What a replay told of a trace. */
#include "found.h"

#include <check.h>
#include <string.h>

#include "replay/detect.h"

void found_note(gpointer user, const ReplayEvent *event)
{
	Found *found = user;

	if (event->kind == REPLAY_NOT_JUDGED) {
		found->skipped += event->last->number - event->line->number + 1;
		return;
	}
	if (event->kind == REPLAY_FINDING) {
		found->broken = event->finding->id;
		found->cause = event->explained[0];
		return;
	}
	found->changed += event->changes && event->changes->len ? 1 : 0;
	found->ends += event->kind == REPLAY_ENDS ? 1 : 0;
	if (event->explained[0] && found->explained_count < G_N_ELEMENTS(found->explained))
		found->explained[found->explained_count++] = event->explained[0];
	if (!found->permitted && event->answers) {
		GString *text = g_string_new(NULL);

		describe_append_answers(text, event->model, event->answers);
		found->permitted = g_string_free(text, FALSE);
	}
}

void found_in_text(const char *name, char *text, gsize size, const struct rmm_version *version,
		   gboolean as_tf_rmm, Found *found)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Trace) trace = trace_parse(name, text, size);
	ReplayOptions options = { .version = version, .self_check = TRUE };
	g_autoptr(Replay) replay = NULL;

	memset(found, 0, sizeof(*found));
	ck_assert_msg(trace != NULL, "%s:%s", name, error ? error->message : "");
	ck_assert_ptr_eq(detect_version(trace), version);
	if (as_tf_rmm)
		options.variants = rmm_implementation_variants(
			version == &rmm_version_1_0 ? TF_RMM_1_0 : TF_RMM_2_0);
	replay = replay_new(&options, &error);
	ck_assert_ptr_nonnull(replay);
	ck_assert_msg(replay_run(replay, trace, found_note, found, &found->count, &error), "%s:%s", name,
		      error ? error->message : "");
	ck_assert_uint_eq(found->count.unsound, 0);
	ck_assert_uint_eq(found->count.broken, 0);
}

void found_in_file(const char *path, const struct rmm_version *version, gboolean as_tf_rmm,
		   Found *found)
{
	char *text;
	gsize size;

	ck_assert(g_file_get_contents(path, &text, &size, NULL));
	found_in_text(path, text, size, version, as_tf_rmm, found);
}
