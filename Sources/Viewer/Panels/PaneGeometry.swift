/// How points of an image lie in the window.
struct PaneGeometry {
  let box: Box
  /// The image's size in its own pixels.
  let size: Point
  let zoom: Zoom

  /// The place in the window of a point of the image.
  func place(_ point: Point) -> Point {
    box.low + (point / size - zoom.low) / (zoom.high - zoom.low) * box.size
  }

  /// The share of the image at a place in the window.
  func share(_ place: Point) -> Point {
    zoom.low + (place - box.low) / box.size * (zoom.high - zoom.low)
  }

  /// The image's pixel at a place in the window.
  func pixel(_ place: Point) -> (x: Int, y: Int) {
    let pixel = share(place) * size
    return (Int(max(0, min(pixel.x, size.x - 1))), Int(max(0, min(pixel.y, size.y - 1))))
  }
}
