/* SPDX-License-Identifier: BSD-3-Clause */
/* Actors in an exploration. */
#include "explore/cast.h"

#include <string.h>

#include "actor/guest.h"
#include "explore/contents.h"
#include "explore/script.h"

typedef struct {
	const Procedure *procedure;
	Arguments arguments;
	guint64 rec;                    /* whose program makes a call; 0: the procedure is run */
} Part;

/* A point in a procedure: at its next call, or its end. */
typedef struct Point Point;
struct Point {
	guint part;
	guint32 memory;                 /* when the procedure began */
	const Point *before;            /* NULL: it is the beginning */
	struct rmm_result *result;      /* that led on from there; NULL: the same */
	gboolean ended;
	struct rmm_call call;           /* if it has not */
	guint32 after;                  /* else the memory then */
	GArray *next;                   /* of guint32: points behind the call */
};

struct Cast {
	struct explore_actors actors;
	const struct rmm_model *model;
	const struct rmm *state;
	GArray *parts;                  /* of Part */
	GPtrArray *memories;            /* of Scene */
	Contents *known;                /* descriptions of memories */
	GPtrArray *points;              /* of Point */
	GHashTable *beginnings;         /* part and memory to point plus 1 */
	GArray *recs, *monitors;        /* of guint64, guint32: watched guests */
	GHashTable *positions;          /* their names to numbers */
	gboolean programs;              /* guests have some */
	GArray *started;                /* of Part: what was to be run on which REC */
};

/* ---- memories ---- */

/* The number of what @scene knows; takes it over. */
static guint32 memory_of(Cast *cast, Scene *scene)
{
	g_autoptr(GByteArray) description = g_byte_array_new();
	guint32 number;

	scene_describe(scene, description);
	if (contents_find(cast->known, description->data, description->len, &number)) {
		scene_free(scene);
		return number;
	}
	number = cast->memories->len;
	contents_add(cast->known, description->data, description->len, number);
	g_ptr_array_add(cast->memories, scene);
	return number;
}

/* ---- a procedure, by what its calls are to come to ---- */

/*
 * What software is told of a result: not why a call was refused, nor what an output
 * has that the command does not.
 */
static struct rmm_result *told(const Cast *cast, const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(cast->model, result->command);
	struct rmm_result *told = g_new0(struct rmm_result, 1);

	told->command = result->command;
	told->status = result->status;
	told->index = result->index;
	told->condition = RMM_NO_CONDITION;
	for (unsigned i = 0; command && i < command->output_count; i++) {
		const struct rmm_value *value = &command->outputs[i];

		memcpy(&told->out[value->slot], &result->out[value->slot],
		       value->count * sizeof(told->out[0]));
	}
	if (result->status == RMI_INCOMPLETE)
		memcpy(told->incomplete, result->incomplete, sizeof(told->incomplete));
	if (result->exit.happened)
		memcpy(told->exit.field, result->exit.field, sizeof(told->exit.field));
	told->exit.happened = result->exit.happened;
	/* Those who enter a REC are not told, its guest is. */
	if (cast->programs && result->command == CMD_RMI_REC_ENTER)
		told->completion = result->completion;
	return told;
}

/* Finds out what comes at @point. */
static void play(Cast *cast, Point *point)
{
	const Part *part = &g_array_index(cast->parts, Part, point->part);
	Script script = { .results = g_ptr_array_new() };
	Scene *scene = scene_copy(cast->memories->pdata[point->memory], cast->model, cast->state, &script_stage,
				  &script);

	for (const Point *at = point; at->before; at = at->before)
		g_ptr_array_insert(script.results, 0, at->result);
	if (part->rec)
		scene->rec = part->rec;
	scene_run(scene, part->procedure, &part->arguments);
	point->ended = script_has_ended(&script);
	point->call = script.next;
	if (point->ended)
		point->after = memory_of(cast, scene);
	else
		scene_free(scene);
	g_ptr_array_unref(script.results);
}

/* Takes @result over. */
static guint32 add_point(Cast *cast, guint part, guint32 memory, const Point *before,
			 struct rmm_result *result)
{
	Point *point = g_new0(Point, 1);

	point->part = part;
	point->memory = memory;
	point->before = before;
	point->result = result;
	point->next = g_array_new(FALSE, FALSE, sizeof(guint32));
	play(cast, point);
	g_ptr_array_add(cast->points, point);
	return cast->points->len - 1;
}

