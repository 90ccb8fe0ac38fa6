#include "Shared.h"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <unistd.h>

static ImFont *fonts[4];
static bool has_gl;

ImFont *ui_font_of(ui_font font) { return fonts[font]; }

// Where Debian keeps the fonts that look best here, in order of preference; ImGui's own bitmap font is the last resort.
static const char *const regular_files[] = {
    "/usr/share/fonts/opentype/inter/Inter-Regular.otf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", nullptr};
static const char *const strong_files[] = {"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf",
                                           "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", nullptr};

static ImFont *load(const char *const *files, float size) {
  ImFontConfig config;
  config.OversampleH = 3;
  config.OversampleV = 2;
  config.PixelSnapH = false;
  static const ImWchar ranges[] = {0x20,   0xFF,   0x391,  0x3C9,  0x2013, 0x2032, 0x2190, 0x2193,
                                   0x2212, 0x2265, 0x25CB, 0x25CF, 0x2713, 0x2713, 0};
  for (; *files; files++) {
    // ImGui asserts where a file is missing, so it is looked for first.
    if (access(*files, R_OK) == 0) return ImGui::GetIO().Fonts->AddFontFromFileTTF(*files, size, &config, ranges);
  }
  config.SizePixels = size;
  return ImGui::GetIO().Fonts->AddFontDefault(&config);
}

static void load_fonts(float scale) {
  ImGui::GetIO().Fonts->Clear();
  auto size = [scale](float points) { return (float)(int)(points * scale + 0.5f); };
  fonts[UI_FONT_REGULAR] = load(regular_files, size(16));
  fonts[UI_FONT_STRONG] = load(strong_files, size(16));
  fonts[UI_FONT_SMALL] = load(regular_files, size(14));
  fonts[UI_FONT_LARGE] = load(strong_files, size(20));
}

void ui_create(void) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
}

void ui_destroy(void) { ImGui::DestroyContext(); }

static bool is_light = false;

static void set_colors(ImGuiStyle &style) {
  ImVec4 *colors = style.Colors;
  auto hex = [](unsigned dark, unsigned light) {
    unsigned value = is_light ? light : dark;
    return ImVec4((value >> 16 & 255) / 255.f, (value >> 8 & 255) / 255.f, (value & 255) / 255.f, 1);
  };
  colors[ImGuiCol_WindowBg] = colors[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
  colors[ImGuiCol_PopupBg] = hex(0x23272F, 0xFFFFFF);
  colors[ImGuiCol_Border] = hex(0x3A404B, 0xC9C5BA);
  colors[ImGuiCol_Text] = hex(0xE6E8EB, 0x1F2328);
  colors[ImGuiCol_FrameBg] = hex(0x262B34, 0xE9E6DF);
  colors[ImGuiCol_FrameBgHovered] = colors[ImGuiCol_FrameBgActive] = hex(0x313744, 0xDDD9CF);
  colors[ImGuiCol_Button] = hex(0x262B34, 0xE9E6DF);
  colors[ImGuiCol_ButtonHovered] = colors[ImGuiCol_ButtonActive] = hex(0x313744, 0xDDD9CF);
  colors[ImGuiCol_Header] = hex(0x2C4A63, 0xCFE3F2);
  colors[ImGuiCol_HeaderHovered] = colors[ImGuiCol_HeaderActive] = hex(0x365B7A, 0xBCD8EC);
  colors[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
  colors[ImGuiCol_ScrollbarGrab] = hex(0x3A404B, 0xC9C5BA);
  colors[ImGuiCol_ScrollbarGrabHovered] = colors[ImGuiCol_ScrollbarGrabActive] = hex(0x4C5462, 0xADA89B);
}

static void apply_theme(float scale) {
  ImGuiStyle style;
  ImGui::StyleColorsDark(&style);
  style.WindowPadding = ImVec2(0, 0);
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.FramePadding = ImVec2(9, 6);
  style.FrameRounding = 5;
  style.PopupRounding = 6;
  style.PopupBorderSize = 1;
  style.ItemSpacing = ImVec2(8, 6);
  style.ScrollbarSize = 9;
  style.ScrollbarRounding = 5;
  style.AntiAliasedLinesUseTex = true;
  set_colors(style);
  style.ScaleAllSizes(scale);
  ImGui::GetStyle() = style;
}

void ui_set_light(bool light) {
  if (light == is_light) return;
  is_light = light;
  if (ImGui::GetCurrentContext()) set_colors(ImGui::GetStyle());
}

void ui_set_scale(float scale) {
  apply_theme(scale);
  load_fonts(scale);
  if (has_gl) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
}

bool ui_start_gl(void) {
  has_gl = ImGui_ImplOpenGL3_Init("#version 330 core") && ImGui_ImplOpenGL3_CreateDeviceObjects();
  return has_gl;
}

void ui_stop_gl(void) {
  if (has_gl) ImGui_ImplOpenGL3_Shutdown();
  has_gl = false;
}

bool ui_start_glfw(void *glfw_window) {
  return ImGui_ImplGlfw_InitForOpenGL(static_cast<GLFWwindow *>(glfw_window), true);
}

void ui_stop_glfw(void) { ImGui_ImplGlfw_Shutdown(); }

void ui_begin_frame_glfw(void) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
}

void ui_begin_frame_plain(float width, float height, float seconds, ui_point pointer, bool pressed) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGuiIO &io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width, height);
  io.DeltaTime = seconds;
  io.MousePos = vec(pointer);
  io.MouseDown[0] = pressed;
  ImGui::NewFrame();
}

void ui_end_frame(void) {
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

bool ui_wants_keyboard(void) { return ImGui::GetIO().WantTextInput; }
