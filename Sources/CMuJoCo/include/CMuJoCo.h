#pragma once
// `mujoco/` is a link into .deps, so that every Swift module above sees the structs without a search path of its own.
#include <mujoco/mujoco.h>
#include <stdint.h>

/// Sends MuJoCo's messages to us: it would otherwise write MUJOCO_LOG.TXT into the working folder.
void orrery_quiet(void);

/// Wraps parse and compile, because a model from a string needs a spec that must be freed in between.
/// Returns NULL with MuJoCo's own words in `error`.
mjModel *orrery_load_string(const char *xml, char *error, int capacity);

/// An offscreen renderer: EGL context, mjrContext and mjvScene on the heap (together over a megabyte).
typedef struct OrreryRenderer OrreryRenderer;

/// A context without an X server, able to render `width` x `height` pixels at twice the side. It is left unbound.
OrreryRenderer *orrery_renderer_create(const mjModel *model, int width, int height, char *error, int capacity);
void orrery_renderer_destroy(OrreryRenderer *renderer);

/// An EGL context belongs to one thread at a time: bind before rendering, unbind when done. Bind returns 0 on failure.
int orrery_renderer_bind(OrreryRenderer *renderer);
void orrery_renderer_unbind(OrreryRenderer *renderer);

/// Colour with shadows, rendered at twice the side and averaged 2x2; rgb is (height, width, 3), top row first.
void orrery_renderer_rgb(OrreryRenderer *renderer, const mjModel *model, mjData *data, int camera,
                         int width, int height, uint8_t *rgb);

/// Depth in metres along the optical axis and labels[geom] per pixel, each (height, width), top row first.
/// Either output may be NULL.
void orrery_renderer_truth(OrreryRenderer *renderer, const mjModel *model, mjData *data, int camera,
                           int width, int height, const uint8_t *labels, float *depth, uint8_t *segmentation);
