/* SPDX-License-Identifier: BSD-3-Clause */
/* Running an honest cell, and making its calls again where measurements are surrogates. */
#include "cheating/honest_cell.h"

#include <string.h>

#include "inquiry/call_text.h"
#include "run/runner.h"
#include "state/boot.h"
#include "state/granule.h"
#include "state/measurement.h"
#include "text/spelling.h"
#include "version/make.h"

/* An exploration begins behind this procedure, and the next sets RIPAS. */
#define BEGINS "host  kvm.create_rec"
#define ACTIVATES "host  kvm.activate"

/* Slots of RTTs that a Host may make. */
#define SPARE_RTTS 2
/* Pages behind those in use, where the Host may copy from. */
#define SPARE_PAGES 4
/* So far behind all memory is the Granule that the Host has to spare. */
#define SPARE_AWAY ((guint64)1 << 20)

/* ---- the calls of the cell, made again ---- */

typedef struct {
	HonestCell *honest;
	const Scenario *scenario;
	const Scene *scene;
	GHashTable *variables;
	unsigned begins, activates;     /* lines */
	struct rmm_model model;         /* measurements are surrogates */
	struct rmm *state;
	guint64 rd;
	gboolean begun, active;
	guint64 alias;                  /* bit of Unprotected IPAs */
} Walk;

static guint64 surrogate_of(const Walk *walk)
{
	uint32_t slot = rmm_realm_at(&walk->model, walk->state, walk->rd);
	guint64 rim = 0;

	if (slot != RMM_NONE)
		memcpy(&rim, rmm_measurement(&walk->model, walk->state, slot, 0), sizeof(rim));
	return rim;
}

/* What the page is backed by then. */
static void note_backing(const Walk *walk, WatchedPage *page)
{
	uint32_t slot = rmm_realm_at(&walk->model, walk->state, walk->rd);
	struct rmm_walk found;
	uint32_t granule;

	if (slot == RMM_NONE)
		return;
	rmm_rtt_walk(&walk->model, walk->state, rmm_realm(&walk->model, walk->state, slot),
		     page->ipa, RMM_PAGE_LEVEL, &found);
	if (found.level != RMM_PAGE_LEVEL || !rtte_is(found.rtte, RTTE_ASSIGNED))
		return;
	page->granule = rtte_address(found.rtte);
	granule = rmm_granule_at(&walk->model, page->granule);
	page->measured = granule != RMM_NONE &&
		(*rmm_granule_origin(&walk->model, walk->state, granule) & ORIGIN_MASK) ==
		ORIGIN_MEASURED;
}

/* Where the exploration begins: RIM and memory are as they are then. */
static void begin(Walk *walk)
{
	const struct rmm_config *config = &walk->model.config;
	uint32_t last = 0;
	guint64 end = 0;

	walk->begun = TRUE;
	walk->honest->rim_before = surrogate_of(walk);
	walk->honest->memory = config->regions[0].base;
	walk->honest->is_cut = config->region_count == 1 ||
			       !strstr(walk->honest->cell->population->header, "memory ");
	walk->honest->has_ranges = rmm_command(&walk->model, CMD_RMI_GRANULE_RANGE_DELEGATE) != NULL;
	for (uint32_t i = 0; i < walk->model.layout.granules; i++)
		if (rmm_granule_state(&walk->model, walk->state, i) != GRANULE_UNDELEGATED)
			last = i;
	walk->honest->used = rmm_granule_pa(&walk->model, last) + RMM_GRANULE_SIZE;
	for (unsigned i = 0; i < config->region_count; i++)
		end = MAX(end, config->regions[i].base + config->regions[i].size);
	walk->honest->spare = (end + SPARE_AWAY) & ~(SPARE_AWAY - 1);
	for (guint i = 0; i < walk->honest->pages->len; i++)
		note_backing(walk, walk->honest->pages->pdata[i]);
}

/* ---- what the guest does ---- */

static guint64 input_of(const struct rmm_command *command, const struct rmm_call *call,
			const char *name, gboolean *is_there)
{
	SpelledValue found;

	*is_there = spelling_input(command, name, &found);
	return *is_there ? rmm_value_get(found.value, call->in, 0) : 0;
}

static void note_access(const Walk *walk, guint64 ipa, Doing doing)
{
	if (ipa < walk->alias)
		watched_page_does(watched_page_at(walk->honest->pages, ipa & ~(guint64)(RMM_GRANULE_SIZE - 1)),
			  (GuestDoing){ doing, 0, 0 });
}

