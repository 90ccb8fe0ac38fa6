#pragma once
// Moving elements without arithmetic.

/// out[i0, i1, ...] = in[sum of i_d * strides[d]] for an output of shape `shape`; strides in elements of `size` bytes.
/// Writes the outermost indices [first, last) only, so that tiles may run apart.
void ck_permute(
  const void *in, void *out, const size_t *shape, const size_t *strides, int dimensions, size_t size, size_t first,
  size_t last);
/// (height, width, channels) -> (height, width, side, channels): pixel x gathers x - side/2 ... x + side/2, zero outside.
void ck_gather_columns(
  const void *in, void *out, size_t height, size_t width, size_t channels, size_t side, size_t size);
