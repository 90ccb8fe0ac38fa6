// The road for CPUs on which oneDNN has no bf16: right, and about as fast as f32.

#include <string.h>

#include "Internal.h"

void od_widen(const uint16_t *x, float *y, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint32_t bits = (uint32_t)x[i] << 16;
    memcpy(&y[i], &bits, sizeof bits);
  }
}

void od_narrow(const float *x, uint16_t *y, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint32_t bits;
    memcpy(&bits, &x[i], sizeof bits);
    y[i] = (uint16_t)(x[i] != x[i] ? (bits >> 16) | 0x40u : (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
  }
}

void od_copy_plain(int32_t k, int32_t n, int transposed, int32_t ldb, const void *b, void *to) {
  const uint16_t *from = b;
  uint16_t *out = to;
  for (int32_t i = 0; i < k; i++)
    for (int32_t j = 0; j < n; j++)
      out[(size_t)i * n + j] = transposed ? from[(size_t)j * ldb + i] : from[(size_t)i * ldb + j];
}

// Widens `rows` rows of `columns` into a dense block of scratch.
static float *widen_rows(int slot, const uint16_t *x, int32_t rows, int32_t columns, int32_t ld) {
  float *y = od_scratch(slot, (size_t)rows * columns * sizeof(float) + 64);
  for (int32_t r = 0; r < rows; r++) od_widen(x + (size_t)r * ld, y + (size_t)r * columns, columns);
  return y;
}

int od_multiply_widened(const od_product *p, const void *a, const void *b, const float *bias, void *c) {
  od_product f = *p;
  f.type = f.result = OD_F32;
  f.packed = 0;
  f.lda = p->transpose_a ? p->m : p->k;
  f.ldb = p->transpose_b && !p->packed ? p->k : p->n;
  const float *wide_a = widen_rows(1, a, p->transpose_a ? p->k : p->m, f.lda, p->lda);
  const float *wide_b = widen_rows(2, b, f.transpose_b ? p->n : p->k, f.ldb, p->packed ? p->n : p->ldb);
  if (p->result == OD_F32) return od_multiply(&f, wide_a, wide_b, bias, c);
  f.ldc = p->n;
  float *wide_c = p->accumulate ? widen_rows(3, c, p->m, p->n, p->ldc)
                                : od_scratch(3, (size_t)p->m * p->n * sizeof(float) + 64);
  const int status = od_multiply(&f, wide_a, wide_b, bias, wide_c);
  for (int32_t r = 0; r < p->m; r++)
    od_narrow(wide_c + (size_t)r * p->n, (uint16_t *)c + (size_t)r * p->ldc, p->n);
  return status;
}
