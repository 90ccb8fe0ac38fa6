extension Image {
  /// Fills a rectangle; what lies outside the image is left out.
  public mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: Color) {
    let columns = max(0, x)..<max(0, x, min(self.width, x + width))
    for row in max(0, y)..<max(0, y, min(self.height, y + height)) {
      for column in columns { self[column, row] = color }
    }
  }

  /// Copies `image` to a place; what lies outside is left out.
  public mutating func paste(_ image: Image, x: Int, y: Int) {
    let columns = max(0, -x)..<max(0, -x, min(image.width, width - x))
    guard !columns.isEmpty else { return }
    for row in max(0, -y)..<max(0, -y, min(image.height, height - y)) {
      let source = (row * image.width + columns.lowerBound) * 3
      let target = ((row + y) * width + columns.lowerBound + x) * 3
      let count = columns.count * 3
      pixels.replaceSubrange(target..<target + count, with: image.pixels[source..<source + count])
    }
  }

  /// Writes `text` with its top left corner at (x, y) in a font of 5×7 dots, each `scale` pixels wide.
  ///
  /// The font knows ASCII; other characters become `?`.
  public mutating func draw(_ text: String, x: Int, y: Int, _ color: Color = .white, scale: Int = 1) {
    for (position, character) in text.enumerated() {
      let left = x + position * BitmapFont.advance * scale
      for (column, dots) in BitmapFont.columns(of: character).enumerated() {
        for row in 0..<BitmapFont.height where dots >> row & 1 == 1 {
          fill(x: left + column * scale, y: y + row * scale, width: scale, height: scale, color)
        }
      }
    }
  }

  /// The image with a bar above it that says `text`.
  public func labelled(_ text: String, color: Color = .white, background: Color = Color(24, 26, 31), scale: Int = 1)
    -> Image
  {
    let bar = (BitmapFont.height + 6) * scale
    var result = Image(width: width, height: height + bar, fill: background)
    result.draw(text, x: 3 * scale, y: 3 * scale, color, scale: scale)
    result.paste(self, x: 0, y: bar)
    return result
  }

  /// Images in a row, their tops level, `gap` pixels apart.
  public static func row(_ images: [Image], gap: Int = 4, background: Color = .black) -> Image {
    precondition(!images.isEmpty, "a row needs an image")
    let width = images.reduce(gap * (images.count - 1)) { $0 + $1.width }
    var result = Image(width: width, height: images.map(\.height).max() ?? 1, fill: background)
    var x = 0
    for image in images {
      result.paste(image, x: x, y: 0)
      x += image.width + gap
    }
    return result
  }

  /// Images in a column, their left sides in line, `gap` pixels apart.
  public static func column(_ images: [Image], gap: Int = 4, background: Color = .black) -> Image {
    precondition(!images.isEmpty, "a column needs an image")
    let height = images.reduce(gap * (images.count - 1)) { $0 + $1.height }
    var result = Image(width: images.map(\.width).max() ?? 1, height: height, fill: background)
    var y = 0
    for image in images {
      result.paste(image, x: 0, y: y)
      y += image.height + gap
    }
    return result
  }
}