/* All pages are known by then. */
static void note_ask(const Walk *walk, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(&walk->model, call->command);
	gboolean is_there;
	guint64 base = input_of(command, call, "base", &is_there);
	guint64 top = input_of(command, call, "top", &is_there);
	const GuestDoing doing = {
		DOES_ASK, input_of(command, call, "ripas", &is_there),
		input_of(command, call, "flags", &is_there)
	};

	for (guint i = 0; i < walk->honest->pages->len; i++) {
		WatchedPage *page = walk->honest->pages->pdata[i];

		if (page->ipa >= base && page->ipa < top)
			watched_page_does(page, doing);
	}
}

static void note_guest_call(const Walk *walk, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(&walk->model, call->command);
	gboolean is_there;
	guint64 value;

	switch (call->command) {
	case CMD_READ:
	case CMD_FETCH:
	case CMD_WRITE:
		note_access(walk, input_of(command, call, "ipa", &is_there),
			    call->command == CMD_READ ? DOES_READ :
			    call->command == CMD_FETCH ? DOES_FETCH : DOES_WRITE);
		return;
	case CMD_RSI_IPA_STATE_SET:
		note_ask(walk, call);
		return;
	default:
		break;
	}
	/* The RMM writes where the guest says. */
	value = input_of(command, call, "addr", &is_there);
	if (is_there && command->interface == INTERFACE_RSI)
		note_access(walk, value, DOES_WRITE);
}

/* ---- the walk ---- */

/* Pages are known before any is asked for. */
static void note_page(const Walk *walk, const TrailEntry *entry)
{
	gboolean is_there;
	struct rmm_call call;
	guint64 ipa;

	if (entry->command != CMD_READ && entry->command != CMD_FETCH && entry->command != CMD_WRITE)
		return;
	packed_call_unpack(entry->packed, &call);
	ipa = input_of(rmm_command(&walk->model, call.command), &call, "ipa", &is_there);
	if (ipa < walk->alias)
		watched_page_at(walk->honest->pages, ipa & ~(guint64)(RMM_GRANULE_SIZE - 1));
}

static void note_setting_call(Walk *walk, const struct rmm_call *call,
			      const struct rmm_result *result)
{
	GString *line;

	if (result->status != RMI_SUCCESS)
		return;
	line = g_string_new(NULL);
	call_append(line, &walk->model, walk->variables, call, RMM_GRANULE_SHIFT);
	g_ptr_array_add(walk->honest->calls, g_string_free(line, FALSE));
}

static void step(Walk *walk, const TrailEntry *entry)
{
	const struct rmm_command *command;
	struct rmm_result result;
	struct rmm_call call;
	unsigned line = entry->at.line;

	packed_call_unpack(entry->packed, &call);
	command = rmm_command(&walk->model, call.command);
	if (!walk->begun && line > walk->begins)
		begin(walk);
	rmm_step(&walk->model, walk->state, &call, &result);
	if (line > walk->begins && line < walk->activates)
		note_setting_call(walk, &call, &result);
	if (call.command == CMD_RMI_REALM_ACTIVATE && result.status == RMI_SUCCESS) {
		walk->honest->rim_after = surrogate_of(walk);
		walk->honest->rtts = walk->state->rtts_high + SPARE_RTTS;
		walk->honest->recs = walk->state->recs_high;
	}
	if (command->interface != INTERFACE_RMI && command->interface != INTERFACE_HOST)
		note_guest_call(walk, &call);
}

static gboolean make_model(Walk *walk, const RunEnd *end)
{
	struct rmm_config config = end->model->config;

	config.hash = NULL;
	config.contents = false;
	config.words = 0;
	if (rmm_model_init(&walk->model, &config) != CONFIG_OK)
		return FALSE;
	walk->state = g_malloc0(walk->model.layout.size);
	rmm_state_init_zeroed(&walk->model, walk->state);
	return TRUE;
}

static void made_again(gpointer user, const RunEnd *end)
{
	Walk *walk = user;
	const GArray *entries = end->trail->entries;

	walk->scene = end->scene;
	walk->rd = end->rd;
	g_hash_table_insert(walk->variables, (char *)(guintptr)"rd", &walk->rd);
	walk->alias = (guint64)1 << (end->scene && end->scene->ipa_bits ? end->scene->ipa_bits - 1 : 47);
	if (!end->scene || !trail_is_whole(end->trail) || !make_model(walk, end))
		return;
	for (guint i = 0; i < entries->len; i++)
		note_page(walk, &g_array_index(entries, TrailEntry, i));
	for (guint i = 0; i < entries->len; i++)
		step(walk, &g_array_index(entries, TrailEntry, i));
	watched_pages_finish(walk->honest->pages, &walk->scene->layout, walk->alias);
	g_clear_pointer(&walk->state, g_free);
}

