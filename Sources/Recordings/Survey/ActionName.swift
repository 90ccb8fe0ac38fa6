/// What a dimension's name says about the part of the robot that it moves.
enum ActionName {
  enum Role {
    case joint
    /// Position or rotation of the tool.
    case toolPosition
    case toolRotation
    case gripper
    case unknown
  }

  static func role(_ name: String) -> Role {
    let words = words(name)
    let holds = { (parts: [String]) in words.contains { word in parts.contains { word.hasPrefix($0) } } }
    if holds(["gripper", "grip", "jaw"]) { return .gripper }
    let joints = [
      "joint", "shoulder", "elbow", "wrist", "waist", "hip", "knee", "ankle", "neck", "torso", "motor", "finger",
      "thumb", "pinky", "ring", "middle", "index", "palm", "qpos",
    ]
    if holds(joints) { return .joint }
    guard let last = words.last(where: { Int($0) == nil }) else { return .unknown }
    if ["x", "y", "z", "px", "py", "pz", "dx", "dy", "dz"].contains(last) { return .toolPosition }
    if ["roll", "pitch", "yaw", "rx", "ry", "rz", "droll", "dpitch", "dyaw", "qw", "qx", "qy", "qz"].contains(last) {
      return .toolRotation
    }
    return .unknown
  }

  /// True for hands and grippers, which are told how far to close rather than an angle.
  static func isHand(_ name: String) -> Bool {
    words(name).contains { ["hand", "finger", "thumb", "pinky", "gripper", "grip", "jaw"].contains($0) }
  }

  /// `kLeftWristYaw` and `left_wrist.yaw` alike: their words in lower case.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var wasLower = false
    for character in name {
      guard character.isLetter || character.isNumber else {
        words.append("")
        wasLower = false
        continue
      }
      if character.isUppercase, wasLower { words.append("") }
      if words.isEmpty { words.append("") }
      words[words.count - 1] += character.lowercased()
      wasLower = character.isLowercase || character.isNumber
    }
    return words.filter { !$0.isEmpty }
  }
}
