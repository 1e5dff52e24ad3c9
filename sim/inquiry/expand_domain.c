/* SPDX-License-Identifier: BSD-3-Clause */
/* Domains of an explore block: their values, and wheels for them. */
#include "inquiry/expander.h"

/* A range of more values is a mistake. */
#define VALUES_MAX 4096

static gboolean add_range(Expander *expander, const Domain *domain, GArray *values)
{
	guint64 base, top, step;

	if (!expander_evaluate(expander, domain->base, domain->at, &base) ||
	    !expander_evaluate(expander, domain->top, domain->at, &top) ||
	    !expander_evaluate(expander, domain->step, domain->at, &step))
		return FALSE;
	if (step == 0)
		return expander_error(expander, domain->at, "a step of 0 never ends");
	for (; base < top; base += step) {
		if (values->len == VALUES_MAX)
			return expander_error(expander, domain->at, "'$%s' has more than %d values",
					      domain->name, VALUES_MAX);
		g_array_append_val(values, base);
		if (base + step < base)
			break;
	}
	return TRUE;
}

static gboolean add_values(Expander *expander, const Domain *domain, GArray *values)
{
	if (!domain->values)
		return add_range(expander, domain, values);
	for (guint i = 0; i < domain->values->len; i++) {
		guint64 value;

		if (!expander_evaluate(expander, domain->values->pdata[i], domain->at, &value))
			return FALSE;
		g_array_append_val(values, value);
	}
	return TRUE;
}

gboolean expand_domains(Expander *expander)
{
	expander->domains = g_array_new(FALSE, FALSE, sizeof(DomainValues));
	for (guint i = 0; i < expander->block->domains->len; i++) {
		DomainValues values = {
			expander->block->domains->pdata[i],
			g_array_new(FALSE, FALSE, sizeof(guint64))
		};

		g_array_append_val(expander->domains, values);
		if (!add_values(expander, values.domain, values.values))
			return FALSE;
		if (values.values->len == 0)
			return expander_error(expander, values.domain->at, "'$%s' has no value",
					      values.domain->name);
		/* Until it turns, for domains that are made of it. */
		expander_set(expander, values.domain->name,
			     g_array_index(values.values, guint64, 0));
	}
	return TRUE;
}

void expander_clear_domains(Expander *expander)
{
	for (guint i = 0; expander->domains && i < expander->domains->len; i++)
		g_array_unref(g_array_index(expander->domains, DomainValues, i).values);
	g_clear_pointer(&expander->domains, g_array_unref);
}

void expand_wheels(Expander *expander, GHashTable *names, GArray *wheels, GArray *used)
{
	for (guint i = 0; i < expander->domains->len; i++) {
		const DomainValues *domain = &g_array_index(expander->domains, DomainValues, i);
		Wheel wheel = { domain->values->len, 0 };

		if (!g_hash_table_contains(names, domain->domain->name))
			continue;
		g_array_append_val(wheels, wheel);
		g_array_append_val(used, i);
	}
}

void expand_turn(Expander *expander, const GArray *wheels, const GArray *used)
{
	for (guint i = 0; i < used->len; i++) {
		const DomainValues *domain = &g_array_index(expander->domains, DomainValues,
							    g_array_index(used, guint, i));

		expander_set(expander, domain->domain->name,
			     g_array_index(domain->values, guint64,
					   g_array_index(wheels, Wheel, i).at));
	}
}
