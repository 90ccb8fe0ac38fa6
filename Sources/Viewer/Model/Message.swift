import Foundation

/// A line the window shows above everything: news for some seconds, errors for longer.
struct Message: Equatable {
  var text: String
  var isError: Bool
  private let end: Double

  init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
    end = Self.now + (isError ? 12 : 3)
  }

  var isOver: Bool { Self.now >= end }
  var secondsLeft: Double { max(0, end - Self.now) }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
