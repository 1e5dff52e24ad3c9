/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of a state are in worlds of any size. */
#include "sizes/role.h"

#include <stddef.h>

#include "sizes/content.h"
#include "sizes/operation.h"
#include "sizes/rec.h"
#include "sizes/subtree.h"
#include "state/granule.h"
#include "state/parts.h"
#include "state/rtt.h"

/* ---- which part is what ---- */

static gboolean is_position(const SizedWorld *world, guint32 offset, guint *number)
{
	for (guint i = 0; i < world->position_count; i++)
		if (world->position_at[i] == offset) {
			*number = i;
			return TRUE;
		}
	return FALSE;
}

/* Does it say which RTT of the starting level a Granule is? */
static gboolean is_starting(const SizedWorld *world, const struct rmm_part *part)
{
	return world->has_subtrees && part->kind == PART_LINK &&
	       rmm_granule_state(world->a->model, world->a->initial, part->subject) == GRANULE_RTT;
}

static Role role_of_granule(const SizedWorld *world, const struct rmm_part *part)
{
	guint number = part->subject - world->first_granule;
	Role role = { .kind = ROLE_CONTROL, .number = number, .rec = WORLD_NONE };

	if (number >= world->most.granules * world->unit) {
		role.rec = rec_at(world, rmm_granule_pa(world->a->model, part->subject));
		role.kind = role.rec != WORLD_NONE ? ROLE_REC_GRANULE :
			    is_starting(world, part) ? ROLE_STARTING : ROLE_CONTROL;
		return role;
	}
	role.kind = part->kind == PART_LINK ? ROLE_LINK : part->ghost ? ROLE_ORIGIN :
		    part->size == 1 ? ROLE_STATE : ROLE_CONTROL;
	return role;
}

/* Where Realms are components. FALSE: it is of no Realm. */
static gboolean find_realm(const SizedWorld *world, const struct rmm_part *part, Role *role)
{
	*role = (Role){ .kind = ROLE_REALM, .rec = WORLD_NONE };
	for (guint i = 0; world->realms && i < world->realms->count; i++)
		if ((const char *)content_entry(world, world->a->initial, i) ==
		    (const char *)rmm_part(world->a->initial, part->offset)) {
			role->kind = ROLE_PAGE;
			role->number = i;
			return TRUE;
		}
	return world->realms && realm_find_part(world->realms, part->offset, &role->number, &role->item);
}

/* Of the pool of RTTs, where there is any number of them. */
static Role role_of_slot(const SizedWorld *world, const struct rmm_part *part)
{
	guint entries = world->a->model->config.rtt_entries;
	guint64 first = world->page_base / RMM_GRANULE_SIZE / world->page_unit;
	Role role = { .kind = ROLE_CONTROL, .rec = WORLD_NONE, .number = part->subject };

	if (part->subject >= subtree_starting(world)) {
		role.kind = part->kind == PART_RTTE ? ROLE_SLOT_PAGE : ROLE_SLOT;
		role.item = part->kind == PART_RTTE ? part->item : 0;
	} else if (part->kind == PART_RTTE &&
		   part->subject * entries + part->item - first < world->most.pages) {
		role.kind = ROLE_PAGE;
		role.number = (guint)(part->subject * entries + part->item - first);
	}
	return role;
}

static Role role_of(const SizedWorld *world, const struct rmm_part *part)
{
	Role of_realm;
	guint first = (guint)(world->page_base / RMM_GRANULE_SIZE), number;
	guint rec = part->owner == OWNER_REC && part->subject < world->most.recs ? part->subject
										 : WORLD_NONE;

	if (find_realm(world, part, &of_realm))
		return of_realm;
	if (part->owner == OWNER_GRANULE)
		return role_of_granule(world, part);
	if (part->owner == OWNER_OPERATION && part->kind == PART_INPUT && world->has_operations)
		return (Role){ .kind = ROLE_WORD, .rec = WORLD_NONE,
			       .number = part->offset / 8 };
	if (world->has_subtrees && (part->kind == PART_RTTE || part->kind == PART_POSITION))
		return role_of_slot(world, part);
	if (part->kind == PART_RTTE && world->is_tree)
		return (Role){ .kind = ROLE_PAGE, .rec = WORLD_NONE, .number = part->item +
			       part->subject * world->a->model->config.rtt_entries };
	if (part->kind == PART_RTTE && !world->realms && part->subject == 0 &&
	    part->item - first < world->most.pages)
		return (Role){ .kind = ROLE_PAGE, .number = part->item - first, .rec = WORLD_NONE };
	if (is_position(world, part->offset, &number))
		return (Role){ .kind = ROLE_POSITION, .number = number, .rec = rec };
	return (Role){ .kind = rec == WORLD_NONE ? ROLE_CONTROL : ROLE_REC, .rec = rec };
}

