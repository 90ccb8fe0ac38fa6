#include "Dispatch.h"
#include "Simd.h"

// gelu(x) = x sigmoid(u), u = 2 sqrt(2/pi) (x + 0.044715 x^3): 0.5 (1 + tanh(u / 2)) without its cancellation.
CK_INLINE v16 gelu_argument(v16 x) { return x * (1.5957691216f + 0.0713548162726f * (x * x)); }

CK_INLINE v16 gelu(v16 x) { return x * v_sigmoid(gelu_argument(x)); }

CK_INLINE v16 gelu_slope(v16 x) {
  v16 s = v_sigmoid(gelu_argument(x));
  return s + x * s * (1.0f - s) * (1.5957691216f + 0.2140644488178f * (x * x));
}

CK_INLINE v16 silu_slope(v16 x) {
  v16 s = v_sigmoid(x);
  return s * (1.0f + x * (1.0f - s));
}

CK_CLONES void ck_gelu(const void *pa, int ta, void *py, int ty, size_t n) {
#define CALL(A, Y) CK_MAP1(A, Y, gelu(a))
  CK_TYPES2(ta, ty, CALL);
#undef CALL
}

CK_CLONES void ck_gelu_backward(const void *pa, int ta, const void *pb, int tb, void *py, int ty, size_t n) {
#define CALL(A, B, Y) CK_MAP2(A, B, Y, b *gelu_slope(a))
  CK_TYPES3(ta, tb, ty, CALL);
#undef CALL
}

CK_CLONES void ck_silu(const void *pa, int ta, void *py, int ty, size_t n) {
#define CALL(A, Y) CK_MAP1(A, Y, a *v_sigmoid(a))
  CK_TYPES2(ta, ty, CALL);
#undef CALL
}

CK_CLONES void ck_silu_backward(const void *pa, int ta, const void *pb, int tb, void *py, int ty, size_t n) {
#define CALL(A, B, Y) CK_MAP2(A, B, Y, b *silu_slope(a))
  CK_TYPES3(ta, tb, ty, CALL);
#undef CALL
}

CK_CLONES void ck_soft_clip(const void *pa, int ta, float limit, void *py, int ty, size_t n) {
  const float inverse = 1.0f / limit;
#define CALL(A, Y) CK_MAP1(A, Y, v_tanh(a *inverse) * limit)
  CK_TYPES2(ta, ty, CALL);
#undef CALL
}

CK_CLONES void ck_soft_clip_backward(
  const void *pa, int ta, const void *pb, int tb, float limit, void *py, int ty, size_t n) {
  const float inverse = 1.0f / limit;
#define CALL(A, B, Y) CK_MAP2(A, B, Y, b *(1.0f - (a * inverse) * (a * inverse)))
  CK_TYPES3(ta, tb, ty, CALL);
#undef CALL
}
