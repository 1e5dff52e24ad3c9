/* SPDX-License-Identifier: BSD-3-Clause */
/* All readings, text after text. */
#include "version/reading.h"

const struct rmm_reading *rmm_reading_at(unsigned index)
{
	static const struct rmm_reading_table *const tables[] = {
		&rmm_readings_1_0, &rmm_readings_2_0, &rmm_readings_tf_rmm, &rmm_readings_2_0_bet3,
	};

	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		if (index < tables[i]->count)
			return &tables[i]->rows[index];
		index -= tables[i]->count;
	}
	return NULL;
}
