#include "CMuJoCo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MuJoCo's fatal errors must not return to it; there is nothing to unwind to.
static void orrery_fatal(const char *message) {
  fprintf(stderr, "error: MuJoCo: %s\n", message);
  exit(1);
}

// Instability is found by its counters in mjData, where it can be thrown as an error.
static void orrery_ignore(const char *message) { (void)message; }

void orrery_quiet(void) {
  mju_user_error = orrery_fatal;
  mju_user_warning = orrery_ignore;
}

mjModel *orrery_load_string(const char *xml, char *error, int capacity) {
  mjSpec *spec = mj_parseXMLString(xml, NULL, error, capacity);
  if (!spec) return NULL;
  mjModel *model = mj_compile(spec, NULL);
  if (!model) snprintf(error, capacity, "%s", mjs_getError(spec));
  mj_deleteSpec(spec);
  return model;
}
