/* SPDX-License-Identifier: BSD-3-Clause */
/* Pieces of the states that are expanded, each the work of one thread. */
#include "suites/expand.h"

#include <string.h>

#include "explore/settle.h"

/*
 * So many states are a piece, expanded together, action by action: calls are large, and
 * an action that is taken in many states is read from memory once.
 */
#define TOGETHER 32
#define PIECES   (EXPAND_MOST / TOGETHER)

/* Of an action, as Expanded; numbers are offsets. */
typedef struct {
	guint number, action;
	gboolean taken;
	gsize state;                    /* in Piece.states */
	guint met, met_count;           /* in Piece.met */
} Record;

typedef struct {
	Expansion *expansion;
	guint number;                   /* of the state in which an action is taken */
	const struct rmm *from;         /* that state */
	struct rmm *now, *old;
	GArray *records;
	GByteArray *states;
	GArray *met;                    /* of guint */
	guint first_met;                /* by the action that is being taken */
	guint64 runs;
	gboolean limit;
} Piece;

struct Expansion {
	const struct explore_alphabet *a;
	const Goals *goals;
	ExpansionRequest request;
	guint words;                    /* of a GoalSet */
	guint8 *states;                 /* that are expanded */
	guint count;                    /* of them */
	guint64 *refused;               /* words by state */
	gint next;                      /* piece that nobody works on yet */
	Piece pieces[PIECES];
};

/* ---- calls ---- */

static void note_goal(gpointer user, guint number)
{
	Piece *piece = user;

	g_array_append_val(piece->met, number);
}

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Piece *piece = user;
	const Expansion *expansion = piece->expansion;

	(void)call;
	piece->runs++;
	if (expansion->goals->kind == GOALS_TRANSITIONS || expansion->request.watcher)
		memcpy(piece->old, state, expansion->a->model->layout.size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Piece *piece = user;
	const Expansion *expansion = piece->expansion;
	const ReachWatcher *watcher = expansion->request.watcher;
	gboolean taken = explore_is_taken(expansion->a->model, call, result);

	/* Conditions are only read; the context that they are read in may be written. */
	goals_met(expansion->goals, taken ? piece->old : NULL, (struct rmm *)(guintptr)state,
		  call, result, note_goal, piece);
	if (watcher)
		watcher->called(watcher->user, piece->old, state, call, result);
}

/* ---- actions ---- */

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Piece *piece = user;

	return memcmp(rmm_part(state, offset), rmm_part(piece->from, offset), size) != 0;
}

static void settle(Piece *piece)
{
	const struct explore_alphabet *a = piece->expansion->a;

	explore_settle(a, piece->now, wrote, piece);
	if (!a->ghosts)
		explore_settle_ghosts(a, piece->now, wrote, piece);
}

static void add_record(Piece *piece, guint action, gboolean taken)
{
	Record record = {
		piece->number, action, taken, piece->states->len, piece->first_met,
		piece->met->len - piece->first_met
	};

	if (taken)
		g_byte_array_append(piece->states, (const guint8 *)piece->now,
				    (guint)piece->expansion->a->state_size);
	g_array_append_val(piece->records, record);
}

/* It changed nothing: others may come behind it. */
static void add_refused(Piece *piece)
{
	guint64 *set = piece->expansion->refused + piece->number * piece->expansion->words;

	for (guint i = piece->first_met; i < piece->met->len; i++) {
		guint goal = g_array_index(piece->met, guint, i);

		set[goal / 64] |= (guint64)1 << goal % 64;
	}
	g_array_set_size(piece->met, piece->first_met);
}

static void take(Piece *piece, guint number)
{
	const struct explore_observer observer = { piece, before_call, after_call, false };
	const struct explore_alphabet *a = piece->expansion->a;
	const struct explore_action *action = &a->actions[number];
	enum explore_taken taken;

	memcpy(piece->now, piece->from, a->state_size);
	piece->first_met = piece->met->len;
	taken = explore_act(a, action, piece->now, &observer);
	if (taken == ACTION_LIMIT)
		piece->limit = TRUE;
	if (taken == ACTION_TAKEN)
		settle(piece);
	if (taken == ACTION_REFUSED && action->step_count == 1)
		add_refused(piece);
	else if (taken == ACTION_TAKEN || taken == ACTION_REFUSED)
		add_record(piece, number, taken == ACTION_TAKEN);
	else
		g_array_set_size(piece->met, piece->first_met);
}

/* ---- pieces ---- */

static gboolean is_over(const Expansion *expansion)
{
	return expansion->request.is_over && expansion->request.is_over(expansion->request.user);
}

