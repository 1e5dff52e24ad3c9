/* SPDX-License-Identifier: BSD-3-Clause */
/* Running the programs of guests. */
#include "actor/guest.h"

#include "actor/remembered.h"

static void guest_free(gpointer data)
{
	Guest *guest = data;

	g_array_unref(guest->runs);
	g_free(guest);
}

static gpointer guests_open(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, guest_free);
}

static void guests_close(gpointer state)
{
	g_hash_table_unref(state);
}

static gpointer guests_copy(gconstpointer state)
{
	GHashTable *copy = guests_open();
	GHashTableIter iter;
	gpointer rec, guest;

	g_hash_table_iter_init(&iter, (GHashTable *)(guintptr)state);
	while (g_hash_table_iter_next(&iter, &rec, &guest)) {
		Guest *another = g_memdup2(guest, sizeof(Guest));

		another->runs = g_array_copy(another->runs);
		g_hash_table_insert(copy, g_memdup2(rec, sizeof(guint64)), another);
	}
	return copy;
}

static void describe_guest(const Guest *guest, GByteArray *description)
{
	const guint64 numbers[] = {
		guest->rec, guest->runs->len, guest->run, guest->step, guest->at, guest->bank,
		guest->phase, guest->ipa, (guint64)guest->pending, guest->left_by, guest->ended
	};

	describe_bytes(description, numbers, sizeof(numbers));
	describe_bytes(description, guest->rim, sizeof(guest->rim));
}

/* Where each guest is, in order of their RECs. */
static void guests_describe(gconstpointer state, GByteArray *description)
{
	GHashTable *guests = (GHashTable *)(guintptr)state;
	guint64 last = 0;

	for (guint i = 0; i < g_hash_table_size(guests); i++) {
		const Guest *next = NULL;
		GHashTableIter iter;
		gpointer rec, guest;

		g_hash_table_iter_init(&iter, guests);
		while (g_hash_table_iter_next(&iter, &rec, &guest))
			if ((i == 0 || *(guint64 *)rec > last) &&
			    (!next || *(guint64 *)rec < next->rec))
				next = guest;
		last = next->rec;
		describe_guest(next, description);
	}
}

static GHashTable *guests_of(const Scene *scene)
{
	return scene_state(scene, &guest_state);
}

/* ---- which guest ---- */

Guest *guest_find(const Scene *scene, guint64 rec)
{
	return g_hash_table_lookup(guests_of(scene), &rec);
}

static Guest *find_or_add(Scene *scene, guint64 rec)
{
	Guest *guest = guest_find(scene, rec);

	if (guest)
		return guest;
	guest = g_new0(Guest, 1);
	guest->rec = rec;
	guest->runs = g_array_new(FALSE, FALSE, sizeof(GuestRun));
	g_hash_table_insert(guests_of(scene), g_memdup2(&rec, sizeof(rec)), guest);
	return guest;
}

/* A program that was loaded before any REC ran belongs to the first that does. */
Guest *guest_claim(Scene *scene, guint64 rec)
{
	guint64 none = 0;
	gpointer key, guest;

	if (guest_find(scene, rec) || !g_hash_table_steal_extended(guests_of(scene), &none, &key, &guest))
		return guest_find(scene, rec);
	*(guint64 *)key = rec;
	((Guest *)guest)->rec = rec;
	g_hash_table_insert(guests_of(scene), key, guest);
	return guest;
}

Ending guest_load(Scene *scene, guint64 rec, const GuestRun *run)
{
	Guest *guest = find_or_add(scene, rec);
	GuestRun loaded = *run;

	loaded.about = scene->about;
	g_array_append_val(guest->runs, loaded);
	/* One that was idle goes on with it. */
	if (guest->ended == ENDED_IDLE)
		guest->ended = ENDED_OK;
	return ENDED_OK;
}

gboolean guest_is_loaded(const Scene *scene, guint64 rec)
{
	return guest_find(scene, rec) || guest_find(scene, 0);
}

/* ---- where it is ---- */

const GuestRun *guest_run(const Guest *guest)
{
	return guest->run < guest->runs->len ? &g_array_index(guest->runs, GuestRun, guest->run)
					     : NULL;
}

const GuestStep *guest_step(const Guest *guest)
{
	return guest_run(guest)->steps[guest->step];
}

/* The next step that is to be made, on to the next program; FALSE: none is left. */
gboolean guest_settle(Guest *guest)
{
	const GuestRun *run;

	while ((run = guest_run(guest))) {
		const GuestStep *step = run->steps[guest->step];

		if (step && (!step->asks || run->asks))
			return TRUE;
		if (step) {
			guest->step++;
			continue;
		}
		guest->run++;
		guest->step = 0;
	}
	return FALSE;
}

