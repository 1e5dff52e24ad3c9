/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of consoles: names, numbers and results in them. */
#include "dialect/event.h"

#include <string.h>

/* A line while it is read. */
struct cursor {
	const char *at, *end;
};

static gboolean is_space(char c)
{
	return c == ' ' || c == '\t';
}

static void skip_spaces(struct cursor *c)
{
	while (c->at < c->end && is_space(*c->at))
		c->at++;
}

static gboolean is_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* A hexadecimal number, up to something that belongs to no word. */
static gboolean read_number(struct cursor *c, guint64 *value)
{
	const gboolean prefixed = c->end - c->at > 2 && c->at[0] == '0' && c->at[1] == 'x';
	const char *start = c->at + (prefixed ? 2 : 0), *at = start;
	guint64 number = 0;

	while (at < c->end && is_digit(*at) && at - start < 17)
		number = number << 4 | (guint64)g_ascii_xdigit_value(*at++);
	if (at == start || at - start > 16 ||
	    (at < c->end && (g_ascii_isalnum(*at) || *at == '_' || *at == ':' || *at == '.')))
		return FALSE;
	c->at = at;
	*value = number;
	return TRUE;
}

/* Capital letters, digits and underscores. */
static gboolean read_name(struct cursor *c, char *name)
{
	gsize size = 0;

	while (c->at + size < c->end && (g_ascii_isupper(c->at[size]) || c->at[size] == '_' ||
					 g_ascii_isdigit(c->at[size])))
		size++;
	if (size == 0 || size >= LOG_NAME_MAX)
		return FALSE;
	memcpy(name, c->at, size);
	name[size] = '\0';
	c->at += size;
	return TRUE;
}

static gboolean take(struct cursor *c, const char *word)
{
	gsize size = strlen(word);

	if ((gsize)(c->end - c->at) < size || memcmp(c->at, word, size) != 0)
		return FALSE;
	c->at += size;
	return TRUE;
}

/* ---- TF-RMM ---- */

/* "a0000000 0", up to something else. */
static void read_numbers(struct cursor *c, guint64 *numbers, guint *count)
{
	for (;;) {
		struct cursor before = *c;

		skip_spaces(c);
		if (*count == LOG_NUMBERS_MAX || !read_number(c, &numbers[*count])) {
			*c = before;
			return;
		}
		(*count)++;
	}
}

/* Of a call by its FID so many are printed. */
#define SMC_ARGUMENTS 7

/* "> RMI_ERROR_RTT 3 0 99600000", "> 10002 0 0 0" */
static void read_result(LogEvent *event, struct cursor *c)
{
	struct cursor before = *c;

	skip_spaces(c);
	/* Behind what was cut there the mark may stand once more, of who quotes the log. */
	if (take(c, ">"))
		event->marked = TRUE;
	if (!event->marked) {
		*c = before;
		/* The result of what leaves the REC is not always printed. */
		event->cut = event->kind == LOG_RMI ||
			     (event->kind == LOG_SMC && event->in_count < SMC_ARGUMENTS);
		return;
	}
	skip_spaces(c);
	if (c->at < c->end && *c->at == 'R' && read_name(c, event->status))
		event->answered = TRUE;
	else
		event->answered = read_number(c, &event->x0);
	event->cut = !event->answered;
	if (event->answered)
		read_numbers(c, event->out, &event->out_count);
}

/* The eight digits of "PSCI_84000000", "SMC_84000050". */
static gboolean read_fid(struct cursor *c, guint64 *fid)
{
	struct cursor at = *c;

	if (!read_number(&at, fid) || at.at - c->at != 8)
		return FALSE;
	*c = at;
	return TRUE;
}

static const struct {
	const char *word;       /* before the name or FID */
	LogKind kind;
	LogStyle style;
	const char *prefix;     /* of the name */
} starts[] = {
	{ "SMC_RMI_", LOG_RMI, STYLE_RMI, "RMI_" },
	{ "SMC_RMM_", LOG_RMI, STYLE_RMM, "RMI_" },
	{ "SMC_RSI_", LOG_RSI, STYLE_EITHER, "RSI_" },
	{ "PSCI_", LOG_SMC, STYLE_EITHER, NULL },
	{ "SMC_", LOG_SMC, STYLE_EITHER, NULL },
};

/* The name or FID at the cursor, with the word before it. */
static gboolean read_start(LogEvent *event, struct cursor *c)
{
	for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
		struct cursor at = *c;
		char name[LOG_NAME_MAX];

		if (!take(&at, starts[i].word))
			continue;
		event->kind = starts[i].kind;
		event->style = starts[i].style;
		event->name[0] = '\0';
		if (!starts[i].prefix ? !read_fid(&at, &event->fid)
		    : !read_name(&at, name) ||
		      g_snprintf(event->name, LOG_NAME_MAX, "%s%s", starts[i].prefix, name) >=
		      LOG_NAME_MAX)
			continue;
		*c = at;
		return TRUE;
	}
	return FALSE;
}

static gboolean read_tf_rmm(LogEvent *event, const char *start, const char *end)
{
	struct cursor c = { start, end };
	const char *first;

	if (!read_start(event, &c) || (c.at < end && !is_space(*c.at)))
		return FALSE;
	first = c.at;
	while (first < end && is_space(*first))
		first++;
	read_numbers(&c, event->in, &event->in_count);
	event->column = event->in_count ? (guint)(first - start) : 0;
	read_result(event, &c);
	event->text = start;
	event->size = (gsize)(c.at - start);
	return TRUE;
}

