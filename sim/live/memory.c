/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory: blocks of a few sizes that are used again, from the end of the program on. */
#include <glib.h>

#define PAGE 65536u
#define SIZES 32

extern unsigned char __heap_base;

/* Before each block; its size is 16 << index. */
union block {
	struct {
		union block *next;      /* while it is free */
		guint32 index;
	} head;
	char alignment[16];
};

static union block *unused[SIZES];
static uintptr_t end;

static union block *block_new(guint32 index)
{
	gsize size = ((gsize)16 << index) + sizeof(union block);
	uintptr_t top = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE;
	union block *block;

	if (!end)
		end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
	if (end + size > top &&
	    __builtin_wasm_memory_grow(0, (end + size - top + PAGE - 1) / PAGE) == (size_t)-1)
		__builtin_trap();
	block = (union block *)end;
	end += size;
	block->head.index = index;
	return block;
}

gpointer g_malloc(gsize size)
{
	guint32 index = 0;
	union block *block;

	while (((gsize)16 << index) < size)
		index++;
	block = unused[index];
	if (block)
		unused[index] = block->head.next;
	else
		block = block_new(index);
	return block + 1;
}

gpointer g_malloc0(gsize size)
{
	return memset(g_malloc(size), 0, size);
}

void g_free(gpointer memory)
{
	union block *block = (union block *)memory - 1;

	if (!memory)
		return;
	block->head.next = unused[block->head.index];
	unused[block->head.index] = block;
}

gpointer g_realloc(gpointer memory, gsize size)
{
	gsize room = memory ? (gsize)16 << ((union block *)memory - 1)->head.index : 0;
	gpointer moved;

	if (size <= room)
		return memory;
	moved = g_malloc(size);
	if (memory)
		memcpy(moved, memory, room);
	g_free(memory);
	return moved;
}

/* ---- C ---- */

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	char *target = to;
	const char *source = from;

	for (; size >= 8; size -= 8, target += 8, source += 8) {
		uint64_t word;

		__builtin_memcpy(&word, source, 8);
		__builtin_memcpy(target, &word, 8);
	}
	while (size--)
		*target++ = *source++;
	return to;
}

void *memmove(void *to, const void *from, size_t size)
{
	char *target = to;
	const char *source = from;

	if (target <= source)
		return memcpy(to, from, size);
	while (size--)
		target[size] = source[size];
	return to;
}

void *memset(void *to, int byte, size_t size)
{
	uint64_t word = (uint64_t)(unsigned char)byte * 0x0101010101010101ull;
	char *target = to;

	for (; size >= 8; size -= 8, target += 8)
		__builtin_memcpy(target, &word, 8);
	while (size--)
		*target++ = (char)byte;
	return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
	const unsigned char *left = a, *right = b;

	for (; size; size--, left++, right++)
		if (*left != *right)
			return *left < *right ? -1 : 1;
	return 0;
}
