/* SPDX-License-Identifier: BSD-3-Clause */
/* Replaying named traces. */
#include "replay/replay_private.h"

#include <string.h>

#include "replay/call.h"
#include "replay/describe.h"
#include "state/boot.h"
#include "state/tracking.h"
#include "version/make.h"

static struct rmm *new_state(const struct rmm_model *model)
{
	struct rmm *state = g_malloc0(model->layout.size);

	rmm_state_init_zeroed(model, state);
	return state;
}

/* Does the trace begin with an RMM that is not active yet? */
static gboolean activates_rmm(const Trace *trace)
{
	for (guint i = 0; i < trace->lines->len; i++) {
		const TraceLine *line = trace->lines->pdata[i];

		if (line->command == CMD_RMI_RMM_ACTIVATE && g_strcmp0(line->status, "RMI_SUCCESS") == 0)
			return TRUE;
	}
	return FALSE;
}

void replay_reboot(Replay *replay, const Trace *trace)
{
	struct rmm *state = replay->machine.state;

	rmm_state_copy(replay->base, state, replay->boot);
	if (rmm_has(replay->base, TRAIT_OPERATIONS) && activates_rmm(trace)) {
		rmm_global(replay->base, state)->state = RMM_STATE_INIT;
		rmm_tracking_set_all(replay->base, state, TRACKING_NONE);
	}
}

/* ---- models ---- */

static guint variants_hash(gconstpointer key)
{
	const struct rmm_variants *set = key;

	return (guint)((set->bits[0] ^ set->bits[1] * 31) * 2654435761u >> 7);
}

static gboolean variants_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(struct rmm_variants)) == 0;
}

/* The model of the options with more variants; NULL with @error. */
static const struct rmm_model *model_with(Replay *replay, struct rmm_variants more,
					  GError **error)
{
	struct rmm_model *model = g_hash_table_lookup(replay->models, &more);
	struct rmm_config config = replay->config;
	enum rmm_config_error problem;

	if (model)
		return model;
	for (unsigned i = 0; i < G_N_ELEMENTS(more.bits); i++)
		config.variants.bits[i] |= more.bits[i];
	model = g_new(struct rmm_model, 1);
	problem = rmm_model_init(model, &config);
	if (problem != CONFIG_OK) {
		g_free(model);
		g_set_error(error, TRACE_ERROR, 0, "1:1: error: %s",
			    rmm_config_error_text(problem));
		return NULL;
	}
	g_hash_table_insert(replay->models, g_memdup2(&more, sizeof(more)), model);
	return model;
}

Replay *replay_new(const ReplayOptions *options, GError **error)
{
	g_autoptr(Replay) replay = g_new0(Replay, 1);
	struct rmm_variants none = { { 0, 0 } };

	replay->options = *options;
	replay->cache = hash_cache_new();
	replay->models = g_hash_table_new_full(variants_hash, variants_equal, g_free, g_free);
	platform_for_traces(&replay->config, options->version, replay->cache);
	replay->config.variants = options->variants;
	replay->base = model_with(replay, none, error);
	if (!replay->base)
		return NULL;
	replay->said = g_string_new(NULL);
	replay->boot = new_state(replay->base);
	replay->saved = new_state(replay->base);
	replay->machine.model = replay->base;
	replay->machine.state = new_state(replay->base);
	if (options->self_check) {
		replay->machine.before = new_state(replay->base);
		replay->machine.unsound = g_string_new(NULL);
	}
	return g_steal_pointer(&replay);
}

void replay_free(Replay *replay)
{
	if (!replay)
		return;
	g_clear_pointer(&replay->models, g_hash_table_unref);
	hash_cache_free(replay->cache);
	if (replay->said)
		g_string_free(replay->said, TRUE);
	g_free(replay->boot);
	g_free(replay->saved);
	g_free(replay->machine.state);
	g_free(replay->machine.before);
	if (replay->machine.unsound)
		g_string_free(replay->machine.unsound, TRUE);
	g_free(replay);
}

/* ---- units ---- */

TraceLine *const *replay_lines(const Trace *trace, const struct unit *unit)
{
	return (TraceLine *const *)&trace->lines->pdata[unit->first];
}

