/* SPDX-License-Identifier: BSD-3-Clause */
/* Building an alphabet, and owning what it points to. */
#include "explore/exploration.h"

#include <string.h>

#include "check/invariant.h"
#include "explore/settle.h"

Exploration *exploration_new(struct rmm_model *model, struct rmm *state)
{
	Exploration *exploration = g_new0(Exploration, 1);

	exploration->model = model;
	exploration->state = state;
	exploration->alphabet.model = model;
	exploration->actions = g_array_new(FALSE, TRUE, sizeof(struct explore_action));
	exploration->monitors = g_array_new(FALSE, TRUE, sizeof(struct explore_monitor));
	exploration->properties = g_array_new(FALSE, TRUE, sizeof(struct explore_property));
	exploration->owned = g_ptr_array_new_with_free_func(g_free);
	return exploration;
}

void exploration_free(Exploration *exploration)
{
	if (!exploration)
		return;
	g_free(exploration->model);
	g_free(exploration->state);
	g_array_unref(exploration->actions);
	g_array_unref(exploration->monitors);
	g_array_unref(exploration->properties);
	g_ptr_array_unref(exploration->owned);
	cast_free(exploration->cast);
	g_free(exploration);
}

gpointer exploration_keep(Exploration *exploration, gconstpointer data, gsize size)
{
	gpointer copy = g_memdup2(data, size);

	g_ptr_array_add(exploration->owned, copy);
	return copy;
}

const char *exploration_keep_text(Exploration *exploration, const char *text)
{
	return exploration_keep(exploration, text, strlen(text) + 1);
}

void exploration_set_rim(Exploration *exploration, enum explore_rim rim, guint64 most)
{
	g_assert(exploration->monitors->len == 0);
	exploration->alphabet.rim = rim;
	for (guint i = 0; rim == RIM_COUNTED && i < exploration->model->config.realms; i++) {
		struct explore_monitor count = {
			.kind = MONITOR_RIM, .name = "rim", .subject = i, .most = most
		};

		g_array_append_val(exploration->monitors, count);
	}
}

void exploration_add_action(Exploration *exploration, const char *name,
			    const struct state_test *guard, const struct explore_step *steps,
			    guint step_count, guint main, guint line)
{
	struct explore_action action = {
		.name = exploration_keep_text(exploration, name), .guard = guard,
		.steps = exploration_keep(exploration, steps, step_count * sizeof(*steps)),
		.step_count = step_count, .main = main, .line = line
	};

	g_array_append_val(exploration->actions, action);
}

void exploration_key_action(Exploration *exploration, const char *key)
{
	g_array_index(exploration->actions, struct explore_action,
		      exploration->actions->len - 1).key = exploration_keep_text(exploration, key);
}

void exploration_set_then(Exploration *exploration, guint monitor, guint64 value)
{
	struct explore_action *action = &g_array_index(exploration->actions, struct explore_action,
						       exploration->actions->len - 1);

	action->sets = monitor + 1;
	action->value = value;
}

void exploration_keep_actions(Exploration *exploration,
			      gboolean (*keeps)(gconstpointer user, const struct explore_action *action),
			      gconstpointer user)
{
	guint kept = 0;

	for (guint i = 0; i < exploration->actions->len; i++) {
		struct explore_action action =
			g_array_index(exploration->actions, struct explore_action, i);

		if (keeps(user, &action))
			g_array_index(exploration->actions, struct explore_action, kept++) = action;
	}
	g_array_set_size(exploration->actions, kept);
	exploration->alphabet.action_count = kept;
}

guint exploration_add_monitor(Exploration *exploration, const struct explore_monitor *monitor)
{
	struct explore_monitor copy = *monitor;

	copy.name = exploration_keep_text(exploration, monitor->name);
	if (monitor->rule_count)
		copy.rules = exploration_keep(exploration, monitor->rules,
					      monitor->rule_count * sizeof(*monitor->rules));
	g_array_append_val(exploration->monitors, copy);
	return exploration->monitors->len - 1;
}

Cast *exploration_add_cast(Exploration *exploration, const Scene *scene)
{
	const struct explore_monitor memory = { .kind = MONITOR_VALUE, .name = "actors" };

	exploration->cast = cast_new(scene, exploration->model, exploration->state,
				     exploration_add_monitor(exploration, &memory));
	exploration->alphabet.actors = cast_actors(exploration->cast);
	return exploration->cast;
}

void exploration_add_property(Exploration *exploration, const struct explore_property *property)
{
	struct explore_property copy = *property;
	guint count = property->test->part_count;
	g_autofree const char **instances = g_new0(const char *, count + 1);

	for (guint i = 0; i < count; i++)
		instances[i] = exploration_keep_text(exploration, property->instances[i]);
	copy.text = exploration_keep_text(exploration, property->text);
	copy.instances = exploration_keep(exploration, instances, (count + 1) * sizeof(*instances));
	g_array_append_val(exploration->properties, copy);
}

/*
 * Rows that look at where contents came from in earlier steps, or whether they
 * were lost. Others look at what the step itself wrote.
 */
static uint64_t rows_about_ghosts(void)
{
	static const char *const ids[] = {
		"contents-known", "lost-contents-not-ram", "wiped-for-host"
	};
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	uint64_t set = 0;

	for (unsigned i = 0; i < count; i++)
		for (gsize j = 0; j < G_N_ELEMENTS(ids); j++)
			if (strcmp(rows[i].id, ids[j]) == 0)
				set |= (uint64_t)1 << i;
	return set;
}

const struct explore_alphabet *exploration_finish(Exploration *exploration)
{
	struct explore_alphabet *a = &exploration->alphabet;
	gsize block = exploration->model->layout.size;
	struct rmm *initial;

	a->actions = (const struct explore_action *)(gpointer)exploration->actions->data;
	a->action_count = exploration->actions->len;
	a->monitors = (const struct explore_monitor *)(gpointer)exploration->monitors->data;
	a->monitor_count = exploration->monitors->len;
	a->properties = (const struct explore_property *)(gpointer)exploration->properties->data;
	a->property_count = exploration->properties->len;
	a->monitors_at = (uint32_t)((block + 7) & ~(gsize)7);
	a->state_size = a->monitors_at + 8 * (gsize)a->monitor_count;
	initial = g_malloc0(a->state_size);
	g_ptr_array_add(exploration->owned, initial);
	memcpy(initial, exploration->state, block);
	a->initial = initial;
	explore_settle(a, initial, explore_wrote_all, NULL);
	/* What was measured before is the beginning. */
	for (guint i = 0; i < a->monitor_count; i++)
		*explore_monitor(a, initial, i) = a->monitors[i].initial;
	if (!a->ghosts) {
		a->ignored |= rows_about_ghosts();
		explore_settle_ghosts(a, initial, explore_wrote_all, NULL);
	}
	return a;
}
