/* SPDX-License-Identifier: BSD-3-Clause */
/* show manual: the pages for man(1), which 'make install' writes. */
#include "cli/show_manual.h"

#include <string.h>

#include "cli/verbs.h"
#include "manual/manual.h"
#include "system/files.h"
#include "text/nearest.h"

#define LIBRARY "ripas.3"

/* "ripas-sim-run" and "ripas-sim-run.1" are the same page. */
static char *find_page(const GPtrArray *names, const char *name)
{
	for (guint i = 0; i < names->len; i++) {
		const char *page = names->pdata[i];
		gsize size = (gsize)(strrchr(page, '.') - page);

		if (strcmp(page, name) == 0 ||
		    (strlen(name) == size && strncmp(page, name, size) == 0))
			return manual_page(page, verbs);
	}
	return NULL;
}

static ExitCode show_library(const Show *show)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *header = NULL, *page = NULL, *folder = NULL;
	gsize size;

	if (!show->arguments[1])
		return usage_error("show", LIBRARY " is made from a header: show manual " LIBRARY
				   " model/ripas.h");
	folder = g_path_get_dirname(show->arguments[1]);
	if (files_read(show->arguments[1], &header, &size, &error))
		page = manual_of_library(folder, header, &error);
	if (!page) {
		g_printerr("%s:1:1: error: %s\n", show->arguments[1], error->message);
		return EXIT_BAD_INPUT;
	}
	fputs(page, show->output->file);
	return EXIT_AS_EXPECTED;
}

ExitCode show_manual(const Show *show)
{
	g_autoptr(GPtrArray) names = manual_names(verbs);
	g_autofree char *page = NULL, *hint = NULL;

	if (!show->argument) {
		for (guint i = 0; i < names->len; i++)
			fprintf(show->output->file, "%s\n", (char *)names->pdata[i]);
		return EXIT_AS_EXPECTED;
	}
	if (strcmp(show->argument, LIBRARY) == 0)
		return show_library(show);
	page = find_page(names, show->argument);
	if (page) {
		fputs(page, show->output->file);
		return EXIT_AS_EXPECTED;
	}
	hint = nearest_hint(show->argument, names);
	return usage_error("show", "there is no page '%s'%s", show->argument, hint);
}