Verdict replay_unit(Replay *replay, const Trace *trace, const struct unit *unit,
		   struct rmm_variants bent, guint *failed, GError **error)
{
	const struct rmm_model *model = model_with(replay, bent, error);

	if (!model)
		return BROKEN;
	replay->machine.model = model;
	return machine_run_unit(&replay->machine, replay_lines(trace, unit), unit->size,
				failed, error);
}

/* ---- replaying ---- */

/* What the model permits for the line that failed, and the state around it. */
static void describe(const Replay *replay, const struct rmm *state, ReplayFinding *finding)
{
	finding->permitted = describe_permitted(replay->base, state, finding->line);
	finding->about = describe_state(replay->base, state, finding->line);
	/* What the Realm meets, and how it exits, only the run of its REC can tell. */
	if (replay->said->len &&
	    (!finding->permitted || g_str_has_prefix(replay->said->str, finding->permitted))) {
		g_free(finding->permitted);
		finding->permitted = g_strdup(replay->said->str);
	}
}

static void report(const ReplayFinding *finding, const Trace *trace,
		   ReplayFunction *function, gpointer user)
{
	function(user, trace, finding);
	g_free(finding->permitted);
	g_free(finding->about);
}

/* Why lines are not judged; behind "line N". */
#define UNEXPLAINED "diverges, and no variant explains it"
#define ENDS        "ends the history"
#define LIMIT       "needs more than the pools of the model hold"

/* The lines of [first, end) are not judged: @reason, with the number of @line. */
static void skip(const Trace *trace, guint first, guint end, const char *reason,
		 const TraceLine *line, ReplayFunction *function, gpointer user,
		 ReplayCount *count)
{
	g_autofree char *why = g_strdup_printf("line %u %s", line->number, reason);

	count->not_judged += end - first;
	/* The end of a history has been told. */
	if (line->kind == TRACE_END)
		first++;
	if (first < end) {
		ReplayFinding finding = { .line = trace->lines->pdata[first], .not_judged = why,
					  .last = trace->lines->pdata[end - 1],
					  .limit = count->limit };

		function(user, trace, &finding);
	}
}

/* The lines from @first on are not judged because of @line. */
static void give_up(const Trace *trace, guint first, const char *reason, const TraceLine *line,
		    ReplayFunction *function, gpointer user, ReplayCount *count)
{
	skip(trace, first, trace->lines->len, reason, line, function, user, count);
	count->lines += trace->lines->len - first;
}

/* TRUE if the unit diverges and nothing explains it. */
static gboolean judge_divergence(Replay *replay, const Trace *trace, GArray *units,
				 guint failed, ReplayFunction *function, gpointer user,
				 ReplayCount *count)
{
	const struct unit *unit = &g_array_index(units, struct unit, units->len - 1);
	ReplayFinding finding = { .line = replay_lines(trace, unit)[failed] };
	gboolean explained;

	describe(replay, replay->saved, &finding);
	explained = replay_explain(replay, trace, units, &finding);
	count->diverge++;
	count->agree += explained ? unit->size - 1 : failed;
	report(&finding, trace, function, user);
	if (!explained)
		skip(trace, unit->first + failed + 1, unit->first + unit->size, UNEXPLAINED,
		     finding.line, function, user, count);
	return !explained;
}

/* Lines of [first, end) that the model has nothing to say of. */
static guint beyond(const Trace *trace, guint first, guint end)
{
	guint count = 0;

	for (guint i = first; i < end; i++)
		count += ((const TraceLine *)trace->lines->pdata[i])->beyond != NULL;
	return count;
}

/* Counts lines that agree, and tells of those that are not judged. */
static void count_agreeing(const Trace *trace, guint first, guint end,
			   ReplayFunction *function, gpointer user, ReplayCount *count)
{
	guint skipped = beyond(trace, first, end);

	count->agree += end - first - skipped;
	count->not_judged += skipped;
	for (guint i = first; skipped && i < end; i++) {
		const TraceLine *line = trace->lines->pdata[i];
		ReplayFinding finding = { .line = line, .last = line, .not_judged = line->beyond };

		if (line->beyond)
			function(user, trace, &finding);
	}
}

