import Diagnostics
import Foundation

extension EpisodeDataset {
  /// A hash that tells this data set from any other, wherever it lies: a moved one keeps it, one recorded anew at the
  /// same place does not.
  ///
  /// It covers what the episodes share, each file's name, size and seeds, and its bytes: all of them as the manifest
  /// hashed them, else 16 pieces spread over the file.
  public func identity() throws -> String {
    var hash = SHA256()
    func add(_ text: String) { hash.update(Array((text + "\n").utf8)) }
    if let header { add(try StableJSON.text(header)) }
    let hashes = Dictionary(
      (manifest?.shards ?? []).map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    for file in files {
      let name = URL(fileURLWithPath: file.path).lastPathComponent
      guard let size = FileFacts.size(file.path) else { throw UserError.unreadable(file.path) }
      let seeds = try (0..<file.count).map { try file.seed(of: $0) }
      add("\(name) \(size) \(seeds)")
      if let known = hashes[name] { add(known) } else { try Self.addSamples(of: file.path, size: size, to: &hash) }
    }
    return hash.finish()
  }

  /// 16 pieces of 64 KiB, evenly spread; the whole of a smaller file.
  private static func addSamples(of path: String, size: Int, to hash: inout SHA256) throws {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let (piece, count) = (1 << 16, 16)
      for i in 0..<count {
        try handle.seek(toOffset: UInt64(max(0, size - piece) * i / (count - 1)))
        hash.update(Array(try handle.read(upToCount: piece) ?? Data()))
      }
    } catch {
      throw UserError.unreadable(path)
    }
  }
}
