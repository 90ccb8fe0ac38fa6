import Media

/// Pictures that say their own number, in blocks that lossy codecs leave alone.
enum CodedPicture {
  static let (width, height) = (64, 48)
  private static let block = 16

  /// Twelve blocks, four a row: the lowest bit first.
  static func make(_ number: Int) -> Image {
    var image = Image(width: width, height: height, fill: .black)
    for bit in 0..<12 where number >> bit & 1 == 1 {
      image.fill(x: bit % 4 * block, y: bit / 4 * block, width: block, height: block, .white)
    }
    return image
  }

  /// The number of a picture of any size with the same shape.
  static func read(_ image: Image) -> Int {
    (0..<12).reduce(0) { number, bit in
      let x = (Double(bit % 4) + 0.5) / 4 * Double(image.width)
      let y = (Double(bit / 4) + 0.5) / 3 * Double(image.height)
      return image[Int(x), Int(y)].green > 127 ? number | 1 << bit : number
    }
  }
}
