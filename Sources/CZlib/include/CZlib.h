#pragma once
#include <stddef.h>
#include <stdint.h>

/// Inflates a raw deflate stream of known length. Returns 1 only where it fills `out` exactly.
int orrery_inflate(const uint8_t *in, size_t in_length, uint8_t *out, size_t out_length);

/// CRC-32 as zip files use it.
uint32_t orrery_crc32(const uint8_t *bytes, size_t length);
