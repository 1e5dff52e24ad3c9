/* SPDX-License-Identifier: BSD-3-Clause */
/* A cell of the comparison as a scenario, and what that comes to. */
#include "compare/cell.h"

#include <string.h>

#include "actor/guest.h"
#include "language/parser.h"
#include "record/record.h"
#include "run/runner.h"
#include "system/version.h"

char *cell_name(const Cell *cell)
{
	return g_strdup_printf("%s/%s/%s%s%s", cell->policy->name, cell->guest->name,
			       cell->kvm->name, cell->cheat ? "/" : "",
			       cell->cheat ? cell->cheat->name : "");
}

void facts_clear(Facts *facts)
{
	g_clear_pointer(&facts->procedure, g_free);
	g_clear_pointer(&facts->step, g_free);
}

/* ---- the scenario ---- */

static void append_cheat(GString *out, const Cheat *cheat, Place place)
{
	for (guint i = 0; cheat && i < CHEAT_STEPS; i++)
		if (cheat->steps[i].step && cheat->steps[i].place == place)
			g_string_append_printf(out, "host  %s\n", cheat->steps[i].step);
}

static gboolean cheats_at(const Cheat *cheat, Place place)
{
	return cheat && cheat->steps[0].step && cheat->steps[0].place == place;
}

static void append_header(GString *out, const Cell *cell)
{
	g_autofree char *name = cell_name(cell);

	g_string_append_printf(out, "title \"%s\"\nquestion \"What becomes of it when %s%s%s?\"\n",
			       name, cell->policy->text, cell->cheat ? ", and the Host " : "",
			       cell->cheat ? cell->cheat->text : "");
	g_string_append_printf(out, "spec %s\n%s", cell->version->id,
			       cell->population->header);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(&cell->variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	g_string_append_c(out, '\n');
}

static void append_build(GString *out, const Cell *cell)
{
	const Cheat *cheat = cell->cheat;

	g_string_append_printf(out, "host  vmm.configure init=%s response=%s%s\n",
			       cell->policy->init,
			       cheat && cheat->response ? cheat->response : "accept",
			       cell->population->layout);
	g_string_append(out, cell->population->slots);
	g_string_append_printf(out, "host  kvm.create_realm version=%s%s\nhost  kvm.populate\n",
			       cell->kvm->name,
			       kvm_fits(cell->kvm, cell->version) ? "" : " hypothetical=yes");
	append_cheat(out, cheat, PLACE_POPULATED);
	g_string_append_printf(out, "host  kvm.create_rec%s\n"
			       "host  kvm.set_ripas_of_protected_regions\n",
			       cell->population->recs);
	append_cheat(out, cheat, PLACE_INITIALISED);
	g_string_append(out, "host  kvm.activate\n");
	append_cheat(out, cheat, PLACE_ACTIVE);
}

static void append_rim(GString *out, const Facts *honest)
{
	if (!honest || !honest->rim_size)
		return;
	g_string_append(out, "host  verifier.expect rim=0x");
	for (gsize i = 0; i < honest->rim_size; i++)
		g_string_append_printf(out, "%02x", honest->rim[i]);
	g_string_append_c(out, '\n');
}

static void append_guest(GString *out, const Cell *cell)
{
	for (guint i = 0; i < 2 && cell->guest->steps[i]; i++) {
		g_auto(GStrv) parts = g_strsplit(cell->guest->steps[i], "%s", 2);

		/* A step that takes no part in it has no place for it. */
		if (parts[1])
			g_string_append_printf(out, "guest %s%s%s\n", parts[0],
					       cell->policy->guest_asks ? "ask=yes" : "ask=no",
					       parts[1]);
		else
			g_string_append_printf(out, "guest %s\n", parts[0]);
	}
}

char *cell_scenario(const Cell *cell, const Facts *honest)
{
	GString *out = g_string_new(NULL);

	append_header(out, cell);
	append_build(out, cell);
	append_rim(out, honest);
	append_guest(out, cell);
	if (cheats_at(cell->cheat, PLACE_SECRET)) {
		g_string_append(out, "host  kvm.run until=late\n");
		append_cheat(out, cell->cheat, PLACE_SECRET);
	}
	g_string_append(out, "host  kvm.run\n");
	return g_string_free(out, FALSE);
}

/* ---- what it comes to ---- */

/* While a cell runs. */
struct observer {
	Facts *facts;
	gboolean failed;        /* a procedure did; what follows says no more */
	const Step *failure;
};

/* KVM creates Realms with SHA-256. */
#define SHA_256_SIZE 32

static void note_rim(Facts *facts, const Scene *scene)
{
	uint32_t slot = rmm_realm_at(scene->model, scene->state, scene->vm.rd);

	if (slot == RMM_NONE)
		return;
	facts->rim_size = MIN(scene->model->layout.measurement_size, SHA_256_SIZE);
	memcpy(facts->rim, rmm_measurement(scene->model, scene->state, slot, 0),
	       facts->rim_size);
}

static void ended(gpointer user, const Step *step, Ending ending, const Scene *scene)
{
	struct observer *observer = user;
	Facts *facts = observer->facts;
	guint64 calls = 0;
	const char *word;

	if (observer->failed)
		return;
	scene_outcome(scene, "calls", &calls, &word);
	facts->calls += (guint)calls;
	facts->inits += scene->counts[CMD_RMI_RTT_INIT_RIPAS];
	facts->sets += scene->counts[CMD_RMI_RTT_SET_RIPAS];
	facts->tables += scene->counts[CMD_RMI_RTT_CREATE];
	if (step->procedure->run == kvm_activate && ending == ENDED_OK)
		note_rim(facts, scene);
	facts_clear(facts);
	facts->ending = ending;
	facts->procedure = g_strdup_printf("%s.%s", step->actor->name, step->procedure->name);
	facts->step = g_strdup(scene->step);
	facts->ipa = scene->ipa;
	facts->wrong = (guint)guest_wrong_pages(scene);
	scene_outcome(scene, "secret", &calls, &word);
	facts->secret = strcmp(word, "yes") == 0;
	observer->failed = !ending_is_good(ending);
	if (observer->failed)
		observer->failure = step;
}

static Scenario *parse(const Cell *cell, char *text, HashCache *cache)
{
	ParseOptions options = { .version = cell->version, .cache = cache };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *name = cell_name(cell);
	Scenario *scenario = scenario_parse_text(name, text, strlen(text), &options, diagnostics);

	diagnostics_print(diagnostics);
	return scenario;
}

static void run(const Cell *cell, const Scenario *scenario, struct observer *observer,
		RunResult *result)
{
	RunOptions options = {
		.keep_statements = TRUE, .no_invariants = cell->population->large,
		.self_check = cell->self_check, .ended = ended, .user = observer,
	};

	memset(observer->facts, 0, sizeof(*observer->facts));
	scenario_run(scenario, &options, result);
	observer->facts->limit = result->limit;
	observer->facts->broken = result->broken;
	observer->facts->unsound = result->unsound;
}

void cell_run(const Cell *cell, const Facts *honest, HashCache *cache, Facts *facts)
{
	struct observer observer = { facts, FALSE, NULL };
	g_autoptr(Scenario) scenario = parse(cell, cell_scenario(cell, honest), cache);
	RunResult result;

	run(cell, scenario, &observer, &result);
	run_result_clear(&result);
}

/* The lines up to @line. */
static void cut_behind(char *text, unsigned line)
{
	for (; line > 0 && *text; line--) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	*text = '\0';
}

/* "expect violates ID", so that the scenario stands by itself. */
static char *with_violations(char *text, guint64 broken)
{
	GString *out = g_string_new(text);
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++)
		if (broken >> i & 1)
			g_string_append_printf(out, "expect violates %s\n", rows[i].id);
	g_free(text);
	return g_string_free(out, FALSE);
}

