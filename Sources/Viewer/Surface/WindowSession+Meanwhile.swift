import Foundation

/// What goes on beside the drawing: a film that is written, a list that others add to.
extension WindowSession {
  func film(_ kind: FilmKind) {
    guard let source = state.source else { return }
    guard state.layout != .space else {
      state.message = Message("The space is not filmed: choose another layout", isError: true)
      return
    }
    if let filming {
      state.message = Message("\(filming.path) is being saved; one film after another", isError: true)
      return
    }
    let path = ScreenshotFile.freeName(source.title, kind: kind.rawValue)
    filming = FilmWriting(Film(source: source, state: state), to: path, kind)
  }

  /// Writes a few frames of the film, less than a picture of the window takes.
  func goOnFilming() {
    guard let filming else { return }
    do {
      if try filming.goOn(for: 0.02) {
        self.filming = nil
        tell(Message("Saved \(filming.path)"))
      } else {
        tell(Message("Saving \(filming.path): frame \(filming.written) of \(filming.frameCount)"))
      }
    } catch {
      self.filming = nil
      state.message = Message("\(error)", isError: true)
    }
    due = max(due, 1)
  }

  /// News of the film give way to whatever else there is to say.
  private func tell(_ news: Message) {
    guard state.message == nil || state.message == filmNews else { return }
    state.message = news
    filmNews = news
  }

  /// Runs that others finish or delete meanwhile come into the list, and go.
  func readListAnew() {
    let now = ProcessInfo.processInfo.systemUptime
    guard let lister, now - looked > Self.listPeriod else { return }
    looked = now
    // A database that is busy for a moment is asked again the next time.
    guard let current = try? lister.stamp(), current != state.list.stamp else { return }
    state.list(from: lister)
    due = max(due, 1)
  }

  /// Seconds between two looks at the list.
  private static let listPeriod = 1.0
}
