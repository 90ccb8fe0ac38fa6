import Foundation

extension Tensor {
  /// [sin(2^k pi x), cos(2^k pi x)] for k < octaves, on the last axis: (..., C) to (..., 2 octaves C), all sines first.
  public func fourierFeatures(octaves: Int) -> Tensor {
    let channels = length(-1)
    var values = [Float]()
    values.reserveCapacity(count * 2 * octaves)
    let x = floats()
    for row in 0..<(channels == 0 ? 0 : count / channels) {
      let angles = (0..<octaves).flatMap { octave in
        x[row * channels..<(row + 1) * channels].map { $0 * (Float.pi * Float(1 << octave)) }
      }
      values += angles.map { sinf($0) } + angles.map { cosf($0) }
    }
    return Tensor(values, shape: shape.dropLast() + [2 * octaves * channels])
  }
}
