#pragma once
// Fused parameter updates over f32 arrays.

/// AdamW (Loshchilov & Hutter, arXiv 1711.05101); `correction1`, `correction2` are 1 - beta^t.
typedef struct {
  float rate, beta1, beta2, epsilon, decay, correction1, correction2, gradient_scale;
} ck_adamw_settings;

void ck_adamw(float *p, float *m, float *v, const float *g, const ck_adamw_settings *settings, size_t n);
/// y += t (x - y).
void ck_lerp(float *y, const float *x, float t, size_t n);
/// m += (1 - mu) (s g - m), then u = s g + mu (m - s g): Nesterov's momentum as Muon takes it.
void ck_muon_momentum(float *m, const float *g, float gradient_scale, float mu, float *u, size_t n);
/// p = p * keep - rate * u.
void ck_decayed_step(float *p, const void *u, int tu, float keep, float rate, size_t n);
