/* SPDX-License-Identifier: BSD-3-Clause */
/* Replaying consoles. */
#include "consoles.h"

#include <check.h>

#include "system/files.h"

GPtrArray *consoles_files(void)
{
	static const char *const suffixes[] = { ".log", NULL };
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	files_collect("tests/consoles", suffixes, files);
	return files;
}

static void note_alone(gpointer user, const ReplayEvent *event)
{
	if (event->values)
		g_hash_table_insert(user, GUINT_TO_POINTER(event->line->number),
				    g_memdup2(&event->values->alone, sizeof(guint64)));
}

static void note(gpointer user, const ReplayEvent *event)
{
	ConsoleFound *found = user;

	if (event->kind == REPLAY_DIVERGES && event->explained[0] != VARIANT_NONE)
		found->explained++;
}

static ConsoleFound replay(ConsoleReplay *console, const char *name, const char *text, gsize size,
			   GHashTable *alone)
{
	g_autoptr(GArray) parts = log_parts(text, size, NULL);
	ConsoleFound found = { .parts = parts->len };
	ConsoleSummary summary = { .dialect = NULL };

	for (guint i = 0; i < parts->len; i++) {
		const LogPart *part = &g_array_index(parts, LogPart, i);

		if (i == 0)
			found.dialect = part->dialect;
		ck_assert(console_replay(console, name, part, alone ? note_alone : note,
					 alone ? (gpointer)alone : &found, &found.count, &summary,
					 NULL));
	}
	found.noise = summary.noise;
	found.continued = summary.continued;
	found.again = summary.again;
	found.forced = summary.forced;
	found.open = summary.open;
	found.unknown = summary.unknown;
	console_summary_clear(&summary);
	return found;
}

ConsoleFound consoles_replay(const char *name, const char *text, gsize size)
{
	const ConsoleOptions options = { .version = NULL };
	g_autoptr(ConsoleReplay) console = console_new(&options);

	return replay(console, name, text, size, NULL);
}

ConsoleFound consoles_replay_on(ConsoleReplay *console, const char *name, const char *text,
				gsize size)
{
	return replay(console, name, text, size, NULL);
}

GHashTable *consoles_alone(ConsoleReplay *console, const char *name, const char *text, gsize size)
{
	GHashTable *alone = g_hash_table_new_full(NULL, NULL, NULL, g_free);

	replay(console, name, text, size, alone);
	return alone;
}
