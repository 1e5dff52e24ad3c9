/* SPDX-License-Identifier: BSD-3-Clause */
/* show manual: the pages for man(1), which 'make install' writes. */
#ifndef SIM_SHOW_MANUAL_H
#define SIM_SHOW_MANUAL_H

#include "show/show.h"

ExitCode show_manual(const Show *show);

#endif
