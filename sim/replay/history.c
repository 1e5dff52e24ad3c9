/* SPDX-License-Identifier: BSD-3-Clause */
/* The history of a trace on the model. */
#include "replay/history.h"

#include <string.h>

#include "replay/read.h"
#include "replay/recorded.h"
#include "state/boot.h"
#include "state/tracking.h"
#include "version/make.h"

/* ---- models ---- */

static guint variants_hash(gconstpointer key)
{
	const struct rmm_variants *set = key;

	uint64_t hash = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(set->bits); i++)
		hash = hash * 31 ^ set->bits[i];
	return (guint)(hash * 2654435761u >> 7);
}

static gboolean variants_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(struct rmm_variants)) == 0;
}

struct rmm_variants history_both(struct rmm_variants a, struct rmm_variants b)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(a.bits); i++)
		a.bits[i] |= b.bits[i];
	return a;
}

const struct rmm_model *history_model(History *history, struct rmm_variants variants,
				      GError **error)
{
	struct rmm_model *model = g_hash_table_lookup(history->models, &variants);
	enum rmm_config_error problem;
	struct rmm_config config;

	if (model)
		return model;
	config = history->config;
	config.variants = variants;
	model = g_new(struct rmm_model, 1);
	problem = rmm_model_init(model, &config);
	if (problem != CONFIG_OK) {
		g_free(model);
		g_set_error(error, TRACE_ERROR, 0, "1:1: error: %s",
			    rmm_config_error_text(problem));
		return NULL;
	}
	g_hash_table_insert(history->models, g_memdup2(&variants, sizeof(variants)), model);
	return model;
}

static struct rmm *new_state(const struct rmm_model *model)
{
	struct rmm *state = g_malloc0(model->layout.size);

	rmm_state_init_zeroed(model, state);
	return state;
}

static void make_boot_states(History *history)
{
	history->boot = new_state(history->base);
	if (!rmm_has(history->base, TRAIT_OPERATIONS))
		return;
	history->inactive = new_state(history->base);
	rmm_global(history->inactive)->state = RMM_STATE_INIT;
	rmm_tracking_set_all(history->base, history->inactive, TRACKING_NONE);
}

History *history_new(const struct rmm_config *config, GError **error)
{
	g_autoptr(History) history = g_new0(History, 1);

	history->config = *config;
	history->cache = hash_cache_new();
	history->config.hash_user = history->cache;
	history->models = g_hash_table_new_full(variants_hash, variants_equal, g_free, g_free);
	history->units = g_array_new(FALSE, TRUE, sizeof(struct unit));
	history->base = history_model(history, config->variants, error);
	if (!history->base)
		return NULL;
	make_boot_states(history);
	history->saved = machine_point_new(history->base);
	history->no_trail = trail_new();
	history->player.machine = machine_new(history->base, WATCH_ALL);
	return g_steal_pointer(&history);
}

void history_free(History *history)
{
	if (!history)
		return;
	machine_free(history->player.machine);
	machine_point_free(history->saved);
	machine_point_free(history->noted);
	trail_free(history->no_trail);
	for (guint i = 0; i < HISTORY_LEVELS; i++)
		for (guint j = 0; j < 2; j++)
			machine_point_free(history->marks[i][j].point);
	g_array_unref(history->units);
	g_hash_table_unref(history->models);
	hash_cache_free(history->cache);
	g_free(history->boot);
	g_free(history->inactive);
	g_free(history);
}

/* ---- units ---- */

/* Does the trace begin with an RMM that is not active yet? */
static gboolean activates_rmm(const Trace *trace)
{
	for (guint i = 0; trace_is_at_hand(trace, i); i++) {
		const TraceLine *line = trace_line(trace, i);

		if (line->command == CMD_RMI_RMM_ACTIVATE && recorded_is(line, RMI_SUCCESS))
			return TRUE;
	}
	return FALSE;
}

/* ---- marks ---- */

#define WIDEST (HISTORY_LEVELS - 1)

static HistoryMark *base_of(History *history)
{
	return &history->marks[WIDEST][0];
}

void history_go_to(History *history, const HistoryMark *mark)
{
	Machine *machine = history->player.machine;

	if (!mark->is_saved)
		mark = base_of(history);
	history->player.contexts = mark->contexts;
	if (mark->is_saved)
		machine_restore(machine, mark->point);
	else
		machine_reboot(machine, history->start);
}

static void save(History *history, HistoryMark *mark)
{
	if (!mark->point)
		mark->point = machine_point_new(history->base);
	mark->is_saved = TRUE;
	mark->contexts = history->player.contexts;
	machine_save(history->player.machine, mark->point);
}

