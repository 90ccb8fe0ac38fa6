#pragma once
// Elementwise loops over `n` elements. In place (y == x) is allowed everywhere.

/// y = x, from one element type to another.
void ck_convert(const void *x, int tx, void *y, int ty, size_t n);
/// y = alpha a + beta b.
void ck_combine(const void *a, int ta, float alpha, const void *b, int tb, float beta, void *y, int ty, size_t n);
/// y = a b.
void ck_multiply(const void *a, int ta, const void *b, int tb, void *y, int ty, size_t n);
/// y = alpha x + beta.
void ck_affine(const void *x, int tx, float alpha, float beta, void *y, int ty, size_t n);
/// y = min(max(x, low), high).
void ck_clamp(const void *x, int tx, float low, float high, void *y, int ty, size_t n);

/// x sigmoid(1.59577 (x + 0.044715 x^3)): the tanh form of GELU (Hendrycks & Gimpel, arXiv 1606.08415).
void ck_gelu(const void *x, int tx, void *y, int ty, size_t n);
/// dx = dy GELU'(x).
void ck_gelu_backward(const void *x, int tx, const void *dy, int tdy, void *dx, int tdx, size_t n);
/// x sigmoid(x).
void ck_silu(const void *x, int tx, void *y, int ty, size_t n);
void ck_silu_backward(const void *x, int tx, const void *dy, int tdy, void *dx, int tdx, size_t n);
/// limit tanh(x / limit).
void ck_soft_clip(const void *x, int tx, float limit, void *y, int ty, size_t n);
/// dx = dy (1 - (y / limit)^2), from the result y.
void ck_soft_clip_backward(const void *y, int ty, const void *dy, int tdy, float limit, void *dx, int tdx, size_t n);

/// y[r] = x[r] + row, for `rows` rows of `width`.
void ck_add_row(const void *x, int tx, const void *row, int trow, void *y, int ty, size_t rows, size_t width);
/// y[r] = x[r] * scale + shift with f32 rows `scale`, `shift` of `width`.
void ck_affine_row(
  const void *x, int tx, const float *scale, const float *shift, void *y, int ty, size_t rows, size_t width);

/// Rows that share one gate row: y = x + gate * h.
void ck_gate_add(
  const void *x, int tx, const void *gate, int tg, const void *h, int th, void *y, int ty, size_t rows, size_t width);
/// dh = gate * dy; dgate[width] (f32, overwritten) = sum over rows of h * dy.
void ck_gate_add_backward(
  const void *dy, int tdy, const void *gate, int tg, const void *h, int th, void *dh, int tdh, float *dgate,
  size_t rows, size_t width);
