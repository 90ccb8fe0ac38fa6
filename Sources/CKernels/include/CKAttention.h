#pragma once
// Parts of attention. A head is `width` channels; rotary pairs are (i, i + width / 2).

/// Rows of one head: y = rotate(x / sqrt(mean(x^2) + 1e-6) * scale); row r uses cosine, sine[r * width / 2 ...].
/// `xstride` and `ystride` are elements from row to row. `gain` multiplies the result.
void ck_head_norm_rotary(
  const void *x, int tx, size_t xstride, const float *scale, const float *cosine, const float *sine, float gain,
  void *y, int ty, size_t ystride, size_t rows, size_t width);
/// The gradient with respect to x (written) and to scale (added to `dscale`).
void ck_head_norm_rotary_backward(
  const void *x, int tx, size_t xstride, const float *scale, const float *cosine, const float *sine, float gain,
  const void *dy, int tdy, size_t dystride, void *dx, int tdx, size_t dxstride, float *dscale, size_t rows,
  size_t width);

/// p = softmax(s) along rows of `n`; s is f32 with row stride `ld`, p has row stride `ldp`. May be in place for f32.
void ck_softmax(const float *s, size_t ld, void *p, int tp, size_t ldp, size_t rows, size_t n);
/// ds = p (dp - sum(p dp)).
void ck_softmax_backward(
  const void *p, int tp, size_t ldp, const float *dp, size_t ld, void *ds, int tds, size_t ldds, size_t rows, size_t n);

/// Which frames a query sees, besides those `window` or more away, which it never does.
///
/// Paired: the first half of the frames are a clip, causal; the second half another version of the same clip, each of
/// whose frames sees the first version's earlier ones and itself.
enum { CK_SIGHT_OPEN = 0, CK_SIGHT_CAUSAL = 1, CK_SIGHT_PAIRED = 2 };

/// Attention of each token over its own past (and future, as `sight` says).
///
/// `q`, `k`, `v` point, frame by frame, at the raw query, key and value of token 0, head 0; the next head is `width`
/// elements on, the next token `stride`. Query t stands at key position keys - queries + t and sees positions less than
/// `window` away. Normalisation and rotation of q and k happen inside, in f32.
typedef struct {
  const void *const *q;  // `queries` pointers
  const void *const *k;  // `keys` pointers
  const void *const *v;
  int type;  // of q, k, v, the result and every gradient but the scales'
  const float *q_scale, *k_scale;
  const float *cosine, *sine;  // (keys, width / 2)
  size_t queries, keys, window, width, heads, tokens, stride, out_stride;
  int sight;
} ck_time_attention_inputs;

/// Floats of scratch that both directions need.
size_t ck_time_attention_scratch(size_t queries, size_t keys, size_t width);
/// out: `queries` pointers at token 0; head h at h * width, the next token `out_stride` elements on.
void ck_time_attention(const ck_time_attention_inputs *in, void *const *out, float *scratch);
/// Needs queries == keys. dq, dk, dv are laid out as q, k, v and written; the scales' gradients are added to.
void ck_time_attention_backward(
  const ck_time_attention_inputs *in, const void *const *dout, void *const *dq, void *const *dk, void *const *dv,
  float *dq_scale, float *dk_scale, float *scratch);
