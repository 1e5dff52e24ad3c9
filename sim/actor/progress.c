/* SPDX-License-Identifier: BSD-3-Clause */
/* Loops that make no progress. */
#include "actor/progress.h"

void progress_begin(Progress *progress, const Scene *scene)
{
	*progress = (Progress){ .first = scene->log->len };
}

void progress_end(Progress *progress)
{
	g_clear_pointer(&progress->state, g_free);
}

static guint64 digest_of(const Scene *scene, guint first)
{
	guint64 digest = 0;

	for (guint i = first; i < scene->log->len; i++)
		digest = (digest ^ g_array_index(scene->log, guint64, i)) *
			 G_GUINT64_CONSTANT(0x9fb21c651e98df25);
	return digest;
}

/*
 * Remembers the state; TRUE if it is the one that was remembered. Where states
 * are not seen, that calls came to the same has to do.
 */
static gboolean same_state(Progress *progress, const Scene *scene)
{
	if (scene->open_ended)
		return TRUE;
	if (progress->state && rmm_state_equal(scene->model, progress->state, scene->state))
		return TRUE;
	if (!progress->state)
		progress->state = g_malloc0(scene->model->layout.size);
	rmm_state_copy(scene->model, progress->state, scene->state);
	return FALSE;
}

gboolean progress_stalls(Progress *progress, const Scene *scene, guint64 position)
{
	guint length = scene->log->len - progress->first;
	guint64 digest = digest_of(scene, progress->first);
	gboolean repeats = progress->turned && length == progress->length &&
			   digest == progress->digest && position == progress->position;

	progress->turned = TRUE;
	progress->first = scene->log->len;
	progress->length = length;
	progress->digest = digest;
	progress->position = position;
	if (!repeats) {
		progress_end(progress);
		return FALSE;
	}
	return same_state(progress, scene);
}

Ending progress_spins(const Progress *progress, Scene *scene, guint64 ipa)
{
	scene_note(scene, "no progress: the same %u call%s, the same results, the same state",
		   progress->length, progress->length == 1 ? "" : "s");
	scene_note_calls(scene, progress->length);
	return scene_end(scene, ENDED_SPINS, ipa);
}
