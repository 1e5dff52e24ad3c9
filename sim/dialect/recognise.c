/* SPDX-License-Identifier: BSD-3-Clause */
/* Which dialect a console speaks. */
#include "dialect/recognise.h"

#include <string.h>

#include "dialect/call.h"
#include "dialect/reader.h"

/* Addresses of RDs that calls name: of more nothing is known. */
#define REALMS_MAX 64

struct evidence {
	guint64 realms[REALMS_MAX];
	guint realm_count;
	guint64 misses[LOG_DIALECTS_MAX];       /* by dialect, of the part at hand */
	guint calls;                            /* of the part */
};

static gboolean is_realm(const struct evidence *evidence, guint64 rd)
{
	for (guint i = 0; i < evidence->realm_count; i++)
		if (evidence->realms[i] == rd)
			return TRUE;
	return FALSE;
}

static void note_realm(struct evidence *evidence, const LogEvent *event)
{
	static const char *const names[] = {
		"RMI_REALM_CREATE", "RMI_REALM_ACTIVATE", "RMI_REALM_DESTROY", "RMI_REC_AUX_COUNT",
		"RMI_RTT_INIT_RIPAS", "RMI_RTT_SET_RIPAS", "RMI_RTT_READ_ENTRY", "RMI_DATA_DESTROY",
		"RMI_RTT_MAP_UNPROTECTED",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(event->name, names[i]) == 0 && event->in_count > 0 &&
		    evidence->realm_count < REALMS_MAX && !is_realm(evidence, event->in[0]))
			evidence->realms[evidence->realm_count++] = event->in[0];
}

/* ---- what does not fit ---- */

static gboolean has_other_style(const LogDialect *dialect, const LogEvent *event)
{
	return event->style == STYLE_EITHER ? dialect->style == STYLE_ISLET
		: event->style != dialect->style || event->old_target != dialect->old_target;
}

/* Names that are longer than the column move it. */
static gboolean has_other_column(const LogDialect *dialect, const LogEvent *event)
{
	return event->column && dialect->column && event->column != dialect->column &&
	       (event->column < dialect->column || !dialect->padded) &&
	       strlen(event->name) + strlen("SMC_") < event->column - 1;
}

static gboolean has_other_arguments(const LogDialect *dialect, const LogEvent *event)
{
	guint expected;

	if (event->kind == LOG_SMC || dialect->style == STYLE_ISLET || event->cut)
		return FALSE;
	if (dialect->padded)
		return event->in_count != 5;
	return log_call_arguments(dialect, event->name, &expected) && event->in_count != expected;
}

/* A Realm never goes on at once with what it asks the Host for. */
static gboolean has_other_answer(const LogDialect *dialect, const LogEvent *event)
{
	return strcmp(event->name, "RSI_IPA_STATE_SET") == 0 && event->style != STYLE_ISLET &&
	       event->answered != (dialect->answer == ANSWER_ALWAYS) &&
	       strcmp(event->status, "RSI_ERROR_INPUT") != 0;
}

static gboolean is_never_printed(const LogDialect *dialect, const LogEvent *event)
{
	LogPrinted printed;

	if (event->kind != LOG_RMI)
		return FALSE;
	printed = log_dialect_printed(dialect, event->name);
	return printed == PRINTED_NEVER ||
	       (printed == PRINTED_FAILED && strcmp(event->status, "RMI_SUCCESS") == 0);
}

static gboolean is_no_realm(const LogDialect *dialect, const LogEvent *event,
			    const struct evidence *evidence)
{
	guint64 rd;

	return evidence->realm_count && log_call_realm(dialect, event, &rd) &&
	       !is_realm(evidence, rd);
}

static guint misses(const LogDialect *dialect, const LogEvent *event,
		    const struct evidence *evidence)
{
	return (has_other_style(dialect, event) ? 4u : 0u) +
	       (!log_call_is_known(dialect, event) ? 2u : 0u) +
	       (has_other_column(dialect, event) ? 1u : 0u) +
	       (has_other_arguments(dialect, event) ? 1u : 0u) +
	       (has_other_answer(dialect, event) ? 1u : 0u) +
	       (is_never_printed(dialect, event) ? 1u : 0u) +
	       (is_no_realm(dialect, event, evidence) ? 1u : 0u);
}

