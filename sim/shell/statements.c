/* SPDX-License-Identifier: BSD-3-Clause */
/* Text as statements. */
#include "shell/statements.h"

#include <string.h>

/* Behind the blanks and the word @word; NULL: another stands there. */
static const char *behind(const char *line, const char *word)
{
	gsize size = strlen(word);

	line += strspn(line, " \t");
	if (strncmp(line, word, size) != 0 || (line[size] && !strchr(" \t\r\n#", line[size])))
		return NULL;
	return line + size;
}

/* Behind "in VERSION", if the line begins so. */
static const char *behind_version(const char *line)
{
	const char *at = behind(line, "in");

	if (!at)
		return line;
	at += strspn(at, " \t");
	return at + strcspn(at, " \t\r\n");
}

/* How many blocks the line opens (or, below 0, ends). */
static int opens(const char *line)
{
	static const char *const openers[] = { "for", "explore", "action" };

	line = behind_version(line);
	for (gsize i = 0; i < G_N_ELEMENTS(openers); i++)
		if (behind(line, openers[i]))
			return 1;
	return behind(line, "end") ? -1 : 0;
}

/* The line without its comment ends with '\\'. */
static gboolean is_continued(const char *line, gsize size)
{
	gboolean quoted = FALSE;
	gsize end = 0;

	for (; end < size && (line[end] != '#' || quoted); end++)
		quoted ^= line[end] == '"';
	while (end > 0 && g_ascii_isspace(line[end - 1]))
		end--;
	return end > 0 && line[end - 1] == '\\';
}

static gboolean is_empty(const char *line)
{
	line += strspn(line, " \t\r");
	return *line == '\n' || *line == '\0' || *line == '#';
}

GPtrArray *statements_split(const char *text)
{
	g_autoptr(GPtrArray) statements = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) statement = g_string_new(NULL);
	gboolean continued = FALSE, has_words = FALSE;
	int depth = 0;

	while (*text) {
		gsize size = strcspn(text, "\n");

		if (!continued)
			depth += opens(text);
		has_words |= !is_empty(text);
		continued = is_continued(text, size);
		g_string_append_len(statement, text, (gssize)size);
		g_string_append_c(statement, '\n');
		text += size + (text[size] == '\n');
		if (!has_words || continued || depth > 0)
			continue;
		g_ptr_array_add(statements, g_strdup(statement->str));
		g_string_truncate(statement, 0);
		has_words = FALSE;
		depth = 0;
	}
	if (has_words)
		return NULL;
	/* Comments at the end. */
	if (statement->len && statements->len) {
		char **last = (char **)&statements->pdata[statements->len - 1];
		char *longer = g_strconcat(*last, statement->str, NULL);

		g_free(*last);
		*last = longer;
	}
	return g_steal_pointer(&statements);
}

unsigned statements_lines(const char *text)
{
	unsigned lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}
