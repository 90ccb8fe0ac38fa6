import Diagnostics
import Foundation
import Synchronization

/// `sources.json` beside the shards: of each, a stamp of the files that its episodes were taken from.
///
/// It lies apart from the shards as it speaks of times, and equal recordings give equal shards. A shard that it does not
/// list, such as those of imports before there were such lists, is taken as it is.
final class SourceList: Sendable {
  static let name = "sources.json"

  private let path: String
  private let stamps: Mutex<[String: String]>

  init(folder: String) throws {
    let path = "\(folder)/\(Self.name)"
    self.path = path
    let data = FileManager.default.contents(atPath: path)
    stamps = Mutex(try data.map { try StableJSON.value($0, as: [String: String].self, at: path) } ?? [:])
  }

  /// Whether a shard was made from files that have changed since.
  func isOutdated(_ shard: ImportSet.Shard, now stamp: String) -> Bool {
    let then = stamps.withLock { $0[shard.file] }
    return then != nil && then != stamp
  }

  /// Remembers what a shard was made from. Safe from several threads.
  func note(_ stamp: String, of shard: ImportSet.Shard) throws {
    try stamps.withLock { stamps in
      stamps[shard.file] = stamp
      try AtomicFile.write(try StableJSON.data(stamps, pretty: true), to: path)
    }
  }

  /// A hash of the sizes and times of some files, the same wherever they lie.
  static func stamp(_ files: [String]) -> String {
    let lines = files.map { file -> String in
      var status = stat()
      guard stat(file, &status) == 0 else { return "absent" }
      return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }
    return SHA256.hex(lines.joined(separator: "\n").utf8)
  }
}
