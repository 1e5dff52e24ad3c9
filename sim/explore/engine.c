/* SPDX-License-Identifier: BSD-3-Clause */
/* The engines of this build, and results. */
#include "explore/engine.h"

#include <string.h>

/* The best first. */
static const ExploreEngine *const engines[] = {
#ifdef EXPLORE_LEARNS
	&explore_symbolic,
	&explore_explicit,
#endif
	&explore_plain,
	NULL
};

const ExploreEngine *const *explore_engines(void)
{
	return engines;
}

const ExploreEngine *explore_engine(const char *name)
{
	for (gsize i = 0; engines[i]; i++)
		if (strcmp(engines[i]->name, name) == 0)
			return engines[i];
	return NULL;
}

const char *explore_plain_alone(void)
{
#ifdef EXPLORE_LEARNS
	return NULL;
#else
	return "to learn what commands do takes a compiler that tells of loads and stores, as GCC does";
#endif
}

static void found_free(gpointer data)
{
	Found *found = data;

	g_array_unref(found->actions);
	g_free(found);
}

void explore_result_init(ExploreResult *result)
{
	memset(result, 0, sizeof(*result));
	result->found = g_ptr_array_new_with_free_func(found_free);
}

void explore_result_clear(ExploreResult *result)
{
	g_clear_pointer(&result->found, g_ptr_array_unref);
	g_clear_pointer(&result->taken, g_free);
}

void explore_result_add_instance(ExploreResult *result, FoundKind kind, guint index,
				 guint instance, GArray *actions)
{
	Found *found = g_new(Found, 1);

	*found = (Found){ kind, index, instance, 0, actions };
	g_ptr_array_add(result->found, found);
}

void explore_result_add_circle(ExploreResult *result, guint loop, GArray *actions)
{
	Found *found = g_new(Found, 1);

	*found = (Found){ FOUND_CIRCLE, 0, 0, loop, actions };
	g_ptr_array_add(result->found, found);
}

void explore_result_add(ExploreResult *result, FoundKind kind, guint index, GArray *actions)
{
	explore_result_add_instance(result, kind, index, 0, actions);
}
