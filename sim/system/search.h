/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where scenarios are found by name, from any folder: below the folders of
 * RIPAS_PATH (separated by ':'), then below those that came with the program:
 * "../share/ripas-sim" beside it, or its own folder where it was built.
 */
#ifndef SIM_SEARCH_H
#define SIM_SEARCH_H

#include <glib.h>

/* The folders (char *), in the order in which they are searched; ends with NULL. The caller frees them. */
char **search_folders(void);

/*
 * The file or folder @name below one of them, or the file "@name.ripas" there.
 * NULL if there is none. The caller frees it.
 */
char *search_find(const char *name);

/* The same for what a command line names: as it stands, if there is such a file. */
char *search_argument(const char *argument);

#endif
