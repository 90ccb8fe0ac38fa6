#include "CFFmpeg.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static _Thread_local char message[256];

static void keep_error(void *object, int level, const char *format, va_list arguments) {
  (void)object;
  if (level > AV_LOG_ERROR) return;
  vsnprintf(message, sizeof message, format, arguments);
  message[strcspn(message, "\r\n")] = 0;
}

void orrery_av_quiet(void) { av_log_set_callback(keep_error); }

void orrery_av_clear_message(void) { message[0] = 0; }

const char *orrery_av_message(void) { return message; }
