#include "CMuJoCo.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct OrreryRenderer {
  EGLDisplay display;
  EGLContext context;
  mjrContext gl;
  mjvScene scene;
  mjvOption option;
  int has_gl;
  uint8_t *pixels;  // (2 height, 2 width, 3), bottom row first, as OpenGL gives it
  float *depth;     // (height, width), bottom row first
  uint8_t *table;   // the label of each id in the scene
};

static int fail(OrreryRenderer *r, char *error, int capacity, const char *what) {
  snprintf(error, capacity, "%s (EGL error 0x%x)", what, eglGetError());
  orrery_renderer_destroy(r);
  return 0;
}

static int create_context(OrreryRenderer *r, char *error, int capacity) {
  PFNEGLGETPLATFORMDISPLAYEXTPROC display_of =
      (PFNEGLGETPLATFORMDISPLAYEXTPROC)eglGetProcAddress("eglGetPlatformDisplayEXT");
  if (!display_of) return fail(r, error, capacity, "EGL has no platform displays");
  r->display = display_of(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  if (r->display == EGL_NO_DISPLAY || !eglInitialize(r->display, NULL, NULL))
    return fail(r, error, capacity, "no surfaceless EGL display");
  eglBindAPI(EGL_OPENGL_API);
  const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config;
  EGLint found = 0;
  if (!eglChooseConfig(r->display, wanted, &config, 1, &found) || found < 1)
    return fail(r, error, capacity, "EGL offers no OpenGL configuration");
  // No attributes: MuJoCo's renderer needs the compatibility profile.
  r->context = eglCreateContext(r->display, config, EGL_NO_CONTEXT, NULL);
  if (r->context == EGL_NO_CONTEXT) return fail(r, error, capacity, "no OpenGL context");
  return 1;
}

OrreryRenderer *orrery_renderer_create(const mjModel *model, int width, int height, char *error, int capacity) {
  OrreryRenderer *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  mjr_defaultContext(&r->gl);
  mjv_defaultScene(&r->scene);
  mjv_defaultOption(&r->option);
  if (!create_context(r, error, capacity)) return NULL;
  if (!orrery_renderer_bind(r)) {
    fail(r, error, capacity, "the OpenGL context cannot be used");
    return NULL;
  }
  mjr_makeContext(model, &r->gl, mjFONTSCALE_100);
  r->has_gl = 1;
  mjr_resizeOffscreen(2 * width, 2 * height, &r->gl);
  mjr_setBuffer(mjFB_OFFSCREEN, &r->gl);
  // Everything that the model can show, with room for what a tendon or a skin is drawn from.
  mjv_makeScene(model, &r->scene, 1000 + 2 * (int)(model->ngeom + model->nsite) + 100 * (int)model->ntendon);
  r->pixels = malloc((size_t)width * height * 12);
  r->depth = malloc(sizeof(float) * width * height);
  r->table = malloc((size_t)r->scene.maxgeom + 1);
  orrery_renderer_unbind(r);
  return r;
}

void orrery_renderer_destroy(OrreryRenderer *r) {
  if (!r) return;
  if (r->has_gl && orrery_renderer_bind(r)) {
    mjr_freeContext(&r->gl);
    orrery_renderer_unbind(r);
  }
  mjv_freeScene(&r->scene);
  // The display is shared by all renderers of the process, so it stays.
  if (r->context) eglDestroyContext(r->display, r->context);
  free(r->pixels);
  free(r->depth);
  free(r->table);
  free(r);
}

int orrery_renderer_bind(OrreryRenderer *r) {
  // The API is a setting of the thread, and eglMakeCurrent obeys it.
  eglBindAPI(EGL_OPENGL_API);
  return eglMakeCurrent(r->display, EGL_NO_SURFACE, EGL_NO_SURFACE, r->context);
}

void orrery_renderer_unbind(OrreryRenderer *r) {
  eglMakeCurrent(r->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
}

static void draw(OrreryRenderer *r, const mjModel *model, mjData *data, int camera, mjrRect view, int truth) {
  mjvCamera eye;
  mjv_defaultCamera(&eye);
  eye.type = mjCAMERA_FIXED;
  eye.fixedcamid = camera;
  mjv_updateScene(model, data, &r->option, NULL, &eye, mjCAT_ALL, &r->scene);
  r->scene.flags[mjRND_SHADOW] = !truth;
  r->scene.flags[mjRND_REFLECTION] = 0;
  r->scene.flags[mjRND_SEGMENT] = truth;
  r->scene.flags[mjRND_IDCOLOR] = truth;
  mjr_render(view, &r->scene, &r->gl);
}

void orrery_renderer_rgb(OrreryRenderer *r, const mjModel *model, mjData *data, int camera,
                         int width, int height, uint8_t *rgb) {
  mjrRect view = {0, 0, 2 * width, 2 * height};
  draw(r, model, data, camera, view, 0);
  mjr_readPixels(r->pixels, NULL, view, &r->gl);
  const size_t stride = (size_t)width * 6;
  for (int y = 0; y < height; y++) {
    const uint8_t *low = r->pixels + (size_t)(2 * (height - 1 - y)) * stride, *high = low + stride;
    uint8_t *out = rgb + (size_t)y * width * 3;
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++) {
        const int i = 6 * x + c;
        out[3 * x + c] = (uint8_t)((low[i] + low[i + 3] + high[i] + high[i + 3] + 2) / 4);
      }
  }
}

// The label of each id in the scene: the ids number the drawn things, not the model's geoms.
static void label_ids(const OrreryRenderer *r, const uint8_t *labels, uint8_t *table, int count) {
  memset(table, 0, count);
  for (int i = 0; i < r->scene.ngeom; i++) {
    const mjvGeom *geom = r->scene.geoms + i;
    if (geom->objtype == mjOBJ_GEOM && geom->segid >= 0 && geom->segid < count)
      table[geom->segid] = labels[geom->objid];
  }
}

void orrery_renderer_truth(OrreryRenderer *r, const mjModel *model, mjData *data, int camera,
                           int width, int height, const uint8_t *labels, float *depth, uint8_t *segmentation) {
  mjrRect view = {0, 0, width, height};
  draw(r, model, data, camera, view, 1);
  mjr_readPixels(r->pixels, depth ? r->depth : NULL, view, &r->gl);
  uint8_t *table = r->table;
  const int ids = r->scene.maxgeom + 1;
  label_ids(r, labels, table, ids);
  const double near = model->vis.map.znear * model->stat.extent, far = model->vis.map.zfar * model->stat.extent;
  for (int y = 0; y < height; y++) {
    const size_t from = (size_t)(height - 1 - y) * width, to = (size_t)y * width;
    for (int x = 0; x < width; x++) {
      if (depth) depth[to + x] = (float)(near / (1 - r->depth[from + x] * (1 - near / far)));
      if (!segmentation) continue;
      const uint8_t *p = r->pixels + 3 * (from + x);
      const int id = (p[0] | p[1] << 8 | p[2] << 16) - 1;
      segmentation[to + x] = id >= 0 && id < ids ? table[id] : 0;
    }
  }
}
