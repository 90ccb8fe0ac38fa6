#pragma once
// Turns run-time element types into constants, so that each pair gets its own branch-free loop.

#define CK_TYPES1(t1, CALL)              \
  do {                                   \
    if ((t1) == CK_F32) CALL(CK_F32);    \
    else CALL(CK_BF16);                  \
  } while (0)

#define CK_TYPES2(t1, t2, CALL)                                        \
  do {                                                                 \
    if ((t1) == CK_F32 && (t2) == CK_F32) CALL(CK_F32, CK_F32);        \
    else if ((t1) == CK_F32) CALL(CK_F32, CK_BF16);                    \
    else if ((t2) == CK_F32) CALL(CK_BF16, CK_F32);                    \
    else CALL(CK_BF16, CK_BF16);                                       \
  } while (0)

#define CK_TYPES3(t1, t2, t3, CALL)                                    \
  do {                                                                 \
    if ((t1) == CK_F32) {                                              \
      if ((t2) == CK_F32 && (t3) == CK_F32) CALL(CK_F32, CK_F32, CK_F32);        \
      else if ((t2) == CK_F32) CALL(CK_F32, CK_F32, CK_BF16);          \
      else if ((t3) == CK_F32) CALL(CK_F32, CK_BF16, CK_F32);          \
      else CALL(CK_F32, CK_BF16, CK_BF16);                             \
    } else {                                                           \
      if ((t2) == CK_F32 && (t3) == CK_F32) CALL(CK_BF16, CK_F32, CK_F32);       \
      else if ((t2) == CK_F32) CALL(CK_BF16, CK_F32, CK_BF16);         \
      else if ((t3) == CK_F32) CALL(CK_BF16, CK_BF16, CK_F32);         \
      else CALL(CK_BF16, CK_BF16, CK_BF16);                            \
    }                                                                  \
  } while (0)

// Loops y[i] = f(a[i]) and y[i] = f(a[i], b[i]) whose last vector may be short. `F` is an expression of `a` (and `b`).
#define CK_MAP1(ta, ty, F)                                             \
  do {                                                                 \
    size_t i = 0;                                                      \
    for (; i + CK_LANES <= n; i += CK_LANES) {                         \
      v16 a = v_load(pa, i, ta);                                       \
      v_store(py, i, F, ty);                                           \
    }                                                                  \
    if (i < n) {                                                       \
      v16 a = v_load_part(pa, i, n - i, ta);                           \
      v_store_part(py, i, F, n - i, ty);                               \
    }                                                                  \
  } while (0)

#define CK_MAP2(ta, tb, ty, F)                                         \
  do {                                                                 \
    size_t i = 0;                                                      \
    for (; i + CK_LANES <= n; i += CK_LANES) {                         \
      v16 a = v_load(pa, i, ta), b = v_load(pb, i, tb);                \
      v_store(py, i, F, ty);                                           \
    }                                                                  \
    if (i < n) {                                                       \
      v16 a = v_load_part(pa, i, n - i, ta), b = v_load_part(pb, i, n - i, tb); \
      v_store_part(py, i, F, n - i, ty);                               \
    }                                                                  \
  } while (0)