/* ---- a part ---- */

static guint best_of(const struct evidence *evidence)
{
	guint best = 0;

	for (guint i = 1; i < log_dialect_count; i++)
		if (evidence->misses[i] < evidence->misses[best])
			best = i;
	return best;
}

static const LogDialect *of_release(const char *release)
{
	g_autofree char *word = g_strdup_printf(" %s ", release);

	for (guint i = 0; i < log_dialect_count; i++)
		if (log_dialects[i].releases && strstr(log_dialects[i].releases, word))
			return &log_dialects[i];
	return NULL;
}

/* What is printed tells more than a banner, if they differ. */
static const LogDialect *decide(const struct evidence *evidence, const LogDialect *named)
{
	guint best = best_of(evidence);

	if (named && (evidence->calls == 0 ||
		      evidence->misses[named - log_dialects] == evidence->misses[best]))
		return named;
	return &log_dialects[best];
}

/* Is there a dialect in which all calls of the part were printed so, but not this one? */
static gboolean begins_another(const struct evidence *evidence, const LogEvent *event)
{
	gboolean fits_any = FALSE, fits_both = FALSE;

	/* Its result may have been lost. */
	if (event->kind == LOG_RSI && !event->answered)
		return FALSE;

	for (guint i = 0; i < log_dialect_count; i++) {
		gboolean fits = misses(&log_dialects[i], event, evidence) == 0;

		fits_any |= fits;
		fits_both |= fits && evidence->misses[i] == 0;
	}
	return evidence->calls > 0 && fits_any && !fits_both &&
	       evidence->misses[best_of(evidence)] == 0;
}

static void add(struct evidence *evidence, const LogEvent *event)
{
	for (guint i = 0; i < log_dialect_count; i++)
		evidence->misses[i] += misses(&log_dialects[i], event, evidence);
	evidence->calls++;
}

/* ---- all parts ---- */

struct LogPieces {
	GArray *parts;                  /* of the piece at hand */
	const LogDialect *forced, *named;       /* by the user; by the banner */
	const LogDialect *decided;      /* of the part at hand; NULL: not yet */
	struct evidence evidence;
	const char *text;               /* of the piece */
	gboolean booted;                /* a banner came since the last call */
	LogReader reader;
	GString *before;                /* of the reader: the event before the piece */
};

LogPieces *log_pieces_new(const LogDialect *dialect)
{
	LogPieces *pieces = g_new0(LogPieces, 1);

	pieces->forced = dialect;
	pieces->before = g_string_new(NULL);
	return pieces;
}

void log_pieces_free(LogPieces *pieces)
{
	if (!pieces)
		return;
	g_string_free(pieces->before, TRUE);
	g_free(pieces);
}

static LogPart *last_part(const LogPieces *pieces)
{
	return &g_array_index(pieces->parts, LogPart, pieces->parts->len - 1);
}

/* The part at hand ends before @end, or goes on there. */
static void end_part(LogPieces *pieces, const char *end)
{
	LogPart *part = last_part(pieces);

	part->size = (gsize)(end - part->text);
	if (!pieces->decided)
		pieces->decided = pieces->forced ? pieces->forced
						 : decide(&pieces->evidence, pieces->named);
	part->dialect = pieces->decided;
}

/* Nothing is known of the part that comes. */
static void forget_part(LogPieces *pieces)
{
	memset(pieces->evidence.misses, 0, sizeof(pieces->evidence.misses));
	pieces->evidence.calls = 0;
	pieces->named = pieces->decided = NULL;
}

static void begin_part(LogPieces *pieces, const char *line, guint number)
{
	LogPart part = { .text = line, .first = number };

	end_part(pieces, line);
	g_array_append_val(pieces->parts, part);
	forget_part(pieces);
}

