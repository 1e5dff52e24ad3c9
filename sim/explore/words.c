/* SPDX-License-Identifier: BSD-3-Clause */
/* Searching through states as words. */
#include "explore/words.h"

#include "system/pages.h"

/* Words that are being looked up: their slots are on the way from memory. */
#define PENDING 128
/* Words of a layer that a thread takes at once. */
#define CHUNK   1024
/* Slots that are looked at for one word. */
#define TRIES_MOST ((guint64)1 << 14)

typedef struct {
	WordSearch *search;
	guint64 *slots;                 /* word plus 1; 0: free */
	guint64 capacity;
	GArray *layer;                  /* of guint64: words to be expanded */
	gsize next;                     /* of the layer; atomic */
	gint ended;                     /* atomic: there is no room, or work must end */
} Work;

typedef struct {
	guint64 word, slot;
} Pending;

typedef struct {
	Work *work;
	guint64 *found;                 /* words that are new */
	gsize count, room;              /* of them */
	guint64 transitions;
	Patience *patience;             /* of one worker, who asks for all; or NULL */
	guint at;                       /* of pending, a ring: the oldest */
	Pending pending[PENDING];
} Worker;

static inline guint64 slot_of(const Work *work, guint64 word)
{
	guint64 hash = (word + 1) * 0x9e3779b97f4a7c15u;

	hash ^= hash >> 29;
	hash *= 0xbf58476d1ce4e5b9u;
	return (guint64)(((MddCount)hash * work->capacity) >> 64);
}

static void add_found(Worker *worker, guint64 word)
{
	if (worker->count == worker->room) {
		worker->room = 2 * worker->room + CHUNK;
		worker->found = g_renew(guint64, worker->found, worker->room);
	}
	worker->found[worker->count++] = word;
}

