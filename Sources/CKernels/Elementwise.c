#include "Dispatch.h"
#include "Simd.h"

CK_CLONES void ck_convert(const void *pa, int ta, void *py, int ty, size_t n) {
  if (ta == ty) {
    if (pa != py) memmove(py, pa, n * (ta == CK_F32 ? sizeof(float) : sizeof(uint16_t)));
    return;
  }
#define CALL(A, Y) CK_MAP1(A, Y, a)
  CK_TYPES2(ta, ty, CALL);
#undef CALL
}

CK_CLONES void ck_combine(
  const void *pa, int ta, float alpha, const void *pb, int tb, float beta, void *py, int ty, size_t n) {
#define CALL(A, B, Y) CK_MAP2(A, B, Y, a * alpha + b * beta)
  CK_TYPES3(ta, tb, ty, CALL);
#undef CALL
}

CK_CLONES void ck_multiply(const void *pa, int ta, const void *pb, int tb, void *py, int ty, size_t n) {
#define CALL(A, B, Y) CK_MAP2(A, B, Y, a * b)
  CK_TYPES3(ta, tb, ty, CALL);
#undef CALL
}

CK_CLONES void ck_affine(const void *pa, int ta, float alpha, float beta, void *py, int ty, size_t n) {
#define CALL(A, Y) CK_MAP1(A, Y, a * alpha + beta)
  CK_TYPES2(ta, ty, CALL);
#undef CALL
}

CK_CLONES void ck_clamp(const void *pa, int ta, float low, float high, void *py, int ty, size_t n) {
#define CALL(A, Y) CK_MAP1(A, Y, v_min(v_max(a, v_set(low)), v_set(high)))
  CK_TYPES2(ta, ty, CALL);
#undef CALL
}
