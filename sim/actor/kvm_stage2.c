/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM and stage 2: memory behind a Realm, tables, mapping. */
#include "actor/dialect.h"
#include "actor/kvm.h"
#include "actor/vmm.h"

/* ---- memory behind a Realm ---- */

/* The memslot of @base; NULL: none, and @next is the next that begins, or @top. */
static const Memslot *slot_from(const Scene *scene, guint64 base, guint64 top, guint64 *next)
{
	GArray *slots = kvm_of(scene)->slots;

	*next = top;
	for (guint i = 0; i < slots->len; i++) {
		const Memslot *slot = &g_array_index(slots, Memslot, i);

		if (base - slot->base < slot->size)
			return slot;
		if (slot->base > base)
			*next = MIN(*next, slot->base);
	}
	return NULL;
}

const Memslot *kvm_slot(const Scene *scene, guint64 ipa)
{
	guint64 next;

	return slot_from(scene, ipa, ipa + 1, &next);
}

gboolean kvm_slots_cover(const Scene *scene, guint64 base, guint64 top)
{
	while (base < top) {
		guint64 next;
		const Memslot *slot = slot_from(scene, base, top, &next);

		if (!slot)
			return FALSE;
		base = slot->base + slot->size;
	}
	return TRUE;
}

gboolean kvm_slots_meet(const Scene *scene, guint64 base, guint64 top)
{
	guint64 next;

	return base < top && (slot_from(scene, base, top, &next) || next < top);
}

gboolean kvm_is_shared(const Scene *scene, guint64 ipa)
{
	return range_set_meets(kvm_of(scene)->shared, ipa, ipa + 1);
}

/* The page that @table has for an IPA, or a new one. */
static guint64 page_of(Scene *scene, GHashTable *table, guint64 ipa)
{
	guint64 *found = g_hash_table_lookup(table, &ipa);
	guint64 pa;

	if (found)
		return *found;
	pa = host_memory_take(scene->memory, scene_page(scene));
	if (pa)
		g_hash_table_insert(table, g_memdup2(&ipa, sizeof(ipa)),
				    g_memdup2(&pa, sizeof(pa)));
	return pa;
}

guint64 kvm_page(Scene *scene, guint64 ipa)
{
	return page_of(scene, kvm_of(scene)->pages, ipa);
}

guint64 kvm_shared_bit(const Scene *scene)
{
	return (guint64)1 << (kvm_of(scene)->ipa_bits - 1);
}

/* ---- tables ---- */

int kvm_find_map_level(const Scene *scene, guint64 base, guint64 top)
{
	int level = RMM_PAGE_LEVEL;

	while (level > kvm_of(scene)->start_level) {
		guint64 size = rmm_level_size(scene->model, scene->state, level - 1);

		if (base % size || base + size > top)
			break;
		level--;
	}
	return level;
}

static Ending create_table(Scene *scene, guint64 ipa, int level)
{
	guint64 start = rmm_align_down(scene->model, scene->state, ipa, level - 1);
	guint64 pa = dialect_new_page(scene);
	enum rmm_status status;

	if (!pa)
		return scene_end(scene, ENDED_ENOMEM, ipa);
	status = HOST_CALL(scene, CMD_RMI_RTT_CREATE, { "rd", scene->vm.rd }, { "rtt", pa },
			   { "ipa", start }, { "level", (guint64)level });
	if (status == RMI_SUCCESS)
		return ENDED_OK;
	/* Of a table that another vCPU made meanwhile the walk gets further. */
	if (status == RMI_ERROR_RTT && scene->result.index == level) {
		dialect_return_page(scene, pa);
		return ENDED_OK;
	}
	return scene_end(scene, ENDED_ENXIO, ipa);
}

Ending kvm_create_tables(Scene *scene, guint64 ipa, int level, int down_to)
{
	Ending ending = ENDED_OK;

	while (ending == ENDED_OK && level++ < down_to)
		ending = create_table(scene, ipa, level);
	return ending;
}

/*
 * The RMM stopped at @level on the way to @wanted: some versions of KVM make
 * all tables that are missing, some make one and see.
 */
static Ending add_tables(Scene *scene, guint64 ipa, int level, int wanted)
{
	return kvm_create_tables(scene, ipa, level,
				 kvm_of(scene)->version->one_table ? level + 1 : wanted);
}

/* ---- private pages ---- */

static enum rmm_status map_once(Scene *scene, guint64 ipa, guint64 pa, MapKind kind)
{
	return kind == MAP_WIPED ? dialect(scene)->map(scene, ipa, pa)
				 : dialect(scene)->populate(scene, ipa, pa,
							    kind == MAP_COPY_MEASURED);
}

Ending kvm_map_page(Scene *scene, guint64 ipa, guint64 pa, MapKind kind)
{
	enum rmm_status status = map_once(scene, ipa, pa, kind);

	while (status == RMI_ERROR_RTT && scene->result.index < RMM_PAGE_LEVEL) {
		int level = scene->result.index;
		Ending ending = add_tables(scene, ipa, level, RMM_PAGE_LEVEL);

		if (ending != ENDED_OK)
			return ending;
		status = map_once(scene, ipa, pa, kind);
		if (scene->result.index <= level)
			break;
	}
	if (status == RMI_SUCCESS)
		return ENDED_OK;
	scene->refused = scene->result;
	return scene_end(scene, ENDED_ENXIO, ipa);
}

