/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of named traces: splitting them. */
#include "replay/split.h"

#include <string.h>

static const char *find_pair(const TracePair *pairs, unsigned count, const char *name)
{
	/* Most names differ in their first letter. */
	for (unsigned i = 0; i < count; i++)
		if (pairs[i].name[0] == name[0] && strcmp(pairs[i].name, name) == 0)
			return pairs[i].value;
	return NULL;
}

const char *trace_input(const TraceLine *line, const char *name)
{
	return find_pair(line->in, line->in_count, name);
}

const char *trace_output(const TraceLine *line, const char *name)
{
	return find_pair(line->out, line->out_count, name);
}

const char *trace_word(const char *text, const char *name)
{
	gsize size = strlen(name);

	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name))
		if (at[size] == '=' && (at == text || at[-1] == ' ' || at[-1] == '\t'))
			return at;
	return NULL;
}

/* Next word of a line; NULL at its end. Spaces are overwritten. */
static char *next_word(char **at)
{
	char *word = *at + strspn(*at, " \t");

	if (*word == '\0')
		return NULL;
	*at = word + strcspn(word, " \t");
	if (**at)
		*(*at)++ = '\0';
	return word;
}

/* A line while it is split. */
struct splitter {
	TraceLine line;
	TracePair in[TRACE_PAIRS_MAX], out[TRACE_PAIRS_MAX];
	char *start;            /* of the line, for columns */
	GError *error;
};

/* Behind so many bytes of the line. */
static gboolean fail_behind(struct splitter *s, gsize size, const char *message)
{
	g_set_error(&s->error, TRACE_ERROR, 0, "%u:%u: error: %s", s->line.number,
		    (unsigned)size + 1, message);
	return FALSE;
}

static gboolean fail(struct splitter *s, const char *at, const char *message)
{
	return fail_behind(s, (gsize)(at - s->start), message);
}

/* Adds a word "name=value". */
static gboolean add_pair(struct splitter *s, char *word, TracePair *pairs, unsigned *count)
{
	char *equals = strchr(word, '=');

	if (!equals || equals == word)
		return fail(s, word, "expected name=value");
	if (*count == TRACE_PAIRS_MAX)
		return fail(s, word, "too many values");
	*equals = '\0';
	if (find_pair(pairs, *count, word))
		return fail(s, word, "value given twice");
	pairs[(*count)++] = (TracePair){ word, equals + 1 };
	return TRUE;
}

/* Reads "name=value" words up to ">" or the end; TRUE in @more at ">". */
static gboolean split_pairs(struct splitter *s, char **at, TracePair *pairs,
			    unsigned *count, gboolean *more)
{
	char *word;

	*more = FALSE;
	while ((word = next_word(at))) {
		if (strcmp(word, ">") == 0) {
			*more = TRUE;
			return TRUE;
		}
		if (!add_pair(s, word, pairs, count))
			return FALSE;
	}
	return TRUE;
}

static gboolean split_result(struct splitter *s, char **at)
{
	char *word = next_word(at);
	TraceLine *line = &s->line;
	gboolean more;

	if (!word)
		return fail(s, *at, "expected a result after '>'");
	/* "rim=..." of a peek: no status, outputs at once. */
	line->status = word;
	if (strchr(word, '=')) {
		line->status = "";
		if (!add_pair(s, word, s->out, &line->out_count))
			return FALSE;
	}
	if (!split_pairs(s, at, s->out, &line->out_count, &more))
		return FALSE;
	return !more || fail(s, *at, "a second '>'");
}

static const struct {
	const char *word;
	TraceKind kind;
} kinds[] = {
	{ "guest", TRACE_GUEST }, { "resume", TRACE_RESUME }, { "pe1", TRACE_OTHER_PE },
	{ "irq", TRACE_INTERRUPT }, { "LOOP_DELEGATE", TRACE_LOOP },
	{ "LOOP_UNDELEGATE", TRACE_LOOP },
	{ "peek", TRACE_PEEK }, { "host", TRACE_HOST_ACCESS }, { "set_gpt", TRACE_SET_GPT },
	{ "ASSERT", TRACE_END }, { "!ASSERT", TRACE_END }, { "!PANIC", TRACE_END },
	{ "!LOCKLEAK", TRACE_END },
};

/* A peek names its subject, perhaps with its address: "granule=88103000". */
static gboolean split_subject(struct splitter *s, char **at)
{
	static const char *const subjects[] = { "granule", "rim", "realm", "rec", "rd" };
	char *word = *at + strspn(*at, " \t");
	gsize size = strcspn(word, "= \t");

	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
		if (strlen(subjects[i]) == size && strncmp(word, subjects[i], size) == 0)
			s->line.subject = subjects[i];
	if (!s->line.subject)
		return fail(s, word, "expected granule, rim, realm, rec or rd");
	if (word[size] != '=')
		next_word(at);
	return TRUE;
}

/* How the Realm takes up what it left pending: by the word behind rec=. */
static const struct {
	const char *word;
	TraceKind kind;
} manners[] = {
	{ "RETRY", TRACE_RESUME }, { "RESUME", TRACE_RESUME }, { "DIVERT", TRACE_DIVERT },
};

