#include "Internal.h"

int od_reorder(const_dnnl_memory_desc_t from_description, const void *from, const_dnnl_memory_desc_t to_description, void *to) {
  dnnl_engine_t e = od_engine();
  dnnl_primitive_desc_t d = NULL;
  dnnl_primitive_t p = NULL;
  dnnl_memory_t a = NULL, b = NULL;
  dnnl_stream_t s = NULL;
  int status = dnnl_reorder_primitive_desc_create(&d, from_description, e, to_description, e, NULL);
  if (!status) status = dnnl_primitive_create(&p, d);
  if (!status) status = dnnl_memory_create(&a, from_description, e, (void *)from);
  if (!status) status = dnnl_memory_create(&b, to_description, e, to);
  if (!status) status = dnnl_stream_create(&s, e, dnnl_stream_default_flags);
  const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, a}, {DNNL_ARG_TO, b}};
  if (!status) status = dnnl_primitive_execute(p, s, 2, arguments);
  if (s) dnnl_stream_destroy(s);
  if (a) dnnl_memory_destroy(a);
  if (b) dnnl_memory_destroy(b);
  if (p) dnnl_primitive_destroy(p);
  if (d) dnnl_primitive_desc_destroy(d);
  return status;
}
