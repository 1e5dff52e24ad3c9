/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing what an exploration found. */
#include "cli/found_files.h"

#include <string.h>

#include "inquiry/export.h"
#include "inquiry/witness_text.h"
#include "options/options.h"
#include "report/explore_words.h"
#include "system/files.h"

/* ---- what was found ---- */

/* "cex.ripas", then "cex-2.ripas". */
char *found_files_next(FoundFiles *files)
{
	const char *path = files->counterexample;
	const char *dot = strrchr(path, '.');
	gsize stem = dot && !strchr(dot, '/') ? (gsize)(dot - path) : strlen(path);

	if (++files->written == 1)
		return g_strdup(path);
	return g_strdup_printf("%.*s-%u%s", (int)stem, path, files->written, path + stem);
}

gboolean found_files_put(const char *path, const GString *text, char **first)
{
	g_autoptr(GError) error = NULL;

	if (!files_write(path, text->str, text->len, &error)) {
		output_error("explore", error);
		return FALSE;
	}
	if (!*first)
		*first = g_strdup(path);
	return TRUE;
}

static gboolean write_witness(FoundFiles *files, const Explored *explored,
			      const Witness *witness, char **written)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *path = found_files_next(files);

	witness_append_scenario(text, explored, witness, path);
	return found_files_put(path, text, written);
}

/*
 * What breaks, then what is reached. The first file written, NULL if there was
 * nothing to write. FALSE after an error.
 */
static gboolean write_witnesses(FoundFiles *files, const Explored *explored,
				char **written)
{
	for (int reached = 0; reached < 2; reached++)
		for (guint i = 0; i < explored->witnesses->len; i++) {
			const Witness *witness = explored->witnesses->pdata[i];

			if (witness->confirmed &&
			    found_is_wanted(witness->found) == reached &&
			    !write_witness(files, explored, witness, written))
				return FALSE;
		}
	return TRUE;
}

/* ---- the graph ---- */

static gboolean is_dot(const char *path)
{
	return g_str_has_suffix(path, ".dot");
}

gboolean found_files_usable(const FoundFiles *files)
{
	if (!files->graph || is_dot(files->graph) || g_str_has_suffix(files->graph, ".aut"))
		return TRUE;
	usage_error("explore", "--graph takes a file that ends in .dot or .aut");
	return FALSE;
}

static gboolean write_graph(const char *path, const Explored *explored,
			    void (*write)(FILE *file, const Explored *explored))
{
	g_autoptr(GError) error = NULL;
	Output output;

	if (!output_open(&output, path, "never", &error)) {
		output_error("explore", error);
		return FALSE;
	}
	write(output.file, explored);
	if (output_close(&output, &error))
		return TRUE;
	output_error("explore", error);
	return FALSE;
}

static void write_dot(FILE *file, const Explored *explored)
{
	export_dot(file, explored->graph);
}

static void write_aut(FILE *file, const Explored *explored)
{
	export_aut(file, explored->graph);
}

static void write_etf(FILE *file, const Explored *explored)
{
	if (explored->etf)
		fputs(explored->etf->str, file);
	else
		export_etf(file, explored->graph);
}

/* Is there all of what is to be written? That of what was learned is all, or nothing. */
static gboolean has_all(const Explored *explored)
{
	return explored->etf ? explored->etf->len > 0 : explored->result.end == EXPLORE_CLOSED;
}

/* A reader of the file could not tell a part of a relation from all of it. */
static gboolean write_relation(const char *path, const Explored *explored)
{
	if (has_all(explored))
		return write_graph(path, explored, write_etf);
	g_printerr("ripas-sim explore: %s is not written, as it takes all states: %s\n", path,
		   explore_end_text(explored->result.end));
	return FALSE;
}

static gboolean write_states(const char *path, const Explored *explored)
{
	if (explored->result.end != EXPLORE_CLOSED)
		g_printerr("ripas-sim explore: %s has a part of the graph: %s\n", path,
			   explore_end_text(explored->result.end));
	return write_graph(path, explored, is_dot(path) ? write_dot : write_aut);
}

static gboolean write_graphs(const FoundFiles *files, const Explored *explored)
{
	return (!files->graph || write_states(files->graph, explored)) &&
	       (!files->etf || write_relation(files->etf, explored));
}

gboolean found_files_write(FoundFiles *files, const Explored *explored, char **first)
{
	return (!files->counterexample || write_witnesses(files, explored, first)) &&
	       write_graphs(files, explored);
}

void found_files_clear(FoundFiles *files)
{
	g_free(files->counterexample);
	g_free(files->graph);
	g_free(files->etf);
}
