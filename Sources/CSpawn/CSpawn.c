#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

static void close_all(const int *channels, int count) {
  for (int i = 0; i < count; i++) {
    if (channels[i] >= 0) close(channels[i]);
  }
}

int orrery_channels_open(orrery_channels *channels) {
  int ends[6] = {-1, -1, -1, -1, -1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) || pipe2(ends + 2, O_CLOEXEC) ||
      pipe2(ends + 4, O_CLOEXEC)) {
    int error = errno;
    close_all(ends, 6);
    return error;
  }
  *channels = (orrery_channels){ends[0], ends[2], ends[4], ends[1], ends[3], ends[5]};
  for (int i = 0; i < 6; i += 2) fcntl(ends[i], F_SETFL, fcntl(ends[i], F_GETFL) | O_NONBLOCK);
  return 0;
}

static void prepare_signals(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setpgroup(attributes, 0);
  posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int orrery_spawn(orrery_channels *channels, char *const argv[], char *const envp[], const char *folder, pid_t *pid) {
  const int theirs[3] = {channels->their_input, channels->their_output, channels->their_errors};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  for (int i = 0; i < 3; i++) posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
  posix_spawn_file_actions_addchdir_np(&actions, folder);
  prepare_signals(&attributes);
  int error = posix_spawnp(pid, argv[0], &actions, &attributes, argv, envp);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close_all(theirs, 3);
  return error;
}
