#pragma once
// Normalisations over the last axis.

/// y = LayerNorm(x) (1 + scale) + shift for rows that share one shift and scale; no affine weights, eps 1e-6.
void ck_modulate(
  const void *x, int tx, const void *shift, const void *scale, int tm, void *y, int ty, size_t rows, size_t width);
/// dx, or dx += when `accumulate`; dshift and dscale (f32, width) are overwritten with sums over the rows.
void ck_modulate_backward(
  const void *x, int tx, const void *scale, int tm, const void *dy, int tdy, void *dx, int tdx, int accumulate,
  float *dshift, float *dscale, size_t rows, size_t width);

/// y = x / sqrt(mean(x^2) + 1e-6) * scale, then SiLU when `silu`.
void ck_pixel_norm(
  const void *x, int tx, const float *scale, int silu, void *y, int ty, size_t rows, size_t width);
/// dx, or dx += when `accumulate`; dscale (f32, width) is overwritten with sums over the rows.
void ck_pixel_norm_backward(
  const void *x, int tx, const float *scale, int silu, const void *dy, int tdy, void *dx, int tdx, int accumulate,
  float *dscale, size_t rows, size_t width);
