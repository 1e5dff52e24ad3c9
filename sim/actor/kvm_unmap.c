/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM takes mappings away, and the tables that are no longer needed. */
#include "actor/dialect.h"
#include "actor/kvm.h"

/* The boundary of @size behind @addr. */
static guint64 next_boundary(guint64 addr, guint64 size)
{
	return addr - addr % size + size;
}

/* ---- realm_fold_rtt_level ---- */

typedef enum { FOLDED_ALL, FOLDED_SOME, FOLD_FAILED } Folded;

/*
 * Folds the tables of @level in [start, end), or those below that keep one
 * from being folded. A range that starts within a table leaves that one alone.
 */
static Folded fold_level(Scene *scene, int level, guint64 start, guint64 end)
{
	guint64 size = rmm_level_size(scene->model, scene->state, level - 1), next;
	Folded folded = FOLDED_ALL;

	for (guint64 addr = start; addr < end; addr = next) {
		guint64 ipa = addr % size ? next_boundary(addr, size) : addr;
		enum rmm_status status = HOST_CALL(scene, CMD_RMI_RTT_FOLD,
						   { "rd", scene->vm.rd }, { "ipa", ipa },
						   { "level", (guint64)level });
		Folded below = FOLDED_SOME;

		next = next_boundary(addr, size);
		if (status == RMI_SUCCESS) {
			dialect_return_page(scene, scene_output(scene, "rtt"));
			continue;
		}
		if (status != RMI_ERROR_RTT)
			return FOLD_FAILED;
		if (level < RMM_PAGE_LEVEL && scene->result.index >= level)
			below = fold_level(scene, level + 1, addr, next);
		if (below == FOLD_FAILED)
			return FOLD_FAILED;
		if (below == FOLDED_ALL)
			next = addr;    /* once more, at this level */
		else
			folded = FOLDED_SOME;
	}
	return folded;
}

static void fold(Scene *scene, guint64 start, guint64 end)
{
	fold_level(scene, kvm_of(scene)->start_level + 1, start, end);
}

/* ---- private pages ---- */

/* What is mapped at @ipa goes, guest_memfd keeps the pages. */
static Ending unmap_once(Scene *scene, guint64 top, guint64 *ipa)
{
	Unmapped unmapped = { 0, 0, *ipa };
	enum rmm_status status = dialect(scene)->unmap(scene, *ipa, top, &unmapped);
	int level = scene->result.index;

	if (unmapped.size)
		dialect(scene)->undelegate(scene, unmapped.pa, unmapped.size);
	if (status != RMI_SUCCESS && status != RMI_ERROR_RTT)
		return scene_end(scene, ENDED_ENXIO, *ipa);
	if (status == RMI_SUCCESS || unmapped.next > *ipa) {
		*ipa = MAX(unmapped.next, *ipa + scene_page(scene));
		return ENDED_OK;
	}
	/* A block that reaches beyond the range is split; then the same IPA again. */
	if (level >= RMM_PAGE_LEVEL)
		return scene_end(scene, ENDED_ENXIO, *ipa);
	return kvm_create_tables(scene, *ipa, level, level + 1);
}

Ending kvm_unmap_private(Scene *scene, guint64 base, guint64 top)
{
	Ending ending = ENDED_OK;
	guint64 ipa = base;

	while (ending == ENDED_OK && ipa < top)
		ending = unmap_once(scene, top, &ipa);
	fold(scene, base, top);
	return ending;
}

/* ---- shared pages ---- */

/* An RMM that unmaps a block of a level at a time. */
static void unmap_shared_level(Scene *scene, int level, guint64 start, guint64 end)
{
	guint64 size = rmm_level_size(scene->model, scene->state, level), next;

	for (guint64 addr = start; addr < end; addr = next) {
		Unmapped unmapped = { 0, 0, addr };
		enum rmm_status status;

		next = next_boundary(addr, size);
		if (addr % size || next > end) {
			unmap_shared_level(scene, level + 1, addr, MIN(next, end));
			continue;
		}
		status = dialect(scene)->unmap_shared(scene, addr, end, level, &unmapped);
		if (status != RMI_SUCCESS && status != RMI_ERROR_RTT)
			return;
		if (unmapped.next > addr)
			next = unmapped.next;
		else if (level < RMM_PAGE_LEVEL)
			unmap_shared_level(scene, level + 1, addr, next);
	}
	fold(scene, start, end);
}

/* An RMM that unmaps a range, as far as its tables go. */
static void unmap_shared_range(Scene *scene, guint64 start, guint64 end)
{
	guint64 next;

	for (guint64 addr = start; addr < end; addr = next) {
		Unmapped unmapped = { 0, 0, addr };
		enum rmm_status status = dialect(scene)->unmap_shared(scene, addr, end, 0,
								      &unmapped);
		int level = scene->result.index, wanted = kvm_find_map_level(scene, addr, end);

		next = unmapped.next;
		if (status == RMI_SUCCESS && next > addr)
			continue;
		if (status != RMI_ERROR_RTT)
			return;
		next = addr;
		if (level >= wanted)
			next += rmm_level_size(scene->model, scene->state, level);
		else if (kvm_create_tables(scene, addr, level, wanted) != ENDED_OK)
			return;
	}
	fold(scene, start, end);
}

void kvm_unmap_shared(Scene *scene, guint64 base, guint64 top)
{
	guint64 start = base + kvm_shared_bit(scene), end = top + kvm_shared_bit(scene);

	if (base >= top)
		return;
	if (dialect(scene)->by_level)
		unmap_shared_level(scene, kvm_find_map_level(scene, start, end), start, end);
	else
		unmap_shared_range(scene, start, end);
}

/* ---- realm_tear_down_rtt_level ---- */

static Ending tear_down_level(Scene *scene, int level, guint64 start, guint64 end);

/* Destroys the table at @addr; one with live entries after those below it. */
static Ending destroy_table(Scene *scene, int level, guint64 addr, guint64 *next)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_RTT_DESTROY, { "rd", scene->vm.rd },
					   { "ipa", addr }, { "level", (guint64)level });
	guint64 behind = *next;
	Ending ending;

	*next = scene_output(scene, "top");
	if (status == RMI_SUCCESS) {
		dialect_return_page(scene, scene_output(scene, "rtt"));
		return ENDED_OK;
	}
	if (status != RMI_ERROR_RTT)
		return scene_end(scene, ENDED_ENXIO, addr);
	if (*next > addr)
		return ENDED_OK;        /* there is none */
	if (scene->result.index != level || level == RMM_PAGE_LEVEL)
		return scene_end(scene, ENDED_ENXIO, addr);
	ending = tear_down_level(scene, level + 1, addr, behind);
	*next = addr;
	return ending;
}

static Ending tear_down_level(Scene *scene, int level, guint64 start, guint64 end)
{
	guint64 size = rmm_level_size(scene->model, scene->state, MIN(level, RMM_PAGE_LEVEL) - 1), next;
	Ending ending = level > RMM_PAGE_LEVEL ? ENDED_EINVAL : ENDED_OK;

	for (guint64 addr = start; ending == ENDED_OK && addr < end; addr = next) {
		next = next_boundary(addr, size);
		if (next <= end && addr % size == 0)
			ending = destroy_table(scene, level, addr, &next);
		else
			ending = tear_down_level(scene, level + 1, addr, MIN(next, end));
	}
	return ending;
}

Ending kvm_destroy_tables(Scene *scene)
{
	return tear_down_level(scene, kvm_of(scene)->start_level + 1, 0,
			       (guint64)1 << kvm_of(scene)->ipa_bits);
}
