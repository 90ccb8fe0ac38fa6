// RMS normalisation over channels at each pixel (Karras et al., arXiv 1710.10196), with SiLU fused behind it.

#include "Dispatch.h"
#include "Simd.h"

#define EPSILON 1e-6f

CK_INLINE float inverse_rms(const void *x, int tx, size_t first, size_t n) {
  v16 square = v_set(0);
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(x, first, i, n, tx);
    square += a * a;
  }
  return 1.0f / sqrtf(v_sum(square) / (float)n + EPSILON);
}

CK_INLINE void norm_row(
  const void *x, int tx, const float *scale, int silu, void *y, int ty, size_t first, size_t n) {
  const float inverse = inverse_rms(x, tx, first, n);
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(x, first, i, n, tx) * inverse * v_get(scale, 0, i, n, CK_F32);
    v_put(y, first, i, n, silu ? a * v_sigmoid(a) : a, ty);
  }
}

CK_CLONES void ck_pixel_norm(
  const void *x, int tx, const float *scale, int silu, void *y, int ty, size_t rows, size_t width) {
#define CALL(X, Y)                                                                                  \
  do {                                                                                              \
    if (silu)                                                                                       \
      for (size_t r = 0; r < rows; r++) norm_row(x, X, scale, 1, y, Y, r * width, width);           \
    else                                                                                            \
      for (size_t r = 0; r < rows; r++) norm_row(x, X, scale, 0, y, Y, r * width, width);           \
  } while (0)
  CK_TYPES2(tx, ty, CALL);
#undef CALL
}

// The gradient at the normalised, scaled value: through SiLU where there is one.
CK_INLINE v16 through_silu(v16 scaled, v16 dy, int silu) {
  if (!silu) return dy;
  v16 s = v_sigmoid(scaled);
  return dy * s * (1.0f + scaled * (1.0f - s));
}

// With a = x inverse and g = d scale: dx = inverse (g - a mean(g a)). `hold` keeps g between the two passes.
CK_INLINE void norm_row_backward(
  const void *x, int tx, const float *scale, int silu, const void *dy, int tdy, void *dx, int tdx, int accumulate,
  float *dscale, float *hold, size_t first, size_t n) {
  const float inverse = inverse_rms(x, tx, first, n);
  v16 along = v_set(0);
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(x, first, i, n, tx) * inverse, s = v_get(scale, 0, i, n, CK_F32);
    v16 d = through_silu(a * s, v_get(dy, first, i, n, tdy), silu), g = d * s;
    v_store_f32(hold + i, g);
    along += g * a;
    v_put(dscale, 0, i, n, v_get(dscale, 0, i, n, CK_F32) + d * a, CK_F32);
  }
  const float slope = v_sum(along) / (float)n;
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(x, first, i, n, tx) * inverse;
    v16 d = (v_load_f32(hold + i) - a * slope) * inverse;
    if (accumulate) d += v_get(dx, first, i, n, tdx);
    v_put(dx, first, i, n, d, tdx);
  }
}

CK_CLONES void ck_pixel_norm_backward(
  const void *x, int tx, const float *scale, int silu, const void *dy, int tdy, void *dx, int tdx, int accumulate,
  float *dscale, size_t rows, size_t width) {
  float hold[width + CK_LANES];
  memset(dscale, 0, width * sizeof(float));
#define CALL(X, D, G)                                                                                             \
  for (size_t r = 0; r < rows; r++)                                                                               \
    norm_row_backward(x, X, scale, silu, dy, D, dx, G, accumulate, dscale, hold, r * width, width)
  CK_TYPES3(tx, tdy, tdx, CALL);
#undef CALL
}
