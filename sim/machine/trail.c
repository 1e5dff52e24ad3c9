/* SPDX-License-Identifier: BSD-3-Clause */
/* The trail of an RMM. */
#include "machine/trail.h"

#include <string.h>

#include "state/boot.h"
#include "state/state.h"
#include "system/version.h"

/* So much is kept, so often is it searched, so many steps are made again. */
#define ENTRIES_MAX  200000
#define SEARCHES_MAX 100
#define STEPS_MAX    4000000

static void clear_entry(gpointer data)
{
	g_free(((TrailEntry *)data)->packed);
}

Trail *trail_new(void)
{
	Trail *trail = g_new0(Trail, 1);

	trail->entries = g_array_new(FALSE, FALSE, sizeof(TrailEntry));
	g_array_set_clear_func(trail->entries, clear_entry);
	return trail;
}

void trail_free(Trail *trail)
{
	if (!trail)
		return;
	g_array_unref(trail->entries);
	g_free(trail);
}

void trail_add(Trail *trail, const struct rmm_model *model, const struct rmm_call *call, Origin at)
{
	TrailEntry entry = { model, NULL, call->command, at };

	if (trail->entries->len > ENTRIES_MAX)
		return;
	entry.packed = packed_call_new(call);
	g_array_append_val(trail->entries, entry);
}

void trail_cut(Trail *trail, guint length)
{
	if (length < trail->entries->len)
		g_array_set_size(trail->entries, length);
}

void trail_forget(Trail *trail, guint count)
{
	if (count > 0)
		g_array_remove_range(trail->entries, 0, count);
}

gboolean trail_is_whole(const Trail *trail)
{
	return trail->entries->len <= ENTRIES_MAX;
}

gboolean trail_walk(Trail *trail, const struct rmm_model *model, const struct rmm *boot,
		    TrailFunction *function, gpointer user)
{
	g_autofree struct rmm *state = NULL;
	struct rmm_result result;
	struct rmm_call call;

	if (!trail_is_whole(trail) || trail->searches >= SEARCHES_MAX ||
	    trail->steps > STEPS_MAX)
		return FALSE;
	trail->searches++;
	trail->steps += trail->entries->len;
	state = g_malloc0(model->layout.size);
	rmm_state_init_zeroed(model, state);
	if (boot)
		rmm_state_copy(model, state, boot);
	function(user, state, NULL);
	for (guint i = 0; i < trail->entries->len; i++) {
		const TrailEntry *entry = &g_array_index(trail->entries, TrailEntry, i);

		packed_call_unpack(entry->packed, &call);
		rmm_step(entry->model, state, &call, &result);
		function(user, state, entry);
	}
	return TRUE;
}

void origin_append(GString *out, const Origin *at, const char *path)
{
	if (g_strcmp0(at->path, path) == 0)
		g_string_append_printf(out, "line %u", at->line);
	else
		g_string_append_printf(out, "%s:%u", at->path, at->line);
}

void since_append(GString *out, const struct rmm_model *model, const Since *since,
		  const char *path)
{
	const struct rmm_command *command = rmm_command(model, since->command);
	const char *section = version_section(model->config.version, command->section);

	g_string_append(out, "since ");
	origin_append(out, &since->at, path);
	g_string_append_printf(out, ", %s", command->name);
	if (*section)
		g_string_append_printf(out, " (%s)", section);
}
