// LayerNorm with adaptive shift and scale (adaLN, Peebles & Xie, arXiv 2212.09748).

#include "Dispatch.h"
#include "Simd.h"

#define EPSILON 1e-6f

typedef struct {
  float mean, inverse;
} moments;

// Two passes over the row, which is in cache after the first: the one-pass form cancels.
CK_INLINE moments row_moments(const void *x, int tx, size_t first, size_t n) {
  v16 sum = v_set(0), square = v_set(0);
  for (size_t i = 0; i < n; i += CK_LANES) sum += v_get(x, first, i, n, tx);
  const float mean = v_sum(sum) / (float)n;
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 d = v_within(v_get(x, first, i, n, tx) - mean, i, n);
    square += d * d;
  }
  return (moments){mean, 1.0f / sqrtf(v_sum(square) / (float)n + EPSILON)};
}

CK_INLINE void modulate_row(
  const void *x, int tx, const void *shift, const void *scale, int tm, void *y, int ty, size_t first, size_t n) {
  const moments m = row_moments(x, tx, first, n);
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = (v_get(x, first, i, n, tx) - m.mean) * m.inverse;
    v_put(y, first, i, n, a * (1.0f + v_get(scale, 0, i, n, tm)) + v_get(shift, 0, i, n, tm), ty);
  }
}

CK_CLONES void ck_modulate(
  const void *x, int tx, const void *shift, const void *scale, int tm, void *y, int ty, size_t rows, size_t width) {
#define CALL(X, M, Y) \
  for (size_t r = 0; r < rows; r++) modulate_row(x, X, shift, scale, M, y, Y, r * width, width)
  CK_TYPES3(tx, tm, ty, CALL);
#undef CALL
}

// With a = (x - mean) inverse and g = dy (1 + scale): dx = inverse (g - mean(g) - a mean(g a)).
CK_INLINE void modulate_row_backward(
  const void *x, int tx, const void *scale, int tm, const void *dy, int tdy, void *dx, int accumulate, float *dshift,
  float *dscale, size_t first, size_t n) {
  const moments m = row_moments(x, tx, first, n);
  v16 sum = v_set(0), along = v_set(0);
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_within((v_get(x, first, i, n, tx) - m.mean) * m.inverse, i, n);
    v16 d = v_get(dy, first, i, n, tdy), g = d * (1.0f + v_get(scale, 0, i, n, tm));
    sum += g;
    along += g * a;
    v_put(dshift, 0, i, n, v_get(dshift, 0, i, n, CK_F32) + d, CK_F32);
    v_put(dscale, 0, i, n, v_get(dscale, 0, i, n, CK_F32) + d * a, CK_F32);
  }
  const float mean = v_sum(sum) / (float)n, slope = v_sum(along) / (float)n;
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = (v_get(x, first, i, n, tx) - m.mean) * m.inverse;
    v16 g = v_get(dy, first, i, n, tdy) * (1.0f + v_get(scale, 0, i, n, tm));
    v16 d = (g - mean - a * slope) * m.inverse;
    if (accumulate) d += v_get(dx, first, i, n, tx);
    v_put(dx, first, i, n, d, tx);
  }
}

CK_CLONES void ck_modulate_backward(
  const void *x, int tx, const void *scale, int tm, const void *dy, int tdy, void *dx, int tdx, int accumulate,
  float *dshift, float *dscale, size_t rows, size_t width) {
  if (tx != tdx) __builtin_trap();
  memset(dshift, 0, width * sizeof(float));
  memset(dscale, 0, width * sizeof(float));
#define CALL(X, M, D)                                                                                          \
  for (size_t r = 0; r < rows; r++)                                                                            \
    modulate_row_backward(x, X, scale, M, dy, D, dx, accumulate, dshift, dscale, r * width, width)
  CK_TYPES3(tx, tm, tdy, CALL);
#undef CALL
}
