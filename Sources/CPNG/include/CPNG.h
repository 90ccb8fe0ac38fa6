// PNG through libpng's simplified API, which reports errors by value (the full API jumps over Swift frames).
#pragma once

#include <stddef.h>
#include <stdint.h>

// The most bytes that a PNG of this size can take; 0 where the size is impossible.
size_t orrery_png_bound(uint32_t width, uint32_t height);

// Compresses 8-bit RGB rows into `bytes` (`capacity` long). Returns the length, or 0 with the reason in `reason`.
size_t orrery_png_encode(const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t *bytes, size_t capacity,
                         char reason[64]);

// Reads the size of a PNG. Returns 0, with the reason, where it is not one.
int orrery_png_size(const uint8_t *bytes, size_t length, uint32_t *width, uint32_t *height, char reason[64]);

// Decodes to 8-bit RGB (`width` × `height` × 3); transparent parts become black. Returns 0 with the reason where it
// fails.
int orrery_png_decode(const uint8_t *bytes, size_t length, uint8_t *rgb, char reason[64]);