char *cell_explain(const Cell *cell, const Facts *honest, HashCache *cache)
{
	Facts facts;
	struct observer observer = { &facts, FALSE, NULL };
	g_autoptr(Scenario) scenario = parse(cell, cell_scenario(cell, honest), cache);
	RunResult result;
	char *text;

	run(cell, scenario, &observer, &result);
	text = record_text(scenario, &result, RECORD_FILL, NULL);
	if (observer.failure)
		cut_behind(text, observer.failure->at.line);
	text = with_violations(text, facts.broken);
	run_result_clear(&result);
	facts_clear(&facts);
	return text;
}

/* ---- how a cheat ends ---- */

CheatOutcome cheat_of(const Facts *facts)
{
	if (facts->wrong)
		return CHEAT_UNNOTICED;
	if (facts->ending == ENDED_REFUSED)
		return CHEAT_REFUSED;
	if (ending_is_good(facts->ending))
		return CHEAT_HARMLESS;
	return facts->secret ? CHEAT_STOPPED : CHEAT_NOTICED;
}

const char *cheat_name(CheatOutcome cheat)
{
	static const char *const names[] = {
		[CHEAT_HARMLESS] = "harmless", [CHEAT_NOTICED] = "noticed",
		[CHEAT_REFUSED] = "refused", [CHEAT_STOPPED] = "stopped",
		[CHEAT_UNNOTICED] = "unnoticed",
	};

	return names[cheat];
}
