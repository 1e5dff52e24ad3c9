/* SPDX-License-Identifier: BSD-3-Clause */
/* One HTML file that stands by itself. */
#include "page/page.h"

#include <gio/gio.h>
#include <string.h>

#include "page/assets.h"

/* In the order in which they are put into the page. */
static const char *const styles[] = { "picture.css", "page.css" };
static const char *const scripts[] = { "data.js", "map.js", "steps.js", "filter.js", "page.js" };
static const char *const live_scripts[] = { "machine.js", "form.js", "workbench.js", "live.js" };

gboolean page_has_model(void)
{
	g_autoptr(GBytes) bytes = asset_bytes("model.wasm");

	return bytes && g_bytes_get_size(bytes) > 0;
}

/* Compressed with gzip, as base64. */
static char *packed(const char *data, gsize size)
{
	g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP,
									      9);
	g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();
	g_autoptr(GOutputStream) stream = g_converter_output_stream_new(memory,
									G_CONVERTER(compressor));

	g_output_stream_write_all(stream, data, size, NULL, NULL, NULL);
	g_output_stream_close(stream, NULL, NULL);
	return g_base64_encode(g_memory_output_stream_get_data(G_MEMORY_OUTPUT_STREAM(memory)),
			       g_memory_output_stream_get_data_size(G_MEMORY_OUTPUT_STREAM(memory)));
}

/* What scripts inflate when they need it. */
static void write_packed(FILE *file, const char *id, const char *data, gsize size)
{
	g_autofree char *text = packed(data, size);

	fprintf(file, "<script type=\"application/gzip\" id=\"%s\">%s</script>\n", id, text);
}

static void write_scripts(FILE *file, const char *const *names, gsize count)
{
	for (gsize i = 0; i < count; i++)
		fprintf(file, "%s\n", asset_text(names[i]));
}

static void write_live(FILE *file, const Page *page)
{
	g_autoptr(GBytes) model = asset_bytes("model.wasm");
	gsize size;
	const char *bytes = g_bytes_get_data(model, &size);

	write_packed(file, "model", bytes, size);
	write_packed(file, "machines", page->machines, strlen(page->machines));
}

static void write_data(FILE *file, const Page *page)
{
	g_autofree char *all = g_strconcat("[", page->data, "]", NULL);

	write_packed(file, "data", all, strlen(all));
}

void page_write(FILE *file, const Page *page)
{
	g_autofree char *head = g_markup_printf_escaped("<title>%s</title>", page->title);
	g_autofree char *summary = g_markup_escape_text(page->summary, -1);

	fprintf(file, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n%s\n<style>\n", head);
	write_scripts(file, styles, G_N_ELEMENTS(styles));
	if (page->machines)
		fputs(asset_text("live.css"), file);
	fprintf(file, "</style>\n</head>\n<body>\n<header><h1>%s</h1><p id=\"summary\">%s</p>"
		"</header>\n%s", page->title, summary, asset_text("controls.html"));
	fprintf(file, "<main id=\"files\">\n%s</main>\n", page->body);
	fprintf(file, "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" class=\"patterns\">%s</svg>\n",
		asset_text("patterns.svg"));
	write_data(file, page);
	if (page->machines)
		write_live(file, page);
	fputs("<script>\n\"use strict\";\n", file);
	write_scripts(file, scripts, G_N_ELEMENTS(scripts));
	if (page->machines)
		write_scripts(file, live_scripts, G_N_ELEMENTS(live_scripts));
	fputs("start();\n</script>\n</body>\n</html>\n", file);
}
