#include "Shared.h"

static const ImGuiWindowFlags fixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                      ImGuiWindowFlags_NoScrollWithMouse;

void ui_begin_panel(const char *name, ui_point place, ui_point size) {
  ImGui::SetNextWindowPos(vec(place));
  ImGui::SetNextWindowSize(vec(size));
  ImGui::Begin(name, nullptr, fixed | ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void ui_begin_overlay(const char *name, ui_point place, ui_point size) {
  ImGui::SetNextWindowPos(vec(place));
  ImGui::SetNextWindowSize(vec(size));
  ImGui::SetNextWindowFocus();
  ImGui::Begin(name, nullptr, fixed);
  ImDrawList *list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  list->AddRectFilled(ImVec2(0, 0), ImGui::GetIO().DisplaySize, IM_COL32(10, 12, 15, 190));
  list->PopClipRect();
}

void ui_end_panel(void) { ImGui::End(); }

void ui_begin_scroll(const char *name, ui_point size) {
  ImGui::BeginChild(name, vec(size), false, ImGuiWindowFlags_NoNav);
}

void ui_end_scroll(void) { ImGui::EndChild(); }

ui_point ui_cursor(void) { return point(ImGui::GetCursorScreenPos()); }
void ui_set_cursor(ui_point place) { ImGui::SetCursorScreenPos(vec(place)); }
ui_point ui_available(void) { return point(ImGui::GetContentRegionAvail()); }
void ui_space(float width, float height) { ImGui::Dummy(ImVec2(width, height)); }
void ui_same_line(float gap) { ImGui::SameLine(0, gap); }
void ui_push_id(int number) { ImGui::PushID(number); }
void ui_pop_id(void) { ImGui::PopID(); }

float ui_text_width(ui_font font, const char *text) {
  ImFont *f = ui_font_of(font);
  return f->CalcTextSizeA(f->FontSize, 1e9f, 0, text).x;
}

float ui_font_size(ui_font font) { return ui_font_of(font)->FontSize; }

void ui_text_wrapped(ui_font font, ui_color color, const char *text) {
  ImGui::PushFont(ui_font_of(font));
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text);
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

bool ui_area(const char *name, ui_point size) {
  return ImGui::InvisibleButton(name, ImVec2(size.x > 1 ? size.x : 1, size.y > 1 ? size.y : 1));
}

bool ui_hovered(void) { return ImGui::IsItemHovered(); }
bool ui_held(void) { return ImGui::IsItemActive(); }
void ui_set_hand_cursor(void) { ImGui::SetMouseCursor(ImGuiMouseCursor_Hand); }
bool ui_double_clicked(void) { return ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left); }
ui_point ui_pointer(void) { return point(ImGui::GetIO().MousePos); }
ui_point ui_drag(void) { return point(ImGui::GetIO().MouseDelta); }
float ui_wheel(void) { return ImGui::GetIO().MouseWheel; }
bool ui_shift(void) { return ImGui::GetIO().KeyShift; }
bool ui_dragged(void) { return ImGui::GetIO().MouseDragMaxDistanceSqr[0] > 16; }

bool ui_begin_choice(const char *name, const char *shown, float width) {
  ImGui::SetNextItemWidth(width);
  return ImGui::BeginCombo(name, shown, ImGuiComboFlags_HeightLarge);
}

bool ui_choice(const char *label, bool selected) { return ImGui::Selectable(label, selected); }
void ui_end_choice(void) { ImGui::EndCombo(); }

bool ui_input(const char *name, const char *hint, char *text, int capacity, float width) {
  ImGui::SetNextItemWidth(width);
  return ImGui::InputTextWithHint(name, hint, text, capacity);
}

void ui_copy(const char *text) { ImGui::SetClipboardText(text); }

void ui_tooltip(const char *text) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(10, 8));
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(ImGui::GetFontSize() * 26);
  ImGui::TextUnformatted(text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}
