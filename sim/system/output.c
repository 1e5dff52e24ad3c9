/* SPDX-License-Identifier: BSD-3-Clause */
/* Where results go, and whether in colour. */
#include "system/output.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

static gboolean failed(GError **error, const char *path)
{
	int code = errno;

	g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "cannot write %s: %s",
		    path ? path : "standard output", g_strerror(code));
	return FALSE;
}

static gboolean wants_colour(const Output *output, const char *colour)
{
	const char *no_color = g_getenv("NO_COLOR");

	if (g_strcmp0(colour, "always") == 0)
		return TRUE;
	if (g_strcmp0(colour, "never") == 0 || (no_color && *no_color) ||
	    g_strcmp0(g_getenv("TERM"), "dumb") == 0)
		return FALSE;
	return isatty(fileno(output->file)) != 0;
}

static guint width_of(FILE *file)
{
	const char *columns = g_getenv("COLUMNS");
	struct winsize size;
	guint64 width;

	if (columns && g_ascii_string_to_unsigned(columns, 10, 1, 10000, &width, NULL))
		return (guint)width;
	return isatty(fileno(file)) && ioctl(fileno(file), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

gboolean output_open(Output *output, const char *path, const char *colour, GError **error)
{
	output->path = path;
	output->file = path ? fopen(path, "w") : stdout;
	if (!output->file)
		return failed(error, path);
	output->width = width_of(output->file);
	output->colour = wants_colour(output, colour);
	return TRUE;
}

gboolean output_close(Output *output, GError **error)
{
	gboolean good = fflush(output->file) == 0 && !ferror(output->file);

	if (output->file != stdout)
		good &= fclose(output->file) == 0;
	return good || failed(error, output->path);
}

void output_paint(const Output *output, Paint paint, const char *text)
{
	static const char *const codes[] = {
		[PAINT_GOOD] = "32", [PAINT_BAD] = "1;31", [PAINT_STRONG] = "1",
		[PAINT_FAINT] = "2",
	};

	if (output->colour && paint != PAINT_PLAIN)
		fprintf(output->file, "\033[%sm%s\033[0m", codes[paint], text);
	else
		fputs(text, output->file);
}