/* "[rec=R] [RETRY|RESUME|DIVERT] ACTION" */
static gboolean split_action(struct splitter *s, char **at)
{
	char *word = next_word(at);

	if (word && g_str_has_prefix(word, "rec=")) {
		if (!add_pair(s, word, s->in, &s->line.in_count))
			return FALSE;
		word = next_word(at);
	}
	for (gsize i = 0; word && i < G_N_ELEMENTS(manners); i++) {
		if (strcmp(word, manners[i].word) != 0)
			continue;
		s->line.kind = manners[i].kind;
		word = next_word(at);
		break;
	}
	/* Nothing to give up: "DIVERT > NOT_RUN". */
	if (word && s->line.kind == TRACE_DIVERT && strcmp(word, ">") == 0) {
		s->line.verb = "";
		if (*at > word + 1)
			(*at)[-1] = ' ';
		*at = word;
		return TRUE;
	}
	if (!word)
		return fail(s, *at, "expected an action");
	s->line.verb = word;
	return TRUE;
}

/* The verb of a line, from its first words. */
static gboolean split_verb(struct splitter *s, char **at)
{
	char *word = next_word(at);
	TraceLine *line = &s->line;

	line->kind = TRACE_HOST_COMMAND;
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(word, kinds[i].word) == 0)
			line->kind = kinds[i].kind;
	line->verb = word;
	switch (line->kind) {
	case TRACE_HOST_COMMAND:
		if (!g_str_has_prefix(word, "SMC_"))
			return fail(s, word, "not a line of a named trace");
		return TRUE;
	case TRACE_PEEK:
		return split_subject(s, at);
	case TRACE_SET_GPT:
	case TRACE_INTERRUPT:
	case TRACE_LOOP:
	case TRACE_END:
		return TRUE;
	default:
		break;
	}
	return split_action(s, at);
}

/*
 * "ASSERT ... cmd=[RTT_FOLD rd=88100000]", "!ASSERT ... during: RTT_FOLD ...":
 * the command that the assert ended, if it is told.
 */
static gboolean split_end(struct splitter *s, char *at)
{
	static const char *const markers[] = { "cmd=[", "during: " };
	gboolean more;

	s->line.verb = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(markers); i++) {
		char *command = strstr(at, markers[i]);

		if (!command)
			continue;
		command += strlen(markers[i]);
		command[strcspn(command, "]")] = '\0';
		s->line.verb = next_word(&command);
		return split_pairs(s, &command, s->in, &s->line.in_count, &more);
	}
	return TRUE;
}

static gboolean split_line(struct splitter *s)
{
	char *at = s->start + strspn(s->start, " \t");
	gboolean more;

	if (!split_verb(s, &at))
		return FALSE;
	if (s->line.kind == TRACE_END)
		return split_end(s, at);
	if (!split_pairs(s, &at, s->in, &s->line.in_count, &more))
		return FALSE;
	/* A command always returns; a Realm may stop in the middle of an action. */
	if (!more && s->line.kind == TRACE_HOST_COMMAND)
		return fail(s, at, "expected '>' and a result");
	return !more || split_result(s, &at);
}

/* The line with its pairs, in one piece. */
static TraceLine *join(const struct splitter *s)
{
	gsize in = s->line.in_count, out = s->line.out_count;
	TraceLine *line = g_malloc(sizeof(TraceLine) + (in + out) * sizeof(TracePair));
	TracePair *pairs = (TracePair *)(line + 1);

	memcpy(line, &s->line, sizeof(TraceLine));
	if (s->error) {
		line->kind = TRACE_BAD;
		line->verb = line->status = NULL;
		line->flaw = g_strdup(s->error->message);
		line->unreadable = TRUE;
	}
	memcpy(pairs, s->in, in * sizeof(TracePair));
	memcpy(pairs + in, s->out, out * sizeof(TracePair));
	line->in = pairs;
	line->out = pairs + in;
	return line;
}

void trace_line_free(TraceLine *line)
{
	if (!line)
		return;
	for (unsigned i = 0; line->result.outputs && i < line->out_count; i++)
		g_free(line->result.outputs[i].value.slots);
	g_free(line->result.outputs);
	g_free(line->call);
	g_free(line->flaw);
	g_free(line->words);
	g_free(line);
}

/* What stands for NUL bytes, so that a line with some has an end. */
#define NUL_BYTE '\001'

/* The first NUL byte of the line, or NULL; all are replaced. */
static char *replace_nul_bytes(char *text, gsize size)
{
	char *first = memchr(text, '\0', size);

	for (char *at = first; at; at = memchr(at, '\0', size - (gsize)(at - text)))
		*at = NUL_BYTE;
	return first;
}

TraceLine *trace_line_new(const Line *line)
{
	struct splitter s = { .line.number = line->number, .line.cut = !line->ended };
	const gsize size = line->size;
	gsize indent = 0;
	TraceLine *joined;
	char *nul;

	while (indent < size && (line->text[indent] == ' ' || line->text[indent] == '\t'))
		indent++;
	if (!line->flaw && (indent == size || line->text[indent] == '#'))
		return NULL;
	/* Once to be split, once as it stands. */
	s.start = s.line.words = g_malloc(2 * size + 2);
	memcpy(s.start, line->text, size);
	nul = replace_nul_bytes(s.start, size);
	s.start[size] = s.start[2 * size + 1] = '\0';
	memcpy(s.start + size + 1, s.start, size);
	s.line.text = s.start + size + 1 + indent;
	if (line->flaw)
		fail_behind(&s, line->whole, line->flaw);
	else if (nul)
		fail(&s, nul, "NUL byte: this is not a log");
	else
		split_line(&s);
	joined = join(&s);
	g_clear_error(&s.error);
	return joined;
}
