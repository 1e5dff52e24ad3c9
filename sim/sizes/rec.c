/* SPDX-License-Identifier: BSD-3-Clause */
/* RECs as components. */
#include "sizes/rec.h"

#include "state/granule.h"

/* ---- which ---- */

guint recs_find(const struct explore_alphabet *a)
{
	const struct rmm_model *m = a->model;
	guint count = 0;

	while (count < m->config.recs && rmm_rec(m, a->initial, count)->granule)
		count++;
	return count >= 2 && count <= RECS_MAX && m->config.realms == 1 &&
	       !m->config.platform.aux_count ? count : 0;
}

static guint32 granule_of(const SizedWorld *world, guint rec)
{
	return rmm_rec(world->a->model, world->a->initial, rec)->granule - 1;
}

guint64 rec_pa(const SizedWorld *world, guint rec)
{
	return rmm_granule_pa(world->a->model, granule_of(world, rec));
}

guint rec_at(const SizedWorld *world, guint64 pa)
{
	for (guint i = 0; i < world->most.recs; i++)
		if (rec_pa(world, i) == pa)
			return i;
	return WORLD_NONE;
}

/* ---- order ---- */

/* A REC: its content, and where its addresses are. */
typedef struct {
	guint32 content;
	guint8 position[POSITIONS_MAX];
} RecView;

static int compare_recs(gconstpointer a, gconstpointer b)
{
	const RecView *x = a, *y = b;

	return x->content != y->content ? (x->content > y->content) - (x->content < y->content)
					: memcmp(x->position, y->position, POSITIONS_MAX);
}

/* In order by what they are; those that are alike in that stay as they stand. */
static void sort_by_content(RecView *views, guint count)
{
	for (guint i = 1; i < count; i++)
		for (guint j = i; j && views[j - 1].content > views[j].content; j--) {
			RecView other = views[j];

			views[j] = views[j - 1];
			views[j - 1] = other;
		}
}

static RecView rec_view(const SizedWorld *world, const Composition *composition, guint rec)
{
	RecView view = { .content = composition->rec[rec] };

	memcpy(view.position, &composition->position[positions_of_rec(world, rec)],
	       world->rec_positions);
	return view;
}

gboolean rec_equal(const SizedWorld *world, const Composition *a, guint rec_of_a,
		   const Composition *b, guint rec_of_b)
{
	const RecView x = rec_view(world, a, rec_of_a), y = rec_view(world, b, rec_of_b);

	return compare_recs(&x, &y) == 0;
}

static void put_rec(const SizedWorld *world, Composition *composition, guint rec,
		    const RecView *view)
{
	composition->rec[rec] = view->content;
	memcpy(&composition->position[positions_of_rec(world, rec)], view->position,
	       world->rec_positions);
}

void recs_sort(const SizedWorld *world, Composition *composition)
{
	RecView views[RECS_MAX];

	if (composition->recs < 2)
		return;
	memset(views, 0, sizeof(views));
	for (guint i = 0; i < composition->recs; i++)
		views[i] = rec_view(world, composition, i);
	qsort(views, composition->recs, sizeof(*views), compare_recs);
	for (guint i = 0; i < composition->recs; i++)
		put_rec(world, composition, i, &views[i]);
}

/* ---- reading ---- */

/* What stays of a REC is not part of what it is: how it is called. */
static void hide_name(const SizedWorld *world, guint8 *slot, guint rec)
{
	const struct rmm_layout *layout = &world->a->model->layout;
	struct rmm_rec *of = (gpointer)slot;
	guint first = positions_of_rec(world, rec);
	size_t base = layout->recs + (size_t)rec * layout->rec_stride;

	of->granule = 0;
	of->index = 0;
	for (guint i = first; i < first + world->rec_positions; i++)
		position_blank(world, slot + world->position_at[i] - base);
}

static gboolean read_rec(SizedWorld *world, const struct rmm *state, guint rec, guint32 *number)
{
	const struct rmm_model *m = world->a->model;
	const struct rmm_rec *of = rmm_rec(m, state, rec);
	const struct rmm_rec *first = rmm_rec(m, world->a->initial, rec);
	g_autofree guint8 *slot = g_memdup2(of, m->layout.rec_stride);

	if (of->granule != first->granule || of->index != first->index)
		return FALSE;
	hide_name(world, slot, rec);
	*number = numbers_of(world->contents, slot, m->layout.rec_stride);
	return TRUE;
}

gboolean recs_read(SizedWorld *world, const struct rmm *state, WorldSize size,
		   const guint8 *position, Composition *composition)
{
	RecView views[RECS_MAX];

	memset(views, 0, sizeof(views));
	for (guint i = 0; i < size.recs; i++) {
		memcpy(views[i].position, position + positions_of_rec(world, i),
		       world->rec_positions);
		if (!read_rec(world, state, i, &views[i].content))
			return FALSE;
	}
	sort_by_content(views, size.recs);
	for (guint i = 0; i < size.recs; i++)
		put_rec(world, composition, i, &views[i]);
	composition->recs = size.recs;
	return TRUE;
}

/* ---- writing ---- */

static void clear_granule(const SizedWorld *world, struct rmm *state, guint32 granule)
{
	const struct rmm_layout *layout = &world->a->model->layout;

	*rmm_granule_byte(world->a->model, state, granule) = 0;
	*rmm_granule_origin(world->a->model, state, granule) = 0;
	memset(rmm_part(state, layout->granule_link + (size_t)granule * layout->link_size), 0,
	       layout->link_size);
}

static void copy_granule(const SizedWorld *world, struct rmm *state, guint32 granule)
{
	const struct rmm_model *m = world->a->model;
	size_t at = m->layout.granule_link + (size_t)granule * m->layout.link_size;

	*rmm_granule_byte(m, state, granule) = *rmm_granule_byte(m, world->a->initial, granule);
	*rmm_granule_origin(m, state, granule) = *rmm_granule_origin(m, world->a->initial, granule);
	memcpy(rmm_part(state, at), rmm_part(world->a->initial, at), m->layout.link_size);
}

void recs_blank(const SizedWorld *world, struct rmm *state, WorldSize size)
{
	const struct rmm_model *m = world->a->model;

	if (!world->most.recs)
		return;
	rmm_realm(m, state, 0)->num_recs -= (uint16_t)size.recs;
	for (guint i = 0; i < world->most.recs; i++) {
		memset(rmm_rec(m, state, i), 0, m->layout.rec_stride);
		clear_granule(world, state, granule_of(world, i));
	}
}

void recs_write(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	const struct rmm_model *m = world->a->model;

	if (!world->most.recs)
		return;
	rmm_realm(m, state, 0)->num_recs += (uint16_t)composition->recs;
	for (guint i = 0; i < composition->recs; i++) {
		struct rmm_rec *rec = rmm_rec(m, state, i);
		const struct rmm_rec *first = rmm_rec(m, world->a->initial, i);

		memcpy(rec, numbers_bytes(world->contents, composition->rec[i]),
		       m->layout.rec_stride);
		rec->granule = first->granule;
		rec->index = first->index;
		copy_granule(world, state, granule_of(world, i));
	}
}

/* ---- smaller ones ---- */

Composition recs_without(const SizedWorld *world, const Composition *composition, guint rec)
{
	const RecView none = { 0 };
	Composition less = *composition;

	for (guint i = rec; i + 1 < composition->recs; i++) {
		const RecView next = rec_view(world, composition, i + 1);

		put_rec(world, &less, i, &next);
	}
	put_rec(world, &less, --less.recs, &none);
	return less;
}
