/* SPDX-License-Identifier: BSD-3-Clause */
/* A fuzz target: what libFuzzer, or driver.c without it, calls. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Must come back, always with 0, whatever the @size bytes at @data are. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
