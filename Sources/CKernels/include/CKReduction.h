#pragma once
// Sums in a fixed order: sixteen lanes folded by halves, blocks of 4096 elements added in double.

double ck_sum(const void *x, int tx, size_t n);
double ck_sum_squares(const void *x, int tx, size_t n);
/// sum of (a - b)^2, and of |a - b|.
double ck_squared_distance(const void *a, int ta, const void *b, int tb, size_t n);
double ck_absolute_distance(const void *a, int ta, const void *b, int tb, size_t n);
/// dx = squared (a - b) + absolute sign(a - b).
void ck_distance_backward(
  const void *a, int ta, const void *b, int tb, float squared, float absolute, void *dx, int tdx, size_t n);
/// out[width] (f32) = sum over rows, or += when `accumulate`.
void ck_column_sum(const void *x, int tx, float *out, int accumulate, size_t rows, size_t width);
/// 1 when any element is NaN or infinite.
int ck_has_nonfinite(const void *x, int tx, size_t n);
