/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SHA-256, SHA-384 and SHA-512 (FIPS 180-4), which the program has from GLib:
 * one algorithm over words of 32 or 64 bits.
 */
#include "live/live.h"

#include <string.h>

enum { ROUNDS_MAX = 80, BLOCK_MAX = 128 };

/* What the two differ in; sigma: rotations, the last of the small ones a shift. */
struct sha {
	unsigned word, rounds;  /* bytes; number */
	unsigned big0[3], big1[3], small0[3], small1[3];
};

static const struct sha sha_256 = {
	4, 64, { 2, 13, 22 }, { 6, 11, 25 }, { 7, 18, 3 }, { 17, 19, 10 },
};
static const struct sha sha_512 = {
	8, 80, { 28, 34, 39 }, { 14, 18, 41 }, { 1, 8, 7 }, { 19, 61, 6 },
};

/* ---- constants: the first 64 bits of the fractions of roots of primes ---- */

/* Of cube roots. */
static const uint64_t round_constants[ROUNDS_MAX] = {
	0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
	0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
	0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
	0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
	0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
	0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
	0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
	0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
	0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
	0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
	0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
	0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
	0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
	0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
	0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
	0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
	0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
	0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
	0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
	0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

/* Of square roots: where SHA-256 and SHA-512 begin, then SHA-384. */
static const uint64_t start_constants[16] = {
	0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
	0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
	0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};

/* ---- words ---- */

/* Words of 4 bytes are the low half of a uint64_t. */
static uint64_t cut(const struct sha *sha, uint64_t word)
{
	return sha->word == 8 ? word : word & UINT32_MAX;
}

static uint64_t rotate(const struct sha *sha, uint64_t word, unsigned by)
{
	return cut(sha, word >> by | word << (8 * sha->word - by));
}

static uint64_t big(const struct sha *sha, const unsigned by[3], uint64_t word)
{
	return rotate(sha, word, by[0]) ^ rotate(sha, word, by[1]) ^ rotate(sha, word, by[2]);
}

static uint64_t small(const struct sha *sha, const unsigned by[3], uint64_t word)
{
	return rotate(sha, word, by[0]) ^ rotate(sha, word, by[1]) ^ word >> by[2];
}

/* The first bits of a constant. */
static uint64_t constant(const struct sha *sha, uint64_t fraction)
{
	return sha->word == 8 ? fraction : fraction >> 32;
}

/* ---- a block ---- */

static void schedule(const struct sha *sha, const uint8_t *block, uint64_t *w)
{
	for (unsigned i = 0; i < 16; i++) {
		w[i] = 0;
		for (unsigned j = 0; j < sha->word; j++)
			w[i] = w[i] << 8 | *block++;
	}
	for (unsigned i = 16; i < sha->rounds; i++)
		w[i] = cut(sha, small(sha, sha->small1, w[i - 2]) + w[i - 7] +
				small(sha, sha->small0, w[i - 15]) + w[i - 16]);
}

static void compress(const struct sha *sha, uint64_t state[8], const uint8_t *block)
{
	uint64_t w[ROUNDS_MAX], v[8];

	schedule(sha, block, w);
	memcpy(v, state, sizeof(v));
	for (unsigned i = 0; i < sha->rounds; i++) {
		uint64_t first = v[7] + big(sha, sha->big1, v[4]) + ((v[4] & v[5]) ^ (~v[4] & v[6])) +
				 constant(sha, round_constants[i]) + w[i];
		uint64_t second = big(sha, sha->big0, v[0]) +
				  ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(v[0]));
		v[4] = cut(sha, v[4] + first);
		v[0] = cut(sha, first + second);
	}
	for (unsigned i = 0; i < 8; i++)
		state[i] = cut(sha, state[i] + v[i]);
}

/* ---- all ---- */

/* The last blocks: what is left, a bit, zeros, and the size in bits. */
static void finish(const struct sha *sha, uint64_t state[8], const uint8_t *rest, size_t left,
		   uint64_t size)
{
	unsigned block = 16 * sha->word;
	uint8_t last[2 * BLOCK_MAX] = { 0 };
	unsigned count = left + 1 + 2 * sha->word > block ? 2 : 1;

	memcpy(last, rest, left);
	last[left] = 0x80;
	for (unsigned i = 0; i < 8; i++)
		last[count * block - 1 - i] = (uint8_t)(size * 8 >> 8 * i);
	for (unsigned i = 0; i < count; i++)
		compress(sha, state, last + i * block);
}

void live_hash(void *user, enum rmm_hash_algo algo, const uint8_t *data, size_t size,
	       uint8_t digest[64])
{
	const struct sha *sha = algo == HASH_SHA_256 ? &sha_256 : &sha_512;
	unsigned block = 16 * sha->word, bytes = algo == HASH_SHA_384 ? 48 : 8 * sha->word;
	uint64_t state[8];
	size_t at = 0;

	for (unsigned i = 0; i < 8; i++)
		state[i] = constant(sha, start_constants[algo == HASH_SHA_384 ? i + 8 : i]);
	for (; at + block <= size; at += block)
		compress(sha, state, data + at);
	finish(sha, state, data + at, size - at, size);
	for (unsigned i = 0; i < bytes; i++)
		digest[i] = (uint8_t)(state[i / sha->word] >> 8 * (sha->word - 1 - i % sha->word));
}
