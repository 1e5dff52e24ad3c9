/* SPDX-License-Identifier: BSD-3-Clause */
/* The axes of the comparison. */
#include "compare/cell.h"

const Policy policies[] = {
	{ "host-init", "all", FALSE, "the Host makes all memslots RAM; the guest does not ask" },
	{ "guest-init", "none", TRUE, "the guest asks for its DRAM; the Host does nothing before" },
	{ "both", "all", TRUE, "the Host makes all memslots RAM, and the guest asks" },
	{ "neither", "none", FALSE, "nobody does" },
	{ "kernel-init", "kernel", TRUE,
	  "the Host makes kernel and BSS RAM; the guest asks for the rest" },
	{ NULL, NULL, FALSE, NULL }
};

/* Firmware loads the kernel behind the middle of DRAM. */
const GuestChoice guest_choices[GUEST_CHOICES + 1] = {
	{ "linux", { "linux.boot %s", NULL } },
	{ "linux-early", { "linux-early.boot %s", NULL } },
	{ "edk2+linux", { "edk2.boot %s",
			  "linux.boot %s image=0x9200_0000 image_size=64K" } },
	{ "freebsd", { "freebsd.boot %s", NULL } },
	{ "early-toucher", { "early-toucher.boot %s", NULL } },
	{ "legacy", { "legacy.boot %s", NULL } },
	{ NULL, { NULL, NULL } }
};

const Cheat cheats[] = {
	{ "reject", "reject", { { PLACE_NONE, NULL } }, "refuses what the guest asks for" },
	{ "ignore", "ignore", { { PLACE_NONE, NULL } }, "does nothing about a request" },
	{ "half", "half", { { PLACE_NONE, NULL } }, "grants the first half of each request" },
	{ "destroy", NULL, { { PLACE_INITIALISED, "hostile.destroy" } },
	  "destroys a page of the image before activation" },
	{ "replace", NULL, { { PLACE_INITIALISED, "hostile.destroy" },
			     { PLACE_ACTIVE, "hostile.replace" } },
	  "destroys a page of the image before activation, and maps a wiped one after it" },
	{ "replace-early", NULL, { { PLACE_POPULATED, "hostile.destroy" },
				   { PLACE_ACTIVE, "hostile.replace" } },
	  "destroys a page of the image before RIPAS is set, and maps a wiped page after activation" },
	{ "other-image", NULL, { { PLACE_POPULATED, "hostile.destroy" },
				 { PLACE_POPULATED, "hostile.populate" } },
	  "puts other contents into a page of the image, unmeasured" },
	{ "destroy-late", NULL, { { PLACE_SECRET, "hostile.destroy" } },
	  "destroys a page of the image once the guest has the secret" },
	{ "replace-late", NULL, { { PLACE_SECRET, "hostile.destroy" },
				  { PLACE_SECRET, "hostile.replace" } },
	  "destroys a page of the image then, and maps a wiped one" },
	{ NULL, NULL, { { PLACE_NONE, NULL } }, NULL }
};

/* The second is that of a published boot log: 50 MiB of kernel, 64 KiB of DTB. */
const Population populations[] = {
	{ "small", "", "", FALSE, "", "" },
	{ "fosdem", " image_size=0x30c6000 bss_size=0xda000 dtb_size=64K",
	  "memory 0x8800_0000 +128M\n", TRUE, "", "" },
	{ NULL, NULL, NULL, FALSE, NULL, NULL }
};
