#include "COpenGL.h"

#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct OrreryOffscreen {
  EGLDisplay display;
  EGLContext context;
  GLuint framebuffer, color;
  // What was current before: a simulator's renderer may live in this thread too.
  EGLDisplay last_display;
  EGLSurface last_draw, last_read;
  EGLContext last_context;
};

static EGLDisplay find_display(void) {
  const char *extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  if (extensions && strstr(extensions, "EGL_MESA_platform_surfaceless")) {
    return eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  }
  return eglGetDisplay(EGL_DEFAULT_DISPLAY);
}

static EGLContext make_context(EGLDisplay display) {
  static const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  static const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                                   EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  EGLConfig config = NULL;
  EGLint count = 0;
  eglChooseConfig(display, wanted, &config, 1, &count);
  return eglCreateContext(display, count ? config : EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, version);
}

static bool make_picture(OrreryOffscreen *offscreen, int width, int height) {
  glGenFramebuffers(1, &offscreen->framebuffer);
  glGenRenderbuffers(1, &offscreen->color);
  glBindRenderbuffer(GL_RENDERBUFFER, offscreen->color);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, offscreen->framebuffer);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, offscreen->color);
  return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

static void restore(OrreryOffscreen *offscreen) {
  bool had_context = offscreen->last_context != EGL_NO_CONTEXT;
  eglMakeCurrent(had_context ? offscreen->last_display : offscreen->display, offscreen->last_draw, offscreen->last_read,
                 offscreen->last_context);
}

OrreryOffscreen *orrery_offscreen_open(int width, int height, char reason[160]) {
  OrreryOffscreen *offscreen = calloc(1, sizeof *offscreen);
  if (!offscreen) return NULL;
  eglBindAPI(EGL_OPENGL_API);
  offscreen->last_display = eglGetCurrentDisplay();
  offscreen->last_context = eglGetCurrentContext();
  offscreen->last_draw = eglGetCurrentSurface(EGL_DRAW);
  offscreen->last_read = eglGetCurrentSurface(EGL_READ);
  offscreen->display = find_display();
  const char *step = "no EGL display";
  if (offscreen->display != EGL_NO_DISPLAY && eglInitialize(offscreen->display, NULL, NULL)) {
    step = "no OpenGL 3.3 context";
    offscreen->context = make_context(offscreen->display);
    if (offscreen->context != EGL_NO_CONTEXT) {
      step = "the picture cannot be made";
      eglMakeCurrent(offscreen->display, EGL_NO_SURFACE, EGL_NO_SURFACE, offscreen->context);
      if (make_picture(offscreen, width, height)) return offscreen;
    }
  }
  snprintf(reason, 160, "%s (EGL 0x%x)", step, eglGetError());
  orrery_offscreen_close(offscreen);
  return NULL;
}

// The display stays initialised: it is shared by all users of EGL in the process.
void orrery_offscreen_close(OrreryOffscreen *offscreen) {
  if (offscreen->context != EGL_NO_CONTEXT) {
    glDeleteFramebuffers(1, &offscreen->framebuffer);
    glDeleteRenderbuffers(1, &offscreen->color);
    restore(offscreen);
    eglDestroyContext(offscreen->display, offscreen->context);
  }
  free(offscreen);
}
