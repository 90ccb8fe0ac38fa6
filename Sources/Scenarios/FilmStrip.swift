import Diagnostics
import Foundation
import Media

/// Pictures of a stored run in a row a kind: truth above the prediction, moments of the horizon side by side.
public struct FilmStrip {
  private let view: RunView
  private let frames: URL
  private let title: String

  /// - Parameters:
  ///   - folder: a run's.
  ///   - title: stands above the strip.
  /// - Throws: `UserError` where the folder is missing or incomplete.
  public init(folder: URL, title: String) throws {
    view = try RunView.read(from: folder)
    frames = folder.appendingPathComponent("predictions")
    self.title = title
  }

  /// - Parameters:
  ///   - moments: how many frames, evenly over the horizon, its last among them.
  ///   - enlarge: pixels on the strip along a side of a predicted pixel.
  ///   - truth: whether truth stands above; without it, for recordings that may not be shown to others.
  public func image(
    camera: String, sample: Int = 0, moments: Int, enlarge: Int, truth showsTruth: Bool = true
  ) throws -> Image {
    guard view.cameras.contains(camera) else {
      throw UserError(
        "the run has no camera \"\(camera)\"", at: title, fix: "It has \(view.cameras.joined(separator: ", "))")
    }
    let name = "\(title)  \(camera)".uppercased()
    let truth = try reader(RunFolder.truthName(camera: camera))
    let prediction = try reader(RunFolder.name(sample: sample, camera: camera))
    let horizon = prediction.frameCount
    let times = (1...moments).map { max(0, horizon * $0 / moments - 1) }
    guard showsTruth else {
      let row = try times.map { t in
        let seconds = String(format: "%.1f S", Double(t + 1) / view.rate)
        return try prediction.frame(t).enlarged(enlarge).labelled(
          t == times[0] ? "PREDICTION  \(seconds)" : seconds, scale: 1)
      }
      return Image.row(row).labelled(name, scale: 1)
    }
    return try Self.pair(
      times, rate: view.rate, truth: { try truth.frame(view.context + $0).enlarged(enlarge) },
      prediction: { try prediction.frame($0).enlarged(enlarge) }
    ).labelled(name, scale: 1)
  }

  /// Truth above prediction at some predicted frames, with their times; below them, where asked, how far they differ.
  public static func pair(
    _ times: [Int], rate: Double, differing: Bool = false, truth: (Int) throws -> Image,
    prediction: (Int) throws -> Image
  ) rethrows -> Image {
    let top = try times.map { t in
      let seconds = String(format: "%.1f S", Double(t + 1) / rate)
      return try truth(t).labelled(t == times.first ? "TRUTH  \(seconds)" : seconds, scale: 1)
    }
    let bottom = try times.map { t in try prediction(t).labelled(t == times.first ? "PREDICTION" : " ", scale: 1) }
    guard differing else { return Image.column([Image.row(top), Image.row(bottom)], gap: 2) }
    let error = try times.map { t in
      try prediction(t).difference(from: truth(t)).labelled(t == times.first ? "DIFFERENCE" : " ", scale: 1)
    }
    return Image.column([Image.row(top), Image.row(bottom), Image.row(error)], gap: 2)
  }

  private func reader(_ name: String) throws -> VideoReader {
    try VideoReader(frames.appendingPathComponent(name).path, cacheBytes: 4 << 20)
  }
}
