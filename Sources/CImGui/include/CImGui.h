// What the window needs of Dear ImGui, as plain C: its C++ classes, default arguments and variadics stay inside.
//
// Positions and sizes are in pixels of the window, colours 0xAABBGGRR as ImGui packs them. All calls belong to one
// thread, between `ui_create` and `ui_destroy`.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct { float x, y; } ui_point;
typedef uint32_t ui_color;

typedef enum { UI_FONT_REGULAR, UI_FONT_STRONG, UI_FONT_SMALL, UI_FONT_LARGE } ui_font;

// Life. `scale` is the factor of the display (1 for 96 dots an inch): fonts and spacing follow it.
void ui_create(void);
void ui_destroy(void);
void ui_set_scale(float scale);
/// Colours for light surroundings, or for dark ones as at first.
void ui_set_light(bool light);
bool ui_start_gl(void);
void ui_stop_gl(void);
bool ui_start_glfw(void *glfw_window);
void ui_stop_glfw(void);

// One picture: begin, widgets, end. Without a window the size and the pointer are given.
void ui_begin_frame_glfw(void);
void ui_begin_frame_plain(float width, float height, float seconds, ui_point pointer, bool pressed);
void ui_end_frame(void);
bool ui_wants_keyboard(void);

// Panels that stand where they are put; an overlay lies above them and casts a shade over the rest.
void ui_begin_panel(const char *name, ui_point place, ui_point size);
void ui_begin_overlay(const char *name, ui_point place, ui_point size);
void ui_end_panel(void);
void ui_begin_scroll(const char *name, ui_point size);
void ui_end_scroll(void);

// Layout
ui_point ui_cursor(void);
void ui_set_cursor(ui_point place);
ui_point ui_available(void);
void ui_space(float width, float height);
void ui_same_line(float gap);
void ui_push_id(int number);
void ui_pop_id(void);

// Text
float ui_text_width(ui_font font, const char *text);
float ui_font_size(ui_font font);
void ui_text_wrapped(ui_font font, ui_color color, const char *text);

// Widgets. An area is an invisible button; the state calls below speak of the last widget.
bool ui_area(const char *name, ui_point size);
bool ui_hovered(void);
bool ui_held(void);
void ui_set_hand_cursor(void);
bool ui_double_clicked(void);
ui_point ui_pointer(void);
ui_point ui_drag(void);
float ui_wheel(void);
bool ui_shift(void);
// Whether the pointer has moved since the button went down.
bool ui_dragged(void);
bool ui_begin_choice(const char *name, const char *shown, float width);
bool ui_choice(const char *label, bool selected);
void ui_end_choice(void);
// A line to be typed into; true where `text` (of `capacity` bytes) has changed.
bool ui_input(const char *name, const char *hint, char *text, int capacity, float width);
void ui_tooltip(const char *text);
void ui_copy(const char *text);

// Drawing into the current panel, or above everything between the two calls.
void ui_begin_foreground(void);
void ui_end_foreground(void);
void ui_draw_line(ui_point a, ui_point b, ui_color color, float thickness);
void ui_draw_lines(const ui_point *points, int count, ui_color color, float thickness);
void ui_draw_rectangle(ui_point a, ui_point b, ui_color color, float rounding, float thickness);
void ui_fill_rectangle(ui_point a, ui_point b, ui_color color, float rounding);
void ui_draw_circle(ui_point centre, float radius, ui_color color, float thickness);
void ui_fill_circle(ui_point centre, float radius, ui_color color);
void ui_fill_triangle(ui_point a, ui_point b, ui_point c, ui_color color);
void ui_draw_text(ui_font font, ui_point place, ui_color color, const char *text);
void ui_draw_texture(uint32_t texture, ui_point a, ui_point b, ui_point uv_a, ui_point uv_b);
void ui_begin_clip(ui_point a, ui_point b);
void ui_end_clip(void);

#ifdef __cplusplus
}
#endif