/* Puts a word into the table; it is found if it was not there. */
static inline void insert(Worker *worker, Pending pending)
{
	Work *work = worker->work;

	for (guint64 tries = 0;; tries++) {
		guint64 *slot = &work->slots[pending.slot];
		guint64 there = __atomic_load_n(slot, __ATOMIC_RELAXED);

		if (!there && __atomic_compare_exchange_n(slot, &there, pending.word + 1, 0,
							  __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
			add_found(worker, pending.word);
			return;
		}
		if (there == pending.word + 1)
			return;
		/* There were more states than expected. */
		if (tries == MIN(work->capacity, TRIES_MOST)) {
			g_atomic_int_set(&work->ended, TRUE);
			return;
		}
		if (++pending.slot == work->capacity)
			pending.slot = 0;
	}
}

/* Looks a word up a while later, when its slot has come. */
static inline void look_up(Worker *worker, guint64 word)
{
	Pending *oldest = &worker->pending[worker->at];
	guint64 slot = slot_of(worker->work, word);

	insert(worker, *oldest);
	__builtin_prefetch(&worker->work->slots[slot], 1);
	*oldest = (Pending){ word, slot };
	worker->at = (worker->at + 1) % PENDING;
}

/* The initial word, which is there, is looked up until there are others. */
static void look_up_first(Worker *worker)
{
	for (guint i = 0; i < PENDING; i++)
		worker->pending[i] = (Pending){ 0, slot_of(worker->work, 0) };
}

static void look_up_rest(Worker *worker)
{
	for (guint i = 0; i < PENDING; i++)
		insert(worker, worker->pending[i]);
}

/* Picks bits out of a word; the processor may have an instruction for it. */
typedef guint64 Pick(guint64 word, guint64 mask);

static inline __attribute__((always_inline)) void expand(Worker *worker, guint64 word, Pick *pick)
{
	const Packing *packing = worker->work->search->packing;
	const Symmetry *symmetry = worker->work->search->symmetry;
	const PackedControl *control = &packing->controls[pick(word, packing->control_mask)];
	const guint32 *row = &g_array_index(packing->rows, guint32, control->first);
	const Table *tables = (const Table *)(gpointer)packing->tables.tables->data;
	const TableList *lists = (const TableList *)(gpointer)packing->tables.lists->data;
	const TableChange *changes = (const TableChange *)(gpointer)packing->tables.changes->data;

	for (guint32 i = 0; i < control->count; i++) {
		const Table *table = &tables[row[i]];
		const TableList *list = &lists[table->lists[pick(word, table->mask)]];

		for (guint32 j = 0; j < list->count; j++) {
			const TableChange *change = &changes[list->first + j];

			guint64 to = (word & ~change->mask) | change->value;

			look_up(worker, symmetry ? symmetry_stands_for(symmetry, to) : to);
		}
		worker->transitions += list->count;
	}
}

static inline __attribute__((always_inline)) void expand_chunks(Worker *worker, Pick *pick)
{
	Work *work = worker->work;
	const guint64 *words = (const guint64 *)(gpointer)work->layer->data;

	for (;;) {
		gsize first = __atomic_fetch_add(&work->next, CHUNK, __ATOMIC_RELAXED);

		if (patience_over(worker->patience, CHUNK))
			g_atomic_int_set(&work->ended, TRUE);
		if (first >= work->layer->len || g_atomic_int_get(&work->ended))
			return;
		for (gsize i = first; i < MIN(first + CHUNK, work->layer->len); i++)
			expand(worker, words[i], pick);
	}
}

#ifdef __x86_64__
static inline __attribute__((target("bmi2"))) guint64 pick_by_instruction(guint64 word,
									  guint64 mask)
{
	return __builtin_ia32_pext_di(word, mask);
}

static __attribute__((target("bmi2"))) void expand_by_instruction(Worker *worker)
{
	expand_chunks(worker, pick_by_instruction);
}
#endif

static gpointer expand_layer(gpointer data)
{
	/* On a stack of its own: what threads write often must share no cache line. */
	Worker worker = *(Worker *)data;

	look_up_first(&worker);
#ifdef __x86_64__
	if (__builtin_cpu_supports("bmi2"))
		expand_by_instruction(&worker);
	else
#endif
		expand_chunks(&worker, word_pick);
	look_up_rest(&worker);
	*(Worker *)data = worker;
	return NULL;
}

/* What workers found is the next layer. */
static void take_found(Work *work, Worker *workers, guint jobs)
{
	g_array_set_size(work->layer, 0);
	for (guint i = 0; i < jobs; i++) {
		work->search->transitions += workers[i].transitions;
		workers[i].transitions = 0;
		g_array_append_vals(work->layer, workers[i].found, (guint)workers[i].count);
		workers[i].count = 0;
	}
}

/* Expands work->layer by all workers. */
static void do_layer(Work *work, Worker *workers, guint jobs)
{
	g_autofree GThread **threads = g_new0(GThread *, jobs);

	work->next = 0;
	for (guint i = 1; i < jobs; i++)
		threads[i] = g_thread_new("explore", expand_layer, &workers[i]);
	expand_layer(&workers[0]);
	for (guint i = 1; i < jobs; i++)
		g_thread_join(threads[i]);
	take_found(work, workers, jobs);
}

/* Layer by layer from the initial state, whose word is 0. */
static void do_layers(Work *work)
{
	WordSearch *search = work->search;
	guint jobs = MAX(search->jobs, 1);
	g_autofree Worker *workers = g_new0(Worker, jobs);

	for (guint i = 0; i < jobs; i++)
		workers[i].work = work;
	workers[0].patience = search->patience;
	search->states = search->transitions = search->depth = 0;
	insert(&workers[0], (Pending){ 0, slot_of(work, 0) });
	take_found(work, workers, jobs);
	while (work->layer->len && !work->ended) {
		search->states += work->layer->len;
		do_layer(work, workers, jobs);
		search->depth += work->layer->len > 0;
	}
	for (guint i = 0; i < jobs; i++)
		g_free(workers[i].found);
}

gboolean word_search_run(WordSearch *search)
{
	/*
	 * Two in three slots are taken in the end, 11.6 bytes a state: a word is found
	 * in one line of the cache. With less memory up to nine in ten, more slowly.
	 */
	const guint64 most = search->memory / sizeof(guint64);
	Work work = { .search = search };

	if (search->expected > most / 10 * 9)
		return FALSE;
	work.capacity = MIN(search->expected / 20 * 29 + 64, most);
	search->bytes = work.capacity * sizeof(guint64);
	work.slots = g_try_malloc0(search->bytes);
	if (!work.slots)
		return FALSE;
	pages_prefer_large(work.slots, search->bytes);
	work.layer = g_array_new(FALSE, FALSE, sizeof(guint64));
	do_layers(&work);
	g_array_unref(work.layer);
	g_free(work.slots);
	return !work.ended;
}
