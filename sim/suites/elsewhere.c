/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios, and looking at the goals that their calls meet. */
#include "suites/elsewhere.h"

#include <string.h>

#include "explore/act.h"
#include "language/parser.h"
#include "run/runner.h"
#include "suites/nearby.h"
#include "system/files.h"
#include "system/interrupt.h"

typedef struct {
	Goals goals;            /* of the model that runs */
	const struct rmm_version *version;
	const char *name;       /* of what runs */
	const char **by;
	char **nearly;
	Nearby *nearby;         /* NULL: goals are no pairs */
	gboolean is_of_conditions;
	gboolean tries;         /* what is nearby; else it is looked for */
} Looking;

/* Is it a scenario whose calls are refused for one reason each? */
static gboolean is_of_conditions(const char *path)
{
	return strstr(path, "conditions/") != NULL;
}

static void note_goal(gpointer user, guint number)
{
	const Looking *looking = user;

	if (!looking->by[number])
		looking->by[number] = looking->name;
}

static void note_nearly(gpointer user, guint number, const struct rmm_value *input)
{
	const Looking *looking = user;

	if (!looking->by[number] && !looking->nearly[number])
		looking->nearly[number] =
			g_strdup_printf("%s reaches it with another '%s'", looking->name, input->name);
}

static void look(gpointer user, Machine *machine, const struct rmm_call *call,
		 const struct rmm_result *result)
{
	Looking *looking = user;
	gboolean taken = explore_is_taken(machine->model, call, result);

	looking->goals.model = machine->model;
	if (looking->tries) {
		if (result->permitted)
			nearby_try(looking->nearby, machine->model, machine->state, call,
				   note_nearly, looking);
		return;
	}
	if (looking->nearby && looking->is_of_conditions)
		nearby_collect(looking->nearby, machine->model, call);
	goals_met(&looking->goals, taken ? machine->before : NULL, machine->state, call, result,
		  note_goal, looking);
}

static gboolean is_of(const Scenario *scenario, const struct rmm_version *version,
		      VersionSet declared)
{
	static const struct rmm_variants none;

	return (!declared || declared & version_set(version)) &&
	       memcmp(&scenario->config.variants, &none, sizeof(none)) == 0;
}

static void run_file(Looking *looking, const char *path)
{
	VersionSet declared = 0;
	const ParseOptions parse = { .version = looking->version, .declared = &declared };
	const RunOptions run = { .made = look, .user = looking };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	RunResult result = { 0 };

	if (scenario && is_of(scenario, looking->version, declared)) {
		if (looking->tries)
			nearby_add_region(&scenario->config);
		scenario_run(scenario, &run, &result);
		run_result_clear(&result);
	}
}

static const char *name_below(const char *path, const char *folder)
{
	const char *name = path + (g_str_has_prefix(path, folder) ? strlen(folder) : 0);

	return *name == '/' && name != path ? name + 1 : name;
}

static void run_files(Looking *looking, const char *folder, const GPtrArray *paths, guint first)
{
	for (guint i = first; i < paths->len && !interrupted(); i++) {
		looking->name = name_below(paths->pdata[i], folder);
		looking->is_of_conditions = is_of_conditions(paths->pdata[i]);
		if (!looking->tries || looking->is_of_conditions)
			run_file(looking, paths->pdata[i]);
	}
}

static void run_folder(Looking *looking, const char *folder, GPtrArray *paths)
{
	static const char *const suffixes[] = { ".ripas", NULL };
	guint first = paths->len;

	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		files_collect(folder, suffixes, paths);
	looking->tries = FALSE;
	run_files(looking, folder, paths, first);
	looking->tries = looking->nearby != NULL;
	if (looking->tries)
		run_files(looking, folder, paths, first);
}

void elsewhere_find(const Goals *goals, char **folders, Elsewhere *elsewhere)
{
	Looking looking = { .goals = *goals, .version = goals->model->config.version };

	elsewhere->paths = g_ptr_array_new_with_free_func(g_free);
	elsewhere->by = looking.by = g_new0(const char *, goals->all->len + 1);
	elsewhere->count = goals->all->len;
	elsewhere->nearly = looking.nearly = g_new0(char *, goals->all->len + 1);
	if (goals->kind == GOALS_PAIRS)
		looking.nearby = nearby_new(goals);
	for (char **folder = folders; *folder && !interrupted(); folder++)
		run_folder(&looking, *folder, elsewhere->paths);
	nearby_free(looking.nearby);
}

void elsewhere_clear(Elsewhere *elsewhere)
{
	g_clear_pointer(&elsewhere->paths, g_ptr_array_unref);
	g_clear_pointer(&elsewhere->by, g_free);
	for (guint i = 0; i < elsewhere->count; i++)
		g_free(elsewhere->nearly[i]);
	g_clear_pointer(&elsewhere->nearly, g_free);
	elsewhere->count = 0;
}
