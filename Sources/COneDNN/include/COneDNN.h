#pragma once
// oneDNN's C API reduced to what the engine asks of it: one single-threaded matrix product or convolution per call.
//
// Primitives are made once per shape (a millisecond each) and kept; every thread has its own handles and scratch, so
// calls may run at once. Threads belong to `TensorCore`: each thread that calls gets an OpenMP of one thread.
// On a CPU without AVX-512, oneDNN has no bf16: the same calls then widen to f32 (slow, but right).

#include <stddef.h>
#include <stdint.h>

enum { OD_F32 = 0, OD_BF16 = 1 };

/// c (m, n) = op(a) (m, k) op(b) (k, n) [+ bias (n, f32)] [+ c], row-major with leading dimensions in elements.
///
/// a and b have type `type`, c has `result`. With `packed`, b is what `od_pack` wrote and `transpose_b`, `ldb` are
/// ignored.
typedef struct {
  int32_t m, n, k;
  int32_t lda, ldb, ldc;
  uint8_t transpose_a, transpose_b, packed, bias, accumulate, type, result, unused;
} od_product;

/// 0, or oneDNN's status when even the plain form of this product cannot be made.
int od_multiply(const od_product *product, const void *a, const void *b, const float *bias, void *c);

/// Bytes of op(b) (k, n) in the blocked order that oneDNN likes best, and writing it from a plain b of the same type.
size_t od_packed_size(int32_t k, int32_t n, int type);
int od_pack(int32_t k, int32_t n, int type, int transposed, int32_t ldb, const void *b, void *packed);

/// A convolution of one (height, width, inputs) image with a square kernel, stride 1, zero padding side / 2 at left
/// and right, and `top`, `bottom` rows of zeros above and below.
typedef struct {
  int32_t height, width, inputs, outputs, side, top, bottom;
  uint8_t type, result, unused[2];
} od_convolution;

/// out (height + top + bottom - side + 1, width, outputs) = weights * in [+ bias (f32)]; weights from `od_pack_filter`
/// of the same layout number.
int od_convolve(const od_convolution *shape, const void *in, const void *weights, const float *bias, void *out);

/// Which blocked order this shape wants: shapes with the same number may share packed weights. Negative on failure.
int od_filter_layout(const od_convolution *shape);
size_t od_filter_size(const od_convolution *shape);
/// From (outputs, side, side, inputs) weights in the shape's type.
int od_pack_filter(const od_convolution *shape, const void *weights, void *packed);

/// Whether this CPU multiplies bf16 itself and faster than f32 (AMX, AVX-512 BF16 but for Intel's half-rate one), and
/// whether oneDNN does it at all.
int od_has_native_bf16(void);
int od_supports_bf16(void);
/// oneDNN's name for the implementation behind a product; for records and tests.
const char *od_implementation(const od_product *product);
