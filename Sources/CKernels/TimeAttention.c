// Attention over a token's own history. Sequences are short (a dozen frames), so one head of one token fits in the first
// cache and a matrix product would spend more on packing than on arithmetic.

#include "Dispatch.h"
#include "HeadNorm.h"

// Scratch of one head of one token; rows hold both padded halves.
typedef struct {
  float *q, *k, *v, *dq, *dk, *dv, *scores, *slopes;
} workspace;

CK_INLINE size_t padded_keys(size_t keys) { return (keys + CK_LANES - 1) / CK_LANES * CK_LANES; }

size_t ck_time_attention_scratch(size_t queries, size_t keys, size_t width) {
  const size_t row = 2 * ck_padded(width / 2);
  return 2 * row * (queries + 2 * keys) + 2 * queries * padded_keys(keys);
}

CK_INLINE workspace divide(float *p, size_t queries, size_t keys, size_t row) {
  workspace w;
  w.q = p;
  w.k = w.q + queries * row;
  w.v = w.k + keys * row;
  w.dq = w.v + keys * row;
  w.dk = w.dq + queries * row;
  w.dv = w.dk + keys * row;
  w.scores = w.dv + keys * row;
  w.slopes = w.scores + queries * padded_keys(keys);
  return w;
}

CK_INLINE const void *at(const void *p, size_t i, int type) {
  return (const char *)p + i * (type == CK_F32 ? sizeof(float) : sizeof(uint16_t));
}

CK_INLINE float dot(const float *a, const float *b, size_t row) {
  v16 sum = v_set(0);
  for (size_t i = 0; i < row; i += CK_LANES) sum += v_load_f32(a + i) * v_load_f32(b + i);
  return v_sum(sum);
}

CK_INLINE void add_scaled(float *y, const float *x, float t, size_t row) {
  for (size_t i = 0; i < row; i += CK_LANES) v_store_f32(y + i, v_load_f32(y + i) + v_load_f32(x + i) * t);
}

// A row of `2 * half` elements into two padded halves, and back.
CK_INLINE void unpack(const void *x, int type, float *y, size_t half, size_t padded) {
  for (size_t i = 0; i < half; i += CK_LANES) {
    v_store_f32(y + i, v_get(x, 0, i, half, type));
    v_store_f32(y + padded + i, v_get(x, half, i, half, type));
  }
}

CK_INLINE void pack(const float *x, void *y, int type, size_t half, size_t padded) {
  for (size_t i = 0; i < half; i += CK_LANES) {
    v_put(y, 0, i, half, v_load_f32(x + i), type);
    v_put(y, half, i, half, v_load_f32(x + padded + i), type);
  }
}

// Keys [first, first + count), or all but the last of them and then `own`.
typedef struct {
  size_t first, count, own;
} seen;

// Keys that query t sees.
CK_INLINE seen seen_by(const ck_time_attention_inputs *in, size_t t) {
  const size_t index = in->keys - in->queries + t, clip = in->keys / 2;
  const int is_second = in->sight == CK_SIGHT_PAIRED && index >= clip;
  const size_t position = is_second ? index - clip : index;
  size_t last = in->sight == CK_SIGHT_OPEN ? position + in->window : position + 1;
  if (last > in->keys) last = in->keys;
  seen s;
  s.first = position + 1 > in->window ? position + 1 - in->window : 0;
  s.count = last - s.first;
  s.own = is_second ? index : last - 1;
  return s;
}

CK_INLINE size_t key_number(seen s, size_t i) { return i + 1 < s.count ? s.first + i : s.own; }

