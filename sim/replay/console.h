/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replaying a console of a real RMM. Where its dialect leaves calls out, the state is
 * only partly known; see partial/.
 */
#ifndef SIM_CONSOLE_H
#define SIM_CONSOLE_H

#include "dialect/recognise.h"
#include "partial/answer.h"
#include "replay/event.h"

/* What can be said of a whole console. */
typedef struct {
	const LogDialect *dialect;
	guint noise;            /* lines of other programs */
	guint again;            /* that say once more what another one says */
	guint continued;        /* that were cut, and put together */
	/* Of the values that lines tell; see PartialValues. */
	guint64 forced, assumed_values, open, unknown;
	GPtrArray *assumed;     /* of char *: what was taken for granted */
	guint assuming;         /* lines for which something was */
} ConsoleSummary;

void console_summary_clear(ConsoleSummary *summary);

/* Does the console leave out calls that succeed? */
typedef enum {
	LEAVES_OUT_BY_DIALECT,          /* as an RMM of the dialect does */
	LEAVES_OUT,
	LEAVES_OUT_NOTHING              /* it has all calls since boot */
} ConsoleLeavesOut;

typedef struct {
	const struct rmm_version *version;      /* NULL: that of the dialect */
	ConsoleLeavesOut leaves_out;
	struct rmm_variants variants;
	const struct rmm_platform *platform;    /* NULL: as usual */
	gboolean every_line;            /* tell of each that agrees, and of what is skipped */
	gboolean unexplained;           /* no variant is looked for that explains a divergence */
} ConsoleOptions;

/* Replays consoles one after the other; what judges a dialect is made once. */
typedef struct ConsoleReplay ConsoleReplay;

ConsoleReplay *console_new(const ConsoleOptions *options);
void console_free(ConsoleReplay *console);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ConsoleReplay, console_free)

/* The version by which a dialect is judged. */
const struct rmm_version *console_version(const ConsoleReplay *console, const LogDialect *dialect);

/* What the Realms of the part that was replayed last, which is of @dialect, were made with. */
GArray *console_told(const ConsoleReplay *console, const LogDialect *dialect);

/*
 * Replays a part of the console @name, or what goes on with the part that was replayed
 * before, and adds what it counts. FALSE with @error: no model can be made.
 */
gboolean console_replay(ConsoleReplay *console, const char *name, const LogPart *part,
			ReplayFunction *function, gpointer user, ReplayCount *count,
			ConsoleSummary *summary, GError **error);

#endif