static void note_banner(gpointer user, guint number, const char *line, gsize size)
{
	LogPieces *pieces = user;
	char release[16];

	if (!log_banner_read(line, size, release))
		return;
	if ((pieces->evidence.calls || pieces->named) && pieces->parts->len < LOG_PARTS_MAX)
		begin_part(pieces, line, number);
	pieces->named = of_release(release);
	pieces->booted = TRUE;
}

static const char *line_of(const LogPieces *pieces, const char *at)
{
	while (at > pieces->text && at[-1] != '\n')
		at--;
	return at;
}

static void note_realms(struct evidence *evidence, const char *text, gsize size)
{
	LogReader reader;
	LogEvent event;

	log_reader_open(&reader, text, size);
	while (log_reader_next(&reader, &event))
		note_realm(evidence, &event);
}

/* The size of the lines of which a cut one may go on in those behind them. */
static gsize without_ahead(const char *text, gsize size)
{
	for (guint lines = 0; size > 0; size--)
		if (text[size - 1] == '\n' && ++lines > LOG_BETWEEN_MAX)
			break;
	return size;
}

static void read_calls(LogPieces *pieces)
{
	LogEvent event;

	while (log_reader_next(&pieces->reader, &event)) {
		if (!pieces->forced && pieces->parts->len < LOG_PARTS_MAX &&
		    begins_another(&pieces->evidence, &event))
			begin_part(pieces, line_of(pieces, event.text), event.number);
		add(&pieces->evidence, &event);
		pieces->booted = TRUE;
	}
	log_reader_leave(&pieces->reader, pieces->before);
}

/* The last part begins the next piece, so that there is more to tell its dialect by. */
static gsize leave_last_part(LogPieces *pieces)
{
	const LogPart part = *last_part(pieces);

	g_array_set_size(pieces->parts, pieces->parts->len - 1);
	forget_part(pieces);
	pieces->reader = (LogReader){ .number = part.first - 1 };
	return (gsize)(part.text - pieces->text);
}

/* Is there no call yet by which to tell a dialect? */
static gboolean needs_more(const LogPieces *pieces, gboolean more, gsize size)
{
	return more && !pieces->forced && !pieces->decided && !pieces->evidence.calls &&
	       size < LOG_PIECE_MAX;
}

GArray *log_pieces_read(LogPieces *pieces, const char *text, gsize size, gboolean more,
			gsize *taken)
{
	const gsize own = more && size < LOG_PIECE_MAX ? without_ahead(text, size) : size;
	const guint first = pieces->reader.number + 1;
	LogPart part = { .text = text, .first = first, .goes_on = pieces->decided != NULL };

	pieces->parts = g_array_new(FALSE, FALSE, sizeof(LogPart));
	pieces->text = text;
	g_array_append_val(pieces->parts, part);
	note_realms(&pieces->evidence, text, size);
	log_reader_go_on(&pieces->reader, text, own, size - own);
	pieces->reader.skipped = note_banner;
	pieces->reader.user = pieces;
	read_calls(pieces);
	*taken = own;
	if ((more && pieces->parts->len > 1) || needs_more(pieces, more, size)) {
		*taken = leave_last_part(pieces);
	} else {
		end_part(pieces, text + own);
		last_part(pieces)->ahead = size - own;
	}
	if (!more && !pieces->booted)
		g_array_set_size(pieces->parts, 0);
	return pieces->parts;
}

guint log_pieces_line(const LogPieces *pieces)
{
	return pieces->reader.number + 1;
}

GArray *log_parts(const char *text, gsize size, const LogDialect *dialect)
{
	g_autoptr(LogPieces) pieces = log_pieces_new(dialect);
	gsize taken;

	return log_pieces_read(pieces, text, size, FALSE, &taken);
}

gboolean log_is_console(const char *text, gsize size)
{
	LogReader reader;
	LogEvent event;
	char release[16];

	log_reader_open(&reader, text, size);
	while (log_reader_next(&reader, &event))
		/* Of a named trace the first argument is no number. */
		if (event.answered || event.in_count)
			return TRUE;
	return log_banner_read(text, size, release);
}
