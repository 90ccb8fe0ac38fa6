import Diagnostics
import Episodes
import Foundation

/// The folder that an import fills: what is there already, and its list at the end.
struct ShardFolder {
  let folder: String
  let header: EpisodeFileHeader

  /// Another import's files would otherwise stay beside this one's, in no list.
  func refuseStrangers(besides shards: [ImportSet.Shard]) throws {
    let known = Set(shards.map(\.file))
    for name in try FolderListing.names(in: folder) where name.hasSuffix(".h5") && !known.contains(name) {
      throw UserError(
        "is no part of this import", at: "\(folder)/\(name)", fix: "Choose another folder, or remove this file")
    }
  }

  /// Whether a shard was written before, by the same import.
  func holds(_ shard: ImportSet.Shard) throws -> Bool {
    let path = "\(folder)/\(shard.file)"
    guard FileManager.default.fileExists(atPath: path) else { return false }
    let file = try EpisodeFile(path: path)
    guard file.header == header, try sources(file) == shard.entries.map(\.key).filter(isKept(shard)) else {
      throw UserError(
        "was imported from other data or with other settings", at: path,
        fix: "Choose another folder, or remove this file to import it anew")
    }
    return true
  }

  /// Makes room for a shard whose recording has changed. The list goes too: it speaks of the old one.
  func discard(_ shard: ImportSet.Shard) throws {
    for name in [DatasetManifest.fileName, shard.file] {
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      do { try FileManager.default.removeItem(atPath: path) } catch {
        throw UserError("cannot be removed", at: path, fix: "Check the folder's permissions")
      }
    }
  }

  private func isKept(_ shard: ImportSet.Shard) throws -> (EpisodeKey) -> Bool {
    let lost = Set(try skipped(shard).map(\.episode))
    return { !lost.contains($0) }
  }

  /// Episodes in a file, each once, however many phases it has.
  private func sources(_ file: EpisodeFile) throws -> [EpisodeKey] {
    var found: [EpisodeKey] = []
    for index in 0..<file.count {
      let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(try file.spec(of: index).utf8))
      let key = tree?["source"].map { tree in
        tree.number.flatMap { Int(exactly: $0) }.map(EpisodeKey.number) ?? .name(tree.texts.first ?? "")
      }
      if let key, found.last != key { found.append(key) }
    }
    return found
  }

  /// Remembers what was left out of a shard, for the list and for resuming.
  func note(_ skipped: [RecordingSurvey.Skip], of shard: ImportSet.Shard) throws {
    let path = "\(folder)/\(shard.skipFile)"
    guard !skipped.isEmpty else {
      try? FileManager.default.removeItem(atPath: path)
      return
    }
    try AtomicFile.write(try StableJSON.data(skipped, pretty: true), to: path)
  }

  func skipped(_ shard: ImportSet.Shard) throws -> [RecordingSurvey.Skip] {
    let path = "\(folder)/\(shard.skipFile)"
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return try StableJSON.value(data, as: [RecordingSurvey.Skip].self, at: path)
  }

  /// Writes the list of all shards, which must be there.
  func finish(_ shards: [ImportSet.Shard]) throws -> DatasetManifest {
    var (episodes, frames) = (0, 0)
    let written = try shards.map { shard in
      let path = "\(folder)/\(shard.file)"
      let file = try EpisodeFile(path: path)
      episodes += file.count
      frames += try (0..<file.count).reduce(0) { $0 + (try file.frames(of: $1)) }
      let first = file.count > 0 ? try file.seed(of: 0) : 0
      return DatasetManifest.Shard(
        file: shard.file, firstSeed: first, episodes: file.count, sha256: try SHA256.hex(file: path))
    }
    guard episodes > 0 else {
      throw UserError("no episode could be imported", at: folder, fix: "The lines above say why")
    }
    let manifest = DatasetManifest(
      header: header, episodes: episodes, frames: frames, policies: ["demonstration": episodes], shards: written)
    try AtomicFile.write(header.contract.yaml(), to: "\(folder)/contract.yaml")
    try manifest.write(to: folder)
    return manifest
  }
}
