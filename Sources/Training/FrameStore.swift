import Diagnostics
import Episodes
import Foundation
import TensorCore

/// The frames of data sets in memory, for training the compressor.
public final class FrameStore {
  /// One camera of one episode: (T, H, W, 3).
  struct Strip {
    var frames: Int
    var height: Int
    var width: Int
    var bytes: [UInt8]
    /// Which of the data sets it is from, counted from 0.
    var set: Int

    var size: [Int] { [height, width] }

    /// Some of the frames (n, H, W, 3) in -1...1.
    func video(_ range: Range<Int>) -> Tensor {
      let out = Tensor(uninitialized: [range.count, height, width, 3], .f32)
      out.withMutableFloats { fill($0, range) }
      return out
    }

    /// Writes some of the frames to the front of `values`.
    func fill(_ values: UnsafeMutableBufferPointer<Float>, _ range: Range<Int>) {
      let each = height * width * 3
      let start = range.lowerBound * each
      bytes.withUnsafeBufferPointer { bytes in
        for i in 0..<range.count * each { values[i] = Float(bytes[start + i]) * (1 / 127.5) - 1 }
      }
    }
  }

  /// Clips of one size: frames (B, T, H, W, 3) in -1...1, and the data set of each.
  struct Clips {
    var video: Tensor
    var sets: [Int]
  }

  let strips: [Strip]

  /// - Parameter limit: at most this many episodes, about as many of each data set.
  public init(_ folders: [URL], cameras: [String], limit: Int = .max) throws {
    var strips: [Strip] = []
    let sets = try folders.map { try EpisodeDataset(path: $0.path) }
    let shares = sets.enumerated().map { number, set in
      min(set.count, EpisodeDataset.share(of: limit, set: number, among: sets.count))
    }
    let count = shares.reduce(0, +)
    let meter = ProgressMeter("reading", total: count, unit: "episodes")
    defer { meter.finish() }
    var read = 0
    for (number, set) in sets.enumerated() {
      for index in 0..<shares[number] {
        try Interrupt.check()
        let episode = try set.trainingEpisode(index, cameras: cameras)
        strips += episode.views.map {
          Strip(frames: episode.frames, height: $0.height, width: $0.width, bytes: $0.rgb, set: number)
        }
        if read == 0 {
          let bytes = strips.reduce(0.0) { $0 + Double($1.bytes.count) }
          try MemoryBudget.require(
            bytes * Double(count), for: "the frames of \(count) episodes", at: folders[0].path,
            fix: "Train on fewer of them: a compressor needs some hundreds")
        }
        read += 1
        meter.advance()
      }
    }
    guard !strips.isEmpty else {
      throw UserError("there are no episodes", at: folders.map(\.path).joined(separator: ", "))
    }
    self.strips = strips
  }

  /// Frames of the longest episode.
  var longest: Int { strips.map(\.frames).max() ?? 0 }

  /// `batch` random clips of `length` frames, all of the size of the first that is drawn.
  func clips(_ batch: Int, length: Int, _ random: Philox) throws -> Clips {
    let long = strips.filter { $0.frames >= length }
    guard !long.isEmpty else { throw UserError("no episode has \(length) frames", at: "clip") }
    let first = long[random.integer(below: long.count, at: 0)]
    let usable = long.filter { ($0.height, $0.width) == (first.height, first.width) }
    let size = length * first.height * first.width * 3
    let out = Tensor(uninitialized: [batch, length, first.height, first.width, 3], .f32)
    var drawn: [Int] = []
    out.withMutableFloats { values in
      for b in 0..<batch {
        let strip = usable[random.integer(below: usable.count, at: 2 * b + 1)]
        drawn.append(strip.set)
        let start = random.integer(below: strip.frames - length + 1, at: 2 * b + 2)
        strip.fill(UnsafeMutableBufferPointer(rebasing: values[(b * size)...]), start..<(start + length))
      }
    }
    return Clips(video: out, sets: drawn)
  }
}
