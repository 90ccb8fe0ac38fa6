import COpenGL

/// Names of keys as scripts and help write them.
enum KeyName {
  /// Nil for keys without one. Letters go by their place on the keyboard, so that WASD stays a cross.
  static func of(_ key: Int32) -> String? {
    if (GLFW_KEY_A...GLFW_KEY_Z).contains(key) || (GLFW_KEY_0...GLFW_KEY_9).contains(key) {
      return Unicode.Scalar(UInt32(key)).map { String(Character($0)).lowercased() }
    }
    return others[key]
  }

  private static let others: [Int32: String] = [
    GLFW_KEY_LEFT: "left", GLFW_KEY_RIGHT: "right", GLFW_KEY_UP: "up", GLFW_KEY_DOWN: "down",
    GLFW_KEY_SPACE: "space", GLFW_KEY_TAB: "tab", GLFW_KEY_ENTER: "enter", GLFW_KEY_KP_ENTER: "enter",
    GLFW_KEY_BACKSPACE: "backspace", GLFW_KEY_ESCAPE: "esc", GLFW_KEY_PAGE_UP: "page_up",
    GLFW_KEY_PAGE_DOWN: "page_down", GLFW_KEY_COMMA: ",", GLFW_KEY_PERIOD: ".", GLFW_KEY_LEFT_BRACKET: "[",
    GLFW_KEY_RIGHT_BRACKET: "]", GLFW_KEY_F1: "f1", GLFW_KEY_F2: "f2", GLFW_KEY_SLASH: "/",
  ]
}
