#pragma once
#include <arrow/status.h>

#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "CParquet.h"

inline void require(const arrow::Status &status) {
  if (!status.ok()) throw std::runtime_error(status.message());
}

// Arrow's messages may have several lines; errors here have one.
inline void say(char *error, size_t capacity, const char *reason) {
  snprintf(error, capacity, "%s", reason);
  error[strcspn(error, "\r\n")] = 0;
}

// Turns a C++ exception into a reason and a result.
template <typename Body>
int guarded(char *error, size_t capacity, const Body &body) {
  try {
    body();
    return 0;
  } catch (const std::exception &failure) {
    say(error, capacity, failure.what());
  } catch (...) {
    say(error, capacity, "unknown failure");
  }
  return -1;
}
