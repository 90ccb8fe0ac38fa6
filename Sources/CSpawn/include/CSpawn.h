// Starting a program with channels to it. In C because Glibc shows Swift neither pipe2 nor addchdir_np (_GNU_SOURCE).
#pragma once
#include <sys/types.h>

// Our ends (non-blocking) and theirs; all close on exec. The input is a socket, because writing to one whose reader is
// gone can be told not to raise a signal.
typedef struct {
  int input, output, errors;
  int their_input, their_output, their_errors;
} orrery_channels;

// 0, or errno with everything closed.
int orrery_channels_open(orrery_channels *channels);

// Starts argv[0] (looked up on the PATH) in a folder, at the head of a process group, with no signal blocked or ignored.
// Their ends are closed in any case. 0, or errno.
int orrery_spawn(orrery_channels *channels, char *const argv[], char *const envp[], const char *folder, pid_t *pid);