void history_renew_marks(History *history, guint unit)
{
	for (guint i = 0; i < HISTORY_LEVELS; i++)
		for (guint j = 0; j < 2; j++)
			if (history->marks[i][j].is_saved && history->marks[i][j].unit == unit)
				save(history, &history->marks[i][j]);
}

/* The trail, and what is kept of the trace, begin at the base. */
static void move_base(History *history)
{
	Machine *machine = history->player.machine;
	HistoryMark *base = base_of(history);
	guint units = base->unit, steps = base->point->trail;

	for (guint i = 0; i < HISTORY_LEVELS; i++) {
		for (guint j = 0; j < 2; j++) {
			HistoryMark *mark = &history->marks[i][j];

			mark->unit -= MIN(units, mark->unit);
			if (mark->point)
				mark->point->trail -= MIN(steps, mark->point->trail);
		}
	}
	if (units > 0)
		g_array_remove_range(history->units, 0, units);
	trail_forget(machine->trail, steps);
	machine->boot = base->point->state;
	trace_drop(history->trace, base->first);
}

/* The mark before is given up for one of where the machine stands. */
static void advance(History *history, guint level, guint first)
{
	HistoryMark *marks = history->marks[level], spare = marks[0];

	marks[0] = marks[1];
	marks[1] = spare;
	marks[1].first = first;
	marks[1].unit = history->units->len;
	save(history, &marks[1]);
	if (level == WIDEST && marks[0].is_saved)
		move_base(history);
}

/* Both marks of @level are at the base, before the line @first. */
static void set_to_base(History *history, guint level, guint first)
{
	for (guint i = 0; i < 2; i++) {
		HistoryMark *mark = &history->marks[level][i];

		*mark = (HistoryMark){ .first = first, .point = mark->point };
	}
}

void history_begin(History *history, Trace *trace, guint watch)
{
	Machine *machine = history->player.machine;

	trace_read(history->base, trace);
	history->trace = trace;
	history->start = history->inactive && !trace->header && activates_rmm(trace)
			 ? history->inactive : history->boot;
	history->watch = watch;
	g_array_set_size(history->units, 0);
	history->again = 0;
	history->found = (struct rmm_variants){ { 0 } };
	machine->model = history->base;
	machine->watch = watch;
	machine->at.path = trace->name;
	machine->trail->searches = 0;
	machine->trail->steps = 0;
	history->player.said.kind = SAID_NOTHING;
	for (guint i = 0; i < HISTORY_LEVELS; i++)
		set_to_base(history, i, 0);
	history_go_to(history, base_of(history));
}

static void add_unit(History *history, guint first, guint size)
{
	struct unit unit = { first, size, { { 0 } } };

	for (guint i = 0; i < HISTORY_LEVELS; i++)
		if (first >= history->marks[i][1].first + HISTORY_DISTANCE(i))
			advance(history, i, first);
	g_array_append_val(history->units, unit);
}

void history_add(History *history, guint first, guint size)
{
	add_unit(history, first, size);
	machine_save(history->player.machine, history->saved);
}

void history_pass(History *history, guint first)
{
	g_array_set_size(history->units, 0);
	trail_cut(history->player.machine->trail, 0);
	for (guint i = 0; i < 2; i++) {
		HistoryMark *mark = &history->marks[WIDEST][i];

		mark->unit = 0;
		if (mark->point)
			mark->point->trail = 0;
	}
	if (first > history->marks[WIDEST][1].first)
		advance(history, WIDEST, first);
}

/* Behind the units that were added. */
static guint last_end(History *history)
{
	return history->units->len ? history_last(history)->first + history_last(history)->size
				   : base_of(history)->first;
}

void history_resume(History *history, guint first, guint watch)
{
	static const struct rmm_variants none;
	const HistoryMark *base = base_of(history);
	guint failed;

	history_go_to(history, base);
	for (guint i = 0; i < WIDEST; i++)
		set_to_base(history, i, base->first);
	history->player.machine->watch = watch & WATCH_TRAIL;
	while (last_end(history) < first) {
		guint next = last_end(history);

		add_unit(history, next, unit_size(history->trace, next));
		history_take(history, history_last(history), none, &failed);
	}
	if (first > base->first) {
		history->marks[WIDEST][1].unit = history->units->len;
		save(history, &history->marks[WIDEST][1]);
	}
	history->watch = history->player.machine->watch = watch;
}

TraceLine *const *history_lines(const History *history, const struct unit *unit)
{
	return trace_lines_at(history->trace, unit->first);
}

Verdict history_take(History *history, const struct unit *unit, struct rmm_variants bent,
		     guint *failed)
{
	const struct rmm_model *model = history_model(history, history_both(history->config.variants, bent), NULL);

	*failed = 0;
	if (!model)
		return DIVERGES;
	history->player.machine->model = model;
	return unit_run(&history->player, history_lines(history, unit), unit->size, failed);
}
