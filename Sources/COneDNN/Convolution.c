#include <pthread.h>

#include "Internal.h"

static int image(dnnl_memory_desc_t *d, int height, int width, int channels, int type) {
  const dnnl_dims_t dims = {1, channels, height, width};
  return dnnl_memory_desc_create_with_tag(d, 4, dims, od_type(type), dnnl_nhwc);
}

static int32_t rows_out(const od_convolution *s) { return s->height + s->top + s->bottom - s->side + 1; }

static int describe(const od_convolution *s, dnnl_primitive_desc_t *d) {
  const dnnl_dims_t filter = {s->outputs, s->inputs, s->side, s->side}, one = {1, 1}, none = {0, 0}, row = {s->outputs};
  const dnnl_dims_t before = {s->top, s->side / 2}, after = {s->bottom, s->side / 2};
  dnnl_memory_desc_t in = NULL, weights = NULL, bias = NULL, out = NULL;
  dnnl_primitive_attr_t attr = NULL;
  dnnl_primitive_attr_create(&attr);
  dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user);
  int status = image(&in, s->height, s->width, s->inputs, s->type);
  if (!status) status = dnnl_memory_desc_create_with_tag(&weights, 4, filter, od_type(s->type), dnnl_format_tag_any);
  if (!status) status = dnnl_memory_desc_create_with_tag(&bias, 1, row, dnnl_f32, dnnl_a);
  if (!status) status = image(&out, rows_out(s), s->width, s->outputs, s->result);
  if (!status)
    status = dnnl_convolution_forward_primitive_desc_create(
      d, od_engine(), dnnl_forward_inference, dnnl_convolution_direct, in, weights, bias, out, one, none, before, after,
      attr);
  dnnl_primitive_attr_destroy(attr);
  dnnl_memory_desc_t all[] = {in, weights, bias, out};
  for (int i = 0; i < 4; i++)
    if (all[i]) dnnl_memory_desc_destroy(all[i]);
  return status;
}

static od_primitive *make_convolution(const void *key) {
  dnnl_primitive_desc_t d = NULL;
  od_primitive *made = describe(key, &d) ? NULL : od_finish(d, 1);
  if (d) dnnl_primitive_desc_destroy(d);
  return made;
}

static od_convolution canonical(const od_convolution *shape) {
  od_convolution s = *shape;
  s.unused[0] = s.unused[1] = 0;
  if (s.type == OD_BF16 && !od_supports_bf16()) s.type = s.result = OD_F32;
  return s;
}

static const od_bound *find(const od_convolution *shape) {
  const od_convolution s = canonical(shape);
  return od_find(&s, sizeof s, make_convolution);
}

// Widened: packed weights are f32 already, so only the images change type.
static int convolve_widened(const od_convolution *s, const void *in, const void *weights, const float *bias, void *out) {
  const size_t pixels_in = (size_t)s->height * s->width, pixels_out = (size_t)rows_out(s) * s->width;
  float *wide_in = od_scratch(1, pixels_in * s->inputs * sizeof(float) + 64);
  od_widen(in, wide_in, pixels_in * s->inputs);
  const od_bound *bound = find(s);
  if (!bound) return dnnl_unimplemented;
  if (s->result == OD_F32) return od_run(bound, wide_in, weights, bias, out);
  float *wide_out = od_scratch(3, pixels_out * s->outputs * sizeof(float) + 64);
  const int status = od_run(bound, wide_in, weights, bias, wide_out);
  od_narrow(wide_out, out, pixels_out * s->outputs);
  return status;
}

int od_convolve(const od_convolution *s, const void *in, const void *weights, const float *bias, void *out) {
  od_prepare_thread();
  if (s->type == OD_BF16 && !od_supports_bf16()) return convolve_widened(s, in, weights, bias, out);
  const od_bound *bound = find(s);
  return bound ? od_run(bound, in, weights, bias, out) : dnnl_unimplemented;
}

// Layouts met so far; a process meets a handful.
static pthread_mutex_t layout_lock = PTHREAD_MUTEX_INITIALIZER;
static dnnl_memory_desc_t layouts[512];
static int layout_count;

int od_filter_layout(const od_convolution *shape) {
  const od_bound *bound = find(shape);
  if (!bound) return -1;
  pthread_mutex_lock(&layout_lock);
  int number = 0;
  while (number < layout_count && !dnnl_memory_desc_equal(layouts[number], bound->shared->weights)) number++;
  if (number == layout_count && number < 512) layouts[layout_count++] = bound->shared->weights;
  pthread_mutex_unlock(&layout_lock);
  return number < 512 ? number : -1;
}

size_t od_filter_size(const od_convolution *shape) {
  const od_bound *bound = find(shape);
  return bound ? dnnl_memory_desc_get_size(bound->shared->weights) : 0;
}

int od_pack_filter(const od_convolution *shape, const void *weights, void *packed) {
  const od_bound *bound = find(shape);
  if (!bound) return dnnl_unimplemented;
  const dnnl_dims_t filter = {shape->outputs, shape->inputs, shape->side, shape->side};
  const size_t count = (size_t)shape->outputs * shape->inputs * shape->side * shape->side;
  const void *from = weights;
  int type = shape->type;
  if (type == OD_BF16 && !od_supports_bf16()) {
    float *wide = od_scratch(1, count * sizeof(float) + 64);
    od_widen(weights, wide, count);
    from = wide;
    type = OD_F32;
  }
  dnnl_memory_desc_t plain = NULL;
  int status = dnnl_memory_desc_create_with_tag(&plain, 4, filter, od_type(type), dnnl_acdb);
  if (!status) status = od_reorder(plain, from, bound->shared->weights, packed);
  if (plain) dnnl_memory_desc_destroy(plain);
  return status;
}
