/* SPDX-License-Identifier: BSD-3-Clause */
/* What may have become of something between two lines. */
#include "partial/becoming.h"

#include "check/transition.h"
#include "engine/command.h"
#include "state/rtt.h"

struct maker {
	Becoming *becoming;
	const struct rmm_model *model;
	const LogDialect *dialect;
	gboolean for_new;               /* of entries: the Realm may be NEW */
};

/* ---- which rows happen unseen ---- */

/* Granules that a call names in memory, which no log prints. */
static gboolean is_in_memory(const struct rmm_transition *row)
{
	static const guint32 hidden = 1u << GRANULE_REC_AUX | 1u << GRANULE_INTERNAL |
				      1u << GRANULE_INTERMEDIATE;

	return (hidden >> row->from & 1) || (hidden >> row->to & 1) ||
	       ((row->from == GRANULE_RTT || row->to == GRANULE_RTT) &&
		(row->command == CMD_RMI_REALM_CREATE || row->command == CMD_RMI_REALM_DESTROY));
}

static gboolean is_unseen(const struct maker *maker, const struct rmm_transition *row)
{
	const struct rmm_command *command = rmm_command(maker->model, row->command);

	if (!command || !rmm_is_in(maker->model, row->in, row->until))
		return FALSE;
	if (row->object == OBJECT_GRANULE && is_in_memory(row))
		return TRUE;
	return command->interface == INTERFACE_RMI &&
	       log_dialect_printed(maker->dialect, command->name) != PRINTED_ALWAYS;
}

/* A change that the Realm asks for is followed by its request. */
static gboolean is_asked_for(const struct rmm_transition *row)
{
	return row->command == CMD_RMI_RTT_SET_RIPAS;
}

/* May it happen to a Realm that is ACTIVE? */
static gboolean is_for_new(const struct rmm_transition *row)
{
	return row->guard && g_str_has_prefix(row->guard, "Realm NEW");
}

static gboolean happens(const struct maker *maker, const struct rmm_transition *row)
{
	return is_unseen(maker, row) && !is_asked_for(row) && (maker->for_new || !is_for_new(row));
}

/* ---- entries ---- */

static void add(const struct maker *maker, Entry from, Entry to)
{
	/* There are no blocks at level 0. */
	if (to.level >= 0 && to.level <= RMM_PAGE_LEVEL &&
	    (to.level > 0 || to.hipas == RTTE_UNASSIGNED || to.hipas == RTTE_UNASSIGNED_NS))
		maker->becoming->entry[maker->for_new][entry_bit(from)] |= entry_set_of(to);
}

/* The RIPAS that a command gives an entry; the one that it had. */
static enum rmm_ripas ripas_after(const struct maker *maker, enum rmm_command_id command,
				  enum rmm_ripas ripas)
{
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	for (unsigned i = 0; i < count; i++)
		if (rows[i].object == OBJECT_RIPAS && rows[i].command == command &&
		    (rows[i].from == ripas || rows[i].from == TRANSITION_ANY) &&
		    rmm_is_in(maker->model, rows[i].in, rows[i].until))
			return rows[i].to;
	return ripas;
}

/* @from becomes what @row says, at its level or at the next one. */
static void add_row(const struct maker *maker, const struct rmm_transition *row, Entry from)
{
	Entry to = from;

	if (row->to == RTTE_TABLE) {
		if (row->from == from.hipas) {
			to.level++;
			add(maker, from, to);
		}
		return;
	}
	to.hipas = row->to;
	to.ripas = row->to >= RTTE_UNASSIGNED_NS ? RIPAS_EMPTY
						 : ripas_after(maker, row->command, from.ripas);
	if (row->from == RTTE_TABLE) {
		to.level--;
		/* It folds what is alike, destroys what is not live. */
		if (row->to == from.hipas)
			add(maker, from, to);
	} else if (row->from == from.hipas) {
		add(maker, from, to);
	}
}

static gboolean is_protected(Entry entry)
{
	return entry.hipas <= RTTE_ASSIGNED;
}

/* A command that changes the RIPAS alone. */
static void add_ripas(const struct maker *maker, const struct rmm_transition *row, Entry from)
{
	Entry to = from;

	if (row->command != CMD_RMI_RTT_INIT_RIPAS || !is_protected(from) ||
	    (row->from != from.ripas && row->from != TRANSITION_ANY))
		return;
	to.ripas = row->to;
	add(maker, from, to);
}

static void add_entry(const struct maker *maker, Entry from)
{
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	add(maker, from, from);
	for (unsigned i = 0; i < count; i++) {
		if ((rows[i].object != OBJECT_RTTE && rows[i].object != OBJECT_RIPAS) ||
		    !happens(maker, &rows[i]))
			continue;
		if (rows[i].object == OBJECT_RTTE)
			add_row(maker, &rows[i], from);
		else
			add_ripas(maker, &rows[i], from);
	}
}

/* ---- Granules ---- */

static void add_granules(const struct maker *maker)
{
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	for (unsigned i = 0; i <= GRANULE_UNTRACKED; i++)
		maker->becoming->granule[i] = (GranuleSet)1 << i;
	for (unsigned i = 0; i < count; i++)
		if (rows[i].object == OBJECT_GRANULE && is_unseen(maker, &rows[i]))
			maker->becoming->granule[rows[i].from] |= (GranuleSet)1 << rows[i].to;
}

/* ---- closing ---- */

/* What comes of it in any number of calls. */
static void close_entries(EntrySet *entries)
{
	for (gboolean changed = TRUE; changed; ) {
		changed = FALSE;
		for (unsigned from = 0; from < ENTRIES; from++)
			for (unsigned by = 0; by < ENTRIES; by++)
				if (entries[from] >> by & 1 && entries[by] & ~entries[from]) {
					entries[from] |= entries[by];
					changed = TRUE;
				}
	}
}

static void close_granules(GranuleSet *granules)
{
	for (unsigned by = 0; by <= GRANULE_UNTRACKED; by++)
		for (unsigned from = 0; from <= GRANULE_UNTRACKED; from++)
			if (granules[from] >> by & 1)
				granules[from] |= granules[by];
}

void becoming_init(Becoming *becoming, const struct rmm_model *model, const LogDialect *dialect)
{
	struct maker maker = { becoming, model, dialect, FALSE };

	*becoming = (Becoming){ .granule = { 0 } };
	for (int i = 0; i < 2; i++) {
		maker.for_new = i;
		for (unsigned bit = 0; bit < ENTRIES; bit++)
			add_entry(&maker, entry_of_bit(bit));
		close_entries(becoming->entry[i]);
	}
	add_granules(&maker);
	close_granules(becoming->granule);
}

EntrySet becoming_entries(const Becoming *becoming, EntrySet set, gboolean may_be_new)
{
	EntrySet all = 0;

	for (; set; set &= set - 1)
		all |= becoming->entry[may_be_new ? 1 : 0][__builtin_ctzll(set)];
	return all;
}

GranuleSet becoming_granules(const Becoming *becoming, GranuleSet set)
{
	GranuleSet all = 0;

	for (unsigned i = 0; i <= GRANULE_UNTRACKED; i++)
		if (set >> i & 1)
			all |= becoming->granule[i];
	return all;
}
