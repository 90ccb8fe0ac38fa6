#pragma once
// What Swift cannot say about threads.

/// Tells the CPU that this is a waiting loop.
static inline void ck_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Numbers below 1e-38, results and operands, count as zero on the calling thread from now on; returns what was so before.
/// Intel's cores take a hundred cycles for each of them, and probabilities of attention are full of them: a step of
/// training in f32 took twice as long.
unsigned ck_flush_tiny(void);
void ck_restore_tiny(unsigned before);

/// Whether the calling thread is inside a parallel loop (thread-local), and setting it.
int ck_is_inside_parallel_loop(void);
void ck_set_inside_parallel_loop(int inside);