/* ---- Islet ---- */

/* "[A, B]"; what follows a number in its word does not count. */
static gboolean read_list(struct cursor *c, guint64 *numbers, guint *count)
{
	skip_spaces(c);
	if (!take(c, "["))
		return FALSE;
	for (skip_spaces(c); !take(c, "]"); skip_spaces(c)) {
		if (*count == LOG_NUMBERS_MAX)
			return FALSE;
		if (!read_number(c, &numbers[*count]))
			return FALSE;
		(*count)++;
		while (c->at < c->end && *c->at != ',' && *c->at != ']')
			c->at++;
		take(c, ",");
		if (c->at == c->end)
			return FALSE;
	}
	return TRUE;
}

static gboolean read_islet(LogEvent *event, const char *start, const char *end)
{
	struct cursor c = { start, end };
	char name[LOG_NAME_MAX];
	gboolean rmi = take(&c, "RMI: ");
	guint count = 0;

	if (!rmi && !take(&c, "RSI: "))
		return FALSE;
	event->kind = rmi ? LOG_RMI : LOG_RSI;
	event->style = STYLE_ISLET;
	if (!read_name(&c, name) || g_snprintf(event->name, LOG_NAME_MAX, "%s%s",
					       rmi ? "RMI_" : "RSI_", name) >= LOG_NAME_MAX)
		return FALSE;
	if (!read_list(&c, event->in, &event->in_count))
		return FALSE;
	skip_spaces(&c);
	event->answered = take(&c, ">") && read_list(&c, event->out, &count) && count > 0;
	event->cut = !event->answered;
	if (event->answered) {
		event->x0 = event->out[0];
		event->out_count = count - 1;
		memmove(event->out, event->out + 1, event->out_count * sizeof(event->out[0]));
	}
	event->text = start;
	event->size = (gsize)(c.at - start);
	return TRUE;
}

/* ---- a line ---- */

/* Where in a line a call may begin: at these letters, not within a word. */
static const char *find_start(const char *from, const char *end, gboolean *islet)
{
	for (const char *at = from; at + 5 < end; at++) {
		*islet = at[0] == 'R' && at[2] == 'I' && at[3] == ':';
		if (*islet || (at[0] == 'S' && memcmp(at, "SMC_", 4) == 0) ||
		    (at[0] == 'P' && memcmp(at, "PSCI_", 5) == 0))
			return at;
	}
	return NULL;
}

gboolean log_event_read(const char *line, gsize size, LogEvent *event)
{
	const char *end = line + size;
	gboolean islet;

	for (const char *at = find_start(line, end, &islet); at;
	     at = find_start(at + 1, end, &islet)) {
		*event = (LogEvent){ .number = 0 };
		if (!(islet ? read_islet(event, at, end) : read_tf_rmm(event, at, end)))
			continue;
		event->old_target = islet && g_strstr_len(line, at - line, "]monitor::") != NULL;
		return TRUE;
	}
	return FALSE;
}

/* What stands before a line, a name of the RMM or a time, ends in "] " or ": ". */
static struct cursor without_prefix(const char *line, gsize size)
{
	struct cursor c = { line, line + size };

	for (const char *at = c.at; at + 1 < c.end; at++)
		if ((*at == ']' || *at == ':') && at[1] == ' ')
			c.at = at + 1;
	return c;
}

gboolean log_event_continue(LogEvent *event, const char *line, gsize size)
{
	struct cursor c = without_prefix(line, size);
	LogEvent rest = *event, other;
	guint before = rest.in_count;

	if (event->style == STYLE_ISLET || log_event_read(line, size, &other))
		return FALSE;
	if (!rest.marked)
		read_numbers(&c, rest.in, &rest.in_count);
	read_result(&rest, &c);
	skip_spaces(&c);
	if (c.at != c.end || (rest.in_count == before && rest.cut))
		return FALSE;
	*event = rest;
	return TRUE;
}

gboolean log_event_begins_result(const char *line, gsize size)
{
	struct cursor c = without_prefix(line, size);

	skip_spaces(&c);
	return take(&c, ">");
}

gboolean log_event_add_outputs(LogEvent *event, const char *line, gsize size)
{
	struct cursor c = without_prefix(line, size);
	LogEvent more = *event;

	skip_spaces(&c);
	/* Who quotes the log puts it before each line. */
	if (take(&c, ">"))
		skip_spaces(&c);
	read_numbers(&c, more.out, &more.out_count);
	skip_spaces(&c);
	if (c.at != c.end || more.out_count == event->out_count)
		return FALSE;
	*event = more;
	return TRUE;
}

gboolean log_banner_read(const char *line, gsize size, char release[16])
{
	static const char words[] = "Booting RMM v.";
	const char *at = g_strstr_len(line, (gssize)size, words);
	gsize count = 0, dots = 0;

	if (!at)
		return FALSE;
	at += strlen(words);
	for (; at + count < line + size && count < 15; count++)
		if (!g_ascii_isdigit(at[count]) && (at[count] != '.' || dots++ == 1))
			break;
	memcpy(release, at, count);
	release[count] = '\0';
	return count > 0;
}
