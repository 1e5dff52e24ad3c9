/* SPDX-License-Identifier: BSD-3-Clause */
/* Where things lie in a VM's memory. */
#include "actor/layout.h"

#define PAGE 4096u
#define KIB ((guint64)1 << 10)
#define MIB ((guint64)1 << 20)

/* Of a large image, so many pages stand for all. */
#define IMAGE_SAMPLES 64

static Range whole(guint64 base, guint64 size, guint64 stride)
{
	return (Range){ base, base + size, stride };
}

static guint64 image_stride(const Layout *layout)
{
	guint64 stride = layout->image_size / IMAGE_SAMPLES & ~(guint64)(PAGE - 1);

	return MAX(stride, PAGE);
}

gboolean layout_bank(const Layout *l, guint bank, Range *range)
{
	if (bank > l->bank_count)
		return FALSE;
	*range = bank ? l->banks[bank - 1] : whole(l->dram, l->dram_size, PAGE);
	return TRUE;
}

gboolean layout_add_bank(Layout *l, guint64 base, guint64 size)
{
	if (l->bank_count == LAYOUT_BANKS_MAX)
		return FALSE;
	l->banks[l->bank_count++] = whole(base, size, PAGE);
	return TRUE;
}

/* Where a kernel takes memory from first: the top of the highest bank. */
static guint64 top_of_memory(const Layout *l)
{
	guint64 top = l->dram + l->dram_size;

	for (guint i = 0; i < l->bank_count; i++)
		top = MAX(top, l->banks[i].top);
	return top;
}

/* Of a VM that is too small for what follows: its last page, and the one in the middle. */
static Range small_range(const Layout *l, Area area)
{
	guint64 last = l->dram + l->dram_size - PAGE;
	guint64 half = l->dram + (l->dram_size / 2 & ~(guint64)(PAGE - 1));

	switch (area) {
	case AREA_TABLES:
	case AREA_SECRET:
		return whole(last, PAGE, PAGE);
	case AREA_KERNEL:
	case AREA_HEAP:
		return whole(half, PAGE, PAGE);
	default:
		return whole(0, 0, PAGE);
	}
}

/* So much it takes to have all areas. */
#define SMALL (128 * MIB)

Range layout_range(const Layout *l, Area area)
{
	guint64 bss = l->image + l->image_size;
	guint64 top = top_of_memory(l);
	guint64 half = l->dram + l->dram_size / 2;

	switch (area) {
	case AREA_ENTRY:   return whole(l->image, PAGE, PAGE);
	case AREA_IMAGE:   return whole(l->image, l->image_size, image_stride(l));
	case AREA_BSS:     return whole(bss, l->bss_size, 4 * PAGE);
	case AREA_IDMAP:   return whole(bss + l->bss_size - PAGE, PAGE, PAGE);
	case AREA_DTB:     return whole(l->dtb, l->dtb_size, PAGE);
	case AREA_DRAM:    return whole(l->dram, l->dram_size, PAGE);
	default:           break;
	}
	if (l->dram_size < SMALL)
		return small_range(l, area);
	switch (area) {
	case AREA_TABLES:  return whole(top - 32 * KIB, 32 * KIB, 2 * PAGE);
	case AREA_MEMMAP:  return whole(top - MIB - l->dram_size / 64, l->dram_size / 64, 2 * MIB);
	case AREA_SWIOTLB: return whole(half + 8 * MIB, 64 * KIB, PAGE);
	case AREA_KERNEL:  return whole(half + 32 * MIB, 64 * KIB, PAGE);
	case AREA_HEAP:    return whole(half, 8 * KIB, PAGE);
	case AREA_SECRET:  return whole(half + 4 * MIB, PAGE, PAGE);
	default:           return whole(0, 0, PAGE);
	}
}

const char *layout_area_name(Area area)
{
	static const char *const names[AREAS] = {
		[AREA_NONE] = "-", [AREA_ENTRY] = "entry", [AREA_IMAGE] = "image",
		[AREA_BSS] = "bss", [AREA_IDMAP] = "early tables", [AREA_DTB] = "dtb",
		[AREA_DRAM] = "DRAM", [AREA_TABLES] = "page tables", [AREA_MEMMAP] = "memmap",
		[AREA_SWIOTLB] = "swiotlb", [AREA_KERNEL] = "kernel", [AREA_HEAP] = "heap",
		[AREA_SECRET] = "secret", [AREA_GIVEN] = "given",
	};

	return names[area];
}

guint64 layout_late_page(const Layout *layout)
{
	guint64 stride = image_stride(layout);

	return layout->image + layout->image_size / 2 / stride * stride;
}
