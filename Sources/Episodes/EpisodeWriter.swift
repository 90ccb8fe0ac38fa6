import Diagnostics
import Foundation

/// Writes episodes into one HDF5 file in robomimic's layout; the file appears under its name only when it is whole.
///
/// Equal episodes give equal bytes: no times are stored, and everything is written in a fixed order.
public final class EpisodeWriter {
  private let file: HDF5File
  private let path: String
  private let temporary: String
  private let header: EpisodeFileHeader
  private var count = 0
  private var total = 0

  /// - Parameter gzip: compression, 0–9; 4 makes a 128×128 episode about a quarter of its raw size.
  public init(path: String, header: EpisodeFileHeader, gzip: Int = 4) throws {
    self.path = path
    self.header = header
    self.gzip = gzip
    temporary = try AtomicFile.prepare(path)
    file = try HDF5File(creating: temporary, shownAs: path)
    try file.makeGroup("data")
  }

  private let gzip: Int

  /// Nothing is left behind where `finish` was not reached.
  deinit { unlink(temporary) }

  public func append(_ episode: Episode) throws {
    let demo = "data/demo_\(count)"
    try file.makeGroup(demo)
    try file.set(demo, "num_samples", episode.frames)
    try file.set(demo, "seed", Int(bitPattern: UInt(episode.seed)))
    try file.set(demo, "policy", episode.policy)
    try file.set(demo, "spec", episode.spec)
    try write("\(demo)/actions", episode.actions)
    // Recordings of real robots may have none.
    if !episode.states.isEmpty { try write("\(demo)/states", episode.states) }
    for view in episode.views { try write(view, episode.frames, "\(demo)/obs") }
    try writeTruth(episode, demo)
    count += 1
    total += episode.frames
  }

  /// Writes the shared attributes and gives the file its name.
  public func finish() throws {
    try file.set("data", "total", total)
    try file.set("data", "env_args", environment())
    try file.set("data", "format_version", EpisodeFileHeader.formatVersion)
    try file.set("data", "rate", header.rate)
    try file.set("data", "units", "metres, radians, seconds, newtons, joules; quaternions w x y z; depth in metres")
    try file.set("data", "action_contract", StableJSON.text(header.contract))
    try file.set("data", "state_names", StableJSON.text(header.stateNames))
    try file.set("data", "segment_names", StableJSON.text(header.segmentNames))
    try file.set("data", "world", header.world)
    try file.set("data", "world_sha256", header.worldSHA256)
    try file.set("data", "engine", header.engine)
    try file.set("data", "recording", header.recording)
    try file.close()
    try AtomicFile.move(temporary, to: path)
  }

  /// robomimic asks for the environment's name, kind and arguments.
  private func environment() throws -> String {
    struct Arguments: Encodable {
      var name: String
      // robomimic's number for an environment that it does not know.
      var type = 4
      var arguments: [String: String]

      enum CodingKeys: String, CodingKey {
        case name = "env_name"
        case type
        case arguments = "env_kwargs"
      }
    }
    return try StableJSON.text(Arguments(name: header.world, arguments: ["world_sha256": header.worldSHA256]))
  }

  private func write(_ view: Episode.View, _ frames: Int, _ group: String) throws {
    let base = "\(group)/\(view.camera)"
    let (h, w) = (view.height, view.width)
    try file.write("\(base)_image", view.rgb, shape: [frames, h, w, 3], gzip: gzip)
    if let depth = view.depth { try file.write("\(base)_depth", depth, shape: [frames, h, w], gzip: gzip) }
    if let ids = view.segmentation { try file.write("\(base)_segmentation", ids, shape: [frames, h, w], gzip: gzip) }
    if let intrinsics = view.intrinsics { try file.write("\(base)_intrinsic", intrinsics.matrix, shape: [3, 3]) }
    if let poses = view.extrinsics {
      try file.write(
        "\(base)_extrinsic", poses.flatMap(\.worldToCamera), shape: [frames, 4, 4], chunkRows: frames, gzip: gzip)
    }
  }

  private func writeTruth(_ episode: Episode, _ demo: String) throws {
    for object in episode.objects {
      let group = "\(demo)/objects/\(object.name)"
      try write("\(group)/pose", object.poses)
      if let mass = object.mass { try file.set(group, "mass", mass) }
      if let radius = object.innerRadius { try file.set(group, "inner_radius", radius) }
    }
    if !episode.energy.isEmpty { try write("\(demo)/energy", episode.energy) }
    if !episode.tool.isEmpty { try write("\(demo)/tool", episode.tool) }
    if !episode.objects.isEmpty { try write(episode.contacts, "\(demo)/contacts") }
  }

  /// Contacts as parallel columns; `first` and `second` count into the attribute `names`.
  private func write(_ contacts: [Episode.Contact], _ group: String) throws {
    let names = Set(contacts.flatMap { [$0.first, $0.second] }).sorted()
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let n = contacts.count
    try file.makeGroup(group)
    try file.set(group, "names", StableJSON.text(names))
    try file.write("\(group)/frame", contacts.map { Int64($0.frame) }, shape: [n], chunkRows: n, gzip: gzip)
    for (column, who) in [("first", \Episode.Contact.first), ("second", \.second)] {
      let numbers = contacts.compactMap { index[$0[keyPath: who]] }
      // A byte is enough for most worlds.
      if names.count <= 256 {
        try file.write("\(group)/\(column)", numbers.map { UInt8($0) }, shape: [n], chunkRows: n, gzip: gzip)
      } else {
        try file.write("\(group)/\(column)", numbers.map { Int64($0) }, shape: [n], chunkRows: n, gzip: gzip)
      }
    }
    try file.write("\(group)/force", contacts.map(\.force), shape: [n], chunkRows: n, gzip: gzip)
    try file.write("\(group)/penetration", contacts.map(\.penetration), shape: [n], chunkRows: n, gzip: gzip)
  }

  private func write<Element: HDF5Element>(_ dataset: String, _ rows: [[Element]]) throws {
    let width = rows.first?.count ?? 0
    try file.write(
      dataset, Array(rows.joined()), shape: [rows.count, width], chunkRows: max(1, rows.count), gzip: gzip)
  }
}