static gboolean is_of_granule(const Role *role)
{
	return role->kind >= ROLE_STATE && role->kind <= ROLE_LINK;
}

/* They are in the same order in each REC. */
static void note_rec(Roles *roles, guint part)
{
	Role *role = &roles->of[part];

	if (!roles->rec[role->rec])
		roles->rec[role->rec] = part;
	role->item = part - roles->rec[role->rec];
}

/* They come column by column, each with all Granules. */
static void note_rec_granule(Roles *roles, guint part)
{
	Role *role = &roles->of[part];

	while (role->item < GRANULE_PARTS - 1 && roles->rec_granule[role->item][role->rec])
		role->item++;
	roles->rec_granule[role->item][role->rec] = part;
}

static void note_role(Roles *roles, guint part)
{
	const Role *role = &roles->of[part];

	if (role->kind == ROLE_REC_GRANULE)
		note_rec_granule(roles, part);
	else if (role->rec != WORLD_NONE)
		note_rec(roles, part);
	if (role->kind == ROLE_REALM)
		roles->realm[role->number][role->item] = part;
	if (role->kind == ROLE_PAGE)
		roles->page[role->number] = part;
	else if (is_of_granule(role))
		roles->granule[role->kind - ROLE_STATE][role->number] = part;
}

static void add_part(Roles *roles, const struct rmm_part *part)
{
	roles->of = g_renew(Role, roles->of, roles->count + 1);
	roles->of[roles->count] = role_of(roles->world, part);
	if (part->size <= 8)
		memcpy(&roles->of[roles->count].initial,
		       rmm_part(roles->world->a->initial, part->offset), part->size);
	if (roles->world->has_operations && part->owner == OWNER_OPERATION &&
	    part->offset == roles->world->a->model->layout.operations +
			    offsetof(struct rmm_operation, command))
		roles->command = roles->count;
	note_role(roles, roles->count++);
}

/* As a space (explore/space.h) has them: unused bytes one by one. */
static void add(void *user, const struct rmm_part *part)
{
	struct rmm_part piece = *part;

	if (part->kind != PART_UNUSED) {
		add_part(user, part);
		return;
	}
	for (piece.size = 1; piece.offset < part->offset + part->size; piece.offset++)
		add_part(user, &piece);
}

static void add_monitors(Roles *roles)
{
	const struct explore_alphabet *a = roles->world->a;
	uint32_t end = (uint32_t)a->model->layout.size;
	struct rmm_part gap = { .offset = end, .size = a->monitors_at - end, .kind = PART_UNUSED };

	add(roles, &gap);
	for (uint32_t i = 0; i < a->monitor_count; i++)
		add(roles, &(struct rmm_part){ .offset = a->monitors_at + 8 * i, .size = 8 });
}

Roles *roles_new(const SizedWorld *world)
{
	Roles *roles = g_new0(Roles, 1);

	roles->world = world;
	for (guint i = 0; world->realms && i < world->realms->count; i++)
		roles->realm[i] = g_new0(guint, world->realms->parts);
	rmm_parts(world->a->model, add, roles);
	add_monitors(roles);
	return roles;
}

void roles_free(Roles *roles)
{
	if (!roles)
		return;
	for (guint i = 0; i < COMPONENTS_MAX; i++)
		g_free(roles->realm[i]);
	g_free(roles->of);
	g_free(roles);
}

/* ---- values ---- */

guint role_mapped(const SizedWorld *world, guint64 bits)
{
	struct rmm_rtte entry = rtte_of_bits(bits);
	guint64 offset = rtte_address(entry) - world->granule_base;

	return rtte_is_live(entry) && offset / RMM_GRANULE_SIZE < world->most.granules * world->unit
	       ? (guint)(offset / RMM_GRANULE_SIZE) / world->unit : WORLD_NONE;
}

gboolean role_is_data(guint64 state)
{
	return (state & 0xf) == GRANULE_DATA;
}

guint role_linked(const SizedWorld *world, guint64 link)
{
	return content_linked_page(world, link);
}

guint role_border(const SizedWorld *world, guint64 address)
{
	guint64 offset = address - world->page_base;

	return offset % RMM_GRANULE_SIZE || offset / RMM_GRANULE_SIZE > world->most.pages
	       ? WORLD_NONE : (guint)(offset / RMM_GRANULE_SIZE);
}

gboolean role_is_taken(guint64 bits)
{
	return rtte_is(rtte_of_bits(bits), RTTE_INTERMEDIATE);
}

/* ---- without a component ---- */

/* What @part is of its REC is this of another. */
static guint part_of_rec(const Roles *roles, guint part, guint rec)
{
	const Role *role = &roles->of[part];

	return role->kind == ROLE_REC_GRANULE ? roles->rec_granule[role->item][rec]
					      : roles->rec[rec] + role->item;
}

