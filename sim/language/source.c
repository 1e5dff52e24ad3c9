/* SPDX-License-Identifier: BSD-3-Clause */
/* Source text: files, positions in them, and what is wrong there. */
#include "language/source.h"

#include <string.h>

#include "system/files.h"

static void place_clear(gpointer data)
{
	g_free(((DiagnosticPlace *)data)->path);
}

/* A message, whose text follows @head. */
static void add_message(Diagnostics *diagnostics, Position at, const char *head, const char *text)
{
	DiagnosticPlace place = { g_strdup(at.source->path), at.line, at.column, strlen(head) };

	g_ptr_array_add(diagnostics->messages, g_strconcat(head, text, NULL));
	g_array_append_val(diagnostics->places, place);
}

void diagnostics_truncate(Diagnostics *diagnostics, guint count)
{
	g_ptr_array_set_size(diagnostics->messages, (gint)count);
	g_array_set_size(diagnostics->places, count);
}

Diagnostics *diagnostics_new(void)
{
	Diagnostics *diagnostics = g_new0(Diagnostics, 1);

	diagnostics->messages = g_ptr_array_new_with_free_func(g_free);
	diagnostics->places = g_array_new(FALSE, TRUE, sizeof(DiagnosticPlace));
	g_array_set_clear_func(diagnostics->places, place_clear);
	return diagnostics;
}

void diagnostics_free(Diagnostics *diagnostics)
{
	if (!diagnostics)
		return;
	g_ptr_array_unref(diagnostics->messages);
	g_array_unref(diagnostics->places);
	g_free(diagnostics);
}

void diagnostics_error(Diagnostics *diagnostics, Position at, const char *format, ...)
{
	g_autofree char *message = NULL, *head = NULL;
	va_list arguments;

	if (diagnostics->messages->len > DIAGNOSTICS_MAX)
		return;
	if (diagnostics->messages->len == DIAGNOSTICS_MAX) {
		add_message(diagnostics, at, "", "too many errors");
		return;
	}
	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	head = g_strdup_printf("%s:%u:%u: error: ", at.source->path, at.line, at.column);
	add_message(diagnostics, at, head, message);
}

void diagnostics_append(GString *out, const Diagnostics *diagnostics)
{
	for (guint i = 0; i < diagnostics->messages->len; i++)
		g_string_append_printf(out, "%s\n", (char *)diagnostics->messages->pdata[i]);
}

void diagnostics_print(const Diagnostics *diagnostics)
{
	for (guint i = 0; i < diagnostics->messages->len; i++)
		g_printerr("%s\n", (char *)diagnostics->messages->pdata[i]);
}

/* The position of byte @offset. */
static Position position_at(const Source *source, gsize offset)
{
	Position at = { source, source->first, 1 };

	for (gsize i = 0; i < offset; i++) {
		at.column++;
		if (source->text[i] == '\n') {
			at.line++;
			at.column = 1;
		}
	}
	return at;
}

static gboolean check_text(const Source *source, Diagnostics *diagnostics)
{
	const char *nul = memchr(source->text, '\0', source->size);
	const char *end;
	unsigned line = source->first;

	if (nul) {
		diagnostics_error(diagnostics, position_at(source, (gsize)(nul - source->text)),
				  "NUL byte: this is not a text file");
		return FALSE;
	}
	if (!g_utf8_validate(source->text, (gssize)source->size, &end)) {
		diagnostics_error(diagnostics, position_at(source, (gsize)(end - source->text)),
				  "invalid UTF-8: this is not a text file");
		return FALSE;
	}
	for (const char *at = source->text; *at; line++) {
		gsize size = strcspn(at, "\n");

		if (size > SOURCE_LINE_MAX) {
			diagnostics_error(diagnostics,
					  (Position){ source, line, SOURCE_LINE_MAX },
					  "line longer than %d bytes", SOURCE_LINE_MAX);
			return FALSE;
		}
		at += size + (at[size] == '\n');
	}
	return TRUE;
}

Source *source_from_text(const char *path, char *text, gsize size,
			 Diagnostics *diagnostics)
{
	return source_from_lines(path, 1, text, size, diagnostics);
}

Source *source_from_lines(const char *path, unsigned first, char *text, gsize size,
			  Diagnostics *diagnostics)
{
	g_autoptr(Source) source = g_new0(Source, 1);

	source->path = g_strdup(path);
	source->text = text;
	source->size = size;
	source->first = first;
	if (!check_text(source, diagnostics))
		return NULL;
	return g_steal_pointer(&source);
}

Source *source_load(const char *path, Diagnostics *diagnostics)
{
	g_autoptr(GError) error = NULL;
	char *text;
	gsize size;

	if (!files_read(path, &text, &size, &error)) {
		Source missing = { .path = (char *)(guintptr)path };

		diagnostics_error(diagnostics, (Position){ &missing, 1, 1 }, "%s",
				  error->message);
		return NULL;
	}
	return source_from_text(path, text, size, diagnostics);
}

void source_free(Source *source)
{
	if (!source)
		return;
	g_free(source->path);
	g_free(source->text);
	g_free(source);
}

char *source_line(const Source *source, unsigned line)
{
	const char *at = source->text;

	for (; line > source->first && *at; line--) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return g_strndup(at, strcspn(at, "\r\n"));
}
