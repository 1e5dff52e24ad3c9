/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios, and looking at the goals that their calls meet. */
#include "suites/elsewhere.h"

#include <string.h>

#include "explore/act.h"
#include "language/parser.h"
#include "run/runner.h"
#include "system/files.h"
#include "system/interrupt.h"

typedef struct {
	Goals goals;            /* of the model that runs */
	const struct rmm_version *version;
	const char *name;       /* of what runs */
	const char **by;
} Looking;

static void note_goal(gpointer user, guint number)
{
	const Looking *looking = user;

	if (!looking->by[number])
		looking->by[number] = looking->name;
}

static void look(gpointer user, Machine *machine, const struct rmm_call *call,
		 const struct rmm_result *result)
{
	Looking *looking = user;
	gboolean taken = explore_is_taken(machine->model, call, result);

	looking->goals.model = machine->model;
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
		scenario_run(scenario, &run, &result);
		run_result_clear(&result);
	}
}

static void run_folder(Looking *looking, const char *folder, GPtrArray *paths)
{
	static const char *const suffixes[] = { ".ripas", NULL };
	guint first = paths->len;

	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		files_collect(folder, suffixes, paths);
	for (guint i = first; i < paths->len; i++) {
		const char *path = paths->pdata[i];

		looking->name = path + (g_str_has_prefix(path, folder) ? strlen(folder) : 0);
		looking->name += *looking->name == '/' && looking->name != path ? 1 : 0;
		run_file(looking, path);
	}
}

void elsewhere_find(const Goals *goals, char **folders, Elsewhere *elsewhere)
{
	Looking looking = { .goals = *goals, .version = goals->model->config.version };

	elsewhere->paths = g_ptr_array_new_with_free_func(g_free);
	elsewhere->by = looking.by = g_new0(const char *, goals->all->len + 1);
	for (char **folder = folders; *folder && !interrupted(); folder++)
		run_folder(&looking, *folder, elsewhere->paths);
}

void elsewhere_clear(Elsewhere *elsewhere)
{
	g_clear_pointer(&elsewhere->paths, g_ptr_array_unref);
	g_clear_pointer(&elsewhere->by, g_free);
}