/* What @part is of its Realm is this of another. */
static guint part_of_realm(const Roles *roles, guint part, guint realm)
{
	return roles->realm[realm][roles->of[part].item];
}

gboolean role_is_name(const Roles *roles, guint part, guint64 value)
{
	const Role *role = &roles->of[part];

	if (role->kind == ROLE_REALM)
		return value == role->initial &&
		       value != roles->of[part_of_realm(roles, part, role->number ? 0 : 1)].initial;
	return role->rec != WORLD_NONE && value == role->initial &&
	       value != roles->of[part_of_rec(roles, part, role->rec ? 0 : 1)].initial;
}

guint role_part_without(const Roles *roles, guint part, WorldSize size, Deletion gone)
{
	const Role *role = &roles->of[part];
	guint number = role->number, unit = roles->world->unit;

	if (role->rec != WORLD_NONE && gone.rec != WORLD_NONE && role->rec < size.recs)
		return role->rec == gone.rec ? WORLD_NONE
		       : part_of_rec(roles, part, number_without(role->rec, gone.rec));
	if (role->kind == ROLE_REALM && gone.page != WORLD_NONE && number < size.pages)
		return number == gone.page ? WORLD_NONE
		       : part_of_realm(roles, part, number_without(number, gone.page));
	if (role->kind == ROLE_PAGE && gone.page != WORLD_NONE && number < size.pages)
		return number == gone.page ? WORLD_NONE
		       : roles->page[number_without(number, gone.page)];
	if (is_of_granule(role) && number < size.granules * unit)
		return number / unit == gone.granule ? WORLD_NONE
		       : roles->granule[role->kind - ROLE_STATE]
			 [number_without(number / unit, gone.granule) * unit + number % unit];
	return part;
}

/* An entry: what it maps has another name, or is gone. */
static gboolean entry_without(const Roles *roles, guint page, guint64 bits, Deletion gone,
			      guint64 *less)
{
	guint granule = role_mapped(roles->world, bits);

	if (page == gone.page) {
		*less = bits;
		return granule == gone.granule;
	}
	if (granule == WORLD_NONE) {
		*less = bits;
		return TRUE;
	}
	*less = bits - (guint64)(granule - number_without(granule, gone.granule)) *
		       roles->world->unit * RMM_GRANULE_SIZE;
	return granule != gone.granule;
}

static gboolean link_without(const Roles *roles, guint granule, guint64 link, Deletion gone,
			     guint64 *less)
{
	guint page = role_linked(roles->world, link);

	*less = link;
	if (granule / roles->world->unit == gone.granule)
		return page == gone.page;
	if (page == WORLD_NONE)
		return TRUE;
	*less = content_page_link(roles->world, number_without(page, gone.page));
	return page != gone.page;
}

/* No state is without what an operation has in hand. */
static gboolean word_without(const Roles *roles, guint64 word, Deletion gone, guint64 *less)
{
	guint number;

	switch (operation_word(roles->world, word, &number)) {
	case WORD_BORDER:
		*less -= gone.page != WORLD_NONE && number > gone.page ? RMM_GRANULE_SIZE : 0;
		return TRUE;
	case WORD_GRANULE:
		*less -= (guint64)(number - granule_without(number, gone)) * RMM_GRANULE_SIZE;
		return number != gone.granule;
	default:
		return TRUE;
	}
}

gboolean role_value_without(const Roles *roles, guint part, guint64 value, Deletion gone,
			    guint64 *less)
{
	const Role *role = &roles->of[part];
	guint border;

	*less = value;
	switch (role->kind) {
	case ROLE_PAGE:
		return entry_without(roles, role->number, value, gone, less);
	case ROLE_LINK:
		return link_without(roles, role->number, value, gone, less);
	case ROLE_STATE:
		return role->number / roles->world->unit != gone.granule ||
		       role_is_data(value) == (gone.page != WORLD_NONE);
	case ROLE_POSITION:
		border = role_border(roles->world, value);
		if (border != WORLD_NONE && gone.page != WORLD_NONE && border > gone.page)
			*less -= RMM_GRANULE_SIZE;
		return TRUE;
	case ROLE_WORD:
		return word_without(roles, value, gone, less);
	case ROLE_REALM:
		if (role->number != gone.page && role_is_name(roles, part, value))
			*less = roles->of[part_of_realm(roles, part,
							number_without(role->number, gone.page))].initial;
		return TRUE;
	case ROLE_REC:
	case ROLE_REC_GRANULE:
		if (gone.rec != WORLD_NONE && role->rec != gone.rec && role_is_name(roles, part, value))
			*less = roles->of[part_of_rec(roles, part,
						      number_without(role->rec, gone.rec))].initial;
		return TRUE;
	default:
		return TRUE;
	}
}
