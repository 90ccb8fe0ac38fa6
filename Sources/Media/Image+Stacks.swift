/// Several images made into one. All must have the same size.
extension Image {
  /// The mean of each channel, rounded.
  public static func mean(_ images: [Image]) -> Image {
    let sums = sums(images) { $0 }
    let half = images.count / 2
    return Image(
      width: images[0].width, height: images[0].height, pixels: sums.map { UInt8((Int($0) + half) / images.count) })
  }

  /// The standard deviation over the images, mean over the channels, in the colours of `ColorMap.magnitude`.
  ///
  /// - Parameter gain: a deviation of 255 / `gain` takes the map's last colour.
  public static func spread(_ images: [Image], gain: Double = 3) -> Image {
    let count = Double(images.count)
    let (sums, squares) = (sums(images) { $0 }, sums(images) { $0 * $0 })
    var result = Image(width: images[0].width, height: images[0].height)
    for start in stride(from: 0, to: sums.count, by: 3) {
      var deviation = 0.0
      for i in start..<start + 3 {
        let mean = Double(sums[i]) / count
        deviation += max(0, Double(squares[i]) / count - mean * mean).squareRoot() / 3
      }
      let color = ColorMap.magnitude(deviation / 255 * gain)
      (result.pixels[start], result.pixels[start + 1], result.pixels[start + 2]) = (color.red, color.green, color.blue)
    }
    return result
  }

  /// This image over fainter and fainter earlier ones, the newest of them first.
  public func onion(over earlier: [Image]) -> Image {
    guard !earlier.isEmpty else { return self }
    // Half for the newest; the rest halves from one to the next.
    var weights = [0.5] + (1...earlier.count).map { 0.5 / Double(1 << $0) }
    weights[weights.count - 1] *= 2
    var sums = [Double](repeating: 0.5, count: pixels.count)
    for (image, weight) in zip([self] + earlier, weights) {
      precondition(image.pixels.count == pixels.count, "images of different sizes")
      for i in sums.indices { sums[i] += weight * Double(image.pixels[i]) }
    }
    return Image(width: width, height: height, pixels: sums.map { UInt8(min(255, $0)) })
  }

  /// What lies right of a column, that column included; its last one at least.
  public func cropped(fromColumn x: Int) -> Image {
    let x = min(max(0, x), width - 1)
    var result = Image(width: width - x, height: height)
    result.paste(self, x: -x, y: 0)
    return result
  }

  private static func sums(_ images: [Image], _ value: (UInt32) -> UInt32) -> [UInt32] {
    precondition(!images.isEmpty, "nothing to add up")
    var sums = [UInt32](repeating: 0, count: images[0].pixels.count)
    for image in images {
      precondition(image.pixels.count == sums.count, "images of different sizes")
      for i in sums.indices { sums[i] += value(UInt32(image.pixels[i])) }
    }
    return sums
  }
}
