// Primitives: one shared table behind a lock, and in each thread a table of handles that needs none.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "Internal.h"

#define KEY_BYTES 48
#define SLOTS 4096

typedef struct {
  uint8_t key[KEY_BYTES];
  void *value;
} entry;

typedef struct {
  entry entries[SLOTS];
  size_t count;
} table;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static table shared;
static dnnl_engine_t engine;
static pthread_once_t engine_once = PTHREAD_ONCE_INIT;
static _Thread_local table *bound_table;
static _Thread_local dnnl_stream_t stream;
static _Thread_local int prepared;

static void make_engine(void) {
  if (dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success) abort();
}

dnnl_engine_t od_engine(void) {
  pthread_once(&engine_once, make_engine);
  return engine;
}

// oneDNN asks OpenMP for its thread count when it makes and when it runs a primitive. The runtime is looked up by name,
// because which one it is (if any) depends on how the library was built.
void od_prepare_thread(void) {
  if (prepared) return;
  prepared = 1;
  void (*set_threads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (set_threads) set_threads(1);
}

// FNV-1a; a full table returns NULL, which its callers treat as "not kept".
static entry *slot_of(table *t, const uint8_t key[KEY_BYTES]) {
  uint64_t hash = 1469598103934665603ull;
  for (int i = 0; i < KEY_BYTES; i += 8) {
    uint64_t word;
    memcpy(&word, key + i, 8);
    hash = (hash ^ word) * 1099511628211ull;
    hash ^= hash >> 29;
  }
  for (size_t step = 0; step < SLOTS; step++) {
    entry *e = &t->entries[(hash + step) % SLOTS];
    if (!e->value || memcmp(e->key, key, KEY_BYTES) == 0) return e;
  }
  return NULL;
}

static od_primitive *find_shared(const uint8_t key[KEY_BYTES], const void *original, od_maker make) {
  pthread_mutex_lock(&lock);
  entry *e = slot_of(&shared, key);
  od_primitive *p = e && e->value ? e->value : make(original);
  if (e && !e->value && p) {
    memcpy(e->key, key, KEY_BYTES);
    e->value = p;
  }
  pthread_mutex_unlock(&lock);
  return p;
}

static od_bound *bind(const od_primitive *p) {
  od_bound *b = calloc(1, sizeof *b);
  if (!b) return NULL;
  b->shared = p;
  dnnl_engine_t e = od_engine();
  dnnl_memory_create(&b->source, p->source, e, DNNL_MEMORY_NONE);
  dnnl_memory_create(&b->weights, p->weights, e, DNNL_MEMORY_NONE);
  dnnl_memory_create(&b->destination, p->destination, e, DNNL_MEMORY_NONE);
  if (p->bias) dnnl_memory_create(&b->bias, p->bias, e, DNNL_MEMORY_NONE);
  if (p->scratch_bytes) dnnl_memory_create(&b->scratch, p->scratch, e, DNNL_MEMORY_NONE);
  return b;
}

const od_bound *od_find(const void *key, size_t size, od_maker make) {
  od_prepare_thread();
  if (!bound_table) bound_table = calloc(1, sizeof *bound_table);
  if (!bound_table) return NULL;
  uint8_t padded[KEY_BYTES] = {0};
  memcpy(padded, key, size);
  padded[KEY_BYTES - 1] = (uint8_t)size;  // keeps kinds of keys apart
  entry *e = slot_of(bound_table, padded);
  if (e && e->value) return e->value;
  od_primitive *p = find_shared(padded, key, make);
  od_bound *b = p ? bind(p) : NULL;
  if (e && b) {
    memcpy(e->key, padded, KEY_BYTES);
    e->value = b;
  }
  return b;
}

void *od_scratch(int slot, size_t bytes) {
  static _Thread_local struct {
    void *memory;
    size_t bytes;
  } held[4];
  if (held[slot].bytes < bytes) {
    free(held[slot].memory);
    held[slot].bytes = (bytes + 4095) / 4096 * 4096;
    held[slot].memory = aligned_alloc(4096, held[slot].bytes);
  }
  return held[slot].memory;
}

dnnl_data_type_t od_type(int type) { return type == OD_F32 ? dnnl_f32 : dnnl_bf16; }

static dnnl_memory_desc_t copy_of(const_dnnl_memory_desc_t description) {
  dnnl_memory_desc_t copy = NULL;
  if (description) dnnl_memory_desc_clone(&copy, description);
  return copy;
}

od_primitive *od_finish(dnnl_primitive_desc_t d, int with_bias) {
  od_primitive *p = calloc(1, sizeof *p);
  if (!p || dnnl_primitive_create(&p->primitive, d) != dnnl_success) {
    free(p);
    return NULL;
  }
  p->source = copy_of(dnnl_primitive_desc_query_md(d, dnnl_query_src_md, 0));
  p->weights = copy_of(dnnl_primitive_desc_query_md(d, dnnl_query_weights_md, 0));
  p->destination = copy_of(dnnl_primitive_desc_query_md(d, dnnl_query_dst_md, 0));
  p->scratch = copy_of(dnnl_primitive_desc_query_md(d, dnnl_query_scratchpad_md, 0));
  p->scratch_bytes = p->scratch ? dnnl_memory_desc_get_size(p->scratch) : 0;
  if (with_bias) p->bias = copy_of(dnnl_primitive_desc_query_md(d, dnnl_query_weights_md, 1));
  const char *name = "";
  dnnl_primitive_desc_query(d, dnnl_query_impl_info_str, 0, &name);
  p->name = strdup(name);
  return p;
}

static int own_stream(void) {
  return stream ? dnnl_success : dnnl_stream_create(&stream, od_engine(), dnnl_stream_default_flags);
}

int od_run(const od_bound *b, const void *source, const void *weights, const float *bias, void *destination) {
  int status = own_stream();
  if (status) return status;
  dnnl_exec_arg_t arguments[5] = {
    {DNNL_ARG_SRC, b->source}, {DNNL_ARG_WEIGHTS, b->weights}, {DNNL_ARG_DST, b->destination}};
  int count = 3;
  dnnl_memory_set_data_handle(b->source, (void *)source);
  dnnl_memory_set_data_handle(b->weights, (void *)weights);
  dnnl_memory_set_data_handle(b->destination, destination);
  if (b->bias) {
    dnnl_memory_set_data_handle(b->bias, (void *)bias);
    arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_BIAS, b->bias};
  }
  if (b->scratch) {
    dnnl_memory_set_data_handle(b->scratch, od_scratch(0, b->shared->scratch_bytes));
    arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, b->scratch};
  }
  return dnnl_primitive_execute(b->shared->primitive, stream, count, arguments);
}
