#include "COpenGL.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <stdlib.h>
#include <string.h>

// Colours are packed as ImGui does it: 0xAABBGGRR.
static void clear(uint32_t color) {
  glClearColor((color & 255) / 255.f, (color >> 8 & 255) / 255.f, (color >> 16 & 255) / 255.f, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

void orrery_gl_clear(int width, int height, uint32_t color) {
  glViewport(0, 0, width, height);
  glDisable(GL_SCISSOR_TEST);
  clear(color);
}

void orrery_gl_fill(int x, int y, int width, int height, int picture_height, uint32_t color) {
  glEnable(GL_SCISSOR_TEST);
  glScissor(x, picture_height - y - height, width, height);
  clear(color);
  glDisable(GL_SCISSOR_TEST);
}

static void swap_rows(uint8_t *a, uint8_t *b, size_t length) {
  for (size_t i = 0; i < length; i++) {
    uint8_t kept = a[i];
    a[i] = b[i];
    b[i] = kept;
  }
}

// GL's rows start at the bottom.
void orrery_gl_read(int width, int height, uint8_t *rgb) {
  size_t row = (size_t)width * 3;
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, rgb);
  for (int y = 0; y < height / 2; y++) swap_rows(rgb + y * row, rgb + (height - 1 - y) * row, row);
}

void orrery_gl_finish(void) { glFinish(); }

uint32_t orrery_texture_create(void) {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  orrery_texture_set_smooth(texture, false);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return texture;
}

void orrery_texture_delete(uint32_t texture) { glDeleteTextures(1, &texture); }

void orrery_texture_upload(uint32_t texture, int width, int height, const uint8_t *rgb) {
  glBindTexture(GL_TEXTURE_2D, texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, width, height, 0, GL_RGB, GL_UNSIGNED_BYTE, rgb);
  // Only images that are likely to be shrunk get smaller versions: making them costs a software renderer more than
  // the upload.
  bool shrinks = width > 320 || height > 320;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, shrinks ? 16 : 0);
  if (shrinks) glGenerateMipmap(GL_TEXTURE_2D);
}

// Large images are always shrunk smoothly; the choice is how small ones are enlarged.
void orrery_texture_set_smooth(uint32_t texture, bool smooth) {
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, smooth ? GL_LINEAR : GL_NEAREST);
}

const char *orrery_gl_renderer(void) { return (const char *)glGetString(GL_RENDERER); }
