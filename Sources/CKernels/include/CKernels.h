#pragma once
// The vector loops of the engine. Every function works on one tile and knows nothing of threads: `TensorCore` cuts the
// tiles. Elements are f32 or bf16 (`CK_F32`, `CK_BF16`, passed beside each pointer); arithmetic is f32 throughout, and
// bf16 results are rounded to nearest, ties to even. Sums run in a fixed order that depends on lengths alone.

#include <stddef.h>
#include <stdint.h>

enum { CK_F32 = 0, CK_BF16 = 1 };

#include "CKElementwise.h"
#include "CKNormalisation.h"
#include "CKAttention.h"
#include "CKMovement.h"
#include "CKReduction.h"
#include "CKOptimiser.h"
#include "CKRandom.h"
#include "CKThreads.h"
