/* SPDX-License-Identifier: BSD-3-Clause */
/* Two versions that are told apart, and how what changed is printed. */
#include "show/difference.h"

#include "report/json_line.h"
#include "system/platform.h"
#include "system/version.h"
#include "text/version_hint.h"
#include "text/wrap.h"
#include "version/make.h"

/* ---- the two ---- */

static struct rmm_model *model_of(const Show *show, const struct rmm_version *version)
{
	struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	config.variants = show->model->config.variants;
	rmm_model_init(model, &config);
	return model;
}

static ExitCode unknown_version(const char *name)
{
	g_autofree char *hint = version_hint(name);

	return usage_error("show", "unknown version of the specification '%s'%s", name, hint);
}

/* The two versions that the arguments name; else says what is wrong with them. */
static gboolean find_two(const Show *show, const struct rmm_version *versions[2], ExitCode *code)
{
	for (guint i = 0; i < 2; i++) {
		const char *name = g_strv_length(show->arguments) > i ? show->arguments[i] : NULL;

		versions[i] = name ? version_find(name) : NULL;
		if (versions[i])
			continue;
		*code = name ? unknown_version(name) :
			usage_error("show", "--diff takes two versions of the specification");
		return FALSE;
	}
	return TRUE;
}

gboolean difference_init(Difference *difference, const Show *show, ExitCode *code)
{
	const struct rmm_version *versions[2];

	if (!find_two(show, versions, code))
		return FALSE;
	*difference = (Difference){ .show = show };
	for (guint i = 0; i < 2; i++)
		difference->models[i] = model_of(show, versions[i]);
	return TRUE;
}

void difference_clear(Difference *difference)
{
	g_free(difference->models[0]);
	g_free(difference->models[1]);
}

const char *difference_version(const Difference *difference, guint which)
{
	return difference->models[which]->config.version->short_name;
}

/* ---- what is printed ---- */

/* Markdown has a heading, and a block in which what changed is coloured. */
void difference_begin(Difference *difference, const char *name, const char *before,
		      const char *now)
{
	gboolean markdown = difference->show->style == TABLE_MARKDOWN;
	FILE *file = difference->show->output->file;

	difference->about = name;
	fputs(markdown ? "### " : "", file);
	output_paint(difference->show->output, PAINT_STRONG, name);
	fprintf(file, "  %s -> %s\n%s", before, now, markdown ? "\n```diff\n" : "");
}

void difference_end(const Difference *difference)
{
	if (difference->show->style == TABLE_MARKDOWN)
		fputs("```\n\n", difference->show->output->file);
}

static void print_object(const Difference *difference, char sign, const char *name,
			 const char *text)
{
	JsonBuilder *builder = json_line_new("change");

	json_line_string(builder, "of", difference->about);
	json_line_string(builder, "row", name);
	json_line_string(builder, sign == '-' ? "before" : "now", text);
	json_line_print(difference->show->tables->file, builder);
}

void difference_tell(const Difference *difference, char sign, const char *name,
		     const char *text)
{
	const Show *show = difference->show;
	g_autofree char *line = g_strdup_printf("%c %s: %s", sign, name, text);
	g_autoptr(GString) lines = g_string_new(NULL);

	if (show->style == TABLE_JSONL)
		print_object(difference, sign, name, text);
	/* Markdown colours a line by its sign. */
	wrap_append(lines, line, 0, 4, show->style == TABLE_MARKDOWN ? 0 : show->output->width);
	output_paint(show->output, sign == '-' ? PAINT_BAD : PAINT_GOOD, lines->str);
	fputc('\n', difference->show->output->file);
}