// Fills w.q, w.k and the probabilities of every query (zero where unseen).
CK_INLINE void probabilities(
  const ck_time_attention_inputs *in, size_t offset, int type, workspace w, size_t half, size_t padded) {
  const size_t row = 2 * padded, ld = padded_keys(in->keys);
  const float gain = 1.0f / sqrtf((float)(2 * half));
  for (size_t l = 0; l < in->keys; l++) {
    const float *c = in->cosine + l * half, *s = in->sine + l * half;
    head_forward(at(in->k[l], offset, type), type, in->k_scale, c, s, 1.0f, w.k + l * row, CK_F32, padded, half);
  }
  for (size_t t = 0; t < in->queries; t++) {
    const size_t position = in->keys - in->queries + t;
    const float *c = in->cosine + position * half, *s = in->sine + position * half;
    float *q = w.q + t * row, *p = w.scores + t * ld;
    head_forward(at(in->q[t], offset, type), type, in->q_scale, c, s, gain, q, CK_F32, padded, half);
    const seen k = seen_by(in, t);
    for (size_t l = 0; l < ld; l++) p[l] = -INFINITY;
    for (size_t i = 0; i < k.count; i++) {
      const size_t l = key_number(k, i);
      p[l] = dot(q, w.k + l * row, row);
    }
    v16 top = v_load_f32(p);
    for (size_t l = CK_LANES; l < ld; l += CK_LANES) top = v_max(top, v_load_f32(p + l));
    const float greatest = v_greatest(top);
    v16 sum = v_set(0);
    for (size_t l = 0; l < ld; l += CK_LANES) {
      v16 a = v_load_f32(p + l), e = v_select(a == v_set(-INFINITY), v_set(0), v_exp(a - greatest));
      v_store_f32(p + l, e);
      sum += e;
    }
    const float inverse = 1.0f / v_sum(sum);
    for (size_t l = 0; l < ld; l += CK_LANES) v_store_f32(p + l, v_load_f32(p + l) * inverse);
  }
}

// out = sum of p[l] v[l] over the keys that a query sees.
CK_INLINE void mix(
  const ck_time_attention_inputs *in, size_t offset, int type, const float *p, seen k, void *out, size_t half) {
  for (size_t i = 0; i < half; i += CK_LANES) {
    v16 a = v_set(0), b = v_set(0);
    for (size_t j = 0; j < k.count; j++) {
      const size_t l = key_number(k, j);
      const void *v = at(in->v[l], offset, type);
      a += v_get(v, 0, i, half, type) * p[l];
      b += v_get(v, half, i, half, type) * p[l];
    }
    v_put(out, 0, i, half, a, type);
    v_put(out, half, i, half, b, type);
  }
}

CK_INLINE void clear(float *x, size_t n) { memset(x, 0, n * sizeof(float)); }

// A token's rows lie far from the next frame's, so the next token's are asked for while this one's are at work.
CK_INLINE void prefetch_token(const ck_time_attention_inputs *in, size_t token, int type) {
  if (token >= in->tokens) return;
  const size_t size = type == CK_F32 ? sizeof(float) : sizeof(uint16_t), bytes = in->heads * in->width * size;
  for (size_t l = 0; l < in->keys; l++) {
    const char *k = at(in->k[l], token * in->stride, type), *v = at(in->v[l], token * in->stride, type);
    for (size_t i = 0; i < bytes; i += 64) {
      __builtin_prefetch(k + i);
      __builtin_prefetch(v + i);
    }
  }
}

CK_INLINE void forward(
  const ck_time_attention_inputs *in, void *const *out, float *scratch, int type, size_t half, size_t padded) {
  const size_t row = 2 * padded, ld = padded_keys(in->keys);
  const workspace w = divide(scratch, in->queries, in->keys, row);
  clear(scratch, row * (in->queries + 2 * in->keys));  // the padding stays zero from here on
  for (size_t token = 0; token < in->tokens; token++) {
    prefetch_token(in, token + 1, type);
    for (size_t head = 0; head < in->heads; head++) {
      const size_t offset = token * in->stride + head * 2 * half;
      const size_t out_offset = token * in->out_stride + head * 2 * half;
      probabilities(in, offset, type, w, half, padded);
      for (size_t t = 0; t < in->queries; t++)
        mix(in, offset, type, w.scores + t * ld, seen_by(in, t), (void *)at(out[t], out_offset, type), half);
    }
  }
}

