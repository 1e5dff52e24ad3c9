/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dialects. To add one: a row here. Of two that fit a log equally well the first
 * is taken, so that what is met most stands first.
 */
#include "dialect/dialect.h"

#include <string.h>

#include "version/versions.h"

/* Until April 2023 a Granule stood before the Realm that it was for. */
#define GRANULE_FIRST \
	{ "RMI_REC_CREATE", "rec rd params" }, \
	{ "RMI_DATA_CREATE", "data rd ipa src flags" }, \
	{ "RMI_DATA_CREATE_UNKNOWN", "data rd ipa" }, \
	{ "RMI_RTT_CREATE", "rtt rd ipa level" }, \
	{ "RMI_RTT_DESTROY", "rtt rd ipa level", TRUE }, \
	{ "RMI_RTT_FOLD", "rtt rd ipa level", TRUE }, \
	{ "RMI_DATA_DESTROY", "rd ipa", TRUE }, \
	{ "RMI_RTT_UNMAP_UNPROTECTED", "rd ipa level", TRUE }

/* Up to eac2 a version was told, not asked for. */
#define VERSION_TOLD \
	{ "RMI_VERSION", "*" }, \
	{ "RSI_ABI_VERSION", "*" }

#define RIPAS_BY_LEVEL \
	{ "RMI_RTT_INIT_RIPAS", "*" }, \
	{ "RMI_RTT_SET_RIPAS", "*" }

/* Up to eac5 of one page. */
#define STATE_OF_PAGE { "RSI_IPA_STATE_GET", "base" }

static const LogShape shapes_v0_1[] = {
	GRANULE_FIRST, VERSION_TOLD, RIPAS_BY_LEVEL, STATE_OF_PAGE,
	{ "RMI_PSCI_COMPLETE", "calling_rec_ptr target_rec_ptr" },
	{ "RSI_IPA_STATE_SET", "*" }, { "RSI_ATTESTATION_TOKEN_INIT", "*" },
	{ "RSI_ATTESTATION_TOKEN_CONTINUE", "*" },
	{ NULL, NULL }
};

static const LogShape shapes_eac2[] = {
	VERSION_TOLD, STATE_OF_PAGE,
	{ "RMI_PSCI_COMPLETE", "calling_rec_ptr target_rec_ptr" },
	{ "RSI_ATTESTATION_TOKEN_INIT", "*" }, { "RSI_ATTESTATION_TOKEN_CONTINUE", "*" },
	{ NULL, NULL }
};

static const LogShape shapes_eac5[] = {
	STATE_OF_PAGE, { NULL, NULL }
};

/* Attributes of a Host's page, which the specification has no more. */
#define PAGE_OF_HOST { "RMI_RTT_MAP_UNPROTECTED", "rd ipa level" }

static const LogShape shapes_islet_old[] = {
	GRANULE_FIRST, PAGE_OF_HOST, VERSION_TOLD, RIPAS_BY_LEVEL, STATE_OF_PAGE,
	{ NULL, NULL }
};

static const LogShape shapes_islet[] = {
	PAGE_OF_HOST, VERSION_TOLD, RIPAS_BY_LEVEL, STATE_OF_PAGE, { NULL, NULL }
};

#define ALWAYS_1_0 " REALM_CREATE REALM_ACTIVATE REALM_DESTROY REC_CREATE REC_DESTROY" \
	" PSCI_COMPLETE REC_AUX_COUNT VERSION "
#define NEVER_1_0 " DATA_CREATE DATA_CREATE_UNKNOWN RTT_MAP_UNPROTECTED RTT_UNMAP_UNPROTECTED "
#define ALWAYS_2_0 ALWAYS_1_0 "REALM_TERMINATE OP_CONTINUE OP_MEM_DONATE OP_MEM_RECLAIM" \
	" OP_CANCEL GRANULE_TRACKING_GET GRANULE_TRACKING_SET RMM_CONFIG_GET RMM_CONFIG_SET" \
	" RMM_ACTIVATE PDEV_CREATE PDEV_DESTROY VDEV_CREATE VDEV_DESTROY "

#define CANNOT_1_0 "parameters of Realms and RECs, exits of RECs, which REC a call of a Realm is of"

