/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim diagram: pictures of the model's tables, and of what a scenario does. */
#include <string.h>

#include "cli/selection.h"
#include "cli/verbs.h"
#include "compare/cell_name.h"
#include "diagram/diagram.h"
#include "options/arguments.h"
#include "options/options.h"
#include "picture/map.h"
#include "text/nearest.h"
#include "version/make.h"

/* What the command line says, and what is drawn on. */
struct diagramming {
	gboolean difference;
	Options options;
	DiagramFormat format;
	GString *out;
	HashCache *cache;
	struct rmm_model *model, *before;       /* before: NULL without --diff */
};

typedef struct Subject Subject;
struct Subject {
	const char *name;
	ExitCode (*draw)(struct diagramming *d, const Subject *subject);
	enum rmm_object object;
	guint formats;          /* bits: that it has */
	gboolean differs;       /* takes --diff */
	guint arguments;        /* scenarios, or cells, that it takes at most */
	Term usage;
};

/* Scenarios of a map, one below the other. */
#define MAPS_MAX 12

#define ALL_FORMATS (1 << DIAGRAM_DOT | 1 << DIAGRAM_MERMAID | 1 << DIAGRAM_SVG)

static const char *const format_names[DIAGRAM_FORMATS] = {
	[DIAGRAM_DOT] = "dot", [DIAGRAM_MERMAID] = "mermaid", [DIAGRAM_SVG] = "svg",
};

/* ---- graphs ---- */

static ExitCode draw_graph(struct diagramming *d, const PictureGraph *graph)
{
	g_autoptr(GError) error = NULL;

	if (d->format == DIAGRAM_DOT)
		picture_graph_append_dot(d->out, graph);
	else if (d->format == DIAGRAM_MERMAID)
		picture_graph_append_mermaid(d->out, graph);
	else if (!picture_graph_append_svg(d->out, graph, &error))
		return output_error("diagram", error);
	return EXIT_AS_EXPECTED;
}

static ExitCode draw_states(struct diagramming *d, const Subject *subject)
{
	g_autoptr(PictureGraph) graph = diagram_states(subject->object, d->model,
						       d->before);

	return draw_graph(d, graph);
}

static ExitCode draw_operation(struct diagramming *d, const Subject *subject)
{
	PictureGraph *graph = diagram_operation(d->model, d->before);
	ExitCode code;

	if (!graph)
		return usage_error("diagram", "%s has no incomplete operations",
				   d->model->config.version->id);
	code = draw_graph(d, graph);
	picture_graph_free(graph);
	return code;
}

static ExitCode draw_access(struct diagramming *d, const Subject *subject)
{
	diagram_append_access(d->out, d->model, d->format);
	return EXIT_AS_EXPECTED;
}

/* ---- of a scenario ---- */

static ExitCode draw_tables(struct diagramming *d, const GPtrArray *films)
{
	const Film *film = films->pdata[0];
	g_autoptr(PictureGraph) graph = diagram_tables(film->result.path, film->result.model,
						       film->state);

	return draw_graph(d, graph);
}

static ExitCode draw_map(struct diagramming *d, const GPtrArray *films)
{
	g_autofree MapSubject *subjects = g_new(MapSubject, films->len);

	for (guint i = 0; i < films->len; i++) {
		const Film *film = films->pdata[i];

		subjects[i] = (MapSubject){ film->scenario->title ? film->scenario->title
					    : film->result.path, &film->result, film->timeline };
	}
	map_append_svg(d->out, subjects[0].title, subjects, films->len);
	return EXIT_AS_EXPECTED;
}

static ExitCode draw_sequence(struct diagramming *d, const GPtrArray *films)
{
	g_autoptr(Sequence) sequence = diagram_story(films->pdata[0]);

	if (d->format == DIAGRAM_MERMAID)
		sequence_append_mermaid(d->out, sequence);
	else
		sequence_append_svg(d->out, sequence);
	return EXIT_AS_EXPECTED;
}

typedef ExitCode DrawFilms(struct diagramming *d, const GPtrArray *films);

/* Runs a file, or text that is taken; FALSE: it has errors, which have been told. */
static gboolean add_film(struct diagramming *d, const char *path, char *text, guint line,
			 GPtrArray *films)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	ParseOptions parse = { d->options.version, d->options.variants, d->cache, NULL };
	Film *film = film_new(path, text, &parse, line, diagnostics);

	g_ptr_array_add(films, film);
	diagnostics_print(diagnostics);
	return film->scenario != NULL;
}

