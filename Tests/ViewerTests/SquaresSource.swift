import Diagnostics
import Foundation
import Media
import Viewer

/// A stand-in for a run: a square and a disc move in front of two cameras, and the predictions drift from the truth.
final class SquaresSource: FrameSource {
  let title: String
  let cameras: [String]
  let frameCount: Int
  let contextLength = 9
  let rate = 10.0
  let sampleCount: Int
  let width: Int
  let height: Int
  /// A frame whose truth cannot be read.
  var brokenFrame: Int?

  static let ground = Color(70, 74, 82)
  static let square = Color(220, 60, 40)
  static let disc = Color(40, 120, 220)

  init(
    title: String = "push-cube", cameras: [String] = ["front", "side"], frameCount: Int = 49, sampleCount: Int = 4,
    width: Int = 128, height: Int = 128
  ) {
    (self.title, self.cameras, self.frameCount, self.sampleCount) = (title, cameras, frameCount, sampleCount)
    (self.width, self.height) = (width, height)
  }

  /// Where the square's centre is; a sample drifts after the context.
  func squareCentre(camera: Int, frame: Int, sample: Int?) -> SIMD2<Float> {
    let time = Float(frame) / Float(max(1, frameCount - 1))
    let drift = sample.map { Float($0 + 1) * 3 * Float(max(0, frame - contextLength)) / 40 } ?? 0
    let x = 0.2 + 0.6 * time
    let y = 0.65 - 0.25 * sin(time * 3) * (camera == 0 ? 1 : 0.4)
    return SIMD2(x * Float(width) - drift, y * Float(height) + drift * 0.7)
  }

  func discCentre(camera: Int, frame: Int, sample: Int?) -> SIMD2<Float> {
    let time = Float(frame) / Float(max(1, frameCount - 1))
    let drift = sample.map { Float($0 + 1) * 1.5 * Float(max(0, frame - contextLength)) / 40 } ?? 0
    return SIMD2(0.75 * Float(width) - drift, (0.25 + 0.35 * time * time) * Float(height))
  }

  func drift(sample: Int, camera: Int, frame: Int) -> [DriftMark] {
    [DriftMark(place: SIMD2(20, 20), offset: SIMD2(5, 0)), DriftMark(place: SIMD2(20, 60), offset: nil)]
  }

  /// The disc is touched in every frame.
  func contacts(camera: Int, frame: Int) -> [ContactMark] {
    [ContactMark(place: discCentre(camera: camera, frame: frame, sample: nil), force: 20)]
  }

  var hasChannels: Bool { true }

  /// Everything half a metre away.
  func depth(camera: Int, frame: Int) throws -> Image? {
    Image(depth: [Float](repeating: 0.5, count: width * height), width: width, height: height, range: 0.5...2)
  }

  /// One thing everywhere.
  func segments(camera: Int, frame: Int) throws -> Image? {
    Image(segments: [UInt8](repeating: 2, count: width * height), width: width, height: height)
  }

  private func picture(camera: Int, frame: Int, sample: Int?) -> Image {
    var image = Image(width: width, height: height, fill: Self.ground)
    image.fill(x: 0, y: height * 3 / 4, width: width, height: height / 4, Color(96, 100, 92))
    let disc = discCentre(camera: camera, frame: frame, sample: sample)
    for y in 0..<height {
      for x in 0..<width {
        let offset = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - disc
        if (offset * offset).sum() < 100 { image[x, y] = Self.disc }
      }
    }
    let centre = squareCentre(camera: camera, frame: frame, sample: sample)
    image.fill(x: Int(centre.x) - 10, y: Int(centre.y) - 10, width: 20, height: 20, Self.square)
    return image
  }

  func truth(camera: Int, frame: Int) throws -> Image? {
    if frame == brokenFrame {
      throw UserError("frame \(frame) is damaged", at: "runs/12/truth.mkv", fix: "Record it again")
    }
    return picture(camera: camera, frame: frame, sample: nil)
  }

  func prediction(sample: Int, camera: Int, frame: Int) throws -> Image? {
    frame < contextLength ? nil : picture(camera: camera, frame: frame, sample: sample)
  }

