/* SPDX-License-Identifier: BSD-3-Clause */
/* The memory of a scenario over time. */
#include "timeline/timeline.h"

#include "state/granule.h"

/* After so many walks only every second change is a frame, then every fourth, ... */
#define WALKS_MAX 4000000

static void band_free(gpointer data)
{
	Band *band = data;

	g_array_unref(band->frames);
	g_array_unref(band->spans);
	g_array_unref(band->accesses);
	g_free(band);
}

Timeline *timeline_new(void)
{
	Timeline *timeline = g_new0(Timeline, 1);

	timeline->bands = g_ptr_array_new_with_free_func(band_free);
	timeline->outcomes = g_ptr_array_new();
	return timeline;
}

void timeline_free(Timeline *timeline)
{
	if (!timeline)
		return;
	g_ptr_array_unref(timeline->bands);
	g_ptr_array_unref(timeline->outcomes);
	g_clear_pointer(&timeline->calls, g_ptr_array_unref);
	g_free(timeline);
}

static Band *band_of(Timeline *timeline, guint64 rd)
{
	Band *band;

	for (guint i = 0; i < timeline->bands->len; i++) {
		band = timeline->bands->pdata[i];
		if (band->rd == rd)
			return band;
	}
	band = g_new0(Band, 1);
	band->rd = rd;
	band->frames = g_array_new(FALSE, FALSE, sizeof(Frame));
	band->spans = g_array_new(FALSE, FALSE, sizeof(Span));
	band->accesses = g_array_new(FALSE, FALSE, sizeof(Access));
	g_ptr_array_add(timeline->bands, band);
	return band;
}

/* ---- entries ---- */

static gboolean reads_alike(const Span *a, const Span *b)
{
	return a->level == b->level && a->state == b->state && a->ripas == b->ripas &&
	       a->is_protected == b->is_protected;
}

/* Adds the runs of the IPA space of a Realm. */
static void add_spans(Timeline *timeline, Band *band, const struct rmm_model *model,
		      const struct rmm *state, const struct rmm_realm *realm)
{
	guint64 end = (guint64)1 << realm->ipa_width;
	guint first = band->spans->len;
	struct rmm_walk walk;

	for (guint64 ipa = 0; ipa < end;) {
		guint64 top;
		Span span, *last;

		rmm_rtt_walk(model, state, realm, ipa, RMM_PAGE_LEVEL, &walk);
		timeline->walks++;
		top = rmm_align_down(model, state, ipa, walk.level) +
		      rmm_level_size(model, state, walk.level);
		span = (Span){ ipa, MIN(top, end), (gint8)walk.level,
			       (guint8)rtte_state(walk.rtte), 0, rmm_is_protected(realm, ipa) };
		if (span.is_protected)
			span.ripas = (guint8)rtte_ripas(walk.rtte);
		last = band->spans->len > first
		       ? &g_array_index(band->spans, Span, band->spans->len - 1) : NULL;
		if (last && reads_alike(last, &span))
			last->top = span.top;
		else
			g_array_append_val(band->spans, span);
		ipa = top;
	}
}

static gboolean is_same(const Band *band, const Frame *a, const Frame *b)
{
	for (guint i = 0; a->count == b->count && i < a->count; i++) {
		const Span *of_a = &g_array_index(band->spans, Span, a->first + i);
		const Span *of_b = &g_array_index(band->spans, Span, b->first + i);

		if (of_a->base != of_b->base || !reads_alike(of_a, of_b))
			return FALSE;
	}
	return a->count == b->count;
}

/* A frame, unless nothing differs from the one before. */
static void add_frame(Timeline *timeline, Band *band, guint moment, const struct rmm_model *model,
		      const struct rmm *state, const struct rmm_realm *realm)
{
	Frame frame = { moment, band->spans->len, 0 };

	if (realm)
		add_spans(timeline, band, model, state, realm);
	frame.count = band->spans->len - frame.first;
	if (band->frames->len == 0 ? realm != NULL
	    : !is_same(band, &g_array_index(band->frames, Frame, band->frames->len - 1), &frame))
		g_array_append_val(band->frames, frame);
	else
		g_array_set_size(band->spans, frame.first);
}

static void look_at_realms(Timeline *timeline, guint moment, const Machine *machine)
{
	const struct rmm_model *model = machine->model;

	for (uint32_t slot = 0; slot < model->config.realms; slot++) {
		const struct rmm_realm *realm = rmm_realm(model, machine->state, slot);

		if (realm->rd)
			band_of(timeline, rmm_granule_pa(model, realm->rd - 1));
	}
	for (guint i = 0; i < timeline->bands->len; i++) {
		Band *band = timeline->bands->pdata[i];
		uint32_t slot = rmm_realm_at(model, machine->state, band->rd);

		add_frame(timeline, band, moment, model, machine->state,
			  slot == RMM_NONE ? NULL : rmm_realm(model, machine->state, slot));
	}
}

