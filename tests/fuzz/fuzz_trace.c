/* SPDX-License-Identifier: BSD-3-Clause */
/* Any bytes as a trace: split and replayed in self-check mode. */
#include "fuzz.h"

#include <string.h>

#include "replay/detect.h"
#include "replay/replay.h"

static void found(gpointer user, const ReplayEvent *event)
{
	guint *findings = user;

	(*findings)++;
}

static Replay *replay_of(const struct rmm_version *version)
{
	static Replay *replays[VERSIONS_MAX];
	ReplayOptions options = { .version = version, .self_check = TRUE };

	Replay **replay = &replays[version_index(version)];

	if (!*replay)
		*replay = replay_new(&options, NULL);
	return *replay;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Trace) trace = NULL;
	ReplayCount count = { 0 };
	char *text = g_malloc(size + 1);
	guint findings = 0;
	Replay *replay;
	gboolean good;

	memcpy(text, data, size);
	text[size] = '\0';
	trace = trace_parse("input.trace", text, size);
	replay = replay_of(detect_version(trace));
	if (!replay)
		return 0;
	good = replay_run(replay, trace, found, &findings, &count, &error);
	g_assert(good || strstr(error->message, ": error: "));
	/* Every line is counted once, and what does not agree is told. */
	g_assert(!good || count.agree + count.diverge + count.not_judged == count.lines);
	g_assert(!good || findings >= count.diverge);
	return 0;
}
