#include "Dispatch.h"
#include "Simd.h"

#define BLOCK 4096

// Sums an expression of `a` (and `b`) over [0, n): lanes within a block, blocks in double.
#define CK_FOLD(LOADS, F)                                        \
  double total = 0;                                              \
  for (size_t start = 0; start < n; start += BLOCK) {            \
    const size_t end = start + BLOCK < n ? start + BLOCK : n;    \
    v16 sum = v_set(0);                                          \
    for (size_t i = start; i < end; i += CK_LANES) {             \
      LOADS;                                                     \
      sum += F;                                                  \
    }                                                            \
    total += (double)v_sum(sum);                                 \
  }                                                              \
  return total

CK_INLINE double sum(const void *x, int tx, size_t n) { CK_FOLD(v16 a = v_get(x, 0, i, n, tx), a); }

CK_INLINE double sum_squares(const void *x, int tx, size_t n) { CK_FOLD(v16 a = v_get(x, 0, i, n, tx), a *a); }

CK_INLINE double squared(const void *x, int tx, const void *y, int ty, size_t n) {
  CK_FOLD(v16 a = v_get(x, 0, i, n, tx) - v_get(y, 0, i, n, ty), a *a);
}

CK_INLINE double absolute(const void *x, int tx, const void *y, int ty, size_t n) {
  CK_FOLD(v16 a = v_get(x, 0, i, n, tx) - v_get(y, 0, i, n, ty), v_abs(a));
}

CK_CLONES double ck_sum(const void *x, int tx, size_t n) {
  return tx == CK_F32 ? sum(x, CK_F32, n) : sum(x, CK_BF16, n);
}

CK_CLONES double ck_sum_squares(const void *x, int tx, size_t n) {
  return tx == CK_F32 ? sum_squares(x, CK_F32, n) : sum_squares(x, CK_BF16, n);
}

CK_CLONES double ck_squared_distance(const void *a, int ta, const void *b, int tb, size_t n) {
#define CALL(A, B) return squared(a, A, b, B, n)
  CK_TYPES2(ta, tb, CALL);
#undef CALL
}

CK_CLONES double ck_absolute_distance(const void *a, int ta, const void *b, int tb, size_t n) {
#define CALL(A, B) return absolute(a, A, b, B, n)
  CK_TYPES2(ta, tb, CALL);
#undef CALL
}

CK_INLINE v16 sign(v16 d) {
  return v_select(d > v_set(0), v_set(1), v_select(d < v_set(0), v_set(-1), v_set(0)));
}

CK_CLONES void ck_distance_backward(
  const void *pa, int ta, const void *pb, int tb, float squared, float absolute, void *py, int ty, size_t n) {
#define CALL(A, B, Y) CK_MAP2(A, B, Y, (a - b) * squared + sign(a - b) * absolute)
  CK_TYPES3(ta, tb, ty, CALL);
#undef CALL
}

// Rows outermost, so that memory is read in order; the sums stay in the first cache.
CK_INLINE void column_sum(const void *x, int tx, float *out, size_t rows, size_t n) {
  for (size_t r = 0; r < rows; r++)
    for (size_t i = 0; i < n; i += CK_LANES)
      v_put(out, 0, i, n, v_get(out, 0, i, n, CK_F32) + v_get(x, r * n, i, n, tx), CK_F32);
}

CK_CLONES void ck_column_sum(const void *x, int tx, float *out, int accumulate, size_t rows, size_t width) {
  if (!accumulate) memset(out, 0, width * sizeof(float));
#define CALL(X) column_sum(x, X, out, rows, width)
  CK_TYPES1(tx, CALL);
#undef CALL
}

// A number is finite when its exponent is not all ones.
CK_INLINE int nonfinite(const void *x, int tx, size_t n) {
  i16 bad = {0};
  for (size_t i = 0; i < n; i += CK_LANES) {
    u16 exponent = (u16)v_get(x, 0, i, n, tx) & 0x7f800000u;
    bad |= exponent == 0x7f800000u;
  }
  int any = 0;
  for (int i = 0; i < CK_LANES; i++) any |= bad[i];
  return any != 0;
}

CK_CLONES int ck_has_nonfinite(const void *x, int tx, size_t n) {
  return tx == CK_F32 ? nonfinite(x, CK_F32, n) : nonfinite(x, CK_BF16, n);
}
