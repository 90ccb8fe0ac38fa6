import Diagnostics
import Foundation
import Media
import RunStore
import Scoring

/// A run's results on disk: lossless predictions a sample and camera, a video to look at, the report.
///
/// Everything is made in a folder with a hidden name, which takes its own name when it is whole.
public final class RunFolder {
  let final: URL
  let working: URL
  private var lock: FileLock?
  private var writers: [[VideoWriter]] = []

  /// Makes the folder of a run, held until this goes away, so that no other process takes it for abandoned.
  init(_ id: String, in store: RunStore) throws {
    final = store.folder(of: id)
    working = store.workingFolder(of: id)
    // Another process that opens the store may take the folder for abandoned until it is locked. Where nothing can be
    // locked, as on some clusters' file systems, nothing is taken for abandoned either.
    for attempt in 0..<20 where lock == nil {
      if attempt > 0 { usleep(5000) }
      try AtomicFile.makeFolder(working.path)
      lock = FileLock(working.path, isFolder: true)
    }
    try AtomicFile.makeFolder(predictions.path)
  }

  var predictions: URL { working.appendingPathComponent("predictions") }

  /// Truth's frames, so that a run can be looked at for ever, whatever becomes of the records.
  func writeTruth(_ truth: Truth) throws {
    for view in truth.views {
      let file = predictions.appendingPathComponent(Self.truthName(camera: view.camera)).path
      let images = (0..<view.clip.frames).map { Image(view.clip, $0) }
      try VideoWriter.write(images, to: file, rate: truth.rate, format: .ffv1)
    }
  }

  public static func truthName(camera: String) -> String { "truth-\(camera).mkv" }

  public static func name(sample: Int, camera: String) -> String { "sample\(sample)-\(camera).mkv" }

  /// Opens one lossless video a sample and camera.
  func open(samples: Int, cameras: [String], height: Int, width: Int, rate: Double) throws {
    writers = try (0..<samples).map { sample in
      try cameras.map { camera in
        let file = predictions.appendingPathComponent(Self.name(sample: sample, camera: camera))
        return try VideoWriter(to: file.path, width: width, height: height, rate: rate, format: .ffv1)
      }
    }
  }

  func append(_ piece: PredictedPiece) throws {
    for t in 0..<piece.clip.frames {
      try piece.clip.withFrame(t) { try writers[piece.sequence][piece.camera].append(rgb: UnsafeRawBufferPointer($0)) }
    }
  }

  func closePredictions() throws {
    for row in writers { for writer in row { try writer.finish() } }
    writers = []
  }

  /// Gives the folder its name.
  func finish() throws {
    guard rename(working.path, final.path) == 0 else {
      throw UserError("cannot be written: \(String(cString: strerror(errno)))", at: final.path)
    }
  }

  /// Removes everything, whatever its name by now; for runs that failed.
  func discard() {
    for row in writers { for writer in row { writer.cancel() } }
    for folder in [working, final] { try? FileManager.default.removeItem(at: folder) }
  }
}
