#include "Dispatch.h"
#include "Simd.h"

CK_INLINE void softmax_row(const float *s, void *p, int tp, size_t first, size_t n, float *hold) {
  v16 top = v_set(-INFINITY);
  for (size_t i = 0; i < n; i += CK_LANES) {
    if (i + CK_LANES <= n) top = v_max(top, v_load_f32(s + i));
    else
      for (size_t j = i; j < n; j++) top = v_max(top, v_set(s[j]));
  }
  const float greatest = v_greatest(top);
  v16 sum = v_set(0);
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 e = v_within(v_exp(v_get(s, 0, i, n, CK_F32) - greatest), i, n);
    v_store_f32(hold + i, e);
    sum += e;
  }
  const float inverse = 1.0f / v_sum(sum);
  for (size_t i = 0; i < n; i += CK_LANES) v_put(p, first, i, n, v_load_f32(hold + i) * inverse, tp);
}

CK_CLONES void ck_softmax(const float *s, size_t ld, void *p, int tp, size_t ldp, size_t rows, size_t n) {
  float hold[n + CK_LANES];
#define CALL(P) \
  for (size_t r = 0; r < rows; r++) softmax_row(s + r * ld, p, P, r * ldp, n, hold)
  CK_TYPES1(tp, CALL);
#undef CALL
}

CK_INLINE void softmax_row_backward(
  const void *p, int tp, size_t first, const float *dp, void *ds, int tds, size_t at, size_t n) {
  v16 along = v_set(0);
  for (size_t i = 0; i < n; i += CK_LANES) along += v_get(p, first, i, n, tp) * v_get(dp, 0, i, n, CK_F32);
  const float mean = v_sum(along);
  for (size_t i = 0; i < n; i += CK_LANES)
    v_put(ds, at, i, n, v_get(p, first, i, n, tp) * (v_get(dp, 0, i, n, CK_F32) - mean), tds);
}

CK_CLONES void ck_softmax_backward(
  const void *p, int tp, size_t ldp, const float *dp, size_t ld, void *ds, int tds, size_t ldds, size_t rows,
  size_t n) {
#define CALL(P, S) \
  for (size_t r = 0; r < rows; r++) softmax_row_backward(p, P, r * ldp, dp + r * ld, ds, S, r * ldds, n)
  CK_TYPES2(tp, tds, CALL);
#undef CALL
}
