import Diagnostics
import Episodes
import Foundation
import Viewer

extension EpisodeDataset {
  /// The list in the window: every episode, in the order of the data set.
  var lister: RunLister {
    RunLister(
      list: { [self] in
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return try (0..<count).map { number in
          let (frames, policy, _) = try summary(number)
          return ListedRun(
            id: "\(number)", scenario: "\(number) \(policy)", model: "\(frames) frames of \(name)", date: .distantPast)
        }
      },
      load: { [self] id in
        guard let number = Int(id) else { throw UserError("\"\(id)\" is no episode's number", at: path) }
        return try EpisodeFrameSource(self, number)
      },
      title: "Episodes",
      command: { [self] id in
        "orrery view \(ShellWord.quoted(URL(fileURLWithPath: path).standardizedFileURL.path)) --episode \(id)"
      })
  }
}
