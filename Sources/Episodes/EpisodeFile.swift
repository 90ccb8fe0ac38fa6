import Diagnostics
import Foundation

/// Which part of an episode to read.
public struct EpisodeSelection: Sendable {
  /// Frames of the episode; nil: all.
  public var frames: Range<Int>?
  /// Cameras by name; nil: all, in alphabetical order.
  public var cameras: [String]?
  /// Depth and segmentation, where recorded; camera poses always come.
  public var geometry: Bool
  /// Objects, contacts, energy and tool, where recorded.
  public var truth: Bool

  public init(frames: Range<Int>? = nil, cameras: [String]? = nil, geometry: Bool = true, truth: Bool = true) {
    (self.frames, self.cameras, self.geometry, self.truth) = (frames, cameras, geometry, truth)
  }

  /// Colours, actions and states only: what training needs.
  public static let colour = EpisodeSelection(geometry: false, truth: false)
}

/// Reads episodes from one HDF5 file in robomimic's layout; nothing is loaded before it is asked for.
///
/// Files of other programs are read as far as they keep to the layout: attributes that only this program writes are
/// optional, and `header` is nil without them.
public final class EpisodeFile: Sendable {
  let file: HDF5File
  public let path: String
  /// Names of the episodes' groups, in the order of their numbers.
  public let demos: [String]
  public let header: EpisodeFileHeader?

  public init(path: String) throws {
    self.path = path
    file = try HDF5File(reading: path)
    guard file.exists("data") else {
      throw UserError(
        "has no group \"data\"", at: path, fix: "Episodes are expected in robomimic's layout, data/demo_N")
    }
    demos = try file.names(in: "data").filter { $0.hasPrefix("demo_") }
      .sorted { (Int($0.dropFirst(5)) ?? .max, $0) < (Int($1.dropFirst(5)) ?? .max, $1) }
    header = try Self.header(file)
  }

  public var count: Int { demos.count }

  /// The number of frames of an episode.
  public func frames(of index: Int) throws -> Int {
    let sizes = try file.shape("data/\(try demo(index))/actions").sizes
    return sizes.first ?? 0
  }

  public func policy(of index: Int) throws -> String {
    let group = "data/\(try demo(index))"
    return file.has(group, "policy") ? try file.string(group, "policy") : ""
  }

  public func seed(of index: Int) throws -> UInt64 {
    let group = "data/\(try demo(index))"
    return file.has(group, "seed") ? UInt64(bitPattern: Int64(try file.int(group, "seed"))) : 0
  }

  /// Cameras of an episode, in alphabetical order.
  public func cameras(of index: Int) throws -> [String] {
    try file.names(in: "data/\(try demo(index))/obs").filter { $0.hasSuffix("_image") }.map { String($0.dropLast(6)) }
  }

  /// Lens and poses of each camera, without pictures; nil where one is not calibrated.
  public func placements(of index: Int, cameras: [String]) throws -> [(Intrinsics, [Extrinsics])?] {
    let reader = EpisodeReader(file: file, group: "data/\(try demo(index))")
    return try cameras.map { try reader.placement($0) }
  }

  /// T × A.
  public func actions(of index: Int) throws -> [[Float]] {
    try EpisodeReader(file: file, group: "data/\(try demo(index))").table("actions", rows: nil)
  }

  /// Reads an episode, checking that everything in it fits together.
  public func episode(_ index: Int, _ selection: EpisodeSelection = .init()) throws -> Episode {
    let group = "data/\(try demo(index))"
    if let wanted = selection.cameras { try require(wanted, of: index) }
    let cameras = try selection.cameras ?? cameras(of: index)
    var episode = try EpisodeReader(file: file, group: group).read(selection, cameras: cameras)
    episode.seed = try seed(of: index)
    episode.policy = try policy(of: index)
    episode.spec = file.has(group, "spec") ? try file.string(group, "spec") : ""
    episode.rate = try header?.rate ?? (file.has("data", "rate") ? file.double("data", "rate") : 0)
    episode.stateNames = header?.stateNames ?? []
    episode.segmentNames = header?.segmentNames ?? []
    return episode
  }

  private func require(_ cameras: [String], of index: Int) throws {
    let known = (try? self.cameras(of: index)) ?? []
    guard let stranger = cameras.first(where: { !known.contains($0) }) else { return }
    throw UserError(
      "there is no camera \(stranger)", at: "\(path):data/\(try demo(index))/obs/\(stranger)_image",
      fix: known.isEmpty ? "It has no pictures" : "It has \(known.joined(separator: ", "))")
  }

  func demo(_ index: Int) throws -> String {
    guard demos.indices.contains(index) else {
      throw UserError("has no episode \(index)", at: path, fix: "It holds \(demos.count), counted from 0")
    }
    return demos[index]
  }

  private static func header(_ file: HDF5File) throws -> EpisodeFileHeader? {
    guard file.has("data", "action_contract") else { return nil }
    if file.has("data", "format_version") {
      let version = try file.int("data", "format_version")
      guard version == EpisodeFileHeader.formatVersion else {
        throw file.failure("data@format_version", "format version \(version) is not \(EpisodeFileHeader.formatVersion)")
      }
    }
    let text = { (name: String) in file.has("data", name) ? try file.string("data", name) : "" }
    let list = { (name: String) -> [String] in
      let json = try text(name)
      return json.isEmpty ? [] : try StableJSON.value(json, as: [String].self, at: "\(file.shownPath):data@\(name)")
    }
    return EpisodeFileHeader(
      contract: try StableJSON.value(
        try text("action_contract"), as: ActionContract.self, at: "\(file.shownPath):data@action_contract"),
      rate: try file.double("data", "rate"), stateNames: try list("state_names"),
      segmentNames: try list("segment_names"),
      world: try text("world"), worldSHA256: try text("world_sha256"), engine: try text("engine"),
      recording: try text("recording"))
  }
}
