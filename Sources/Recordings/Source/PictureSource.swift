import Diagnostics
import Episodes
import Foundation
import Media

/// Where one camera's pictures of an episode are.
public enum PictureSource: Sendable {
  /// A video of this episode alone.
  case video(path: String)
  /// A video of several episodes, this one from a time on (seconds).
  case part(path: String, from: Double)
  /// Pictures in files' bytes, a row each, in a column of a Parquet table.
  case column(path: String, name: String, rows: Range<Int>)
  /// A picture file a row, in their order.
  case files(paths: [String])
  /// Pictures in robomimic's layout.
  case dataset(EpisodeFile, episode: Int, camera: String)
}

/// What is known of a camera's pictures without decoding them all.
struct PictureFacts: Sendable {
  var count: Int
  var width: Int
  var height: Int
  /// Such as `av1`, or `raw`.
  var codec: String
  /// Pictures a second, where the pictures tell the time.
  var rate: Double?
  /// Seconds from the episode's start to each picture, where they tell.
  var times: [Double]?
  /// True where pictures of other episodes lie beside these.
  var isShared = false
}

/// Opens pictures and keeps the videos open that were used last. Not safe to use from two threads at once.
final class PictureSession {
  private var readers: [(key: String, reader: VideoReader)] = []
  private var known: [String: PictureFacts] = [:]

  func facts(_ source: PictureSource) throws -> PictureFacts {
    switch source {
    case .video(let path): return try videoFacts(path)
    case .part(let path, let from):
      var facts = try videoFacts(path)
      facts.times = facts.times?.map { $0 - from }
      facts.isShared = true
      return facts
    case .column(let path, let name, let rows):
      let first = try Self.embedded(path, name, rows.prefix(1))
      guard let first = first.first else { throw UserError("has no rows", at: path) }
      let image = try Image.decode(first, from: "\(path):\(name)")
      return PictureFacts(count: rows.count, width: image.width, height: image.height, codec: "image")
    case .files(let paths):
      guard let first = paths.first else { throw UserError("there are no pictures", at: "images") }
      let image = try Self.picture(first)
      return PictureFacts(count: paths.count, width: image.width, height: image.height, codec: "image")
    case .dataset(let file, let episode, let camera):
      let shape = try file.pictureShape(camera, of: episode)
      return PictureFacts(count: shape.frames, width: shape.width, height: shape.height, codec: "raw")
    }
  }

  /// Calls `body` with the pictures of the given numbers, which rise or repeat, at a size.
  func read(
    _ source: PictureSource, _ numbers: [Int], width: Int, height: Int, _ body: (Image) throws -> Void
  ) throws {
    switch source {
    case .video(let path), .part(let path, _):
      let reader = try reader(path, width, height)
      for number in numbers { try body(try reader.frame(number)) }
    case .column(let path, let name, let rows):
      for (n, data) in zip(numbers, try Self.embedded(path, name, numbers.map { rows.lowerBound + $0 })) {
        let image = try Image.decode(data, from: "\(path):\(name)[\(rows.lowerBound + n)]")
        try body(try image.resized(width: width, height: height))
      }
    case .files(let paths):
      for number in numbers { try body(try Self.picture(paths[number]).resized(width: width, height: height)) }
    case .dataset(let file, let episode, let camera):
      let shape = try file.pictureShape(camera, of: episode)
      for number in numbers {
        let bytes = try file.pictures(camera, of: episode, frames: number..<number + 1)
        let image = Image(width: shape.width, height: shape.height, pixels: bytes)
        try body(try image.resized(width: width, height: height))
      }
    }
  }

  private func videoFacts(_ path: String) throws -> PictureFacts {
    if let facts = known[path] { return facts }
    let reader = try VideoReader(path, cacheBytes: 0)
    let facts = PictureFacts(
      count: reader.frameCount, width: reader.storedWidth, height: reader.storedHeight, codec: reader.codec,
      rate: Self.rate(reader), times: reader.times)
    // Shared videos are asked for again by the next episode; others never.
    if known.count > 16 { known.removeAll() }
    known[path] = facts
    return facts
  }

  /// From the frames' times, as headers of videos of variable rate say anything.
  private static func rate(_ reader: VideoReader) -> Double {
    guard let last = reader.times.last, last > 0 else { return reader.rate }
    return Double(reader.frameCount - 1) / last
  }

  private func reader(_ path: String, _ width: Int, _ height: Int) throws -> VideoReader {
    let key = "\(path) \(width) \(height)"
    if let index = readers.firstIndex(where: { $0.key == key }) {
      readers.append(readers.remove(at: index))
    } else {
      if readers.count >= 8 { readers.removeFirst() }
      readers.append((key, try VideoReader(path, cacheBytes: 0, scaledTo: (width, height))))
    }
    return readers[readers.count - 1].reader
  }

  private static func picture(_ path: String) throws -> Image {
    guard let data = FileManager.default.contents(atPath: path) else { throw UserError("cannot be read", at: path) }
    return try Image.decode(data, from: path)
  }

  private static func embedded(_ path: String, _ name: String, _ rows: some Collection<Int>) throws -> [Data] {
    try ParquetTable(path: path).pictures(name, rows: Array(rows))
  }
}
