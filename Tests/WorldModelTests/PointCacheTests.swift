import Diagnostics
import Episodes
import Foundation
import Testing

@testable import WorldModel

/// A wall with a pattern, and a card before it: what any camera sees of them is known in closed form.
private struct Scene {
  static let side = 48
  let lens = Intrinsics(fx: 50, fy: 50, cx: 24, cy: 24)
  /// Metres from the first camera: the wall, and the card, which is 0.4 m wide.
  let wall = 2.0
  let card: Double?

  /// A camera that stands at x, y, z and looks along z.
  func pose(_ x: Double, _ y: Double = 0, _ z: Double = 0) -> Extrinsics {
    Extrinsics(worldToCamera: [1, 0, 0, -x, 0, 1, 0, -y, 0, 0, 1, -z, 0, 0, 0, 1])
  }

  /// Smooth, so that interpolation between pixels is nearly exact.
  private func pattern(_ x: Double, _ y: Double) -> SIMD3<Double> {
    SIMD3(128 + 90 * sin(4 * x), 128 + 90 * cos(5 * y), 128 + 60 * sin(3 * x + 2 * y))
  }

  /// Depth and colour at a pixel, seen from a pose.
  func look(_ column: Int, _ row: Int, from x: Double, _ y: Double) -> (depth: Double, colour: SIMD3<Double>) {
    let ray = ((Double(column) + 0.5 - lens.cx) / lens.fx, (Double(row) + 0.5 - lens.cy) / lens.fy)
    if let card {
      let hit = (x + ray.0 * card, y + ray.1 * card)
      if abs(hit.0) < 0.2, abs(hit.1) < 0.2 { return (card, SIMD3(250, 20, 20)) }
    }
    return (wall, pattern(x + ray.0 * wall, y + ray.1 * wall))
  }

  func view(from places: [(Double, Double)]) -> Episode.View {
    var view = Episode.View(
      camera: "c", width: Self.side, height: Self.side, rgb: [], depth: [], intrinsics: lens, extrinsics: [])
    for (x, y) in places {
      view.extrinsics?.append(pose(x, y))
      for row in 0..<Self.side {
        for column in 0..<Self.side {
          let seen = look(column, row, from: x, y)
          view.depth?.append(Float(seen.depth))
          view.rgb += (0..<3).map { UInt8(seen.colour[$0].rounded()) }
        }
      }
    }
    return view
  }
}

@Suite struct PointCacheTests {
  private let side = Scene.side

  private func cache(_ views: [Episode.View]) throws -> PointCache { try PointCache(views, frame: 0, at: "x.h5") }

  /// Largest difference of colours over the pixels that `counts` names.
  private func error(_ bytes: [UInt8], _ scene: Scene, from x: Double, _ y: Double, counts: (Int, Int) -> Bool)
    -> Double
  {
    var worst = 0.0
    for row in 0..<side {
      for column in 0..<side where counts(column, row) {
        let true_ = scene.look(column, row, from: x, y).colour
        for c in 0..<3 { worst = max(worst, abs(Double(bytes[3 * (row * side + column) + c]) - true_[c])) }
      }
    }
    return worst
  }

  @Test func fromWhereItWasTakenAPictureIsItself() throws {
    let scene = Scene(card: 1)
    let view = scene.view(from: [(0, 0)])
    let points = try cache([view])
    #expect(points.pictures(camera: 0, from: [scene.pose(0)]) == view.rgb)
  }

  /// A step of 0.13 m moves the wall by 3.25 pixels.
  @Test func aStepToTheSideShowsTheWallMoved() throws {
    let scene = Scene(card: nil)
    let points = try cache([scene.view(from: [(0, 0)])])
    let seen = points.pictures(camera: 0, from: [scene.pose(0.13, -0.06)])
    #expect(error(seen, scene, from: 0.13, -0.06) { column, row in column < side - 5 && row > 3 } < 2)
  }