/* ---- what changed ---- */

/* May the entries of a Realm be others now? */
static gboolean changes_entries(const GArray *changes)
{
	for (guint i = 0; i < changes->len; i++) {
		const Change *change = &g_array_index(changes, Change, i);

		if (change->more || change->kind == CHANGE_RTTE ||
		    (change->kind == CHANGE_GRANULE_STATE &&
		     (change->to.value == GRANULE_RD || change->from.value == GRANULE_RD)))
			return TRUE;
	}
	return FALSE;
}

/* Too many frames? Then some are left out. */
static gboolean is_due(Timeline *timeline)
{
	guint64 every = (guint64)1 << MIN(timeline->walks / WALKS_MAX, 20);

	if (++timeline->skipped < every) {
		timeline->is_coarse = TRUE;
		return FALSE;
	}
	timeline->skipped = 0;
	return TRUE;
}

/* ---- accesses ---- */

/* The IPA of an access; FALSE: @call is none. */
static gboolean access_ipa(const struct rmm_call *call, guint64 *ipa)
{
	*ipa = call->in[0];
	return call->command == CMD_READ || call->command == CMD_WRITE ||
	       call->command == CMD_FETCH;
}

static void note_access(Timeline *timeline, guint moment, const StepOutcome *outcome,
			const Machine *machine)
{
	const GArray *entries = machine->trail->entries;
	Access access = { .moment = moment, .command = outcome->called };
	const struct rmm_realm *realm;
	struct rmm_call call;
	uint32_t rec;

	if (!outcome->result || entries->len <= timeline->trail)
		return;
	packed_call_unpack(g_array_index(entries, TrailEntry, entries->len - 1).packed, &call);
	if (!access_ipa(&call, &access.ipa) || call.command != outcome->called)
		return;
	rec = rmm_rec_at(machine->model, machine->state, call.rec);
	if (rec == RMM_NONE)
		return;
	realm = rmm_realm(machine->model, machine->state,
			  rmm_rec(machine->model, machine->state, rec)->owner);
	access.status = outcome->result->status;
	if (realm->rd)
		g_array_append_val(band_of(timeline, rmm_granule_pa(machine->model, realm->rd - 1))
				   ->accesses, access);
}

/* ---- all ---- */

void timeline_note_changes(Timeline *timeline, const GArray *changes, const Machine *machine)
{
	guint moment = timeline->moments++;

	if (changes && changes_entries(changes) && is_due(timeline))
		look_at_realms(timeline, moment, machine);
}

void timeline_note(gpointer user, const StepOutcome *outcome, const Machine *machine)
{
	Timeline *timeline = user;
	guint moment = timeline->moments;

	g_ptr_array_add(timeline->outcomes, (gpointer)(guintptr)outcome);
	timeline_note_changes(timeline, outcome->changes, machine);
	note_access(timeline, moment, outcome, machine);
	timeline->trail = outcome->trail;
}

void timeline_keep_calls(gpointer user, const RunEnd *end)
{
	Timeline *timeline = user;
	struct rmm_call call;

	timeline->calls = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < end->trail->entries->len; i++) {
		packed_call_unpack(g_array_index(end->trail->entries, TrailEntry, i).packed, &call);
		g_ptr_array_add(timeline->calls, packed_call_new(&call));
	}
}

void timeline_close(Timeline *timeline, const RunResult *result)
{
	g_autoptr(GHashTable) indexes = g_hash_table_new(NULL, NULL);
	g_autofree guint *moments = g_new0(guint, timeline->outcomes->len + 1);

	for (guint i = 0; i < result->outcomes->len; i++)
		g_hash_table_insert(indexes, result->outcomes->pdata[i], GUINT_TO_POINTER(i));
	for (guint i = 0; i < timeline->outcomes->len; i++)
		moments[i] = GPOINTER_TO_UINT(g_hash_table_lookup(indexes,
								  timeline->outcomes->pdata[i]));
	for (guint i = 0; i < timeline->bands->len; i++) {
		const Band *band = timeline->bands->pdata[i];

		for (guint j = 0; j < band->frames->len; j++) {
			Frame *frame = &g_array_index(band->frames, Frame, j);

			frame->moment = moments[frame->moment];
		}
		for (guint j = 0; j < band->accesses->len; j++) {
			Access *access = &g_array_index(band->accesses, Access, j);

			access->moment = moments[access->moment];
		}
	}
	g_ptr_array_set_size(timeline->outcomes, 0);
}

const Span *band_span_at(const Band *band, const Frame *frame, guint64 ipa)
{
	for (guint i = 0; i < frame->count; i++) {
		const Span *span = &g_array_index(band->spans, Span, frame->first + i);

		if (ipa >= span->base && ipa < span->top)
			return span;
	}
	return NULL;
}