static void point_free(gpointer data)
{
	Point *point = data;

	g_array_unref(point->next);
	g_free(point->result);
	g_free(point);
}

/* ---- what engines ask ---- */

static uint64_t begin(void *user, unsigned procedure, uint64_t memory)
{
	Cast *cast = user;
	gpointer key = GSIZE_TO_POINTER(memory * cast->parts->len + procedure - 1);
	gpointer found = g_hash_table_lookup(cast->beginnings, key);

	if (!found) {
		found = GUINT_TO_POINTER(add_point(cast, procedure - 1, (guint32)memory, NULL,
						   NULL) + 1);
		g_hash_table_insert(cast->beginnings, key, found);
	}
	return GPOINTER_TO_UINT(found) - 1;
}

static bool call_at(void *user, uint64_t at, struct rmm_call *call, uint64_t *memory)
{
	const Point *point = ((const Cast *)user)->points->pdata[at];

	*call = point->call;
	*memory = point->after;
	return !point->ended;
}

static uint64_t go_on(void *user, uint64_t at, const struct rmm_result *result)
{
	Cast *cast = user;
	const Point *point = cast->points->pdata[at];
	struct rmm_result *same = told(cast, result);
	guint32 next;

	for (guint i = 0; i < point->next->len; i++) {
		next = g_array_index(point->next, guint32, i);
		if (memcmp(((const Point *)cast->points->pdata[next])->result, same,
			   sizeof(*same)) == 0) {
			g_free(same);
			return next;
		}
	}
	next = add_point(cast, point->part, point->memory, point, same);
	g_array_append_val(point->next, next);
	return next;
}

static uint64_t left(void *user, uint64_t memory, uint64_t rec, const struct rmm_exit *exit)
{
	Cast *cast = user;
	Scene *scene = scene_copy(cast->memories->pdata[memory], cast->model, cast->state, &script_stage, NULL);

	if (scene_left(scene, rec, exit))
		return memory_of(cast, scene);
	scene_free(scene);
	return memory;
}

static uint64_t entered(void *user, uint64_t memory, uint64_t rec,
			const struct rmm_completion *completion)
{
	Cast *cast = user;
	Scene *scene;

	if (!cast->programs)
		return memory;
	scene = scene_copy(cast->memories->pdata[memory], cast->model, cast->state, &script_stage, NULL);
	guest_entered(scene, rec, completion);
	return memory_of(cast, scene);
}

static guint64 number_of(Cast *cast, const char *position)
{
	gpointer number = g_hash_table_lookup(cast->positions, position);

	if (!number) {
		number = GUINT_TO_POINTER(g_hash_table_size(cast->positions) + 1);
		g_hash_table_insert(cast->positions, (gpointer)g_intern_string(position), number);
	}
	return GPOINTER_TO_UINT(number);
}

static uint64_t position(void *user, uint64_t memory, uint64_t rec)
{
	Cast *cast = user;
	const char *at = guest_stands_at(cast->memories->pdata[memory], rec);

	return at ? number_of(cast, at) : 0;
}

/* ---- guests ---- */

static Ending make_call(Scene *scene, const Arguments *arguments)
{
	return guest_make_call(scene, scene->rec);
}

/* Was nothing else to be started on that REC? */
static gboolean is_only_start(const Cast *cast, const Part *start)
{
	for (guint i = 0; i < cast->started->len; i++) {
		const Part *other = &g_array_index(cast->started, Part, i);

		if (other->rec == start->rec &&
		    (other->procedure != start->procedure ||
		     other->arguments.given != start->arguments.given ||
		     memcmp(other->arguments.value, start->arguments.value,
			    sizeof(other->arguments.value)) != 0))
			return FALSE;
	}
	return TRUE;
}

