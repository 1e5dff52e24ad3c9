/* SPDX-License-Identifier: BSD-3-Clause */
/* Which states have the same RIM. */
#include "inquiry/rim_classes.h"

#include "state/granule.h"
#include "state/measurement.h"

struct RimClasses {
	const struct explore_alphabet *a;
	guint64 rd;
	GHashTable *numbers;    /* GBytes to the number of that RIM */
	GArray *of_states;      /* of guint32 */
};

RimClasses *rim_classes_new(const struct explore_alphabet *a, guint64 rd)
{
	RimClasses *classes = g_new0(RimClasses, 1);

	classes->a = a;
	classes->rd = rd;
	classes->numbers = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
						 (GDestroyNotify)g_bytes_unref, NULL);
	classes->of_states = g_array_new(FALSE, FALSE, sizeof(guint32));
	return classes;
}

void rim_classes_free(RimClasses *classes)
{
	if (!classes)
		return;
	g_hash_table_unref(classes->numbers);
	g_array_unref(classes->of_states);
	g_free(classes);
}

static guint32 number_of(RimClasses *classes, const struct rmm *state, uint32_t slot)
{
	const struct rmm_model *m = classes->a->model;
	GBytes *rim = g_bytes_new(rmm_measurement(m, state, slot, 0), m->layout.measurement_size);
	guint32 number = g_hash_table_size(classes->numbers);
	gpointer known;

	if (g_hash_table_lookup_extended(classes->numbers, rim, NULL, &known)) {
		g_bytes_unref(rim);
		return GPOINTER_TO_UINT(known);
	}
	g_hash_table_insert(classes->numbers, rim, GUINT_TO_POINTER(number));
	return number;
}

void rim_classes_note(RimClasses *classes, const struct rmm *state)
{
	uint32_t slot = rmm_realm_at(classes->a->model, state, classes->rd);
	guint32 number = slot == RMM_NONE ? NO_RIM : number_of(classes, state, slot);

	g_array_append_val(classes->of_states, number);
}

guint32 rim_class_of(const RimClasses *classes, guint32 state)
{
	return g_array_index(classes->of_states, guint32, state);
}

guint32 rim_classes_count(const RimClasses *classes)
{
	return g_hash_table_size(classes->numbers);
}
