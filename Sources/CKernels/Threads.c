#include "CKernels.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

// Flush to zero, denormals are zero.
enum { TINY = 0x8040 };

unsigned ck_flush_tiny(void) {
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | TINY);
  return before;
}

void ck_restore_tiny(unsigned before) { _mm_setcsr(before); }
#else
unsigned ck_flush_tiny(void) { return 0; }
void ck_restore_tiny(unsigned before) { (void)before; }
#endif

static _Thread_local int inside_parallel_loop;

int ck_is_inside_parallel_loop(void) { return inside_parallel_loop; }

void ck_set_inside_parallel_loop(int inside) { inside_parallel_loop = inside; }
