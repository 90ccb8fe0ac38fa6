import Diagnostics
import NumPyFiles

/// The tables of one archive: the actions, called `actions` or `action` or the only array of two dimensions, and the
/// states, called `states` or `state`, where there are any.
struct ArchiveTables {
  /// At least one row of at least one number.
  let actions: [[Float]]
  /// Empty where there are none.
  let states: [[Float]]

  init(_ path: String) throws {
    let archive = try NumPyArchive(path: path)
    let flat = archive.arrays.filter { $0.array.shape.count == 2 }
    guard let actions = archive["actions"] ?? archive["action"] ?? (flat.count == 1 ? flat[0].array : nil) else {
      let names = archive.arrays.map { "\($0.name) \($0.array.shape)" }.joined(separator: ", ")
      throw UserError(
        "which array holds the actions is not clear (\(names.isEmpty ? "it is empty" : names))", at: path,
        fix: "Call it actions")
    }
    self.actions = try Self.rows(actions, "actions", path)
    states = try (archive["states"] ?? archive["state"]).map { try Self.rows($0, "states", path) } ?? []
  }

  private static func rows(_ array: NumPyArray, _ name: String, _ path: String) throws -> [[Float]] {
    guard array.shape.count == 2, array.shape[0] > 0, array.shape[1] > 0 else {
      throw UserError("its \(name) have the shape \(array.shape) instead of rows × numbers", at: path)
    }
    let (values, width) = (array.floats, array.shape[1])
    return (0..<array.shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }
}
