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

/// Whether the calling thread is inside a parallel loop (thread-local), and setting it.
int ck_is_inside_parallel_loop(void);
void ck_set_inside_parallel_loop(int inside);
