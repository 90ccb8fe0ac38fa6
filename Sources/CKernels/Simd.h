#pragma once
// Sixteen-lane vectors for the kernels. The types are wider than the baseline CPU's registers: the compiler splits them
// as needed, so that one source serves SSE2, AVX2 and AVX-512 (`CK_CLONES` picks at load time).

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CKernels.h"

#pragma clang diagnostic ignored "-Wpsabi"  // every function below is inlined, so no vector crosses a call

#if defined(__x86_64__)
#define CK_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CK_CLONES
#endif

#define CK_INLINE static inline __attribute__((always_inline))
#define CK_LANES 16

typedef float v16 __attribute__((vector_size(64)));
typedef int32_t i16 __attribute__((vector_size(64)));
typedef uint32_t u16 __attribute__((vector_size(64)));
typedef uint16_t h16 __attribute__((vector_size(32)));

CK_INLINE v16 v_set(float a) { return (v16){a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a}; }

CK_INLINE v16 v_select(i16 mask, v16 yes, v16 no) { return (v16)((mask & (i16)yes) | (~mask & (i16)no)); }

CK_INLINE v16 v_min(v16 a, v16 b) { return v_select(a < b, a, b); }

CK_INLINE v16 v_max(v16 a, v16 b) { return v_select(a > b, a, b); }

CK_INLINE v16 v_abs(v16 a) { return (v16)((u16)a & 0x7fffffffu); }

/// Round to nearest, ties to even; a NaN stays a NaN.
CK_INLINE h16 v_to_bf16(v16 a) {
  u16 bits = (u16)a;
  u16 rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
  u16 quiet = (bits >> 16) | 0x40u;
  i16 nan = a != a;
  return __builtin_convertvector(((u16)nan & quiet) | (~(u16)nan & rounded), h16);
}

CK_INLINE v16 v_from_bf16(h16 a) { return (v16)(__builtin_convertvector(a, u16) << 16); }

CK_INLINE v16 v_load_f32(const float *p) {
  v16 a;
  memcpy(&a, p, sizeof a);
  return a;
}

CK_INLINE void v_store_f32(float *p, v16 a) { memcpy(p, &a, sizeof a); }

/// Sixteen elements of either type from element `i` on.
CK_INLINE v16 v_load(const void *p, size_t i, int type) {
  if (type == CK_F32) return v_load_f32((const float *)p + i);
  h16 h;
  memcpy(&h, (const uint16_t *)p + i, sizeof h);
  return v_from_bf16(h);
}

CK_INLINE void v_store(void *p, size_t i, v16 a, int type) {
  if (type == CK_F32) {
    v_store_f32((float *)p + i, a);
  } else {
    h16 h = v_to_bf16(a);
    memcpy((uint16_t *)p + i, &h, sizeof h);
  }
}

/// The first `count` < 16 elements, the other lanes zero.
CK_INLINE v16 v_load_part(const void *p, size_t i, size_t count, int type) {
  if (type == CK_F32) {
    float lanes[CK_LANES] = {0};
    memcpy(lanes, (const float *)p + i, count * sizeof(float));
    return v_load_f32(lanes);
  }
  uint16_t lanes[CK_LANES] = {0};
  memcpy(lanes, (const uint16_t *)p + i, count * sizeof(uint16_t));
  return v_load(lanes, 0, CK_BF16);
}

CK_INLINE void v_store_part(void *p, size_t i, v16 a, size_t count, int type) {
  if (type == CK_F32) {
    memcpy((float *)p + i, &a, count * sizeof(float));
  } else {
    h16 h = v_to_bf16(a);
    memcpy((uint16_t *)p + i, &h, count * sizeof(uint16_t));
  }
}

/// Elements i ... of a row of `n`: sixteen, or what is left with the other lanes zero.
CK_INLINE v16 v_get(const void *p, size_t first, size_t i, size_t n, int type) {
  return i + CK_LANES <= n ? v_load(p, first + i, type) : v_load_part(p, first + i, n - i, type);
}

CK_INLINE void v_put(void *p, size_t first, size_t i, size_t n, v16 a, int type) {
  if (i + CK_LANES <= n) v_store(p, first + i, a, type);
  else v_store_part(p, first + i, a, n - i, type);
}

/// Zero in the lanes past the end of a row of `n`.
CK_INLINE v16 v_within(v16 a, size_t i, size_t n) {
  if (i + CK_LANES <= n) return a;
  const i16 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return v_select(lane < (int32_t)(n - i), a, v_set(0));
}

typedef float v8 __attribute__((vector_size(32)));
typedef float v4 __attribute__((vector_size(16)));

/// The lanes' sum by halves: the same tree on every CPU.
CK_INLINE float v_sum(v16 a) {
  v8 b = __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7) + __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15);
  v4 c = __builtin_shufflevector(b, b, 0, 1, 2, 3) + __builtin_shufflevector(b, b, 4, 5, 6, 7);
  return (c[0] + c[2]) + (c[1] + c[3]);
}

CK_INLINE float v_greatest(v16 a) {
  float s[CK_LANES];
  memcpy(s, &a, sizeof s);
  for (int half = 8; half > 0; half /= 2)
    for (int i = 0; i < half; i++) s[i] = s[i] > s[i + half] ? s[i] : s[i + half];
  return s[0];
}

/// e^x with relative error below 3e-7 on [-87.3, 88.3]; outside it the bound's value (1.2e-38, 2.2e38).
///
/// 2^n by the exponent field, e^r for |r| <= ln2/2 by the polynomial of Cephes' `expf`.
CK_INLINE v16 v_exp(v16 x) {
  x = v_min(v_max(x, v_set(-87.3f)), v_set(88.3f));
  const v16 magic = v_set(12582912.0f);  // 1.5 * 2^23: adding it rounds to an integer
  v16 shifted = x * 1.44269504f + magic;
  v16 n = shifted - magic;
  v16 r = x - n * 0.693359375f + n * 2.12194440e-4f;
  v16 p = v_set(1.9875691500e-4f);
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  return (v16)((i16)p + ((i16)shifted << 23));
}

/// 1 / (1 + e^-x), relative error below 5e-7.
CK_INLINE v16 v_sigmoid(v16 x) { return 1.0f / (1.0f + v_exp(-x)); }

/// tanh, relative error below 1e-6: Cephes' polynomial near zero, where 1 - 2 / (e^2x + 1) would cancel.
CK_INLINE v16 v_tanh(v16 x) {
  v16 s = x * x;
  v16 p = v_set(-5.70498872745e-3f);
  p = p * s + 2.06390887954e-2f;
  p = p * s - 5.37397155531e-2f;
  p = p * s + 1.33314422036e-1f;
  p = p * s - 3.33332819422e-1f;
  v16 near = x + x * s * p;
  v16 far = 1.0f - 2.0f / (v_exp(2.0f * x) + 1.0f);
  return v_select(v_abs(x) < v_set(0.625f), near, far);
}
