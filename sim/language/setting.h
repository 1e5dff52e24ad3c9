/* SPDX-License-Identifier: BSD-3-Clause */
/* The numbers of a configuration that "geometry" and "platform" lines set. */
#ifndef SIM_SETTING_H
#define SIM_SETTING_H

#include <glib.h>

#include "base/config.h"

typedef enum { SETTING_GEOMETRY, SETTING_PLATFORM } SettingKind;

typedef struct {
	const char *name;
	SettingKind kind;
	gsize offset, size;     /* within struct rmm_config */
	guint64 low, high;      /* range */
	const char *summary;    /* one line */
} Setting;

/* NULL if there is none; @names gets the names there are (char *). */
const Setting *setting_find(SettingKind kind, const char *name, GPtrArray *names);

/* The settings in turn; NULL behind the last. */
const Setting *setting_at(guint index);

/* Can it be @value? */
gboolean setting_takes(const Setting *setting, guint64 value);

void setting_store(struct rmm_config *config, const Setting *setting, guint64 value);

/* Appends " name=value" for what differs from @base. */
void setting_append_changed(GString *out, SettingKind kind,
			    const struct rmm_config *config, const struct rmm_config *base);

#endif
