/* SPDX-License-Identifier: BSD-3-Clause */
/* What a trace says of the RMM that it is of. */
#include "replay/trace_header.h"

#include <string.h>

#include "language/parser.h"
#include "language/words.h"

void trace_header_append(GString *out, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++)
		if (**line)
			g_string_append_printf(out, TRACE_HEADER_MARK " %s\n", *line);
}

/* Does the line begin with a word of a header? What includes files is none. */
static gboolean is_of_header(const char *line)
{
	g_autofree char *word = g_strndup(line, strcspn(line, " \t\n"));

	return language_word_find(word, WORD_HEADER) != NULL;
}

/* FALSE with @error: a line that is none of a header. */
static gboolean check_words(const char *text, GError **error)
{
	unsigned number = 1;

	for (const char *line = text; *line; number++) {
		const char *word = line + strspn(line, " \t");

		if (*word && *word != '\n' && !is_of_header(word)) {
			g_set_error(error, TRACE_ERROR, 0, "%u:%u: error: expected a header line of a "
				    "scenario", number, (unsigned)(word - line) + 1);
			return FALSE;
		}
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return TRUE;
}

/* The first message, without the name of the file. */
static void set_error(GError **error, const Trace *trace, const Diagnostics *diagnostics)
{
	const char *message = diagnostics->messages->pdata[0];
	gsize size = strlen(trace->name);

	if (g_str_has_prefix(message, trace->name) && message[size] == ':')
		message += size + 1;
	g_set_error_literal(error, TRACE_ERROR, 0, message);
}

gboolean trace_header_read(const Trace *trace, const struct rmm_version *version,
			   struct rmm_config *config, GError **error)
{
	const ParseOptions options = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;

	if (!check_words(trace->header, error))
		return FALSE;
	scenario = scenario_parse_text(trace->name, g_strdup(trace->header),
				       strlen(trace->header), &options, diagnostics);
	if (scenario)
		*config = scenario->config;
	else
		set_error(error, trace, diagnostics);
	return scenario != NULL;
}
