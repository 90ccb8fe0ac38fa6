import CMuJoCo
import Diagnostics
import Episodes
import Foundation

/// Draws a world's cameras off screen: EGL without an X server, on the processor where there is no GPU.
///
/// Its OpenGL context is bound to the calling thread only inside `session`, so a renderer may be handed from thread to
/// thread but never used by two at once.
public final class Renderer {
  /// What to draw of each camera besides colour.
  public struct Channels: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let depth = Channels(rawValue: 1)
    public static let segmentation = Channels(rawValue: 2)
    public static let all: Channels = [.depth, .segmentation]
  }

  public let world: World
  public let width: Int
  public let height: Int
  private let handle: OpaquePointer
  // EGL's set-up and MuJoCo's loading of OpenGL functions are not thread-safe, and Mesa 22's software renderer has
  // crashed with two contexts drawing at once, which it would only do in turns anyway.
  private static let lock = NSLock()

  public init(_ world: World, width: Int, height: Int) throws {
    (self.world, self.width, self.height) = (world, width, height)
    // Mesa's own rasteriser threads only get in the way of workers that each draw for themselves.
    setenv("LP_NUM_THREADS", "0", 0)
    var message = [CChar](repeating: 0, count: 256)
    let made = Self.lock.withLock {
      orrery_renderer_create(world.model, Int32(width), Int32(height), &message, 256)
    }
    guard let made else {
      let words = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw UserError("cannot render: \(words)", fix: "Install Mesa's EGL driver (libegl1, libgl1-mesa-dri)")
    }
    handle = made
  }

  deinit { Self.lock.withLock { orrery_renderer_destroy(handle) } }

  /// Binds the context to this thread while `body` draws; other renderers of the process wait meanwhile.
  public func session<Result>(_ body: () throws -> Result) throws -> Result {
    Self.lock.lock()
    defer { Self.lock.unlock() }
    guard orrery_renderer_bind(handle) != 0 else { throw UserError("the OpenGL context cannot be used on this thread") }
    defer { orrery_renderer_unbind(handle) }
    return try body()
  }

  /// Appends (H, W, 3) uint8 colours, top row first. Only within `session`, with an up-to-date state.
  func appendRGB(_ state: SimulationState, camera: Int32, to rgb: inout [UInt8]) {
    let size = width * height * 3
    rgb += [UInt8](unsafeUninitializedCapacity: size) { buffer, used in
      orrery_renderer_rgb(handle, state.model, state.data, camera, Int32(width), Int32(height), buffer.baseAddress)
      used = size
    }
  }

  /// Depth in metres and segmentation, each (H, W), of one pass. Only within `session`.
  func truth(_ state: SimulationState, camera: Int32) -> (depth: [Float], segmentation: [UInt8]) {
    let size = width * height
    var segmentation = [UInt8](repeating: 0, count: size)
    let depth = [Float](unsafeUninitializedCapacity: size) { buffer, used in
      orrery_renderer_truth(
        handle, state.model, state.data, camera, Int32(width), Int32(height), world.labels, buffer.baseAddress,
        &segmentation)
      used = size
    }
    return (depth, segmentation)
  }

  /// The lens of a camera for images of this renderer's size.
  func intrinsics(camera: Int32) -> Intrinsics {
    let fovy = world.model.pointee.cam_fovy[Int(camera)] * .pi / 180
    let focal = Double(height) / 2 / tan(fovy / 2)
    return Intrinsics(fx: focal, fy: focal, cx: Double(width) / 2, cy: Double(height) / 2)
  }

  /// The camera's pose now. MuJoCo's cameras look along −z with y up; OpenCV's along z with y down.
  func extrinsics(_ state: SimulationState, camera: Int32) -> Extrinsics {
    let index = Int(camera)
    let place = (0..<3).map { state.data.pointee.cam_xpos[3 * index + $0] }
    let rotation = (0..<9).map { state.data.pointee.cam_xmat[9 * index + $0] }
    var matrix: [Double] = []
    for (axis, sign) in [(0, 1.0), (1, -1.0), (2, -1.0)] {
      let row = (0..<3).map { sign * rotation[3 * $0 + axis] }
      matrix += row + [-zip(row, place).map { $0 * $1 }.reduce(0, +)]
    }
    return Extrinsics(worldToCamera: matrix + [0, 0, 0, 1])
  }
}
