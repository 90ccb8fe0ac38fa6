#define _GNU_SOURCE
#include "COpenBLAS.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void (*sgemm_fn)(CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, int, int, int, float, const float *, int,
                         const float *, int, float, float *, int);

static sgemm_fn sgemm;
static const char *core = "unknown";

// By what the CPU can do, never by its name. NULL: OpenBLAS knows better.
static const char *wanted(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd"))
    return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return NULL;
}

static char *taken(const char *name) {
  const char *value = getenv(name);
  char *copy = value ? strdup(value) : NULL;
  unsetenv(name);
  return copy;
}

static void give_back(const char *name, char *value) {
  if (value) setenv(name, value, 1);
  else unsetenv(name);
  free(value);
}

static void *symbol(void *library, const char *name) {
  void *found = library ? dlsym(library, name) : NULL;
  if (found) return found;
  fprintf(stderr, "error: %s\nInstall OpenBLAS: apt-get install libopenblas0-pthread\n", dlerror());
  exit(2);
}

// Before main, while there is one thread, and OpenBLAS starts none of its own, which would make bits depend on their
// number: the environment is changed for the library's eyes only, and programs that are started later get it as it was.
__attribute__((constructor)) static void load(void) {
  char *type = taken("OPENBLAS_CORETYPE"), *cache = taken("OPENBLAS_L2_SIZE"), *threads = taken("OPENBLAS_NUM_THREADS");
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  if (wanted()) setenv("OPENBLAS_CORETYPE", wanted(), 1);
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  give_back("OPENBLAS_CORETYPE", type);
  give_back("OPENBLAS_L2_SIZE", cache);
  give_back("OPENBLAS_NUM_THREADS", threads);
  sgemm = (sgemm_fn)symbol(library, "cblas_sgemm");
  core = ((const char *(*)(void))symbol(library, "openblas_get_corename"))();
}

void ob_sgemm(CBLAS_ORDER order, CBLAS_TRANSPOSE a_is, CBLAS_TRANSPOSE b_is, int m, int n, int k, float alpha,
              const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc) {
  sgemm(order, a_is, b_is, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

const char *ob_core(void) { return core; }