static void expand_states(Piece *piece, guint first, guint end)
{
	const Expansion *expansion = piece->expansion;

	g_array_set_size(piece->records, 0);
	g_array_set_size(piece->met, 0);
	g_byte_array_set_size(piece->states, 0);
	piece->limit = FALSE;
	for (guint action = 0; action < expansion->a->action_count && !is_over(expansion); action++)
		for (guint i = first; i < end; i++) {
			piece->number = i;
			piece->from = expansion_state(expansion, i);
			take(piece, action);
		}
}

static guint piece_count(const Expansion *expansion)
{
	return (expansion->count + TOGETHER - 1) / TOGETHER;
}

static gpointer expand_pieces(gpointer user)
{
	Expansion *expansion = user;
	guint number;

	while (number = (guint)g_atomic_int_add(&expansion->next, 1),
	       number < piece_count(expansion)) {
		/* On a stack of its own: what threads write often must share no cache line. */
		Piece piece = expansion->pieces[number];
		guint first = number * TOGETHER;

		expand_states(&piece, first, MIN(first + TOGETHER, expansion->count));
		expansion->pieces[number] = piece;
	}
	return NULL;
}

gboolean expansion_run(Expansion *expansion, guint count)
{
	GThread *threads[PIECES];
	gboolean limit = FALSE;
	guint jobs;

	expansion->count = count;
	expansion->next = 0;
	memset(expansion->refused, 0, (gsize)8 * count * expansion->words);
	jobs = MIN(expansion->request.jobs, piece_count(expansion));
	for (guint i = 1; i < jobs; i++)
		threads[i] = g_thread_new("expand", expand_pieces, expansion);
	expand_pieces(expansion);
	for (guint i = 1; i < jobs; i++)
		g_thread_join(threads[i]);
	for (guint i = 0; i < piece_count(expansion); i++)
		limit |= expansion->pieces[i].limit;
	return !limit;
}

/* ---- what came of it ---- */

struct rmm *expansion_state(const Expansion *expansion, guint number)
{
	return (struct rmm *)(expansion->states + number * expansion->a->state_size);
}

const guint64 *expansion_refused(const Expansion *expansion, guint number)
{
	return expansion->refused + number * expansion->words;
}

static void tell_piece(const Piece *piece, ExpandedTell *tell, gpointer user)
{
	for (guint i = 0; i < piece->records->len; i++) {
		const Record *record = &g_array_index(piece->records, Record, i);
		const Expanded expanded = {
			record->number, record->action,
			record->taken ? (const struct rmm *)(piece->states->data + record->state)
				      : NULL,
			record->met_count ? &g_array_index(piece->met, guint, record->met) : NULL,
			record->met_count
		};

		tell(user, &expanded);
	}
}

void expansion_tell(const Expansion *expansion, ExpandedTell *tell, gpointer user)
{
	for (guint i = 0; i < piece_count(expansion); i++)
		tell_piece(&expansion->pieces[i], tell, user);
}

guint64 expansion_runs(const Expansion *expansion)
{
	guint64 runs = 0;

	for (guint i = 0; i < PIECES; i++)
		runs += expansion->pieces[i].runs;
	return runs;
}

/* ---- the whole ---- */

Expansion *expansion_new(const struct explore_alphabet *a, const Goals *goals,
			 const ExpansionRequest *request)
{
	Expansion *expansion = g_new0(Expansion, 1);

	expansion->a = a;
	expansion->goals = goals;
	expansion->request = *request;
	if (request->watcher || a->actors)
		expansion->request.jobs = 1;
	else if (!request->jobs)
		expansion->request.jobs = g_get_num_processors();
	expansion->words = goals_words(goals);
	expansion->states = g_malloc(EXPAND_MOST * a->state_size);
	expansion->refused = g_new(guint64, EXPAND_MOST * expansion->words);
	for (guint i = 0; i < PIECES; i++)
		expansion->pieces[i] = (Piece){
			.expansion = expansion, .now = g_malloc(a->state_size),
			.old = g_malloc(a->state_size),
			.records = g_array_new(FALSE, FALSE, sizeof(Record)),
			.states = g_byte_array_new(),
			.met = g_array_new(FALSE, FALSE, sizeof(guint))
		};
	return expansion;
}

void expansion_free(Expansion *expansion)
{
	if (!expansion)
		return;
	for (guint i = 0; i < PIECES; i++) {
		g_free(expansion->pieces[i].now);
		g_free(expansion->pieces[i].old);
		g_array_unref(expansion->pieces[i].records);
		g_byte_array_unref(expansion->pieces[i].states);
		g_array_unref(expansion->pieces[i].met);
	}
	g_free(expansion->states);
	g_free(expansion->refused);
	g_free(expansion);
}
