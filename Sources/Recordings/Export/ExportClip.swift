import Diagnostics
import Media

/// An episode on its way out: pictures of every camera, and what the robot was told and did at each.
public struct ExportClip {
  public struct Camera: Equatable, Sendable {
    public var name: String
    public var width: Int
    public var height: Int

    public init(name: String, width: Int, height: Int) {
      (self.name, self.width, self.height) = (name, width, height)
    }
  }

  public var cameras: [Camera]
  public var frames: Int
  /// Frames a second.
  public var rate: Double
  /// T × A.
  public var actions: [[Float]]
  /// T × S, or empty.
  public var states: [[Float]]
  /// In words.
  public var task: String
  /// The picture of a camera at a frame; asked for in time's order, camera by camera.
  public var picture: (_ camera: Int, _ frame: Int) throws -> Image

  public init(
    cameras: [Camera], frames: Int, rate: Double, actions: [[Float]], states: [[Float]] = [], task: String,
    picture: @escaping (_ camera: Int, _ frame: Int) throws -> Image
  ) {
    (self.cameras, self.frames, self.rate) = (cameras, frames, rate)
    (self.actions, self.states, self.task) = (actions, states, task)
    self.picture = picture
  }

  /// - Throws: `UserError` where lists differ in length, so that no half of an episode is written.
  func check() throws {
    guard frames > 0, !cameras.isEmpty else { throw UserError("has no pictures", at: task) }
    guard actions.count == frames, states.isEmpty || states.count == frames else {
      throw UserError("has \(actions.count) actions and \(states.count) states for \(frames) frames", at: task)
    }
  }
}
