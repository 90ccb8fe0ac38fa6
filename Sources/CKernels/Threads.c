#include "CKernels.h"

static _Thread_local int inside_parallel_loop;

int ck_is_inside_parallel_loop(void) { return inside_parallel_loop; }

void ck_set_inside_parallel_loop(int inside) { inside_parallel_loop = inside; }
