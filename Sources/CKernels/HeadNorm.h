#pragma once
// QK-norm (Henry et al., arXiv 2010.04245) and rotary positions (Su et al., arXiv 2104.09864) of one head's row.
//
// A row is two halves of `half` channels; in f32 scratch each half is padded to `padded` (a multiple of 16) with zeros.

#include "Simd.h"

#define CK_HEAD_EPSILON 1e-6f

CK_INLINE size_t ck_padded(size_t half) { return (half + CK_LANES - 1) / CK_LANES * CK_LANES; }

CK_INLINE float head_inverse(const void *x, int tx, size_t half) {
  v16 square = v_set(0);
  for (size_t i = 0; i < half; i += CK_LANES) {
    v16 a = v_get(x, 0, i, half, tx), b = v_get(x, half, i, half, tx);
    square += a * a + b * b;
  }
  return 1.0f / sqrtf(v_sum(square) / (float)(2 * half) + CK_HEAD_EPSILON);
}

/// y = rotate(x inverse scale) gain; y's second half starts at `offset`.
CK_INLINE void head_forward(
  const void *x, int tx, const float *scale, const float *cosine, const float *sine, float gain, void *y, int ty,
  size_t offset, size_t half) {
  const float inverse = head_inverse(x, tx, half) * gain;
  for (size_t i = 0; i < half; i += CK_LANES) {
    v16 a = v_get(x, 0, i, half, tx) * inverse * v_get(scale, 0, i, half, CK_F32);
    v16 b = v_get(x, half, i, half, tx) * inverse * v_get(scale, half, i, half, CK_F32);
    v16 c = v_get(cosine, 0, i, half, CK_F32), s = v_get(sine, 0, i, half, CK_F32);
    v_put(y, 0, i, half, a * c - b * s, ty);
    v_put(y, offset, i, half, a * s + b * c, ty);
  }
}

/// dx and dscale from dy, whose second half starts at `offset`.
CK_INLINE void head_backward(
  const void *x, int tx, const float *scale, const float *cosine, const float *sine, float gain, const void *dy,
  int tdy, size_t offset, void *dx, int tdx, float *dscale, size_t half) {
  const float inverse = head_inverse(x, tx, half);
  float hold[4 * CK_LANES * 8];  // unrotated gradients of both halves, for heads of up to 512 channels
  v16 along = v_set(0);
  for (size_t i = 0; i < half; i += CK_LANES) {
    v16 c = v_get(cosine, 0, i, half, CK_F32), s = v_get(sine, 0, i, half, CK_F32);
    v16 p = v_get(dy, 0, i, half, tdy) * gain, q = v_get(dy, offset, i, half, tdy) * gain;
    v16 da = p * c + q * s, db = q * c - p * s;
    v16 a = v_get(x, 0, i, half, tx) * inverse, b = v_get(x, half, i, half, tx) * inverse;
    v_put(dscale, 0, i, half, v_get(dscale, 0, i, half, CK_F32) + da * a, CK_F32);
    v_put(dscale, half, i, half, v_get(dscale, half, i, half, CK_F32) + db * b, CK_F32);
    da *= v_get(scale, 0, i, half, CK_F32);
    db *= v_get(scale, half, i, half, CK_F32);
    along += da * a + db * b;
    v_store_f32(hold + 2 * i, da);
    v_store_f32(hold + 2 * i + CK_LANES, db);
  }
  const float slope = v_sum(along) / (float)(2 * half);
  for (size_t i = 0; i < half; i += CK_LANES) {
    v16 a = v_get(x, 0, i, half, tx) * inverse, b = v_get(x, half, i, half, tx) * inverse;
    v_put(dx, 0, i, half, (v_load_f32(hold + 2 * i) - a * slope) * inverse, tdx);
    v_put(dx, half, i, half, (v_load_f32(hold + 2 * i + CK_LANES) - b * slope) * inverse, tdx);
  }
}
