/// How two images are compared in a third.
public enum DifferenceMode: String, CaseIterable, Sendable {
  /// How far apart, mean over the channels: black where equal.
  case magnitude
  /// Darker than the truth in blue, brighter in orange.
  case signed
  /// Both, half and half.
  case blend

  /// In the words of a title.
  public var title: String {
    switch self {
    case .magnitude: "Difference"
    case .signed: "Signed difference"
    case .blend: "Overlaid"
    }
  }
}

extension Image {
  /// This image (the prediction) against `truth`.
  ///
  /// - Parameter gain: a difference of 255 / `gain` takes the map's last colour.
  public func difference(from truth: Image, mode: DifferenceMode = .magnitude, gain: Double = 3) -> Image {
    precondition(
      width == truth.width && height == truth.height,
      "\(width)×\(height) cannot be compared with \(truth.width)×\(truth.height)")
    switch mode {
    case .magnitude: return mapped(truth, scale: gain, ColorMap.magnitude) { abs($0) + abs($1) + abs($2) }
    case .signed: return mapped(truth, scale: gain, ColorMap.signed) { $0 + $1 + $2 }
    case .blend:
      let mean = zip(pixels, truth.pixels).map { UInt8((Int($0) + Int($1) + 1) / 2) }
      return Image(width: width, height: height, pixels: mean)
    }
  }

  /// Colours the sum that `measure` makes of a pixel's three differences. The signed map's middle means zero.
  private func mapped(_ truth: Image, scale: Double, _ map: ColorMap, _ measure: (Int, Int, Int) -> Int) -> Image {
    let lookup = Self.lookup(map, scale: scale)
    let mapped = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, count in
      pixels.withUnsafeBufferPointer { a in
        truth.pixels.withUnsafeBufferPointer { b in
          for i in stride(from: 0, to: a.count, by: 3) {
            let sum = measure(Int(a[i]) - Int(b[i]), Int(a[i + 1]) - Int(b[i + 1]), Int(a[i + 2]) - Int(b[i + 2]))
            let color = lookup[sum + 765]
            (out[i], out[i + 1], out[i + 2]) = (color.red, color.green, color.blue)
          }
        }
      }
      count = pixels.count
    }
    return Image(width: width, height: height, pixels: mapped)
  }

  /// Colours for sums of three channels' differences, from −765 to 765.
  private static func lookup(_ map: ColorMap, scale: Double) -> [Color] {
    let isSigned = map.table[0] == ColorMap.signed.table[0]
    return (-765...765).map { sum in
      let share = Double(sum) / 765 * scale
      return isSigned ? map(0.5 + share / 2) : map(share)
    }
  }
}
