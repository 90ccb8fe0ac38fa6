import Diagnostics
import Episodes
import Foundation
import Training

/// How the camera of a data set goes, metres to the right a frame, and whether it measures depth.
struct CameraMove {
  var step: Double
  var depth = true
}

/// A data set of coloured squares that move as their actions say.
func writeDataset(
  to folder: URL, firstSeed: UInt64, size: (width: Int, height: Int) = (32, 32), frames: Int = 13,
  camera: CameraMove? = nil
) throws {
  let dimension = ActionContract.Dimension(name: "x", unit: "m", kind: .jointPosition, q01: 0, q99: 1)
  let contract = ActionContract(
    robot: "square", frame: "world", rotation: "none", rate: 10, clamp: .clamp, dimensions: [dimension])
  let header = EpisodeFileHeader(
    contract: contract, rate: 10, stateNames: ["x"], segmentNames: [], world: "none", worldSHA256: "", engine: "test",
    recording: "")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let writer = try EpisodeWriter(path: folder.appendingPathComponent("shard-0000.h5").path, header: header)
  for e in 0..<3 {
    var rgb = [UInt8](repeating: 90, count: frames * size.width * size.height * 3)
    for t in 0..<frames {
      for y in 8..<16 {
        for x in 0..<8 { rgb[((t * size.height + y) * size.width + (x + t + 3 * e) % size.width) * 3] = 230 }
      }
    }
    var view = Episode.View(camera: "front", width: size.width, height: size.height, rgb: rgb)
    if let camera {
      view.intrinsics = Intrinsics(fx: 32, fy: 32, cx: 16, cy: 16)
      view.extrinsics = (0..<frames).map { t in
        Extrinsics(worldToCamera: [1, 0, 0, -camera.step * Double(t), 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
      }
      if camera.depth { view.depth = [Float](repeating: 1, count: frames * size.width * size.height) }
    }
    try writer.append(
      Episode(
        seed: firstSeed + UInt64(e), policy: "slide", rate: 10, frames: frames, views: [view],
        actions: (0..<frames).map { [Float($0) / 13] }, states: (0..<frames).map { [Float($0)] }, stateNames: ["x"]))
  }
  try writer.finish()
}

let dynamicsModel = """
  {latent: 4, patch: 2, views: 1, width: 16, depth: 2, heads: 2, mlp: 2, modulation_rank: 4, action_width: 1, \
  group: 4, window: 6}
  """

let compressorModel =
  "{patch: spacetime, latent: 4, fine: 8, coarse: 8, fine_blocks: 1, coarse_blocks: 1, clip: 5}"

func plan(_ root: URL, out: String, steps: Int, more: String) throws -> URL {
  let file = root.appendingPathComponent("\(out).yaml")
  let text = """
    schema: 1
    data: [data/shard-0000.h5]
    validation: [data/shard-0000.h5]
    cameras: [front]
    out: \(out)
    seed: 3
    steps: \(steps)
    batch: 2
    rate: 0.003
    warmup: 2
    validate_every: 4
    \(more)

    """
  try Data(text.utf8).write(to: file)
  return file
}

func bytes(_ root: URL, _ path: String) throws -> Data {
  try Data(contentsOf: root.appendingPathComponent(path))
}

/// A folder with a data set in `data`.
func makeRoot() throws -> URL {
  let root = FileManager.default.temporaryDirectory.appendingPathComponent("training-\(UUID().uuidString)")
  try writeDataset(to: root.appendingPathComponent("data"), firstSeed: 0)
  return root
}

/// A small compressor to `out`/checkpoint.
func train(_ root: URL, _ out: String, steps: Int, resume: Bool = false, more: String = "") throws {
  let file = try plan(root, out: out, steps: steps, more: "clip: 5\nmodel: \(compressorModel)\n\(more)")
  let plan = try CompressorPlan(file: file)
  try TrainingLoop(plan.common, CompressorTrainee(plan), resume: resume, say: { _ in }).run()
}
