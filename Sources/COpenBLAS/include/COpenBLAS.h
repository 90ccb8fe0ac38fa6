#pragma once
#include <cblas.h>

/// OpenBLAS, loaded as the program starts, with the kernels that suit the CPU.
///
/// It is not linked, since it chooses its kernels while it is being loaded: releases before a CPU's own take it for a
/// Pentium 4, at a fifth of its speed, and OPENBLAS_CORETYPE of somebody's shell may name any. Without the library the
/// program ends with the line that installs it.

/// The single-precision product; see cblas_sgemm.
void ob_sgemm(CBLAS_ORDER order, CBLAS_TRANSPOSE a_is, CBLAS_TRANSPOSE b_is, int m, int n, int k, float alpha,
              const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);

/// The name of the kernels in use.
const char *ob_core(void);