/* ---- blocks ---- */

/* Is there memory for all of the range, and none of it in use? */
static gboolean is_fresh(const Scene *scene, guint64 base, guint64 size)
{
	for (guint64 ipa = base; ipa < base + size; ipa += scene_page(scene))
		if (!kvm_slot(scene, ipa) || g_hash_table_contains(kvm_of(scene)->pages, &ipa) ||
		    kvm_is_shared(scene, ipa))
			return FALSE;
	return TRUE;
}

static void keep_pages(Scene *scene, guint64 base, guint64 pa, guint64 size)
{
	for (guint64 i = 0; i < size; i += scene_page(scene)) {
		guint64 page = base + i, at = pa + i;

		g_hash_table_insert(kvm_of(scene)->pages, g_memdup2(&page, sizeof(page)),
				    g_memdup2(&at, sizeof(at)));
	}
}

/* Page by page into a table that is made for it, and folded when it is full. */
static Ending map_and_fold(Scene *scene, guint64 base, guint64 pa, guint64 size)
{
	Ending ending = ENDED_OK;

	kvm_create_tables(scene, base, RMM_PAGE_LEVEL - 1, RMM_PAGE_LEVEL);
	for (guint64 i = 0; ending == ENDED_OK && i < size; i += scene_page(scene)) {
		if (dialect(scene)->delegate(scene, pa + i, scene_page(scene)) != RMI_SUCCESS)
			return ENDED_OK;
		ending = kvm_map_page(scene, base + i, pa + i, MAP_WIPED);
	}
	if (ending == ENDED_OK &&
	    HOST_CALL(scene, CMD_RMI_RTT_FOLD, { "rd", scene->vm.rd }, { "ipa", base },
		      { "level", RMM_PAGE_LEVEL }) == RMI_SUCCESS)
		dialect_return_page(scene, scene_output(scene, "rtt"));
	return ending;
}

/* As a range: where KVM has made a table for pages, they fill that. */
static Ending map_range(Scene *scene, guint64 base, guint64 pa, guint64 size)
{
	guint64 ipa = base;

	if (dialect(scene)->delegate(scene, pa, size) != RMI_SUCCESS)
		return ENDED_OK;
	while (ipa < base + size) {
		int wanted = kvm_find_map_level(scene, ipa, base + size);
		enum rmm_status status = dialect(scene)->map_block(scene, ipa, pa + (ipa - base),
								   wanted);
		Ending ending = ENDED_OK;

		if (status == RMI_SUCCESS)
			ipa = MAX(scene_output(scene, "out_top"), ipa + scene_page(scene));
		else if (status == RMI_ERROR_RTT && scene->result.index < RMM_PAGE_LEVEL)
			ending = add_tables(scene, ipa, scene->result.index, RMM_PAGE_LEVEL);
		else
			ending = scene_end(scene, ENDED_ENXIO, ipa);
		if (ending != ENDED_OK)
			return ending;
	}
	return ENDED_OK;
}

guint64 kvm_fresh_block(Scene *scene, guint64 base)
{
	guint64 size = rmm_level_size(scene->model, scene->state, RMM_PAGE_LEVEL - 1);
	guint64 pa = is_fresh(scene, base, size) ? host_memory_take(scene->memory, size) : 0;

	if (pa)
		keep_pages(scene, base, pa, size);
	return pa;
}

gboolean kvm_map_block(Scene *scene, guint64 ipa, Ending *ending)
{
	guint64 size = rmm_level_size(scene->model, scene->state, RMM_PAGE_LEVEL - 1);
	guint64 base = rmm_align_down(scene->model, scene->state, ipa, RMM_PAGE_LEVEL - 1);
	guint64 pa = kvm_fresh_block(scene, base);

	if (!pa)
		return FALSE;
	if (kvm_of(scene)->version->folds || !dialect(scene)->map_block)
		*ending = map_and_fold(scene, base, pa, size);
	else
		*ending = map_range(scene, base, pa, size);
	return TRUE;
}

/* ---- shared pages ---- */

Ending kvm_map_shared(Scene *scene, guint64 ipa)
{
	/* In place, the page is the one that was private. */
	guint64 pa = page_of(scene, vmm_of(scene)->in_place ? kvm_of(scene)->pages
							    : kvm_of(scene)->windows, ipa);
	guint64 alias = ipa | kvm_shared_bit(scene);
	enum rmm_status status;
	Ending ending = ENDED_OK;

	if (!pa)
		return scene_end(scene, ENDED_ENOMEM, ipa);
	status = dialect(scene)->map_shared(scene, alias, pa);
	if (status == RMI_ERROR_RTT && scene->result.index < RMM_PAGE_LEVEL)
		ending = kvm_create_tables(scene, alias, scene->result.index, RMM_PAGE_LEVEL);
	else if (status == RMI_ERROR_RTT && kvm_of(scene)->version->maps_anew)
		kvm_unmap_shared(scene, ipa, ipa + scene_page(scene));
	if (ending != ENDED_OK)
		return ending;
	if (status == RMI_ERROR_RTT)
		status = dialect(scene)->map_shared(scene, alias, pa);
	/* An entry that is there is taken for another vCPU's. */
	return status == RMI_SUCCESS || status == RMI_ERROR_RTT
	       ? ENDED_OK : scene_end(scene, ENDED_ENXIO, ipa);
}
