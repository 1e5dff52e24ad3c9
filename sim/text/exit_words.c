/* SPDX-License-Identifier: BSD-3-Clause */
/* Why a REC left, in words (ESR_ELx of the Arm ARM; HPFAR_EL2; A4.3.4). */
#include "text/exit_words.h"

#include "base/types.h"

/* ---- exception syndromes ---- */

#define CLASS(esr)     ((guint)((esr) >> 26) & 0x3f)
#define TRAP_IS_WFE    ((guint64)1)

enum { CLASS_WFX = 0x01, CLASS_DATA_LOWER = 0x24, CLASS_DATA_SAME = 0x25 };

static const struct {
	guint class;
	gboolean is_abort;
	const char *text;
} classes[] = {
	{ CLASS_WFX, FALSE, "WFI" },
	{ 0x20, TRUE, "Instruction Abort" }, { 0x21, TRUE, "Instruction Abort" },
	{ CLASS_DATA_LOWER, TRUE, "Data Abort" }, { CLASS_DATA_SAME, TRUE, "Data Abort" },
};

/* Fault status codes; those of a walk have its level in their two lowest bits. */
static const struct {
	guint first, mask;
	const char *text;
} faults[] = {
	{ 0x00, 0x3c, "address size fault" }, { 0x04, 0x3c, "translation fault" },
	{ 0x08, 0x3c, "access flag fault" }, { 0x0c, 0x3c, "permission fault" },
	{ 0x24, 0x3c, "Granule Protection Fault of the walk" },
	{ 0x10, 0x3f, "Synchronous External Abort" },
	{ 0x28, 0x3f, "Granule Protection Fault" },
	{ 0x2b, 0x3f, "translation fault, level -1" },
};

static void append_fault(GString *out, guint64 esr)
{
	guint status = (guint)esr & 0x3f;

	for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
		if ((status & faults[i].mask) != faults[i].first)
			continue;
		g_string_append_printf(out, ", %s", faults[i].text);
		if (faults[i].mask == 0x3c)
			g_string_append_printf(out, ", level %u", status & 3);
		return;
	}
	g_string_append_printf(out, ", fault status 0x%x", status);
}

gboolean syndrome_append(GString *out, guint64 esr)
{
	for (gsize i = 0; i < G_N_ELEMENTS(classes); i++) {
		if (classes[i].class != CLASS(esr))
			continue;
		g_string_append(out, CLASS(esr) == CLASS_WFX && esr & TRAP_IS_WFE ? "WFE"
				     : classes[i].text);
		if (classes[i].is_abort)
			append_fault(out, esr);
		return TRUE;
	}
	return FALSE;
}

/* ---- exits ---- */

#define HPFAR_TO_IPA(hpfar) ((hpfar) >> 4 << 12)

void exit_append(GString *out, const struct rmm_version *version, const struct rmm_exit *exit)
{
	guint64 reason = exit->field[EXIT_FIELD_REASON], esr = exit->field[EXIT_FIELD_ESR];
	const char *name = rmm_name(rmm_exit_reason.names, version, reason);

	if (reason != EXIT_SYNC || !syndrome_append(out, esr)) {
		g_string_append(out, name ? name : "an unknown reason");
		return;
	}
	if (CLASS(esr) != CLASS_WFX)
		g_string_append_printf(out, ", IPA 0x%" G_GINT64_MODIFIER "x",
				       (guint64)HPFAR_TO_IPA(exit->field[EXIT_FIELD_HPFAR]));
}
