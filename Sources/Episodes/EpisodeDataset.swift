import Diagnostics
import Foundation

/// A data set's episodes by number, whether it is a folder of shards or a single HDF5 file.
public final class EpisodeDataset: Sendable {
  public let path: String
  public let files: [EpisodeFile]
  /// What the episodes share; nil for files of other programs that do not say.
  public let header: EpisodeFileHeader?
  /// The list of a folder's files; nil for a single file.
  let manifest: DatasetManifest?
  private let places: [(file: Int, index: Int)]

  public init(path: String) throws {
    self.path = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw UserError("no such file or folder", at: path, fix: "Give a data set's folder or an HDF5 file")
    }
    if isFolder.boolValue {
      let manifest = try DatasetManifest(folder: path)
      self.manifest = manifest
      files = try manifest.shards.map { try EpisodeFile(path: "\(path)/\($0.file)") }
      header = manifest.header
      for (file, shard) in zip(files, manifest.shards) where file.count != shard.episodes {
        throw UserError(
          "holds \(file.count) episodes instead of \(shard.episodes)", at: file.path, fix: "Record the data set again")
      }
    } else {
      manifest = nil
      files = [try EpisodeFile(path: path)]
      header = files[0].header
    }
    places = files.enumerated().flatMap { number, file in (0..<file.count).map { (number, $0) } }
  }

  public var count: Int { places.count }

  /// The file that holds an episode, and its number there.
  public func place(_ index: Int) throws -> (file: EpisodeFile, index: Int) {
    guard places.indices.contains(index) else {
      throw UserError("has no episode \(index)", at: path, fix: "It holds \(count), counted from 0")
    }
    return (files[places[index].file], places[index].index)
  }

  public func episode(_ index: Int, _ selection: EpisodeSelection = .init()) throws -> Episode {
    let place = try place(index)
    return try place.file.episode(place.index, selection)
  }

  /// Frames and policy without reading the episode.
  public func summary(_ index: Int) throws -> (frames: Int, policy: String, seed: UInt64) {
    let (file, index) = try place(index)
    return (try file.frames(of: index), try file.policy(of: index), try file.seed(of: index))
  }
}
