#include "COpenGL.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { queue_length = 64 };

struct OrreryWindow {
  GLFWwindow *handle;
  OrreryKey keys[queue_length];
  int first, count;
  OrreryKeyChange changes[queue_length];
  int first_change, change_count;
  bool is_repeat;
  bool has_news;
};

static OrreryWindow *owner(GLFWwindow *handle) {
  OrreryWindow *window = glfwGetWindowUserPointer(handle);
  window->has_news = true;
  return window;
}

static void enqueue(OrreryWindow *window, OrreryKey key) {
  if (window->count == queue_length) return;
  window->keys[(window->first + window->count++) % queue_length] = key;
}

static void enqueue_change(OrreryWindow *window, OrreryKeyChange change) {
  if (window->change_count == queue_length) return;
  window->changes[(window->first_change + window->change_count++) % queue_length] = change;
}

static bool prints(int key) { return key >= GLFW_KEY_SPACE && key <= GLFW_KEY_WORLD_2; }

// Keys that print arrive as characters, so that shortcuts follow the keyboard's layout.
static void on_key(GLFWwindow *handle, int key, int scancode, int action, int modifiers) {
  (void)scancode, (void)modifiers;
  OrreryWindow *window = owner(handle);
  window->is_repeat = action == GLFW_REPEAT;
  if (action != GLFW_REPEAT) enqueue_change(window, (OrreryKeyChange){key, action == GLFW_PRESS});
  if (action == GLFW_RELEASE || prints(key)) return;
  bool steps = key == GLFW_KEY_LEFT || key == GLFW_KEY_RIGHT;
  if (action == GLFW_PRESS || steps) enqueue(window, (OrreryKey){0, key});
}

static void on_character(GLFWwindow *handle, unsigned int character) {
  OrreryWindow *window = owner(handle);
  if (!window->is_repeat) enqueue(window, (OrreryKey){character, 0});
}

static void on_move(GLFWwindow *handle, double x, double y) { (void)x, (void)y, owner(handle); }
static void on_button(GLFWwindow *handle, int b, int a, int m) { (void)b, (void)a, (void)m, owner(handle); }
static void on_size(GLFWwindow *handle, int w, int h) { (void)w, (void)h, owner(handle); }
static void on_focus(GLFWwindow *handle, int focused) { (void)focused, owner(handle); }
static void on_scale(GLFWwindow *handle, float x, float y) { (void)x, (void)y, owner(handle); }
static void on_refresh(GLFWwindow *handle) { owner(handle); }

static void listen(OrreryWindow *window) {
  glfwSetWindowUserPointer(window->handle, window);
  glfwSetKeyCallback(window->handle, on_key);
  glfwSetCharCallback(window->handle, on_character);
  glfwSetCursorPosCallback(window->handle, on_move);
  glfwSetScrollCallback(window->handle, on_move);
  glfwSetMouseButtonCallback(window->handle, on_button);
  glfwSetFramebufferSizeCallback(window->handle, on_size);
  glfwSetWindowFocusCallback(window->handle, on_focus);
  glfwSetCursorEnterCallback(window->handle, on_focus);
  glfwSetWindowIconifyCallback(window->handle, on_focus);
  glfwSetWindowContentScaleCallback(window->handle, on_scale);
  glfwSetWindowRefreshCallback(window->handle, on_refresh);
}

static void give_reason(char reason[160]) {
  const char *text = NULL;
  glfwGetError(&text);
  snprintf(reason, 160, "%s", text ? text : "no reason given");
}

OrreryWindow *orrery_window_open(int width, int height, const char *title, bool visible, char reason[160]) {
  if (!glfwInit()) {
    give_reason(reason);
    return NULL;
  }
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_VISIBLE, visible);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  GLFWwindow *handle = glfwCreateWindow(width, height, title, NULL, NULL);
  OrreryWindow *window = handle ? calloc(1, sizeof *window) : NULL;
  if (!window) {
    give_reason(reason);
    glfwTerminate();
    return NULL;
  }
  window->handle = handle;
  window->has_news = true;
  glfwMakeContextCurrent(handle);
  glfwSwapInterval(1);
  glfwSetWindowSizeLimits(handle, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
  listen(window);
  return window;
}

void orrery_window_close(OrreryWindow *window) {
  glfwDestroyWindow(window->handle);
  glfwTerminate();
  free(window);
}

void *orrery_window_handle(OrreryWindow *window) { return window->handle; }
bool orrery_window_should_close(OrreryWindow *window) { return glfwWindowShouldClose(window->handle); }
void orrery_window_set_title(OrreryWindow *window, const char *title) { glfwSetWindowTitle(window->handle, title); }
void orrery_window_swap(OrreryWindow *window) { glfwSwapBuffers(window->handle); }

bool orrery_window_wait(OrreryWindow *window, double seconds) {
  if (seconds > 0 && !window->has_news) {
    glfwWaitEventsTimeout(seconds);
  } else {
    glfwPollEvents();
  }
  bool had_news = window->has_news;
  window->has_news = false;
  return had_news;
}

bool orrery_window_next_key(OrreryWindow *window, OrreryKey *key) {
  if (window->count == 0) return false;
  *key = window->keys[window->first];
  window->first = (window->first + 1) % queue_length;
  window->count--;
  return true;
}

bool orrery_window_next_change(OrreryWindow *window, OrreryKeyChange *change) {
  if (window->change_count == 0) return false;
  *change = window->changes[window->first_change];
  window->first_change = (window->first_change + 1) % queue_length;
  window->change_count--;
  return true;
}

bool orrery_window_has_focus(OrreryWindow *window) { return glfwGetWindowAttrib(window->handle, GLFW_FOCUSED); }

bool orrery_gamepad_read(OrreryGamepad *pad) {
  for (int id = GLFW_JOYSTICK_1; id <= GLFW_JOYSTICK_LAST; id++) {
    GLFWgamepadstate state;
    if (!glfwJoystickIsGamepad(id) || !glfwGetGamepadState(id, &state)) continue;
    memcpy(pad->axes, state.axes, sizeof pad->axes);
    memcpy(pad->buttons, state.buttons, sizeof pad->buttons);
    return true;
  }
  return false;
}

void orrery_window_size(OrreryWindow *window, int *width, int *height, int *pixel_width, int *pixel_height,
                        float *scale) {
  float vertical;
  glfwGetWindowSize(window->handle, width, height);
  glfwGetFramebufferSize(window->handle, pixel_width, pixel_height);
  glfwGetWindowContentScale(window->handle, scale, &vertical);
}