void guest_advance(Guest *guest)
{
	guest->step++;
	guest->at = 0;
	guest->bank = 0;
	guest->phase = 0;
}

gboolean guest_paused(const Scene *scene, guint64 rec)
{
	Guest *guest = guest_find(scene, rec);

	return guest && scene->pause != PAUSE_NEVER && guest->ended == ENDED_OK &&
	       !guest->pending && guest->at == 0 && guest->phase == 0 && guest_settle(guest) &&
	       guest_step(guest)->pause == scene->pause;
}

guint64 guest_position(const Scene *scene, guint64 rec)
{
	const Guest *guest = guest_find(scene, rec);

	return guest ? guest->at ^ (guint64)guest->step << 52 ^ (guint64)guest->run << 60 ^
		       (guint64)guest->bank << 44 ^ guest->phase : 0;
}

guint64 guest_ipa(const Scene *scene, guint64 rec)
{
	const Guest *guest = guest_find(scene, rec);

	return guest ? guest->ipa : 0;
}

/* ---- running ---- */

/* Makes the next call, or takes up the one that was pending. FALSE: none. */
static gboolean act(Scene *scene, Guest *guest)
{
	struct rmm_call call;

	if (guest->pending) {
		guest->pending = FALSE;
		scene_complete(scene, guest->rec);
		return TRUE;
	}
	if (!guest_step(guest)->operation->next(scene, guest, &call))
		return FALSE;
	scene_make(scene, &call);
	return TRUE;
}

static Ending end(Scene *scene, Guest *guest, Ending ending)
{
	guest->ended = ending;
	return scene_end(scene, ending, ending_is_good(ending) ? 0 : guest->ipa);
}

Ending guest_go_on(Scene *scene, guint64 rec)
{
	Guest *guest = guest_claim(scene, rec);

	/* No exit is at hand but by what the guest does now. */
	scene->result.exit.happened = FALSE;
	if (guest && scene->open_ended) {
		guest_entered(scene, rec, &scene->result.completion);
		return ENDED_OK;
	}
	if (!guest)
		return scene_end(scene, ENDED_IDLE, 0);
	for (guint i = 0; i < guest->runs->len; i++)
		g_array_index(guest->runs, GuestRun, i).entered = TRUE;
	if (guest->ended != ENDED_OK)
		return end(scene, guest, guest->ended);
	while (guest_settle(guest)) {
		Ending ending;

		scene->step = NULL;
		if (guest_paused(scene, rec))
			return ENDED_OK;
		scene->step = guest_step(guest)->name;
		if (!act(scene, guest)) {
			guest_advance(guest);
			continue;
		}
		if (scene->result.exit.happened) {
			guest->pending = TRUE;
			return ENDED_OK;
		}
		ending = guest_step(guest)->operation->done(scene, guest);
		if (ending != ENDED_OK)
			return end(scene, guest, ending);
	}
	scene->step = NULL;
	return end(scene, guest, ENDED_IDLE);
}

/* ---- for scenarios ---- */

static const char *step_word(const Scene *scene)
{
	return scene->step ? scene->step : "end";
}

guint64 guest_wrong_pages(const Scene *scene)
{
	guint64 wrong = 0;
	GHashTableIter iter;
	gpointer guest;

	g_hash_table_iter_init(&iter, guests_of(scene));
	while (g_hash_table_iter_next(&iter, NULL, &guest))
		wrong += ((Guest *)guest)->wrong;
	return wrong;
}

GPtrArray *guest_never_entered(const Scene *scene)
{
	GPtrArray *about = g_ptr_array_new();
	GHashTableIter iter;
	gpointer guest;

	g_hash_table_iter_init(&iter, guests_of(scene));
	while (g_hash_table_iter_next(&iter, NULL, &guest)) {
		GArray *runs = ((Guest *)guest)->runs;

		for (guint i = 0; i < runs->len; i++) {
			const GuestRun *run = &g_array_index(runs, GuestRun, i);

			if (!run->entered)
				g_ptr_array_add(about, (gpointer)(guintptr)run->about);
		}
	}
	return about;
}

static const Outcome outcomes[] = {
	{ "step", NULL, step_word },
	{ "wrong", guest_wrong_pages, NULL },
	{ NULL, NULL, NULL }
};

const ActorState guest_state = {
	guests_open, guests_close, guests_copy, guests_describe, outcomes
};
