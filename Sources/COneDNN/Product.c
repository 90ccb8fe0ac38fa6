#include <stdlib.h>
#include <string.h>

#include "Internal.h"

static int offers(dnnl_cpu_isa_t isa) { return (dnnl_get_effective_cpu_isa() & isa) == isa; }

int od_supports_bf16(void) { return offers(dnnl_cpu_isa_avx512_core); }

// Intel's cores with AMX multiply bf16 vectors too, but at half the rate of f32: where a hypervisor hides AMX, nothing is
// won (a convolution of 181 against 350 GFLOP/s, Emerald Rapids). Cooper Lake and AMD's cores do it at twice the rate.
int od_has_native_bf16(void) {
  if (offers(dnnl_cpu_isa_avx512_core_amx)) return 1;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_is("intel") && !__builtin_cpu_is("cooperlake")) return 0;
#endif
  return offers(dnnl_cpu_isa_avx512_core_bf16);
}

static int plain(dnnl_memory_desc_t *d, int rows, int columns, int type, int transposed, int ld) {
  const dnnl_dims_t dims = {rows, columns}, strides = {transposed ? 1 : ld, transposed ? ld : 1};
  return dnnl_memory_desc_create_with_strides(d, 2, dims, od_type(type), strides);
}

// The blocked order of op(b) for a typical tile; asking for it by name keeps it the same for every m.
static int packed(dnnl_memory_desc_t *d, int k, int n, int type) {
  const dnnl_dims_t da = {64, k}, db = {k, n}, dc = {64, n};
  dnnl_memory_desc_t a = NULL, b = NULL, c = NULL;
  dnnl_primitive_desc_t probe = NULL;
  int status = dnnl_memory_desc_create_with_tag(&a, 2, da, od_type(type), dnnl_ab);
  if (!status) status = dnnl_memory_desc_create_with_tag(&b, 2, db, od_type(type), dnnl_format_tag_any);
  if (!status) status = dnnl_memory_desc_create_with_tag(&c, 2, dc, od_type(type), dnnl_ab);
  if (!status) status = dnnl_matmul_primitive_desc_create(&probe, od_engine(), a, b, NULL, c, NULL);
  if (!status) status = dnnl_memory_desc_clone(d, dnnl_primitive_desc_query_md(probe, dnnl_query_weights_md, 0));
  if (probe) dnnl_primitive_desc_destroy(probe);
  if (a) dnnl_memory_desc_destroy(a);
  if (b) dnnl_memory_desc_destroy(b);
  if (c) dnnl_memory_desc_destroy(c);
  return status;
}

static dnnl_primitive_attr_t attributes(const od_product *p) {
  dnnl_primitive_attr_t attr = NULL;
  dnnl_primitive_attr_create(&attr);
  dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user);
  if (p->accumulate) {
    dnnl_post_ops_t after = NULL;
    dnnl_post_ops_create(&after);
    dnnl_post_ops_append_sum(after, 1.0f, 0, dnnl_data_type_undef);
    dnnl_primitive_attr_set_post_ops(attr, after);
    dnnl_post_ops_destroy(after);
  }
  return attr;
}

static od_primitive *make_product(const void *key) {
  const od_product *p = key;
  dnnl_memory_desc_t a = NULL, b = NULL, c = NULL, bias = NULL;
  const dnnl_dims_t row = {1, p->n};
  int status = plain(&a, p->m, p->k, p->type, p->transpose_a, p->lda);
  if (!status)
    status = p->packed ? packed(&b, p->k, p->n, p->type) : plain(&b, p->k, p->n, p->type, p->transpose_b, p->ldb);
  if (!status) status = plain(&c, p->m, p->n, p->result, 0, p->ldc);
  if (!status && p->bias) status = dnnl_memory_desc_create_with_tag(&bias, 2, row, dnnl_f32, dnnl_ab);
  dnnl_primitive_desc_t d = NULL;
  dnnl_primitive_attr_t attr = attributes(p);
  if (!status) status = dnnl_matmul_primitive_desc_create(&d, od_engine(), a, b, bias, c, attr);
  od_primitive *made = status ? NULL : od_finish(d, p->bias);
  if (d) dnnl_primitive_desc_destroy(d);
  dnnl_primitive_attr_destroy(attr);
  dnnl_memory_desc_t all[] = {a, b, c, bias};
  for (int i = 0; i < 4; i++)
    if (all[i]) dnnl_memory_desc_destroy(all[i]);
  return made;
}

// Fields that the product does not read are cleared, so that equal products share a primitive.
static od_product canonical(const od_product *product) {
  od_product p = *product;
  p.unused = 0;
  if (p.packed) p.transpose_b = 0, p.ldb = 0;
  if (p.m == 1 && !p.transpose_a) p.lda = p.k;
  return p;
}

const char *od_implementation(const od_product *product) {
  const od_product p = canonical(product);
  const od_bound *b = od_find(&p, sizeof p, make_product);
  return b ? b->shared->name : "widened to f32";
}

int od_multiply(const od_product *product, const void *a, const void *b, const float *bias, void *c) {
  const od_product p = canonical(product);
  if (p.type == OD_BF16 && !od_supports_bf16()) {
    od_prepare_thread();
    return od_multiply_widened(&p, a, b, bias, c);
  }
  const od_bound *bound = od_find(&p, sizeof p, make_product);
  return bound ? od_run(bound, a, b, bias, c) : dnnl_unimplemented;
}

size_t od_packed_size(int32_t k, int32_t n, int type) {
  if (type == OD_BF16 && !od_supports_bf16()) return (size_t)k * n * sizeof(uint16_t);
  dnnl_memory_desc_t d = NULL;
  od_prepare_thread();
  const size_t size = packed(&d, k, n, type) ? 0 : dnnl_memory_desc_get_size(d);
  if (d) dnnl_memory_desc_destroy(d);
  return size;
}

int od_pack(int32_t k, int32_t n, int type, int transposed, int32_t ldb, const void *b, void *to) {
  od_prepare_thread();
  if (type == OD_BF16 && !od_supports_bf16()) {
    od_copy_plain(k, n, transposed, ldb, b, to);
    return dnnl_success;
  }
  dnnl_memory_desc_t from_desc = NULL, to_desc = NULL;
  int status = plain(&from_desc, k, n, type, transposed, ldb);
  if (!status) status = packed(&to_desc, k, n, type);
  if (!status) status = od_reorder(from_desc, b, to_desc, to);
  if (from_desc) dnnl_memory_desc_destroy(from_desc);
  if (to_desc) dnnl_memory_desc_destroy(to_desc);
  return status;
}
