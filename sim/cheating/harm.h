/* SPDX-License-Identifier: BSD-3-Clause */
/* What a Host may do to a guest without its noticing: the questions that cells are asked. */
#ifndef CHEATING_HARM_H
#define CHEATING_HARM_H

#include "cheating/honest_cell.h"

typedef enum {
	HARM_IMAGE,             /* what was measured reads as zeroes */
	HARM_DATA,              /* what it wrote reads as zeroes */
	HARM_FOREIGN,           /* it reads contents of the Host's choice */
	HARM_RAM,               /* RIPAS is RAM where nothing is to be */
	HARM_SEA,               /* it takes an SEA that it would not take */
	HARMS
} Harm;

/* "blank", "reads zeroes where ...". */
const char *harm_name(Harm harm);
const char *harm_text(Harm harm);
/* HARMS: there is none of this name. */
Harm harm_named(const char *name);

/*
 * A predicate of a state in which @page is harmed so, about "$page" and the monitor
 * "$at" (how much of page->doings is done); NULL: it cannot be. The caller frees it.
 */
char *harm_predicate(Harm harm, const HonestCell *honest, const WatchedPage *page);

/* Where an exploration goes on: what comes of other states is refused by the verifier. */
char *harm_while(const HonestCell *honest);

/* What must be so for the Realm to have the verifier's trust: a predicate. The caller frees it. */
char *harm_trusted(const HonestCell *honest);

#endif
