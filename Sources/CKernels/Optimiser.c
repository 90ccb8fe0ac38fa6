#include "Dispatch.h"
#include "Simd.h"

CK_INLINE v16 root(v16 a) {
  float s[CK_LANES];
  v_store_f32(s, a);
  for (int i = 0; i < CK_LANES; i++) s[i] = __builtin_sqrtf(s[i]);
  return v_load_f32(s);
}

// PyTorch's order: decay, moments, then rate / correction1 * m / (sqrt(v) / sqrt(correction2) + epsilon).
CK_CLONES void ck_adamw(float *p, float *m, float *v, const float *g, const ck_adamw_settings *s, size_t n) {
  const float step = s->rate / s->correction1, spread = 1.0f / sqrtf(s->correction2), keep = 1.0f - s->rate * s->decay;
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 gradient = v_get(g, 0, i, n, CK_F32) * s->gradient_scale;
    v16 first = v_get(m, 0, i, n, CK_F32), second = v_get(v, 0, i, n, CK_F32);
    first += (gradient - first) * (1.0f - s->beta1);
    second = second * s->beta2 + gradient * gradient * (1.0f - s->beta2);
    v16 value = v_get(p, 0, i, n, CK_F32) * keep;
    value -= step * first / (root(second) * spread + s->epsilon);
    v_put(m, 0, i, n, first, CK_F32);
    v_put(v, 0, i, n, second, CK_F32);
    v_put(p, 0, i, n, value, CK_F32);
  }
}

CK_CLONES void ck_lerp(float *y, const float *x, float t, size_t n) {
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 a = v_get(y, 0, i, n, CK_F32);
    v_put(y, 0, i, n, a + (v_get(x, 0, i, n, CK_F32) - a) * t, CK_F32);
  }
}

CK_CLONES void ck_muon_momentum(float *m, const float *g, float gradient_scale, float mu, float *u, size_t n) {
  for (size_t i = 0; i < n; i += CK_LANES) {
    v16 gradient = v_get(g, 0, i, n, CK_F32) * gradient_scale, momentum = v_get(m, 0, i, n, CK_F32);
    momentum += (gradient - momentum) * (1.0f - mu);
    v_put(m, 0, i, n, momentum, CK_F32);
    v_put(u, 0, i, n, gradient + (momentum - gradient) * mu, CK_F32);
  }
}

CK_CLONES void ck_decayed_step(float *p, const void *u, int tu, float keep, float rate, size_t n) {
#define CALL(U)                                                                                            \
  for (size_t i = 0; i < n; i += CK_LANES)                                                                 \
    v_put(p, 0, i, n, v_get(p, 0, i, n, CK_F32) * keep - v_get(u, 0, i, n, U) * rate, CK_F32)
  CK_TYPES1(tu, CALL);
#undef CALL
}