static ExitCode draw_files(struct diagramming *d, const Subject *subject, DrawFilms *draw)
{
	g_autoptr(GPtrArray) films = g_ptr_array_new_with_free_func((GDestroyNotify)film_free);
	Selecting all = { NULL, NULL };
	Selection selection = { NULL, NULL, NULL };
	ExitCode code = EXIT_BAD_USAGE;

	if (!d->options.arguments[1])
		return usage_error("diagram", "%s of which scenario?", subject->name);
	if (selection_make(&selection, "diagram", d->options.arguments + 1, &all) ==
	    EXIT_AS_EXPECTED) {
		code = selection.files->len > subject->arguments
		       ? usage_error("diagram", "%u scenarios are too many for %s",
				     selection.files->len, subject->name) : EXIT_AS_EXPECTED;
		for (guint i = 0; code == EXIT_AS_EXPECTED && i < selection.files->len; i++) {
			const char *path = selection.files->pdata[i];

			if (!add_film(d, path, NULL, selection_line(&selection, path), films))
				code = EXIT_BAD_INPUT;
		}
	}
	selection_clear(&selection);
	return code == EXIT_AS_EXPECTED ? draw(d, films) : code;
}

static ExitCode draw_tables_of(struct diagramming *d, const Subject *subject)
{
	return draw_files(d, subject, draw_tables);
}

static ExitCode draw_map_of(struct diagramming *d, const Subject *subject)
{
	return draw_files(d, subject, draw_map);
}

static ExitCode draw_sequence_of(struct diagramming *d, const Subject *subject)
{
	return draw_files(d, subject, draw_sequence);
}

/* ---- a cell of the comparison ---- */

static ExitCode draw_cell(struct diagramming *d, const Subject *subject)
{
	const char *name = d->options.arguments[1];
	g_autoptr(GPtrArray) films = g_ptr_array_new_with_free_func((GDestroyNotify)film_free);
	g_autoptr(GError) error = NULL;
	Cell cell, honest;
	Facts facts;
	char *text;

	if (!name)
		return usage_error("diagram", "which cell? As in both/linux/v14/replace-early");
	if (!cell_named(name, d->options.version, &cell, &error))
		return usage_error("diagram", "%s", error->message);
	cell.variants = d->options.variants;
	honest = cell;
	honest.cheat = NULL;
	cell_run(&honest, NULL, d->cache, &facts);
	text = cell_explain(&cell, cell.cheat ? &facts : NULL, d->cache);
	facts_clear(&facts);
	return add_film(d, name, text, 0, films) ? draw_sequence(d, films) : EXIT_BAD_INPUT;
}

/* ---- subjects ---- */

static const Subject subjects[] = {
	{ "ripas", draw_states, OBJECT_RIPAS, ALL_FORMATS, TRUE, 0,
	  { "ripas", "what a RIPAS may become, and by which command" } },
	{ "hipas", draw_states, OBJECT_RTTE, ALL_FORMATS, TRUE, 0,
	  { "hipas", "the same of an RTT entry" } },
	{ "granule", draw_states, OBJECT_GRANULE, ALL_FORMATS, TRUE, 0,
	  { "granule", "the same of a Granule" } },
	{ "realm", draw_states, OBJECT_REALM, ALL_FORMATS, TRUE, 0,
	  { "realm", "the same of a Realm" } },
	{ "rec", draw_states, OBJECT_REC, ALL_FORMATS, TRUE, 0,
	  { "rec", "the same of a REC" } },
	{ "operation", draw_operation, 0, ALL_FORMATS, TRUE, 0,
	  { "operation", "what an incomplete operation waits for, until it ends" } },
	{ "access", draw_access, 0, ALL_FORMATS, FALSE, 0,
	  { "access", "what a Realm access leads to, by RIPAS and HIPAS" } },
	{ "rtt", draw_tables_of, 0, ALL_FORMATS, FALSE, 1,
	  { "rtt FILE[:LINE]", "the RTTs of a scenario at its end, or after a line" } },
	{ "map", draw_map_of, 0, 1 << DIAGRAM_SVG, FALSE, MAPS_MAX,
	  { "map FILE[:LINE]…", "memory over time: RIPAS and HIPAS of the IPA space" } },
	{ "sequence", draw_sequence_of, 0, 1 << DIAGRAM_MERMAID | 1 << DIAGRAM_SVG, FALSE, 1,
	  { "sequence FILE[:LINE]", "who calls whom: Host, actors, RMM, Realm" } },
	{ "compare", draw_cell, 0, 1 << DIAGRAM_MERMAID | 1 << DIAGRAM_SVG, FALSE, 1,
	  { "compare CELL", "the same of a cell of compare: POLICY/GUEST/KVM[/CHEAT]" } },
};

static const Term *subject_term(guint index)
{
	return index < G_N_ELEMENTS(subjects) ? &subjects[index].usage : NULL;
}

static ExitCode unknown_subject(const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
		g_ptr_array_add(names, (char *)(guintptr)subjects[i].name);
	hint = nearest_hint(name, names);
	return usage_error("diagram", "cannot draw '%s'%s", name, hint);
}

