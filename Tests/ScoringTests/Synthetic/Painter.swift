import Episodes

@testable import Scoring

/// A small ray caster: solids on a tiled table, diffuse light, 2×2 rays a pixel.
struct Painter {
  struct Picture {
    var rgb: [UInt8] = []
    var depth: [Float] = []
    var labels: [UInt8] = []
  }

  let camera: PinholeCamera
  let side: Int

  func paint(_ solids: [Solid]) -> Picture {
    var picture = Picture()
    for y in 0..<side {
      for x in 0..<side {
        var colour = SIMD3<Double>.zero
        for corner in [SIMD2(0.25, 0.25), SIMD2(0.75, 0.25), SIMD2(0.25, 0.75), SIMD2(0.75, 0.75)] {
          colour += look(SIMD2(Double(x), Double(y)) + corner, solids).colour / 4
        }
        for c in 0..<3 { picture.rgb.append(UInt8(min(255, max(0, (255 * colour[c]).rounded())))) }
        let centre = look(SIMD2(Double(x), Double(y)) + SIMD2(0.5, 0.5), solids)
        picture.depth.append(Float(centre.depth))
        picture.labels.append(centre.label)
      }
    }
    return picture
  }

  private func look(_ pixel: SIMD2<Double>, _ solids: [Solid]) -> (colour: SIMD3<Double>, depth: Double, label: UInt8) {
    let eye = camera.unproject(pixel, depth: 0)
    let ray = camera.unproject(pixel, depth: 1) - eye
    var depth = 4.0
    var label: UInt8 = 0
    var colour = SIMD3(0.52, 0.57, 0.62)
    let floor = -eye.z / ray.z
    if floor > 0, floor < depth {
      (depth, colour) = (floor, table(eye + floor * ray))
    }
    for solid in solids {
      guard let hit = solid.hit(from: eye, along: ray), hit.distance < depth else { continue }
      (depth, label) = (hit.distance, solid.label)
      colour = solid.colour * (0.45 + 0.55 * max(0, (hit.normal * SIMD3(0.35, -0.3, 0.89)).sum()))
    }
    return (colour, depth, label)
  }

  /// Two shades of sand in 9 cm tiles: corners that hold still.
  private func table(_ at: SIMD3<Double>) -> SIMD3<Double> {
    let tile = Int((at.x / 0.09).rounded(.down)) + Int((at.y / 0.09).rounded(.down))
    return SIMD3(0.80, 0.75, 0.68) * (tile % 2 == 0 ? 1 : 0.85)
  }
}
