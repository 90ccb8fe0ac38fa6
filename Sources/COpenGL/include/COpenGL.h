// A window, a picture without a window, and textures: what Orrery needs of GLFW, EGL and OpenGL 3.3.
//
// Swift sees neither GL's cast macros nor GLFW's opaque handles well, so they stay behind these functions. A window
// belongs to the thread that opened it.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

// MARK: Window

typedef struct OrreryWindow OrreryWindow;

// A key that was pressed: a character where it has one, otherwise GLFW's number.
typedef struct {
  uint32_t character;
  int key;
} OrreryKey;

// A key that went down or came up: GLFW's number, which names its place on the keyboard.
typedef struct {
  int key;
  bool is_down;
} OrreryKeyChange;

// A gamepad in GLFW's layout, which is that of an Xbox controller: sticks and triggers from -1 to 1.
typedef struct {
  float axes[6];
  unsigned char buttons[15];
} OrreryGamepad;

// Opens a window with an OpenGL 3.3 core context; NULL with the reason where there is no display.
// `visible` false leaves it hidden.
OrreryWindow *orrery_window_open(int width, int height, const char *title, bool visible, char reason[160]);
void orrery_window_close(OrreryWindow *window);
void *orrery_window_handle(OrreryWindow *window);
bool orrery_window_should_close(OrreryWindow *window);
void orrery_window_set_title(OrreryWindow *window, const char *title);
// Waits until something happens, `seconds` at most (0 looks without waiting); true where something did.
bool orrery_window_wait(OrreryWindow *window, double seconds);
// Takes the oldest key that was pressed; false where there is none.
bool orrery_window_next_key(OrreryWindow *window, OrreryKey *key);
// Takes the oldest key that changed; false where there is none.
bool orrery_window_next_change(OrreryWindow *window, OrreryKeyChange *change);
bool orrery_window_has_focus(OrreryWindow *window);
// Reads the first gamepad; false where none is connected. Needs a window.
bool orrery_gamepad_read(OrreryGamepad *pad);
// Sizes in the window's units and in pixels, and the factor by which the display wants things enlarged.
void orrery_window_size(OrreryWindow *window, int *width, int *height, int *pixel_width, int *pixel_height,
                        float *scale);
void orrery_window_swap(OrreryWindow *window);

// MARK: Picture without a display

typedef struct OrreryOffscreen OrreryOffscreen;

// A context and a picture of this size, made current; the context that was current returns on close.
OrreryOffscreen *orrery_offscreen_open(int width, int height, char reason[160]);
void orrery_offscreen_close(OrreryOffscreen *offscreen);

// MARK: Drawing

// Fills the whole picture, then rectangles of it (x and y from the top left). Cheaper than drawing the same.
void orrery_gl_clear(int width, int height, uint32_t color);
void orrery_gl_fill(int x, int y, int width, int height, int picture_height, uint32_t color);
// Reads the current picture as RGB, rows from the top.
void orrery_gl_read(int width, int height, uint8_t *rgb);
// Waits until everything asked for is drawn.
void orrery_gl_finish(void);
uint32_t orrery_texture_create(void);
void orrery_texture_delete(uint32_t texture);
// Replaces a texture's pixels with packed RGB.
void orrery_texture_upload(uint32_t texture, int width, int height, const uint8_t *rgb);
void orrery_texture_set_smooth(uint32_t texture, bool smooth);
// What draws: `llvmpipe (LLVM 15.0.6, 256 bits)`.
const char *orrery_gl_renderer(void);
