/* SPDX-License-Identifier: BSD-3-Clause */
/* One HTML file that stands by itself: text, data, style and scripts. */
#ifndef SIM_PAGE_H
#define SIM_PAGE_H

#include <glib.h>
#include <stdio.h>

typedef struct {
	const char *title;
	const char *summary;    /* a line */
	const char *body;       /* HTML, which needs no scripts */
	const char *data;       /* JSON objects, commas between them */
	const char *machines;   /* with the model inside: where it starts from; else NULL */
} Page;

/* Is the model there to be put into a page? */
gboolean page_has_model(void);

/* Writes the page; data is compressed. */
void page_write(FILE *file, const Page *page);

#endif
