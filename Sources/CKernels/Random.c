#include "Simd.h"

void ck_philox(uint32_t c[4], const uint32_t key[2]) {
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    const uint64_t a = (uint64_t)0xD2511F53u * c[0], b = (uint64_t)0xCD9E8D57u * c[2];
    const uint32_t c1 = c[1], c3 = c[3];
    c[0] = (uint32_t)(b >> 32) ^ c1 ^ k0;
    c[1] = (uint32_t)b;
    c[2] = (uint32_t)(a >> 32) ^ c3 ^ k1;
    c[3] = (uint32_t)a;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

// 23 bits, centred in their cells: never 0, never 1.
static inline float unit(uint32_t bits) { return ((float)(bits >> 9) + 0.5f) * 0x1p-23f; }

// Four elements of one counter.
static inline void draw(const uint32_t key[2], uint64_t counter, float out[4]) {
  uint32_t c[4] = {(uint32_t)counter, (uint32_t)(counter >> 32), 0, 0};
  ck_philox(c, key);
  for (int i = 0; i < 4; i++) out[i] = unit(c[i]);
}

// Radius from the even draw, angle from the odd one.
static inline void normals(const float u[4], float out[4]) {
  for (int i = 0; i < 4; i += 2) {
    const float radius = sqrtf(-2.0f * logf(u[i])), angle = 6.283185307f * u[i + 1];
    out[i] = radius * cosf(angle);
    out[i + 1] = radius * sinf(angle);
  }
}

static void fill(const uint32_t key[2], uint64_t first, float *out, size_t n, int normal) {
  for (size_t i = 0; i < n;) {
    const uint64_t element = first + i;
    const size_t lane = element % 4;
    size_t count = 4 - lane;
    if (count > n - i) count = n - i;
    float u[4], z[4];
    draw(key, element / 4, u);
    if (normal) normals(u, z);
    memcpy(out + i, (normal ? z : u) + lane, count * sizeof(float));
    i += count;
  }
}

void ck_uniform(const uint32_t key[2], uint64_t first, float *out, size_t n) { fill(key, first, out, n, 0); }

void ck_normal(const uint32_t key[2], uint64_t first, float *out, size_t n) { fill(key, first, out, n, 1); }
