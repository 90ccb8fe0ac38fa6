import Foundation
import Testing

@testable import Scoring

/// Files recorded by `python/golden/make_scoring_golden.py` and `make_patch_golden.py`.
enum Golden {
  static func load<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws -> Content {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: folder.appendingPathComponent("\(name).json")))
  }
}

struct GoldenPictures: Decodable {
  struct Variant: Decodable {
    let name: String
    let predicted: Data
    let psnr, ssim: Double
    let ssimFrames: [Double]
  }

  struct Case: Decodable {
    let frames, height, width: Int
    let truth: Data
    let variants: [Variant]

    func clip(_ data: Data) throws -> Clip {
      try Clip(frames: frames, height: height, width: width, bytes: Array(data))
    }
  }

  let cases: [Case]
}

struct GoldenTriangulation: Decodable {
  struct Case: Decodable {
    let poses, pixels: [[Double]]
    let point, truth: [Double]
  }

  let cases: [Case]
}

struct GoldenPatches: Decodable {
  struct Shift: Decodable {
    let dx, dy: Double
    /// uint16, little-endian, of 65,535
    let image: Data
  }

  struct Sample: Decodable {
    let x, y, value: Double
  }

  let height, width, side, surfaceWidth: Int
  let image: Data
  let template, surface: [Float]
  let shifts: [Shift]
  let samples: [Sample]

  var frame: GreyFrame { GreyFrame(image.map { Float($0) / 255 }, width: width, height: height) }

  func frame(_ shift: Shift) -> GreyFrame {
    let bytes = Array(shift.image)
    let values = stride(from: 0, to: bytes.count, by: 2).map {
      Float(Int(bytes[$0]) + 256 * Int(bytes[$0 + 1])) / 65_535
    }
    return GreyFrame(values, width: width, height: height)
  }
}

struct GoldenWarps: Decodable {
  struct Case: Decodable {
    let name: String
    let height, width: Int
    let lens, source, target: [Double]
    /// Little-endian floats, but for the source's picture.
    let sourceDepth, targetDepth, positions, values: Data
    let image: Data

    static func floats(_ data: Data) -> [Float] {
      let bytes = Array(data)
      return stride(from: 0, to: bytes.count, by: 4).map { i in
        Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[i + $1]) << UInt32(8 * $1) })
      }
    }
  }

  let cases: [Case]
}

struct GoldenStatistics: Decodable {
  struct Interval: Decodable {
    let name: String
    let values: [Double]
    let lo, hi, loSd, hiSd: Double
  }

  struct Wilson: Decodable {
    let k, n: Int
    let lo, hi: Double
  }

  let intervals: [Interval]
  let wilson: [Wilson]
  let p, quantiles: [Double]
}
