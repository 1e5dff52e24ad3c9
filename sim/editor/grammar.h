/* SPDX-License-Identifier: BSD-3-Clause */
/* Grammars that editors colour scenarios by, from the vocabulary. */
#ifndef SIM_GRAMMAR_H
#define SIM_GRAMMAR_H

/* The syntax file of vim; the TextMate grammar (JSON) that VS Code reads. The caller frees them. */
char *grammar_vim(void);
char *grammar_textmate(void);

#endif
