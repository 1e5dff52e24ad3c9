/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is watched from a line on: never and reach. After a step that changed
 * nothing there is nothing to look at; after another those are looked at whose
 * pages it changed, and those that are about more than a page.
 */
#include "run/runner_private.h"

#include "check/subject.h"
#include "state/diff.h"
#include "state/granule.h"

/* ---- pages ---- */

/* A watch that is about one page, by its address. */
typedef struct {
	guint64 page;
	guint watch;
} WatchedPage;

static GArray *pages_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(WatchedPage));
}

/* Where the first that is not below @page stands. */
static guint find_page(const GArray *pages, guint64 page)
{
	guint low = 0, high = pages->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(pages, WatchedPage, middle).page < page)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_page(GArray *pages, guint64 address, guint watch)
{
	const WatchedPage watched = { address & ~(RMM_GRANULE_SIZE - 1), watch };

	g_array_insert_val(pages, find_page(pages, watched.page + 1), watched);
}

void watches_init(Watches *watches)
{
	watches->all = g_array_new(FALSE, FALSE, sizeof(Watch));
	watches->granules = pages_new();
	watches->entries = pages_new();
	watches->others = g_array_new(FALSE, FALSE, sizeof(guint));
	watches->due = g_array_new(FALSE, FALSE, sizeof(guint));
}

void watches_clear(Watches *watches)
{
	for (guint i = 0; i < watches->all->len; i++)
		g_hash_table_unref(g_array_index(watches->all, Watch, i).variables);
	g_array_unref(watches->all);
	g_array_unref(watches->granules);
	g_array_unref(watches->entries);
	g_array_unref(watches->others);
	g_array_unref(watches->due);
	g_clear_pointer(&watches->variables, g_hash_table_unref);
}

void watches_copy(Watches *to, const Watches *from)
{
	*to = (Watches){
		.all = g_array_copy(from->all), .granules = g_array_copy(from->granules),
		.entries = g_array_copy(from->entries), .others = g_array_copy(from->others),
		.due = g_array_new(FALSE, FALSE, sizeof(guint)),
	};
	for (guint i = 0; i < to->all->len; i++)
		g_hash_table_ref(g_array_index(to->all, Watch, i).variables);
}

/* ---- adding ---- */

/* Variables as they are now; watches of neighbouring lines share them. */
static GHashTable *variables_now(Runner *runner)
{
	Watches *watches = &runner->watches;

	if (watches->variables && watches->settings == runner->settings)
		return g_hash_table_ref(watches->variables);
	g_clear_pointer(&watches->variables, g_hash_table_unref);
	watches->variables = variables_copy(runner->variables);
	watches->settings = runner->settings;
	return g_hash_table_ref(watches->variables);
}

static void look(Runner *runner, guint which, Report *report)
{
	Watch *watch = &g_array_index(runner->watches.all, Watch, which);
	gboolean never = watch->step->kind == STEP_NEVER;
	GHashTable *now = runner->variables;

	if (watch->held)
		return;
	runner->result->looks++;
	runner->variables = watch->variables;
	watch->held = never ? runner_hits(runner, &watch->step->predicate, report)
			    : runner_reaches(runner, &watch->step->predicate);
	runner->variables = now;
}

void runner_add_watch(Runner *runner, const Step *step, Report *report)
{
	Watches *watches = &runner->watches;
	const Predicate *predicate = &step->predicate;
	const Watch watch = { step, FALSE, variables_now(runner) };
	const guint which = watches->all->len;
	const char *missing;
	guint64 base;

	g_array_append_val(watches->all, watch);
	if (predicate->kind <= PREDICATE_GRANULE && !predicate->top &&
	    expression_evaluate(predicate->base, watch.variables, &base, &missing))
		add_page(predicate->kind == PREDICATE_GRANULE ? watches->granules
							       : watches->entries, base, which);
	else
		g_array_append_val(watches->others, which);
	look(runner, which, report);
}

/* ---- after a step ---- */

struct search {
	const Runner *runner;
	const GArray *granules, *entries;
	GArray *due;            /* of guint */
	gboolean realms;        /* come or go: any entry may read otherwise */
};

static void add_due(GArray *due, const GArray *pages, guint64 base, guint64 top)
{
	for (guint i = find_page(pages, base); i < pages->len; i++) {
		const WatchedPage *watched = &g_array_index(pages, WatchedPage, i);

		if (watched->page >= top)
			return;
		g_array_append_val(due, watched->watch);
	}
}

static bool note_change(void *user, const struct rmm_change *change)
{
	struct search *search = user;
	const struct rmm_model *model = search->runner->model;
	const struct rmm *now = search->runner->machine->state;
	struct rmm_place place;

	if (change->kind == CHANGE_GRANULE_STATE) {
		guint64 pa = rmm_granule_pa(model, change->subject);

		add_due(search->due, search->granules, pa, pa + RMM_GRANULE_SIZE);
	} else if (change->kind == CHANGE_REALM) {
		search->realms = TRUE;
	} else if (change->kind == CHANGE_RTTE &&
		   rmm_place_of(model, now, change->subject, change->item, &place)) {
		guint64 size = rmm_level_size(model, now, place.rtt.level);

		add_due(search->due, search->entries, place.ipa, place.ipa + size);
	}
	return true;
}

static void look_at_all(Runner *runner, Report *report)
{
	for (guint i = 0; i < runner->watches.all->len; i++)
		look(runner, i, report);
}

static gint by_order(gconstpointer a, gconstpointer b)
{
	guint one = *(const guint *)a, other = *(const guint *)b;

	return one < other ? -1 : one > other;
}

/* Looks at those that the last step may have changed, in the order of their lines. */
static void look_at_changed(Runner *runner, Report *report)
{
	Watches *watches = &runner->watches;
	const Machine *machine = runner->machine;
	struct search search = { runner, watches->granules, watches->entries, watches->due, FALSE };

	g_array_set_size(watches->due, 0);
	if (!machine->settled)
		rmm_diff(runner->model, machine->before, machine->state, note_change, &search);
	if (search.realms)
		add_due(watches->due, watches->entries, 0, G_MAXUINT64);
	if (watches->others->len)
		g_array_append_vals(watches->due, watches->others->data, watches->others->len);
	g_array_sort(watches->due, by_order);
	for (guint i = 0; i < watches->due->len; i++)
		look(runner, g_array_index(watches->due, guint, i), report);
}

void runner_watch(Runner *runner, Report *report)
{
	Watches *watches = &runner->watches;
	const Machine *machine = runner->machine;
	const guint64 steps = machine->taken - watches->taken;

	if (watches->all->len == 0 || steps == 0)
		return;
	if (steps > 1 || !machine->before)
		look_at_all(runner, report);
	else if (!machine->settled || machine->broken != watches->broken)
		look_at_changed(runner, report);
	watches->taken = machine->taken;
	watches->broken = machine->broken;
}
