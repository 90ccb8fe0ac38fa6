#include "Shared.h"

static bool is_foreground;

ImDrawList *ui_canvas() { return is_foreground ? ImGui::GetForegroundDrawList() : ImGui::GetWindowDrawList(); }

void ui_begin_foreground(void) { is_foreground = true; }
void ui_end_foreground(void) { is_foreground = false; }

void ui_draw_line(ui_point a, ui_point b, ui_color color, float thickness) {
  ui_canvas()->AddLine(vec(a), vec(b), color, thickness);
}

void ui_draw_lines(const ui_point *points, int count, ui_color color, float thickness) {
  static_assert(sizeof(ui_point) == sizeof(ImVec2), "a point has ImGui's layout");
  ui_canvas()->AddPolyline(reinterpret_cast<const ImVec2 *>(points), count, color, 0, thickness);
}

void ui_draw_rectangle(ui_point a, ui_point b, ui_color color, float rounding, float thickness) {
  ui_canvas()->AddRect(vec(a), vec(b), color, rounding, 0, thickness);
}

void ui_fill_rectangle(ui_point a, ui_point b, ui_color color, float rounding) {
  ui_canvas()->AddRectFilled(vec(a), vec(b), color, rounding);
}

void ui_draw_circle(ui_point centre, float radius, ui_color color, float thickness) {
  ui_canvas()->AddCircle(vec(centre), radius, color, 0, thickness);
}

void ui_fill_circle(ui_point centre, float radius, ui_color color) {
  ui_canvas()->AddCircleFilled(vec(centre), radius, color);
}

void ui_fill_triangle(ui_point a, ui_point b, ui_point c, ui_color color) {
  ui_canvas()->AddTriangleFilled(vec(a), vec(b), vec(c), color);
}

void ui_draw_text(ui_font font, ui_point place, ui_color color, const char *text) {
  ImFont *f = ui_font_of(font);
  ui_canvas()->AddText(f, f->FontSize, vec(place), color, text);
}

void ui_draw_texture(uint32_t texture, ui_point a, ui_point b, ui_point uv_a, ui_point uv_b) {
  ui_canvas()->AddImage((ImTextureID)(intptr_t)texture, vec(a), vec(b), vec(uv_a), vec(uv_b));
}

void ui_begin_clip(ui_point a, ui_point b) { ui_canvas()->PushClipRect(vec(a), vec(b), true); }
void ui_end_clip(void) { ui_canvas()->PopClipRect(); }
