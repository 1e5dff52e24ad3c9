/* SPDX-License-Identifier: BSD-3-Clause */
/* Any bytes as a console: recognised, judged, and made a scenario. */
#include "fuzz.h"

#include <string.h>

#include "rebuild/rebuild.h"
#include "replay/console.h"

static void found(gpointer user, const ReplayEvent *event)
{
	guint *findings = user;

	(*findings)++;
}

/* Scenarios are made of consoles of RMM 1.0, and of what is not too large for the model. */
static void rebuild(const ConsoleReplay *console, const LogPart *part)
{
	g_autoptr(GArray) told = console_told(console, part->dialect);
	const RebuildOptions options = {
		.name = "input.log", .version = console_version(console, part->dialect),
		.realms = told,
	};
	RebuildCount count = { 0 };
	g_autofree char *text = rebuild_scenario(part, &options, &count, NULL);

	g_assert(!text || count.kept <= count.lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ConsoleReplay *console;
	const ConsoleOptions options = { .unexplained = TRUE };
	g_autofree char *text = g_malloc(size + 1);
	g_autoptr(GArray) parts = NULL;
	ConsoleSummary summary = { .dialect = NULL };
	ReplayCount count = { 0 };
	guint findings = 0;

	memcpy(text, data, size);
	text[size] = '\0';
	if (!console)
		console = console_new(&options);
	parts = log_parts(text, size, NULL);
	for (guint i = 0; i < parts->len; i++) {
		const LogPart *part = &g_array_index(parts, LogPart, i);

		g_assert(console_replay(console, "input.log", part, found, &findings, &count,
					&summary, NULL));
		if (size < 4096)
			rebuild(console, part);
	}
	/* Every call is counted once, and what does not agree is told. */
	g_assert(count.agree + count.diverge + count.not_judged == count.lines);
	g_assert(findings >= count.diverge);
	console_summary_clear(&summary);
	return 0;
}
