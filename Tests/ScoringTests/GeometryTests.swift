import Episodes
import Testing

@testable import Scoring

@Suite struct GeometryTests {
  private static let normalised = Intrinsics(fx: 1, fy: 1, cx: 0, cy: 0)

  @Test func triangulationEqualsOpenCV() throws {
    for each in try Golden.load("triangulation", as: GoldenTriangulation.self).cases {
      let rays = zip(each.poses, each.pixels).map { pose, pixel in
        Triangulation.Ray(
          camera: PinholeCamera(Self.normalised, Extrinsics(worldToCamera: pose)), pixel: SIMD2(pixel[0], pixel[1]))
      }
      let point = try #require(Triangulation.point(rays))
      #expect((point - SIMD3(each.point[0], each.point[1], each.point[2])).length < 1e-6)
      #expect(Triangulation.residual(point, rays) < 0.02)
    }
  }

  @Test func consistentPixelsGiveThePointBack() throws {
    for each in try Golden.load("triangulation", as: GoldenTriangulation.self).cases {
      let truth = SIMD3(each.truth[0], each.truth[1], each.truth[2])
      let lens = Intrinsics(fx: 160, fy: 150, cx: 64, cy: 60)
      let rays = each.poses.map { pose in
        let camera = PinholeCamera(lens, Extrinsics(worldToCamera: pose))
        return Triangulation.Ray(camera: camera, pixel: camera.project(truth))
      }
      let point = try #require(Triangulation.point(rays))
      #expect((point - truth).length < 1e-9)
    }
  }

  @Test func oneViewGivesNoPoint() {
    let camera = PinholeCamera(
      Self.normalised, Extrinsics(worldToCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]))
    #expect(Triangulation.point([.init(camera: camera, pixel: SIMD2(0.1, 0.1))]) == nil)
  }

  @Test func projectionAndItsInverseAgree() {
    let camera = SyntheticScene.cameras[1]
    let world = SIMD3(0.21, -0.05, 0.03)
    let back = camera.unproject(camera.project(world), depth: camera.camera(world).z)
    #expect((back - world).length < 1e-12)
  }

  @Test func eigenvectorsRebuildTheMatrix() {
    let a = [4.0, 1, -2, 0.5, 1, 3, 0, 1, -2, 0, 5, -1, 0.5, 1, -1, 2]
    let eigen = SymmetricEigen(a, size: 4)
    for i in 0..<4 {
      for j in 0..<4 {
        let sum = (0..<4).reduce(0.0) { $0 + eigen.values[$1] * eigen.vectors[$1][i] * eigen.vectors[$1][j] }
        #expect(abs(sum - a[4 * i + j]) < 1e-12)
      }
    }
    #expect(eigen.values == eigen.values.sorted())
  }
}
