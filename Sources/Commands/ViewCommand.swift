import ArgumentParser
import Diagnostics
import Episodes
import Foundation
import Media
import RunStore
import Scenarios
import Viewer

/// `orrery view`: the window.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Look at a run (truth, prediction and difference on one timeline), or browse a data set.",
    discussion: """
      Without a name the newest run is shown; where there is none yet, the demo scenario is run first.

      EXAMPLE: orrery view --screenshot window.png

      EXAMPLE: orrery view 20260101T1200 --layout ensemble --film spread.gif

      EXAMPLE: orrery view tabletop-heldout
      """)

  @Argument(
    help:
      "The run's name, or its beginning; a suite's name, to browse what its newest evaluation kept, the worst first; or a data set's folder, or an HDF5 file of episodes."
  )
  var name: String?

  @OptionGroup var store: StoreOptions

  @Option(help: "Draw the window into this PNG instead of opening it; needs no display.")
  var screenshot: String?

  @Option(help: "Size of the picture.")
  var size = "1280x800"

  @Option(help: "How large letters and lines are drawn in the picture, 1 to 2; a window takes the display's scale.")
  var scale: Double = 1

  @Option(help: "The frame shown first (in a picture: the last).")
  var frame: Int?

  @Option(help: "The episode of a data set shown first, from 0.")
  var episode = 0

  @Option(help: "The sample shown first, from 1.")
  var sample: Int?

  @Option(
    help:
      "How truth and predictions are set side by side: \(ViewLayout.allCases.map(\.rawValue).joined(separator: ", ")).")
  var layout: ViewLayout?

  @Option(help: "How they are compared: \(DifferenceMode.allCases.map(\.rawValue).joined(separator: ", ")).")
  var difference: DifferenceMode?

  @Option(help: "Another run (or episode) to set beside this one, in step with it.")
  var beside: String?

  @Option(help: "Colours: dark or light.")
  var theme = Theme.dark

  @Option(
    help: ArgumentHelp("Do this first, as a line of an input script says it: drift, zoom 2 .5 .5.", valueName: "action")
  )
  var action: [String] = []

  @Option(help: "Write the panes of every frame into this film (.mp4 or .gif) instead of opening the window.")
  var film: String?

  @Option(help: "Keys that press themselves: lines of seconds and key, or an action such as: 1.5 seek 12")
  var inputScript: String?

  @Option(help: "Memory that the program may take, such as 500MB; at least 330MB.")
  var memory: String?

  func validate() throws {
    guard (1...2).contains(scale) else { throw ValidationError("--scale takes 1 to 2, not \(scale)") }
    let ignored = [
      ("--screenshot", screenshot != nil), ("--input-script", inputScript != nil), ("--frame", frame != nil),
    ]
    if film != nil, let option = ignored.first(where: \.1)?.0 {
      throw ValidationError("a film shows every frame and no window: leave out \(option)")
    }
  }

  func run() throws {
    Interrupt.watch()
    let picture = try PictureSize(size)
    if let screenshot {
      try OutputPlace.requireReplaceable(screenshot, beginnings: OutputPlace.png, for: "--screenshot")
    }
    let memory = try memory.map { try FrameMemory($0) }
    let script = try inputScript.map { try TimedScript(file: $0) } ?? TimedScript()
    let (name, episode, root, actions, request) = (name, episode, store.store, try opening, request)
    guard film != nil || screenshot != nil else {
      let first = frame.map { [InputAction.seek($0)] } ?? []
      // Opened where it is used: what a window shows stays on its thread.
      return try MainActor.assumeIsolated {
        let shown = try Self.place(name, episode: episode, store: root, memory: memory)
        // Where nobody named a run and the newest one is damaged, the window says so, beside the other runs.
        let source = name == nil ? try? shown.lister.load(shown.selected) : try shown.lister.load(shown.selected)
        if let source { try request.require(of: source) }
        try Viewer.run(
          source: source, lister: shown.lister, selected: shown.selected, actions: first + actions, script: script)
      }
    }
    let shown = try Self.place(name, episode: episode, store: root, memory: memory)
    let source = try shown.lister.load(shown.selected)
    try request.require(of: source)
    if let film {
      try Viewer.film(
        source: source, lister: shown.lister, selected: shown.selected, path: film, actions: actions)
      print(film)
    }
    if let screenshot {
      try Viewer.screenshot(
        source: source, lister: shown.lister, selected: shown.selected, path: screenshot, width: picture.width,
        height: picture.height, scale: Float(scale), frame: frame ?? source.frameCount - 1, actions: actions,
        script: script)
    }
  }

  private var request: ViewRequest {
    ViewRequest(frame: frame, sample: sample, layout: layout, isPaired: beside != nil)
  }

  /// How the window is set up before it is shown.
  private var opening: [InputAction] {
    get throws {
      var actions: [InputAction] = []
      if let beside { actions.append(.beside(beside)) }
      if let layout { actions.append(.layout(layout)) }
      if let sample { actions.append(.sample(sample - 1)) }
      if let difference { actions.append(.difference(difference)) }
      if theme != .dark { actions.append(.theme(theme)) }
      return try actions + action.map { try ViewScript.action($0, at: "--action") }
    }
  }

  /// A list, and what of it is shown first. A path that exists is a data set; anything else names a run.
  private static func place(
    _ name: String?, episode: Int, store root: String?, memory: FrameMemory?
  ) throws -> (lister: RunLister, selected: ListedRun.ID) {
    if let name, FileManager.default.fileExists(atPath: name) {
      return (try EpisodeDataset(path: name).lister, "\(episode)")
    }
    var store = try StoreOptions.look(root)
    // Nothing was ever run here: the demo is, in a store that can be added to.
    if name == nil, try store.runs(limit: 1, status: .done).isEmpty { store = try StoreOptions.open(root) }
    let run = try name.flatMap { try worst(of: $0, store) } ?? chosen(name, store)
    return (store.lister(memory: memory), run.id)
  }

  /// The episode that a suite's newest evaluation came out worst in; nil where no suite is called so.
  private static func worst(of suite: String, _ store: RunStore) throws -> RunRecord? {
    guard let kept = try store.browsableSuite(suite) else { return nil }
    var list = RunList()
    list.suites = [ListedSuite(kept)]
    list.runs = try store.runs(status: .done, suite: kept.id).map(ListedRun.init)
    list.apply(.suite(kept.id))
    return try list.shown.first.map { try store.run($0.id) }
  }

  private static func chosen(_ name: String?, _ store: RunStore) throws -> RunRecord {
    if let name { return try store.run(name) }
    if let newest = try store.runs(limit: 1, status: .done).first { return newest }
    let scenario = try Scenario(file: try Installation.demoScenario())
    return try RunCommand.perform(scenario, store: store, say: Console.say).record
  }
}

extension Theme: ExpressibleByArgument {}
extension ViewLayout: ExpressibleByArgument {}
extension DifferenceMode: ExpressibleByArgument {}
