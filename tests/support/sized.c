/* SPDX-License-Identifier: BSD-3-Clause */
/* Worlds of every size for tests. */
#include "sized.h"

#include <check.h>
#include <unistd.h>

#include "sizes/domain.h"
#include "sizes/sizes.h"
#include "sizes/world.h"

void sized_of_text(const char *text, guint components, enum rmm_variant variant, Sized *result,
		   Diagnostics *diagnostics)
{
	SizedRequest request = { .components = components };
	g_autofree char *path = NULL;

	close(g_file_open_tmp("sizes-XXXXXX", &path, NULL));
	ck_assert(g_file_set_contents(path, text, -1, NULL));
	if (variant != VARIANT_NONE)
		rmm_add_variant(&request.parse.variants, variant);
	sized_explore(path, &request, diagnostics, result);
	unlink(path);
}

/* Tells a plain exploration's states. */
typedef struct {
	SizedWorld *world;
	WorldSize size;
	Views *views;
	struct rmm *again;
	guint states;
} Listening;

/* A state that is taken apart and put together is made of the same. */
static void listen(void *user, guint64 number, const struct rmm *state)
{
	Listening *listening = user;
	Composition once, twice;
	WorldSize size;

	(void)number;
	ck_assert(sizes_read(listening->world, state, listening->size, &once));
	size = sizes_write(listening->world, &once, listening->again);
	ck_assert_uint_eq(size.pages, listening->size.pages);
	ck_assert_uint_eq(size.granules, listening->size.granules);
	ck_assert(sizes_read(listening->world, listening->again, size, &twice));
	ck_assert_mem_eq(&once, &twice, sizeof(once));
	views_add(listening->views, &once);
	listening->states++;
}

guint sized_real_views(const Sized *result, WorldSize size)
{
	const ExploreOptions options = { .unchecked = TRUE };
	Listening listening = { .world = result->world, .size = size };
	ExploreSink sink = { .state = listen, .graph = &listening };
	struct explore_alphabet *a;
	ExploreResult explored;
	guint *numbers, count;

	listening.views = views_new(result->world);
	listening.again = g_malloc0(result->world->a->state_size);
	a = domain_restricted(result->world, size, &numbers);
	explore_plain.explore(a, &options, &sink, &explored);
	ck_assert_int_eq(explored.end, EXPLORE_CLOSED);
	ck_assert_uint_eq(listening.states, (guint64)explored.states);
	count = views_count(listening.views);
	explore_result_clear(&explored);
	domain_restricted_free(result->world, a);
	g_free(numbers);
	views_free(listening.views);
	g_free(listening.again);
	return count;
}