/* The format that is asked for, else the first that the subject has. */
static ExitCode choose_format(struct diagramming *d, const Subject *subject)
{
	for (d->format = 0; d->format < DIAGRAM_FORMATS; d->format++)
		if (subject->formats >> d->format & 1 &&
		    (!d->options.format ||
		     strcmp(d->options.format, format_names[d->format]) == 0))
			return EXIT_AS_EXPECTED;
	return usage_error("diagram", "%s is not drawn as %s", subject->name, d->options.format);
}

static struct rmm_model *model_of(const struct rmm_version *version,
				  const struct rmm_variants *variants)
{
	struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	config.variants = *variants;
	rmm_model_init(model, &config);
	return model;
}

/* "--diff 1.0 2.0": the versions are the arguments behind the subject. */
static ExitCode find_versions(struct diagramming *d, const Subject *subject)
{
	char **names = d->options.arguments + 1;
	const struct rmm_version *version = d->options.version
		? d->options.version : PLATFORM_DEFAULT_VERSION;

	if (d->difference) {
		if (!subject->differs)
			return usage_error("diagram", "%s takes no --diff", subject->name);
		if (g_strv_length(names) != 2)
			return usage_error("diagram", "--diff takes two versions");
		for (guint i = 0; i < 2; i++)
			if (!version_find(names[i]))
				return usage_error("diagram", "unknown version '%s'", names[i]);
		d->before = model_of(version_find(names[0]), &d->options.variants);
		version = version_find(names[1]);
	} else if (g_strv_length(names) > subject->arguments) {
		return usage_error("diagram", "unexpected argument '%s'",
				   names[subject->arguments]);
	}
	d->model = model_of(version, &d->options.variants);
	return EXIT_AS_EXPECTED;
}

static ExitCode draw_subject(struct diagramming *d)
{
	const char *name = d->options.arguments ? d->options.arguments[0] : NULL;
	ExitCode code;

	if (!name)
		return usage_error("diagram", "nothing to draw");
	for (guint i = 0; i < G_N_ELEMENTS(subjects); i++) {
		if (strcmp(subjects[i].name, name) != 0)
			continue;
		code = choose_format(d, &subjects[i]);
		if (code == EXIT_AS_EXPECTED)
			code = find_versions(d, &subjects[i]);
		return code == EXIT_AS_EXPECTED ? subjects[i].draw(d, &subjects[i]) : code;
	}
	return unknown_subject(name);
}

/* Written when it is whole. */
static ExitCode draw_and_write(struct diagramming *d)
{
	ExitCode code = draw_subject(d);
	g_autoptr(GError) error = NULL;
	Output output;

	if (code != EXIT_AS_EXPECTED)
		return code;
	if (!output_open(&output, d->options.output, d->options.color, &error))
		return output_error("diagram", error);
	fputs(d->out->str, output.file);
	return output_close(&output, &error) ? code : output_error("diagram", error);
}

static ExitCode diagram_verb(char **argv)
{
	struct diagramming d = { .out = g_string_new(NULL), .cache = hash_cache_new() };
	ExitCode code;

	if (options_parse(&d.options, &verb_diagram, &d, argv, &code))
		code = draw_and_write(&d);
	options_clear(&d.options);
	g_string_free(d.out, TRUE);
	hash_cache_free(d.cache);
	g_free(d.model);
	g_free(d.before);
	return code;
}

static void complete_diagram(const char *option, char **before, const char *start,
			     GPtrArray *words)
{
	if (option)
		return;
	for (gsize i = 0; !before[0] && i < G_N_ELEMENTS(subjects); i++)
		g_ptr_array_add(words, g_strdup(subjects[i].name));
	if (before[0])
		arguments_complete(FILES_SCENARIO, start, words);
}

static const GOptionEntry entries[] = {
	{ "diff", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct diagramming, difference),
	  "Two versions of the specification follow: what changed", NULL },
	OPTIONS_END
};

static const Example examples[] = {
	{ "diagram ripas --format svg -o ripas.svg", "by Graphviz, where it is installed" },
	{ "diagram map scenarios/boot/guest-init.ripas -o map.svg", "memory over time" },
	{ "diagram hipas --diff 1.0 2.0 --format mermaid", "for a merge request" },
	{ NULL, NULL }
};

const Verb verb_diagram = {
	.name = "diagram", .arguments = "WHAT",
	.summary = "Draw state machines, tables, and what a scenario does",
	.description =
	"Graphs are dot, Mermaid, or svg where Graphviz is installed; a map is svg, a sequence "
	"Mermaid or svg. Without --format it is the first that there is.",
	.options = entries, .examples = examples, .term = subject_term, .run = diagram_verb,
	.versions_max = 1, .formats = "dot|mermaid|svg", .complete = complete_diagram,
	.status = { [EXIT_INCOMPLETE] = "Not all could be written, or Graphviz is not there." },
};
