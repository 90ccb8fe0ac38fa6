#include "HeadNorm.h"

#include "Dispatch.h"

CK_INLINE const void *element(const void *p, size_t i, int type) {
  return (const char *)p + i * (type == CK_F32 ? sizeof(float) : sizeof(uint16_t));
}

CK_CLONES void ck_head_norm_rotary(
  const void *x, int tx, size_t xstride, const float *scale, const float *cosine, const float *sine, float gain,
  void *y, int ty, size_t ystride, size_t rows, size_t width) {
  const size_t half = width / 2;
#define CALL(X, Y)                                                                                              \
  for (size_t r = 0; r < rows; r++)                                                                             \
    head_forward(element(x, r * xstride, X), X, scale, cosine + r * half, sine + r * half, gain,               \
                 (void *)element(y, r * ystride, Y), Y, half, half)
  CK_TYPES2(tx, ty, CALL);
#undef CALL
}

CK_CLONES void ck_head_norm_rotary_backward(
  const void *x, int tx, size_t xstride, const float *scale, const float *cosine, const float *sine, float gain,
  const void *dy, int tdy, size_t dystride, void *dx, int tdx, size_t dxstride, float *dscale, size_t rows,
  size_t width) {
  const size_t half = width / 2;
#define CALL(X, Y, D)                                                                                           \
  for (size_t r = 0; r < rows; r++)                                                                             \
    head_backward(element(x, r * xstride, X), X, scale, cosine + r * half, sine + r * half, gain,              \
                  element(dy, r * dystride, Y), Y, half, (void *)element(dx, r * dxstride, D), D, dscale, half)
  CK_TYPES3(tx, tdy, tdx, CALL);
#undef CALL
}
