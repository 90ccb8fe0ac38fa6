// What the parts of this shim share.
#pragma once

#include "CImGui.h"

// Dear ImGui clears its own types with memset, which newer compilers remark on.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wnontrivial-memcall"
#include <imgui.h>
#pragma clang diagnostic pop

inline ImVec2 vec(ui_point p) { return ImVec2(p.x, p.y); }
inline ui_point point(ImVec2 v) { return ui_point{v.x, v.y}; }

ImFont *ui_font_of(ui_font font);
ImDrawList *ui_canvas();