const LogDialect log_dialects[] = {
	{ .id = "tf-rmm-v0.6", .of = "TF-RMM 1.0-rel0, v0.6.0, v0.7.0", .releases = " 0.6 0.7 ",
	  .version = &rmm_version_1_0, .style = STYLE_RMI, .column = 30, .answer = ANSWER_ALWAYS,
	  .always = ALWAYS_1_0 "FEATURES ", .never = NEVER_1_0 "RTT_FOLD ",
	  .cannot = CANNOT_1_0 ", what the Host answers to a request of a Realm" },
	{ .id = "tf-rmm-v0.8", .of = "TF-RMM v0.8.0 and what is aligned to 1.x", .releases = " 0.8 ",
	  .version = &rmm_version_1_0, .style = STYLE_RMI, .column = 34, .answer = ANSWER_IF_RETURNED,
	  .always = ALWAYS_1_0, .never = NEVER_1_0 "RTT_FOLD ", .cannot = CANNOT_1_0 },
	{ .id = "tf-rmm-v0.4", .of = "TF-RMM v0.4.0, v0.5.0", .releases = " 0.4 0.5 ",
	  .version = &rmm_version_1_0, .style = STYLE_RMM, .column = 30, .answer = ANSWER_ALWAYS,
	  .shapes = shapes_eac5, .always = ALWAYS_1_0 "FEATURES RTT_CREATE RTT_DESTROY ",
	  .never = NEVER_1_0 "RTT_FOLD ",
	  .cannot = CANNOT_1_0 ", what the Host answers to a request of a Realm" },
	{ .id = "tf-rmm-eac5", .of = "TF-RMM 1.0-eac5", .version = &rmm_version_1_0,
	  .style = STYLE_RMM, .column = 30, .answer = ANSWER_ALWAYS,
	  .shapes = shapes_eac5, .always = ALWAYS_1_0 "FEATURES ", .never = NEVER_1_0,
	  .cannot = CANNOT_1_0 ", what the Host answers to a request of a Realm" },
	{ .id = "tf-rmm-eac2", .of = "TF-RMM 1.0-eac2", .version = &rmm_version_1_0,
	  .style = STYLE_RMM, .column = 30, .answer = ANSWER_ALWAYS,
	  .shapes = shapes_eac2, .always = ALWAYS_1_0 "FEATURES ", .never = NEVER_1_0,
	  .cannot = CANNOT_1_0 ", what the Host answers to a request of a Realm" },
	{ .id = "tf-rmm-v0.3", .of = "TF-RMM v0.3.0", .releases = " 0.3 ", .version = &rmm_version_1_0,
	  .style = STYLE_RMM, .column = 30, .answer = ANSWER_IF_RETURNED,
	  .shapes = shapes_v0_1, .always = ALWAYS_1_0 "FEATURES ", .never = NEVER_1_0,
	  .cannot = CANNOT_1_0 ", calls that are of an earlier specification" },
	{ .id = "tf-rmm-v0.1", .of = "TF-RMM v0.1.0, v0.2.0", .releases = " 0.1 0.2 ", .version = &rmm_version_1_0,
	  .style = STYLE_RMM, .column = 30, .padded = TRUE, .answer = ANSWER_IF_RETURNED,
	  .shapes = shapes_v0_1, .always = ALWAYS_1_0 "FEATURES ", .never = NEVER_1_0,
	  .cannot = CANNOT_1_0 ", outputs of most calls, calls that are of an earlier specification" },
	{ .id = "tf-rmm-v0.9", .of = "TF-RMM v0.9.0", .releases = " 0.9 ", .version = &rmm_version_2_0_bet0,
	  .style = STYLE_RMI, .column = 34, .answer = ANSWER_IF_RETURNED,
	  .always = ALWAYS_2_0,
	  .never = " RTT_DATA_MAP_INIT RTT_UNPROT_MAP RTT_UNPROT_UNMAP RTT_FOLD ",
	  .cannot = CANNOT_1_0 },
	{ .id = "tf-rmm-main", .of = "TF-RMM main of July 2026", .version = &rmm_version_2_0_bet3,
	  .style = STYLE_RMI, .column = 34, .answer = ANSWER_IF_RETURNED,
	  .always = ALWAYS_2_0, .never = " RTT_DATA_MAP_INIT RTT_FOLD ",
	  .cannot = CANNOT_1_0 },
	{ .id = "islet", .of = "Islet since September 2023", .version = &rmm_version_1_0, .style = STYLE_ISLET,
	  .answer = ANSWER_ALWAYS, .shapes = shapes_islet, .never = " ",
	  .cannot = "parameters of Realms and RECs, exits of RECs, arguments of a Realm's calls" },
	{ .id = "islet-2023", .of = "Islet up to August 2023", .version = &rmm_version_1_0, .style = STYLE_ISLET,
	  .old_target = TRUE, .answer = ANSWER_ALWAYS, .shapes = shapes_islet_old, .never = " ",
	  .cannot = "parameters of Realms and RECs, exits of RECs, arguments of a Realm's calls" },
};

const guint log_dialect_count = G_N_ELEMENTS(log_dialects);

const LogDialect *log_dialect_find(const char *id)
{
	for (guint i = 0; i < log_dialect_count; i++)
		if (strcmp(log_dialects[i].id, id) == 0)
			return &log_dialects[i];
	return NULL;
}

/* Is @name, without its prefix, one of @words? */
static gboolean is_among(const char *words, const char *name)
{
	gsize size = strlen(name);

	for (const char *at = strstr(words, name); at; at = strstr(at + 1, name))
		if (at > words && at[-1] == ' ' && at[size] == ' ')
			return TRUE;
	return FALSE;
}

LogPrinted log_dialect_printed(const LogDialect *dialect, const char *name)
{
	if (g_str_has_prefix(name, "RMI_"))
		name += strlen("RMI_");
	if (is_among(dialect->never, name))
		return PRINTED_NEVER;
	return !dialect->always || is_among(dialect->always, name) ? PRINTED_ALWAYS
								    : PRINTED_FAILED;
}

LogDialect log_dialect_built(const LogDialect *dialect, gboolean leaves_out)
{
	LogDialect built = *dialect;

	if (leaves_out && built.always)
		return built;
	built.always = leaves_out ? " " : NULL;
	built.never = " ";
	return built;
}

const LogShape *log_dialect_shape(const LogDialect *dialect, const char *name)
{
	for (const LogShape *shape = dialect->shapes; shape && shape->name; shape++)
		if (strcmp(shape->name, name) == 0)
			return shape;
	return NULL;
}

const struct rmm_version *log_dialect_version(const LogDialect *dialect)
{
	return dialect->version;
}