/* ---- the whole ---- */

/* The number of the first line that begins so; 0: there is none. */
static unsigned line_of(const char *text, const char *beginning)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned i = 0; lines[i]; i++)
		if (g_str_has_prefix(lines[i], beginning))
			return i + 1;
	return 0;
}

static void walk_cell(HonestCell *honest)
{
	char *text = cell_scenario(honest->cell, NULL);
	g_autoptr(GHashTable) variables = g_hash_table_new(g_str_hash, g_str_equal);
	Walk walk = { .honest = honest, .begins = line_of(text, BEGINS),
		      .activates = line_of(text, ACTIVATES), .variables = variables };
	const RunOptions options = { .no_invariants = TRUE, .finished = made_again, .user = &walk };
	const ParseOptions parse = { .version = honest->cell->version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	RunResult result;

	scenario = scenario_parse_text("cell", text, strlen(text), &parse, diagnostics);
	g_assert(scenario);
	scenario_run(scenario, &options, &result);
	run_result_clear(&result);
}

gboolean honest_cell_init(HonestCell *honest, const Cell *cell, HashCache *cache)
{
	memset(honest, 0, sizeof(*honest));
	honest->cell = cell;
	honest->pages = watched_pages_new();
	honest->calls = g_ptr_array_new_with_free_func(g_free);
	cell_run(cell, NULL, cache, &honest->facts);
	if (!ending_is_good(honest->facts.ending))
		return FALSE;
	walk_cell(honest);
	return honest->pages->len > 0;
}

void honest_cell_clear(HonestCell *honest)
{
	facts_clear(&honest->facts);
	g_ptr_array_unref(honest->pages);
	g_ptr_array_unref(honest->calls);
}

/* ---- as text ---- */

/* As the cell has it, but for how much of each there may be. */
static void append_geometry(GString *out, const HonestCell *honest, const char *header)
{
	const char *given = strstr(header, "geometry ");
	g_autofree char *line = given ? g_strndup(given, strcspn(given, "\n")) : g_strdup("geometry");
	g_auto(GStrv) words = g_strsplit(line, " ", -1);

	g_string_append(out, words[0]);
	for (guint i = 1; words[i]; i++)
		if (g_str_has_prefix(words[i], "entries="))
			g_string_append_printf(out, " %s", words[i]);
	g_string_append_printf(out, " rtts=%u realms=1 recs=%u\n", honest->rtts, honest->recs);
}

/* What explorations would carry along for nothing is left out. */
static void append_small_world(GString *out, const HonestCell *honest)
{
	const Population *population = honest->cell->population;

	if (honest->is_cut)
		g_string_append_printf(out, "memory 0x%" G_GINT64_MODIFIER "x +%" G_GUINT64_FORMAT "K\n",
				       honest->memory, (honest->used - honest->memory +
							SPARE_PAGES * RMM_GRANULE_SIZE) / 1024);
	/* Commands of ranges name the end: nobody can delegate what lies there. */
	g_string_append_printf(out, "memory 0x%" G_GINT64_MODIFIER "x +4K\n", honest->spare);
	if (honest->has_ranges)
		g_string_append_printf(out, "memory 0x%" G_GINT64_MODIFIER "x +4K device\n",
				       honest->spare + RMM_GRANULE_SIZE);
	append_geometry(out, honest, population->header);
}

char *honest_cell_setup(const HonestCell *honest)
{
	g_autofree char *text = cell_scenario(honest->cell, NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	unsigned begins = line_of(text, BEGINS);
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; i < begins; i++) {
		if (!*lines[i])
			append_small_world(out, honest);
		if (g_str_has_prefix(lines[i], "geometry ") ||
		    (honest->is_cut && g_str_has_prefix(lines[i], "memory ")))
			continue;
		g_string_append(out, lines[i]);
		if (g_str_has_prefix(lines[i], "host  kvm.create_realm"))
			g_string_append(out, " > OK rd=$rd");
		if (i + 1 == begins)
			g_string_append(out, " > OK rec=$rec");
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
