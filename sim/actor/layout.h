/* SPDX-License-Identifier: BSD-3-Clause */
/* Where things lie in a VM's memory: the VMM decides, guests know. */
#ifndef SIM_LAYOUT_H
#define SIM_LAYOUT_H

#include <glib.h>

/* A range, and how far apart the pages are that are touched. */
typedef struct {
	guint64 base, top, stride;
} Range;

/* Memory beside DRAM, in the order in which the guest is told. */
#define LAYOUT_BANKS_MAX 8

typedef struct {
	guint64 dram, dram_size;
	Range banks[LAYOUT_BANKS_MAX];
	guint bank_count;
	guint64 image, image_size;      /* what a kernel or firmware file holds */
	guint64 bss_size;               /* memory behind it that it needs as well */
	guint64 dtb, dtb_size;
} Layout;

/* Parts of memory that software touches. */
typedef enum {
	AREA_NONE,
	AREA_ENTRY,             /* the first page of the image */
	AREA_IMAGE,
	AREA_BSS,
	AREA_IDMAP,             /* the last page behind the image: early tables */
	AREA_DTB,
	AREA_DRAM,
	AREA_TABLES,            /* at the top of DRAM: tables of the linear map */
	AREA_MEMMAP,            /* a 64th of DRAM below them */
	AREA_SWIOTLB,           /* shared with the Host, if the guest asks for it */
	AREA_KERNEL,            /* where firmware loads a kernel */
	AREA_HEAP,
	AREA_SECRET,
	AREA_GIVEN,             /* a range that a procedure was given */
	AREAS
} Area;

Range layout_range(const Layout *layout, Area area);

/* The @bank of memory: 0 is DRAM; FALSE: there is none. */
gboolean layout_bank(const Layout *layout, guint bank, Range *range);
/* FALSE: there is no room for one more. */
gboolean layout_add_bank(Layout *layout, guint64 base, guint64 size);

/* "bss". */
const char *layout_area_name(Area area);

/* A page of the image that guests use only after their boot. */
guint64 layout_late_page(const Layout *layout);

#endif
