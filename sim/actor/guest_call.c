/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest's program call by call: an exploration has others act between any two. */
#include "actor/guest.h"

#include <string.h>

/* The next call, past steps that are over; FALSE: there is none, and the guest is idle. */
static gboolean find_call(Scene *scene, Guest *guest, struct rmm_call *call)
{
	while (guest->ended == ENDED_OK && guest_settle(guest)) {
		if (guest_step(guest)->operation->next(scene, guest, call))
			return TRUE;
		guest_advance(guest);
	}
	if (guest->ended == ENDED_OK)
		guest->ended = ENDED_IDLE;
	return FALSE;
}

/* What the call came to is in scene->result. Steps that are over then are passed at once. */
static void take_result(Scene *scene, Guest *guest)
{
	struct rmm_call call;

	guest->pending = FALSE;
	guest->ended = guest_step(guest)->operation->done(scene, guest);
	find_call(scene, guest, &call);
}

Ending guest_make_call(Scene *scene, guint64 rec)
{
	Guest *guest = guest_claim(scene, rec);
	struct rmm_call call;

	scene->result.exit.happened = FALSE;
	if (!guest || guest->pending || !find_call(scene, guest, &call))
		return ENDED_OK;
	scene_make(scene, &call);
	guest->left_by = call.command;
	if (scene->result.exit.happened)
		guest->pending = TRUE;
	else
		take_result(scene, guest);
	return ENDED_OK;
}

void guest_entered(Scene *scene, guint64 rec, const struct rmm_completion *completion)
{
	/* It may be one of the result that is overwritten. */
	const struct rmm_completion told = *completion;
	Guest *guest = guest_claim(scene, rec);

	if (!guest || !guest->pending)
		return;
	guest->pending = FALSE;
	/* Where nothing was answered, it calls again. */
	if (told.status == STATUS_RETRY || told.status == STATUS_OK)
		return;
	scene->result = (struct rmm_result){ .command = guest->left_by, .status = told.status,
					     .index = -1, .condition = RMM_NO_CONDITION };
	memcpy(scene->result.out, told.out, sizeof(told.out));
	scene->call.command = guest->left_by;
	take_result(scene, guest);
	scene->result.exit.happened = FALSE;
}

/* Its own guest, or the one that waits for the REC entered first. */
static const Guest *find_or_waiting(const Scene *scene, guint64 rec)
{
	const Guest *guest = guest_find(scene, rec);

	return guest ? guest : guest_find(scene, 0);
}

const char *guest_stands_at(const Scene *scene, guint64 rec)
{
	const Guest *guest = find_or_waiting(scene, rec);

	if (!guest)
		return NULL;
	if (guest->ended != ENDED_OK || !guest_run(guest))
		return ending_name(guest->ended == ENDED_OK ? ENDED_IDLE : guest->ended);
	return guest_step(guest)->name;
}

GPtrArray *guest_places(const Scene *scene, guint64 rec)
{
	static const Ending ends[] = { ENDED_IDLE, ENDED_REFUSED, ENDED_SEA, ENDED_PANIC };
	const Guest *guest = find_or_waiting(scene, rec);
	GPtrArray *places = g_ptr_array_new();

	for (guint i = 0; guest && i < guest->runs->len; i++)
		for (const GuestStep *const *step = g_array_index(guest->runs, GuestRun, i).steps;
		     *step; step++)
			g_ptr_array_add(places, (gpointer)(guintptr)(*step)->name);
	for (gsize i = 0; guest && i < G_N_ELEMENTS(ends); i++)
		g_ptr_array_add(places, (gpointer)(guintptr)ending_name(ends[i]));
	return places;
}
