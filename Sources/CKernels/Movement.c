#include "CKernels.h"
#include <string.h>

// One row of `n` runs of `size` bytes, `stride` bytes apart, into consecutive memory; small sizes become single moves.
static inline void gather(const char *in, char *out, size_t n, size_t stride, size_t size) {
#define RUN(S) \
  case S:      \
    for (size_t i = 0; i < n; i++) memcpy(out + i * S, in + i * stride, S); \
    return
  switch (size) {
    RUN(2);
    RUN(4);
    RUN(6);
    RUN(8);
    RUN(12);
    RUN(16);
    RUN(24);
    RUN(32);
    RUN(48);
    RUN(64);
    RUN(96);
    RUN(128);
    RUN(192);
    default:
      for (size_t i = 0; i < n; i++) memcpy(out + i * size, in + i * stride, size);
  }
#undef RUN
}

typedef struct {
  const size_t *shape, *strides;
  int dimensions;
  size_t size;
} layout;

// Copies the sub-array at depth `d`; returns where writing goes on.
static char *copy(const char *in, char *out, const layout *l, int d, size_t first, size_t last) {
  const size_t stride = l->strides[d] * l->size;
  if (d == l->dimensions - 1) {
    gather(in + first * stride, out, last - first, stride, l->size);
    return out + (last - first) * l->size;
  }
  for (size_t i = first; i < last; i++) out = copy(in + i * stride, out, l, d + 1, 0, l->shape[d + 1]);
  return out;
}

void ck_permute(
  const void *in, void *out, const size_t *shape, const size_t *strides, int dimensions, size_t size, size_t first,
  size_t last) {
  const layout l = {shape, strides, dimensions, size};
  size_t inner = size;
  for (int d = 1; d < dimensions; d++) inner *= shape[d];
  copy(in, (char *)out + first * inner, &l, 0, first, last);
}

void ck_gather_columns(
  const void *in, void *out, size_t height, size_t width, size_t channels, size_t side, size_t size) {
  const size_t pixel = channels * size;
  const long reach = (long)(side / 2);
  const char *source = in;
  char *to = out;
  for (size_t y = 0; y < height; y++, source += width * pixel) {
    for (long x = 0; x < (long)width; x++, to += side * pixel) {
      const long first = x - reach < 0 ? 0 : x - reach;
      const long last = x + reach + 1 > (long)width ? (long)width : x + reach + 1;
      const size_t skipped = (size_t)(first - (x - reach)) * pixel, taken = (size_t)(last - first) * pixel;
      memset(to, 0, skipped);
      memcpy(to + skipped, source + (size_t)first * pixel, taken);
      memset(to + skipped + taken, 0, side * pixel - skipped - taken);
    }
  }
}