  /// The card moves by twice as many pixels as the wall and hides what is behind it.
  @Test func whatIsNearHidesWhatIsFar() throws {
    let scene = Scene(card: 1)
    let points = try cache([scene.view(from: [(0, 0)])])
    let seen = points.pictures(camera: 0, from: [scene.pose(0.1)])
    // The card's inside, off its edges.
    #expect(
      error(seen, scene, from: 0.1, 0) { column, row in (11...26).contains(column) && (16...31).contains(row) } < 2)
  }

  /// What the card hid from one camera, the other has seen.
  @Test func camerasShowEachOtherWhatIsHidden() throws {
    let scene = Scene(card: 1)
    let views = [scene.view(from: [(0, 0)]), scene.view(from: [(0.5, 0)])]
    let points = try cache(views)
    let seen = points.pictures(camera: 0, from: [scene.pose(0.2)])
    let uncovered = 24...29
    let inside: (Int, Int) -> Bool = { column, row in uncovered.contains(column) && (16...31).contains(row) }
    #expect(error(seen, scene, from: 0.2, 0, counts: inside) < 3)
    let alone = try cache([views[0]]).pictures(camera: 0, from: [scene.pose(0.2)])
    #expect(error(alone, scene, from: 0.2, 0, counts: inside) > 20)
  }

  /// A step forward by 0.3 m: points of the card lie 1.4 pixels apart, and the wall must not shine through.
  @Test func fromNearerByThingsStayWhole() throws {
    let scene = Scene(card: 1)
    let seen = try cache([scene.view(from: [(0, 0)])]).pictures(camera: 0, from: [scene.pose(0.05, 0, 0.3)])
    for row in 14...33 {
      for column in 11...29 {
        let at = 3 * (row * side + column)
        #expect(abs(Int(seen[at]) - 250) < 4 && abs(Int(seen[at + 1]) - 20) < 4, "\(column), \(row)")
      }
    }
  }

  /// A wall seen aslant, at 70° to the picture, and then from its front, where its points lie almost three pixels apart;
  /// a second camera, beyond the wall, has seen what lies behind it.
  @Test func aSlantedSurfaceStaysWholeFromTheFront() throws {
    let (sine, cosine) = (sin(70 * Double.pi / 180), cos(70 * Double.pi / 180))
    /// Turned by 70° about the wall's middle, 1 m from the first camera; `ahead` metres nearer than 1 m to it.
    func turned(ahead: Double) -> Extrinsics {
      let row = [-sine, 0, cosine, 1 - cosine - ahead]
      return Extrinsics(worldToCamera: [cosine, 0, sine, -sine, 0, 1, 0, 0] + row + [0, 0, 0, 1])
    }
    let still = Extrinsics(worldToCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    var views = [still, turned(ahead: 1.2)].map { pose in
      Episode.View(
        camera: "c", width: side, height: side, rgb: [], depth: [],
        intrinsics: Intrinsics(fx: 50, fy: 50, cx: 24, cy: 24), extrinsics: [pose])
    }
    for pixel in 0..<side * side {
      // The wall is z = 1 + x tan 70°, from .6 to 1.4 m; what is behind it lies .8 m before the second camera.
      let z = 1 / (1 - (Double(pixel % side) + 0.5 - 24) / 50 * sine / cosine)
      let isWall = z > 0.6 && z < 1.4
      views[0].depth?.append(Float(isWall ? z : 4))
      views[0].rgb += isWall ? [200, 30, 30] : [20, 20, 200]
      views[1].depth?.append(0.8)
      views[1].rgb += [20, 20, 200]
    }
    let seen = try cache(views).pictures(camera: 0, from: [turned(ahead: 0)])
    for row in 16..<32 {
      for column in 16..<32 { #expect(seen[3 * (row * side + column)] > 150, "\(column), \(row)") }
    }
  }

  /// Sensors say 0 or NaN where they measured nothing: what is known around it stays, and from behind nothing is hidden.
  @Test func pixelsWithoutDepthAreFilledFromAround() throws {
    let scene = Scene(card: nil)
    var view = scene.view(from: [(0, 0)])
    for pixel in [500, 501, 900] { view.depth?[pixel] = pixel == 900 ? .nan : 0 }
    let seen = try cache([view]).pictures(camera: 0, from: [scene.pose(0), scene.pose(0, 0, -0.1)])
    let near = error(Array(seen[0..<3 * side * side]), scene, from: 0, 0) { _, _ in true }
    #expect(near > 0.6 && near < 40)
    let whole = try cache([scene.view(from: [(0, 0)])]).pictures(camera: 0, from: [scene.pose(0, 0, -0.1)])
    let off = zip(seen[(3 * side * side)...], whole).count { abs(Int($0) - Int($1)) > 3 }
    #expect(off < 3 * 3 * 9)
  }

  @Test func aSkyWithoutEndStaysWhereItIs() throws {
    let scene = Scene(card: nil)
    var view = scene.view(from: [(0, 0)])
    view.depth = [Float](repeating: .infinity, count: side * side)
    let seen = try cache([view]).pictures(camera: 0, from: [scene.pose(0.2)])
    let worst = zip(seen, view.rgb).map { abs(Int($0) - Int($1)) }.max()
    #expect(worst == 1 || worst == 0)
  }

  @Test func whatIsMissingIsSaid() throws {
    let whole = Scene(card: nil).view(from: [(0, 0)])
    var (blind, lost, flat) = (whole, whole, whole)
    (blind.depth, lost.extrinsics, flat.intrinsics) = (nil, nil, nil)
    for (view, what) in [
      (blind, "no depth at the last given frame"), (lost, "no pose at the last given frame"), (flat, "no lens"),
    ] {
      let error = #expect(throws: UserError.self) { try cache([whole, view]) }
      #expect(error.map { "\($0)".contains("x.h5: camera c has \(what)") } == true)
    }
  }

  @Test func holesAreFilledFromAroundAndKnownColoursStay() {
    let known = SIMD3<Float>(10, 20, 30)
    var colours = [SIMD3<Float>?](repeating: known, count: 35)
    for hole in [0, 8, 9, 16, 34] { colours[hole] = nil }
    #expect(HoleFilling.filled(colours, width: 7, height: 5) == [SIMD3<Float>](repeating: known, count: 35))
    var gradient = (0..<64).map { SIMD3<Float>?(SIMD3(repeating: Float($0 % 8))) }
    gradient[27] = nil
    let filled = HoleFilling.filled(gradient, width: 8, height: 8)
    #expect(abs(filled[27].x - 3) < 1.5)
    #expect(filled[26].x == 2)
    #expect(HoleFilling.filled([nil, nil], width: 2, height: 1) == [.zero, .zero])
  }

  @Test func aCameraThatStaysDoesNotMove() {
    let scene = Scene(card: nil)
    #expect(![scene.pose(0), scene.pose(0.0005)].move)
    #expect([scene.pose(0), scene.pose(0), scene.pose(0.002)].move)
    #expect(![Extrinsics]().move)
  }
}
