#pragma once
// Philox4x32-10 (Salmon et al., SC 2011): a counter-based generator, so any element can be drawn apart from the others.

void ck_philox(uint32_t counter[4], const uint32_t key[2]);
/// Elements [first, first + n) of the sequence of `key`: uniform in (0, 1), 23 bits.
void ck_uniform(const uint32_t key[2], uint64_t first, float *out, size_t n);
/// The same of standard normals (Box-Muller); element i comes from counter i / 4.
void ck_normal(const uint32_t key[2], uint64_t first, float *out, size_t n);