  var paths: [ObjectPath] {
    cameras.indices.flatMap { camera in
      ([nil] + (0..<sampleCount).map(Optional.some)).flatMap { sample in
        [("cube", squareCentre), ("ball", discCentre)].map { name, centre in
          ObjectPath(
            object: name, camera: camera, sample: sample, points: (0..<frameCount).map { centre(camera, $0, sample) })
        }
      }
    }
  }

  var actions: [Series] {
    let joints = (0..<5).map { joint in
      Series(
        name: ["base", "shoulder", "elbow", "wrist pitch", "wrist roll"][joint], unit: "rad",
        values: (0..<frameCount).map { sin(Float($0) / 9 + Float(joint)) * (1 - 0.15 * Float(joint)) },
        trainedRange: -0.97...1.2)
    }
    return joints + [Series(name: "gripper", unit: "m", values: (0..<frameCount).map { $0 < 20 ? 0.04 : 0.012 })]
  }

  func curves(sample: Int) -> [Series] {
    func curve(_ start: Float, _ fall: Float) -> [Float] {
      (0..<frameCount).map {
        $0 < contextLength
          ? .nan : start - fall * Float($0 - contextLength) * (1 + 0.2 * Float(sample)) + 0.2 * sin(Float($0))
      }
    }
    return [
      Series(name: "PSNR", unit: "dB", values: curve(29, 0.16)),
      Series(name: "copy last", unit: "dB", values: curve(24, 0.18)),
    ]
  }

  func scores(sample: Int) -> [ScoreRow] {
    [
      ScoreRow(
        name: "foreground skill", value: 0.605, truth: 1, copyLast: 0, secondTake: 0.93, higherIsBetter: true,
        explanation: "How much of the moving pixels' error the model removes."),
      ScoreRow(name: "PSNR", unit: "dB", value: 24.1, copyLast: 17.7, secondTake: 33.2, higherIsBetter: true),
      ScoreRow(
        name: "object error", unit: "px", value: 3.42, truth: 0.21, copyLast: 14.6, secondTake: 0.8,
        higherIsBetter: false),
      ScoreRow(name: "permanence", value: 0.97, truth: 1, copyLast: 1, secondTake: 1, higherIsBetter: true),
      ScoreRow(name: "action response", value: 0.81, truth: 1, copyLast: 0.02, secondTake: 0.98, higherIsBetter: true),
      ScoreRow(
        name: "3D consistency", unit: "px", value: 1.31, truth: 0.4, copyLast: 0.4, secondTake: 0.4,
        higherIsBetter: false),
    ]
  }

  var facts: [Fact] {
    [
      Fact("model", "tabletop-small"), Fact("scenario", "push-cube.yaml"), Fact("seed", "7"),
      Fact("sampler", "4 steps, Euler"),
      Fact("world", "MuJoCo 4.0.0"), Fact("data", "sha256 9f2c 41aa 07d1 55e0"), Fact("took", "1.9 s (50 frames/s)"),
    ]
  }

  static func lister(_ count: Int = 14) -> RunLister {
    let names = ["push-cube", "pick-cylinder", "push-ball", "reach", "stack", "random-long-name-of-a-scenario"]
    let runs = (0..<count).map { number in
      ListedRun(
        id: "\(200 - number)", scenario: names[number % names.count], model: "tabletop-small",
        date: Date(timeIntervalSince1970: 1_760_000_000 - Double(number) * 40_000),
        scores: ["foreground_skill": .init(0.605 - 0.05 * Double(number)), "psnr": .init(24.1)])
    }
    func load(_ id: String) throws -> any FrameSource {
      if id == "197" {
        throw UserError("the predictions are missing", at: "runs/197/sample-0.mkv", fix: "Run it again")
      }
      // One that is smaller and shorter, and one of the same truth with fewer samples.
      if id == "196" { return SquaresSource(title: "stack", frameCount: 12, sampleCount: 1, width: 64, height: 64) }
      return SquaresSource(
        title: runs.first { $0.id == id }?.scenario ?? id, sampleCount: id == "198" ? 2 : 4)
    }
    return RunLister(list: { runs }, load: load)
  }
}
