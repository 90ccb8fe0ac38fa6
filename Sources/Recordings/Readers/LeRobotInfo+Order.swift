import Foundation

extension LeRobotInfo {
  /// The same with each feature's names as the file orders them.
  ///
  /// Names in a mapping of lists, such as `{"right": […], "left": […]}`, stand for the numbers from the first on.
  /// Decoding a mapping forgets which that was, and the first number would be called by the name of another.
  func inOrder(of folder: String) -> LeRobotInfo {
    let mapped = features.filter { _, feature in
      if case .mapping? = feature.names { return true }
      return false
    }
    guard !mapped.isEmpty, let data = FileManager.default.contents(atPath: Self.path(in: folder)),
      let all = OrderedJSON(data)?["features"]
    else { return self }
    var info = self
    for name in mapped.keys {
      guard let texts = all[name]?["names"]?.texts else { continue }
      info.features[name]?.names = JSONTree.list(texts.map { JSONTree.text($0) })
    }
    return info
  }
}
