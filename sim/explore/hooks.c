/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Functions of the tracked compilation (track.h) that are not compiled with it:
 * what the compiler calls, what the model calls of C, and the accessors of an RTT
 * entry. Names as the Makefile makes them.
 */
#include <string.h>

#include "explore/asking.h"

/* ---- what the compiler calls, and what the model calls of C ---- */

#define HOOKS(size) \
	void learned___tsan_read##size(void *address) { ask_load(address, size); } \
	void learned___tsan_write##size(void *address) { ask_store(address, size); } \
	void learned___tsan_unaligned_read##size(void *address) { ask_load(address, size); } \
	void learned___tsan_unaligned_write##size(void *address) { ask_store(address, size); }

HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)

void learned___tsan_read_range(void *address, size_t size) { ask_load(address, size); }
void learned___tsan_write_range(void *address, size_t size) { ask_store(address, size); }
void learned___tsan_init(void) { }
void learned___tsan_func_entry(void *caller) { (void)caller; }
void learned___tsan_func_exit(void) { }

void *learned_memcpy(void *to, const void *from, size_t size)
{
	ask_load(from, size);
	ask_store(to, size);
	return memcpy(to, from, size);
}

void *learned_memmove(void *to, const void *from, size_t size)
{
	ask_load(from, size);
	ask_store(to, size);
	return memmove(to, from, size);
}

void *learned_memset(void *to, int byte, size_t size)
{
	ask_store(to, size);
	return memset(to, byte, size);
}

int learned_memcmp(const void *a, const void *b, size_t size)
{
	g_autofree guint8 *copy_a = NULL, *copy_b = NULL;

	ask_load(a, size);
	ask_load(b, size);
	copy_a = ask_plain(a, size);
	copy_b = ask_plain(b, size);
	return memcmp(copy_a, copy_b, size);
}

/* ---- accessors of entries ---- */

static guint64 ask_entry(struct rmm_rtte rtte, QuestionKind kind, guint64 argument)
{
	Question plain = { 0, (guint16)kind, TERM_ITSELF, argument };
	guint32 part;
	guint16 term;

	if (!token_read(rtte_bits(rtte), &part, &term))
		return question_answer(asking->terms, &plain, rtte_bits(rtte));
	return ask(part, kind, term, argument);
}

static struct rmm_rtte make_term(struct rmm_rtte rtte, TermKind kind, guint64 argument)
{
	guint32 part;
	guint16 term;

	if (!token_read(rtte_bits(rtte), &part, &term)) {
		term = terms_make(asking->terms, TERM_ITSELF, kind, argument);
		return rtte_of_bits(terms_value(asking->terms, term, rtte_bits(rtte)));
	}
	return rtte_of_bits(token_of(part, terms_make(asking->terms, term, kind, argument)));
}

enum rmm_rtte_state learned_rtte_state(struct rmm_rtte rtte)
{
	return (enum rmm_rtte_state)ask_entry(rtte, ASK_STATE, 0);
}

bool learned_rtte_is(struct rmm_rtte rtte, enum rmm_rtte_state state)
{
	return ask_entry(rtte, ASK_IS, state);
}

bool learned_rtte_state_in(struct rmm_rtte rtte, unsigned set)
{
	return ask_entry(rtte, ASK_STATE_IN, set);
}

enum rmm_ripas learned_rtte_ripas(struct rmm_rtte rtte)
{
	return (enum rmm_ripas)ask_entry(rtte, ASK_RIPAS, 0);
}

bool learned_rtte_has_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas)
{
	return ask_entry(rtte, ASK_HAS_RIPAS, ripas);
}

uint64_t learned_rtte_address(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_ADDRESS, 0);
}

bool learned_rtte_is_valid(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_IS_VALID, 0);
}

bool learned_rtte_is_lost(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_IS_LOST, 0);
}

unsigned learned_rtte_mem_attr(struct rmm_rtte rtte)
{
	return (unsigned)ask_entry(rtte, ASK_MEM_ATTR, 0);
}

unsigned learned_rtte_s2ap(struct rmm_rtte rtte)
{
	return (unsigned)ask_entry(rtte, ASK_S2AP, 0);
}

uint32_t learned_rtte_operation(struct rmm_rtte rtte)
{
	return (uint32_t)ask_entry(rtte, ASK_OPERATION, 0);
}

bool learned_rtte_is_live(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_IS_LIVE, 0);
}

bool learned_rtte_keeps_rtt_live(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_KEEPS_RTT_LIVE, 0);
}

bool learned_rtte_equal(struct rmm_rtte a, struct rmm_rtte b)
{
	/* One token is one entry, whatever it is. */
	return rtte_equal(a, b) || ask_word(rtte_bits(a)) == ask_word(rtte_bits(b));
}

uint64_t learned_rtte_bits(struct rmm_rtte rtte)
{
	return ask_word(rtte_bits(rtte));
}

struct rmm_rtte learned_rtte_with_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas)
{
	return make_term(rtte, TERM_WITH_RIPAS, ripas);
}

struct rmm_rtte learned_rtte_with_lost(struct rmm_rtte rtte, bool lost)
{
	return make_term(rtte, TERM_WITH_LOST, lost);
}

struct rmm_rtte learned_rtte_with_valid(struct rmm_rtte rtte, bool valid)
{
	return make_term(rtte, TERM_WITH_VALID, valid);
}

struct rmm_rtte learned_rtte_advance(struct rmm_rtte rtte, uint64_t bytes)
{
	return bytes ? make_term(rtte, TERM_ADVANCE, bytes) : rtte;
}
