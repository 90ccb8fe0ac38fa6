#pragma once
// `mujoco/` is a link into .deps, so that every Swift module above sees the structs without a search path of its own.
#include <mujoco/mujoco.h>
