import CImGui
import Synchronization

/// The window's surroundings: colours for a dark room or a bright one.
public enum Theme: String, Sendable, CaseIterable {
  case dark, light

  /// What is being drawn with. Colours are asked for thousands of times a frame, always while one window is drawn.
  private static let isLight = Atomic(false)

  static var current: Theme { isLight.load(ordering: .relaxed) ? .light : .dark }

  /// From here on, in this frame.
  func use() {
    Self.isLight.store(self == .light, ordering: .relaxed)
    ui_set_light(self == .light)
  }

  var other: Theme { self == .dark ? .light : .dark }
}
