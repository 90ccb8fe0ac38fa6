import CMuJoCo
import Diagnostics

extension World {
  /// Refuses cameras that can move, for models that must know beforehand where cameras go.
  ///
  /// - Parameter place: what names the cameras, for the error.
  public func requireStill(_ names: [String], at place: String) throws {
    for name in names {
      let body = Int(model.pointee.cam_bodyid[Int(try camera(named: name))])
      // What is welded to the world is part of body 0.
      guard model.pointee.body_weldid[body] != 0 else { continue }
      throw UserError(
        "camera \(name) moves; the model needs to know beforehand where it goes, which is decided on the way here",
        at: place, fix: "Choose cameras that stand still, or run it with a script, a list or a file of actions")
    }
  }
}