// Gradients of one head of one token with respect to rotated q and k, and v, left in the workspace.
CK_INLINE void inner_backward(
  const ck_time_attention_inputs *in, const void *const *dout, size_t out_offset, int type, workspace w, size_t half,
  size_t padded) {
  const size_t row = 2 * padded, ld = padded_keys(in->keys);
  clear(w.dq, row * (in->queries + 2 * in->keys));
  float d[row];
  clear(d, row);
  for (size_t t = 0; t < in->queries; t++) {
    const seen k = seen_by(in, t);
    const float *p = w.scores + t * ld;
    float *slopes = w.slopes + t * ld, mean = 0;
    unpack(at(dout[t], out_offset, type), type, d, half, padded);
    for (size_t i = 0; i < k.count; i++) {
      const size_t l = key_number(k, i);
      slopes[l] = dot(d, w.v + l * row, row);
      mean += slopes[l] * p[l];
    }
    for (size_t i = 0; i < k.count; i++) {
      const size_t l = key_number(k, i);
      const float ds = p[l] * (slopes[l] - mean);
      add_scaled(w.dq + t * row, w.k + l * row, ds, row);
      add_scaled(w.dk + l * row, w.q + t * row, ds, row);
      add_scaled(w.dv + l * row, d, p[l], row);
    }
  }
}

CK_INLINE void backward(
  const ck_time_attention_inputs *in, const void *const *dout, void *const *dq, void *const *dk, void *const *dv,
  float *dq_scale, float *dk_scale, float *scratch, int type, size_t half, size_t padded) {
  const size_t row = 2 * padded, frames = in->keys;
  const float gain = 1.0f / sqrtf((float)(2 * half));
  const workspace w = divide(scratch, frames, frames, row);
  clear(scratch, 3 * row * frames);
  for (size_t token = 0; token < in->tokens; token++) {
    for (size_t head = 0; head < in->heads; head++) {
      const size_t offset = token * in->stride + head * 2 * half;
      probabilities(in, offset, type, w, half, padded);
      for (size_t l = 0; l < frames; l++) unpack(at(in->v[l], offset, type), type, w.v + l * row, half, padded);
      inner_backward(in, dout, token * in->out_stride + head * 2 * half, type, w, half, padded);
      for (size_t t = 0; t < frames; t++) {
        const float *c = in->cosine + t * half, *s = in->sine + t * half;
        head_backward(at(in->q[t], offset, type), type, in->q_scale, c, s, gain, w.dq + t * row, CK_F32, padded,
                      (void *)at(dq[t], offset, type), type, dq_scale, half);
        head_backward(at(in->k[t], offset, type), type, in->k_scale, c, s, 1.0f, w.dk + t * row, CK_F32, padded,
                      (void *)at(dk[t], offset, type), type, dk_scale, half);
        pack(w.dv + t * row, (void *)at(dv[t], offset, type), type, half, padded);
      }
    }
  }
}

// Heads of 64 are the usual ones: their loops unroll.
CK_CLONES void ck_time_attention(const ck_time_attention_inputs *in, void *const *out, float *scratch) {
  const size_t half = in->width / 2;
#define CALL(T)                                                       \
  do {                                                                \
    if (half == 32) forward(in, out, scratch, T, 32, 32);             \
    else forward(in, out, scratch, T, half, ck_padded(half));         \
  } while (0)
  CK_TYPES1(in->type, CALL);
#undef CALL
}

CK_CLONES void ck_time_attention_backward(
  const ck_time_attention_inputs *in, const void *const *dout, void *const *dq, void *const *dk, void *const *dv,
  float *dq_scale, float *dk_scale, float *scratch) {
  const size_t half = in->width / 2;
#define CALL(T)                                                                                                    \
  do {                                                                                                             \
    if (half == 32) backward(in, dout, dq, dk, dv, dq_scale, dk_scale, scratch, T, 32, 32);                        \
    else backward(in, dout, dq, dk, dv, dq_scale, dk_scale, scratch, T, half, ck_padded(half));                    \
  } while (0)
  CK_TYPES1(in->type, CALL);
#undef CALL
}
