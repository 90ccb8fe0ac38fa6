import Foundation
import Synchronization

/// Saves recordings beside the driving: drawing every channel of every frame takes a while.
final class DriveSaver: Sendable {
  private let folder: URL
  private let board: PlayBoard
  private let underway = Mutex(0)
  /// One at a time: a name is free until its last file is written.
  private let writing = Mutex(())

  init(folder: URL, board: PlayBoard) { (self.folder, self.board) = (folder, board) }

  /// Returns at once; what comes of it is said.
  func save(_ recording: DriveRecording) {
    board.say("saving \(recording.frames) frames …", isError: false)
    underway.withLock { $0 += 1 }
    Thread.detachNewThread { [self] in
      defer { underway.withLock { $0 -= 1 } }
      do {
        let files = try writing.withLock { _ in try recording.save(to: folder) }
        board.say("saved \(files.scenario)", isError: false)
      } catch {
        board.say("\(error)", isError: true)
      }
    }
  }

  /// Waits until everything lies on the disk: a program that ends takes its threads along.
  func finish() {
    while underway.withLock({ $0 > 0 }) { usleep(5000) }
  }
}
