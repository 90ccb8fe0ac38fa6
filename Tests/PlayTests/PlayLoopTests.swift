import Foundation
import Testing

@testable import Play

/// The session at its own pace.
@Suite(.serialized) struct PlayLoopTests {
  /// Saving takes longer than closing a window: nothing that was asked for may be lost.
  @Test func whatIsBeingSavedIsSavedWhenTheLoopStops() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let session = try place.session()
    defer { session.close() }
    let folder = place.folder.appendingPathComponent("saved")
    let script = try InputScriptFile(text: "0 w 0.4\n0.5 m\n", at: "script")
    let loop = PlayLoop(session, script: script, folder: folder, endsWithScript: true)
    let end = Date().addingTimeInterval(20)
    while !loop.isOver, Date() < end { usleep(2000) }
    loop.stop()
    #expect(loop.failure == nil)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == ["free-drive-1.csv", "free-drive-1.h5", "free-drive-1.yaml"])
    #expect(loop.view.message?.text.contains("saved") == true)
  }
}
