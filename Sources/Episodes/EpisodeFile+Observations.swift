import Diagnostics

/// What files of other programs hold beside pictures: low-dimensional observations, and the environment's description.
extension EpisodeFile {
  /// Names of the (T, N) tables of numbers among an episode's observations, in alphabetical order.
  public func observationTables(of index: Int) throws -> [String] {
    let group = try observations(of: index)
    guard file.exists(group) else { return [] }
    return try file.names(in: group).filter { name in
      guard let shape = try? file.shape("\(group)/\(name)") else { return false }
      return shape.sizes.count == 2 && [.float32, .float64].contains(shape.kind)
    }
  }

  /// T × N.
  public func observation(_ name: String, of index: Int) throws -> [[Float]] {
    try EpisodeReader(file: file, group: try observations(of: index)).table(name, rows: nil)
  }

  /// T × S, or nil where the episode has no states.
  public func states(of index: Int) throws -> [[Float]]? {
    let group = "data/\(try demo(index))"
    guard file.exists("\(group)/states") else { return nil }
    return try EpisodeReader(file: file, group: group).table("states", rows: nil)
  }

  /// Frames, height and width of a camera's pictures.
  public func pictureShape(_ camera: String, of index: Int) throws -> (frames: Int, height: Int, width: Int) {
    let dataset = "\(try observations(of: index))/\(camera)_image"
    let shape = try file.shape(dataset)
    guard shape.kind == .uint8, shape.sizes.count == 4, shape.sizes[3] == 3, shape.sizes[1] > 0, shape.sizes[2] > 0
    else {
      let found = shape.sizes.map(String.init).joined(separator: " × ")
      throw file.failure(
        dataset, "has shape \(found) of \(shape.kind.name) instead of frames × height × width × 3 bytes")
    }
    return (shape.sizes[0], shape.sizes[1], shape.sizes[2])
  }

  /// The bytes of some of a camera's frames.
  public func pictures(_ camera: String, of index: Int, frames: Range<Int>) throws -> [UInt8] {
    try file.read("\(try observations(of: index))/\(camera)_image", as: UInt8.self, rows: frames)
  }

  /// robomimic's `env_args`, a text in JSON, where the file has one.
  public func environment() throws -> String? {
    file.has("data", "env_args") ? try file.string("data", "env_args") : nil
  }

  /// What an episode's group says about where it came from, empty where it says nothing.
  public func spec(of index: Int) throws -> String {
    let group = "data/\(try demo(index))"
    return file.has(group, "spec") ? try file.string(group, "spec") : ""
  }

  private func observations(of index: Int) throws -> String { "data/\(try demo(index))/obs" }
}