guint cast_add_program(Cast *cast, guint64 rec, const Procedure *procedure,
		       const Arguments *arguments)
{
	static const Procedure next_call = { "call", "The next call", NULL, make_call };
	const Part part = { &next_call, { .given = 0 }, rec };
	Scene *first = cast->memories->pdata[0];
	g_autoptr(GByteArray) description = g_byte_array_new();

	const Part start = { procedure, *arguments, rec };

	g_assert(cast->points->len == 0);
	if (!is_only_start(cast, &start))
		return 0;
	g_array_append_val(cast->started, start);
	cast->programs = TRUE;
	if (!guest_is_loaded(first, rec)) {
		first->rec = rec;
		scene_run(first, procedure, arguments);
	}
	/* What is known at first is more now. */
	scene_describe(first, description);
	if (!contents_find(cast->known, description->data, description->len, &(guint32){ 0 }))
		contents_add(cast->known, description->data, description->len, 0);
	g_array_append_val(cast->parts, part);
	return cast->parts->len;
}

gboolean cast_has_program(const Cast *cast, guint64 rec)
{
	return guest_is_loaded(cast->memories->pdata[0], rec);
}

void cast_watch(Cast *cast, guint64 rec, guint monitor)
{
	guint32 number = monitor;

	g_array_append_val(cast->recs, rec);
	g_array_append_val(cast->monitors, number);
	cast->actors.recs = (const uint64_t *)(gpointer)cast->recs->data;
	cast->actors.monitors = (const uint32_t *)(gpointer)cast->monitors->data;
	cast->actors.guests = cast->recs->len;
}

guint cast_watched(const Cast *cast, guint64 rec)
{
	for (guint i = 0; i < cast->recs->len; i++)
		if (g_array_index(cast->recs, guint64, i) == rec)
			return g_array_index(cast->monitors, guint32, i);
	return G_MAXUINT;
}

guint64 cast_position_of(Cast *cast, guint64 rec, const char *word)
{
	g_autoptr(GPtrArray) places = guest_places(cast->memories->pdata[0], rec);

	return g_ptr_array_find_with_equal_func(places, word, g_str_equal, NULL)
	       ? number_of(cast, word) : 0;
}

char *cast_places(const Cast *cast, guint64 rec)
{
	g_autoptr(GPtrArray) places = guest_places(cast->memories->pdata[0], rec);

	g_ptr_array_add(places, NULL);
	return g_strjoinv(", ", (char **)places->pdata);
}

guint64 cast_first_position(Cast *cast, guint64 rec)
{
	return position(cast, 0, rec);
}

/* ---- the whole ---- */

Cast *cast_new(const Scene *scene, const struct rmm_model *model,
	       const struct rmm *state, guint memory)
{
	Cast *cast = g_new0(Cast, 1);

	cast->actors = (struct explore_actors){
		.user = cast, .memory = memory, .begin = begin, .call = call_at, .go_on = go_on,
		.left = left, .entered = entered, .position = position
	};
	cast->started = g_array_new(FALSE, FALSE, sizeof(Part));
	cast->recs = g_array_new(FALSE, FALSE, sizeof(guint64));
	cast->monitors = g_array_new(FALSE, FALSE, sizeof(guint32));
	cast->positions = g_hash_table_new(g_str_hash, g_str_equal);
	cast->model = model;
	cast->state = state;
	cast->parts = g_array_new(FALSE, FALSE, sizeof(Part));
	cast->memories = g_ptr_array_new_with_free_func((GDestroyNotify)scene_free);
	cast->known = contents_new();
	cast->points = g_ptr_array_new_with_free_func(point_free);
	cast->beginnings = g_hash_table_new(NULL, NULL);
	memory_of(cast, scene_copy(scene, model, state, &script_stage, NULL));
	return cast;
}

void cast_free(Cast *cast)
{
	if (!cast)
		return;
	g_array_unref(cast->parts);
	g_ptr_array_unref(cast->memories);
	g_hash_table_unref(cast->known);
	g_ptr_array_unref(cast->points);
	g_hash_table_unref(cast->beginnings);
	g_hash_table_unref(cast->positions);
	g_array_unref(cast->started);
	g_array_unref(cast->recs);
	g_array_unref(cast->monitors);
	g_free(cast);
}

guint cast_add(Cast *cast, const Procedure *procedure, const Arguments *arguments)
{
	Part part = { procedure, *arguments, 0 };

	/* Beginnings are told apart by how many there are. */
	g_assert(cast->points->len == 0);
	g_array_append_val(cast->parts, part);
	return cast->parts->len;
}

const struct explore_actors *cast_actors(const Cast *cast)
{
	return &cast->actors;
}

guint cast_memories(const Cast *cast)
{
	return cast->memories->len;
}