/* Tells what the self-check found in a unit. */
static void tell_unsound(Replay *replay, const Trace *trace, const struct unit *unit,
			 ReplayFunction *function, gpointer user, ReplayCount *count)
{
	GString *unsound = replay->machine.unsound;
	ReplayFinding finding = { .line = replay_lines(trace, unit)[0] };

	if (!unsound || unsound->len == 0)
		return;
	finding.unsound = unsound->str;
	function(user, trace, &finding);
	count->findings++;
}

/* Runs a unit for the first time, before any trial of variants. */
static Verdict run_first(Replay *replay, const Trace *trace, const struct unit *unit,
			 guint *failed, GError **error)
{
	Machine *machine = &replay->machine;
	Verdict verdict;

	rmm_state_copy(replay->base, replay->saved, machine->state);
	g_string_truncate(replay->said, 0);
	/* What trials found is not told. */
	if (machine->unsound)
		g_string_truncate(machine->unsound, 0);
	machine->limit = FALSE;
	machine->said = replay->said;
	verdict = replay_unit(replay, trace, unit, unit->bent, failed, error);
	machine->said = NULL;
	return verdict;
}

static gboolean run_carefully(Replay *replay, const Trace *trace, ReplayFunction *function,
			      gpointer user, ReplayCount *count, GError **error)
{
	g_autoptr(GArray) units = g_array_new(FALSE, TRUE, sizeof(struct unit));

	replay_reboot(replay, trace);
	for (guint first = 0; first < trace->lines->len; ) {
		struct unit unit = { first, machine_unit_size(trace, first), { { 0, 0 } } };
		ReplayFinding finding = { .line = replay_lines(trace, &unit)[0] };
		Verdict verdict;
		guint failed;

		if (finding.line->kind == TRACE_END) {
			finding.end = TRUE;
			describe(replay, replay->machine.state, &finding);
			report(&finding, trace, function, user);
			give_up(trace, first, ENDS, finding.line, function, user, count);
			return TRUE;
		}
		g_array_append_val(units, unit);
		verdict = run_first(replay, trace, &unit, &failed, error);
		if (verdict == BROKEN)
			return FALSE;
		if (replay->machine.limit) {
			count->limit = TRUE;
			give_up(trace, first, LIMIT, replay_lines(trace, &unit)[failed], function,
				user, count);
			return TRUE;
		}
		tell_unsound(replay, trace, &unit, function, user, count);
		count->lines += unit.size;
		first += unit.size;
		if (verdict == AGREES) {
			count_agreeing(trace, first - unit.size, first, function, user, count);
		} else if (judge_divergence(replay, trace, units, failed, function, user, count)) {
			give_up(trace, first, UNEXPLAINED, replay_lines(trace, &unit)[failed],
				function, user, count);
			return TRUE;
		}
	}
	return TRUE;
}

guint replay_fast(Replay *replay, Trace *trace, GError **error)
{
	guint first = 0;

	call_resolve(replay->base, trace);
	replay_reboot(replay, trace);
	replay->machine.model = replay->base;
	while (first < trace->lines->len) {
		struct unit unit = { first, machine_unit_size(trace, first), { { 0, 0 } } };
		guint failed;

		if (replay_lines(trace, &unit)[0]->kind == TRACE_END ||
		    machine_run_unit(&replay->machine, replay_lines(trace, &unit), unit.size,
				     &failed, error) != AGREES)
			break;
		first += unit.size;
	}
	return first;
}

gboolean replay_run(Replay *replay, Trace *trace, ReplayFunction *function,
		    gpointer user, ReplayCount *count, GError **error)
{
	g_autoptr(GError) ignored = NULL;

	/* Most histories agree: look closer only at those that do not. */
	if (replay_fast(replay, trace, &ignored) == trace->lines->len) {
		count->lines += trace->lines->len;
		count_agreeing(trace, 0, trace->lines->len, function, user, count);
		return TRUE;
	}
	return run_carefully(replay, trace, function, user, count, error);
}
