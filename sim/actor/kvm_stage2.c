/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM and stage 2: tables, private pages, shared pages. */
#include "actor/dialect.h"
#include "actor/kvm.h"

/* ---- memory behind a Realm ---- */

const Memslot *kvm_slot(const Scene *scene, guint64 ipa)
{
	for (guint i = 0; i < kvm_of(scene)->slots->len; i++) {
		const Memslot *slot = &g_array_index(kvm_of(scene)->slots, Memslot, i);

		if (ipa >= slot->base && ipa - slot->base < slot->size)
			return slot;
	}
	return NULL;
}

/* The page that @table has for an IPA, or a new one. */
static guint64 page_of(Scene *scene, GHashTable *table, guint64 ipa)
{
	guint64 *found = g_hash_table_lookup(table, &ipa);
	guint64 pa;

	if (found)
		return *found;
	pa = host_memory_take(scene->memory, RMM_GRANULE_SIZE);
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
		guint64 size = rmm_level_size(scene->model, level - 1);

		if (base % size || base + size > top)
			break;
		level--;
	}
	return level;
}

static Ending create_table(Scene *scene, guint64 ipa, int level)
{
	struct kvm *kvm = kvm_of(scene);
	guint64 start = rmm_align_down(scene->model, ipa, level - 1);
	KvmTable table = { start, dialect_new_page(scene), level };
	enum rmm_status status;

	if (!table.pa)
		return scene_end(scene, ENDED_ENOMEM, ipa);
	status = HOST_CALL(scene, CMD_RMI_RTT_CREATE, { "rd", scene->vm.rd }, { "rtt", table.pa },
			   { "ipa", start }, { "level", (guint64)level });
	if (status == RMI_SUCCESS) {
		g_array_append_val(kvm->tables, table);
		return ENDED_OK;
	}
	/* Of a table that another vCPU made meanwhile the walk gets further. */
	if (status == RMI_ERROR_RTT && scene->result.index == level) {
		dialect_return_page(scene, table.pa);
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

/* The table at @ipa is no more; its page returns to the Host. */
static void forget_table(Scene *scene, guint64 ipa, int level, guint64 pa)
{
	GArray *tables = kvm_of(scene)->tables;

	for (guint i = 0; i < tables->len; i++) {
		const KvmTable *table = &g_array_index(tables, KvmTable, i);

		if (table->ipa != ipa || table->level != level)
			continue;
		g_array_remove_index(tables, i);
		break;
	}
	dialect_return_page(scene, pa);
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

	if (status == RMI_ERROR_RTT && scene->result.index < RMM_PAGE_LEVEL) {
		Ending ending = kvm_create_tables(scene, ipa, scene->result.index, RMM_PAGE_LEVEL);

		if (ending != ENDED_OK)
			return ending;
		status = map_once(scene, ipa, pa, kind);
	}
	return status == RMI_SUCCESS ? ENDED_OK : scene_end(scene, ENDED_ENXIO, ipa);
}

/* Is there memory for all of the range, and none of it in use? */
static gboolean is_fresh(const Scene *scene, guint64 base, guint64 size)
{
	for (guint64 ipa = base; ipa < base + size; ipa += RMM_GRANULE_SIZE)
		if (!kvm_slot(scene, ipa) || g_hash_table_contains(kvm_of(scene)->pages, &ipa))
			return FALSE;
	return TRUE;
}

/* Page by page, then the table that is full becomes a block. */
gboolean kvm_map_block(Scene *scene, guint64 ipa, Ending *ending)
{
	guint64 size = rmm_level_size(scene->model, RMM_PAGE_LEVEL - 1);
	guint64 base = rmm_align_down(scene->model, ipa, RMM_PAGE_LEVEL - 1);
	guint64 pa = is_fresh(scene, base, size) ? host_memory_take(scene->memory, size) : 0;

	*ending = ENDED_OK;
	if (!pa)
		return FALSE;
	for (guint64 i = 0; *ending == ENDED_OK && i < size; i += RMM_GRANULE_SIZE) {
		guint64 page = base + i, at = pa + i;

		g_hash_table_insert(kvm_of(scene)->pages, g_memdup2(&page, sizeof(page)),
				    g_memdup2(&at, sizeof(at)));
		if (dialect(scene)->delegate(scene, at) == RMI_SUCCESS)
			*ending = kvm_map_page(scene, page, at, MAP_WIPED);
	}
	if (*ending == ENDED_OK &&
	    HOST_CALL(scene, CMD_RMI_RTT_FOLD, { "rd", scene->vm.rd }, { "ipa", base },
		      { "level", RMM_PAGE_LEVEL }) == RMI_SUCCESS)
		forget_table(scene, base, RMM_PAGE_LEVEL, scene_output(scene, "rtt"));
	return TRUE;
}

/* What an unmap freed goes back; guest_memfd keeps the pages. */
static void undelegate_range(Scene *scene, const Unmapped *unmapped)
{
	for (guint64 i = 0; i < unmapped->size; i += RMM_GRANULE_SIZE)
		dialect(scene)->undelegate(scene, unmapped->pa + i);
}

Ending kvm_unmap_private(Scene *scene, guint64 base, guint64 top)
{
	guint64 ipa = base;

	while (ipa < top) {
		Unmapped unmapped = { 0, 0, ipa };
		enum rmm_status status = dialect(scene)->unmap(scene, ipa, top, &unmapped);
		int level = scene->result.index;

		undelegate_range(scene, &unmapped);
		if (status == RMI_SUCCESS && unmapped.next <= ipa)
			unmapped.next = ipa + RMM_GRANULE_SIZE;
		if (status != RMI_SUCCESS && status != RMI_ERROR_RTT)
			return scene_end(scene, ENDED_ENXIO, ipa);
		/* A block that reaches beyond the range is split. */
		if (unmapped.next <= ipa &&
		    (level >= RMM_PAGE_LEVEL ||
		     kvm_create_tables(scene, ipa, level, level + 1) != ENDED_OK))
			return scene_end(scene, ENDED_ENXIO, ipa);
		ipa = unmapped.next;
	}
	return ENDED_OK;
}

/* ---- shared pages ---- */

void kvm_unmap_shared(Scene *scene, guint64 base, guint64 top)
{
	GHashTable *windows = kvm_of(scene)->windows;

	for (guint64 ipa = base; ipa < top; ipa += RMM_GRANULE_SIZE) {
		Unmapped unmapped = { 0, 0, 0 };

		if (!g_hash_table_contains(windows, &ipa))
			continue;
		dialect(scene)->unmap_shared(scene, ipa | kvm_shared_bit(scene),
					     (ipa | kvm_shared_bit(scene)) + RMM_GRANULE_SIZE,
					     &unmapped);
		g_hash_table_remove(windows, &ipa);
	}
}
