// Loops over rows that share one vector: biases, positions, gates.

#include "Dispatch.h"
#include "Simd.h"

CK_CLONES void ck_add_row(
  const void *x, int tx, const void *row, int trow, void *y, int ty, size_t rows, size_t n) {
  const size_t sx = tx == CK_F32 ? 4 : 2, sy = ty == CK_F32 ? 4 : 2;
  for (size_t r = 0; r < rows; r++) {
    const void *pa = (const char *)x + r * n * sx, *pb = row;
    void *py = (char *)y + r * n * sy;
#define CALL(A, B, Y) CK_MAP2(A, B, Y, a + b)
    CK_TYPES3(tx, trow, ty, CALL);
#undef CALL
  }
}

CK_INLINE void affine_row(
  const void *x, int tx, const float *scale, const float *shift, void *y, int ty, size_t first, size_t n) {
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(x, first, i, n, tx) * v_get(scale, 0, i, n, CK_F32) + v_get(shift, 0, i, n, CK_F32);
    v_put(y, first, i, n, a, ty);
  }
}

CK_CLONES void ck_affine_row(
  const void *x, int tx, const float *scale, const float *shift, void *y, int ty, size_t rows, size_t width) {
#define CALL(X, Y) \
  for (size_t r = 0; r < rows; r++) affine_row(x, X, scale, shift, y, Y, r * width, width)
  CK_TYPES2(tx, ty, CALL);
#undef CALL
}

CK_INLINE void gate_row(
  const void *x, int tx, const void *g, int tg, const void *h, int th, void *y, int ty, size_t first, size_t n) {
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(x, first, i, n, tx) + v_get(g, 0, i, n, tg) * v_get(h, first, i, n, th);
    v_put(y, first, i, n, a, ty);
  }
}

CK_CLONES void ck_gate_add(
  const void *x, int tx, const void *gate, int tg, const void *h, int th, void *y, int ty, size_t rows, size_t width) {
  // The residual stream has one type, so x and y share it.
  if (tx != ty) __builtin_trap();
#define CALL(X, G, H) \
  for (size_t r = 0; r < rows; r++) gate_row(x, X, gate, G, h, H, y, X, r * width, width)
  CK_TYPES3(tx, tg, th, CALL);
#undef CALL
}

// One block of sixteen channels down all rows: the sum stays in a register.
CK_INLINE void gate_columns(
  const void *dy, int tdy, const void *gate, int tg, const void *h, int th, void *dh, float *dgate, size_t rows,
  size_t n, size_t i) {
  const v16 g = v_get(gate, 0, i, n, tg);
  v16 sum = v_set(0);
  for (size_t r = 0; r < rows; r++) {
    v16 d = v_get(dy, r * n, i, n, tdy);
    sum += d * v_get(h, r * n, i, n, th);
    v_put(dh, r * n, i, n, g * d, th);
  }
  v_put(dgate, 0, i, n, sum, CK_F32);
}

CK_CLONES void ck_gate_add_backward(
  const void *dy, int tdy, const void *gate, int tg, const void *h, int th, void *dh, int tdh, float *dgate,
  size_t rows, size_t width) {
  if (th != tdh) __builtin_trap();
#define CALL(D, G, H) \
  for (size_t i = 0; i < width; i += CK_LANES) gate_columns(dy, D, gate, G, h, H, dh, dgate, rows, width, i)
  CK_TYPES3(tdy, tg, th, CALL);
#undef CALL
}
