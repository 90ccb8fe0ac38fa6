#pragma once
#include <dnnl.h>

#include "COneDNN.h"

/// A primitive that all threads share once made.
typedef struct od_primitive {
  dnnl_primitive_t primitive;
  dnnl_memory_desc_t source, weights, bias, destination, scratch;
  size_t scratch_bytes;
  const char *name;
} od_primitive;

/// The calling thread's memory handles for a primitive, and its stream.
typedef struct {
  const od_primitive *shared;
  dnnl_memory_t source, weights, bias, destination, scratch;
} od_bound;

dnnl_engine_t od_engine(void);
/// Gives the calling thread an OpenMP of one thread, once.
void od_prepare_thread(void);
/// The primitive of `key` (of `size` bytes) for this thread; made with `make` on first use. NULL when it cannot be.
typedef od_primitive *(*od_maker)(const void *key);
const od_bound *od_find(const void *key, size_t size, od_maker make);
int od_run(const od_bound *bound, const void *source, const void *weights, const float *bias, void *destination);
/// A thread's own buffer of at least `bytes`, one per slot.
void *od_scratch(int slot, size_t bytes);
dnnl_data_type_t od_type(int type);
od_primitive *od_finish(dnnl_primitive_desc_t description, int with_bias);

/// Copies between orders of the same elements.
int od_reorder(const_dnnl_memory_desc_t from_description, const void *from, const_dnnl_memory_desc_t to_description, void *to);

// Without bf16 in oneDNN: widen to f32, work there, narrow. "Packed" is then a plain row-major copy.
int od_multiply_widened(const od_product *product, const void *a, const void *b, const float *bias, void *c);
void od_copy_plain(int32_t k, int32_t n, int transposed, int32_t ldb, const void *b, void *to);
void od_widen(const uint16_t *x, float *y, size_t n);
void od_narrow(const float *x, uint16_t *y, size_t n);
