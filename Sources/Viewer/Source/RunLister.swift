/// Where the list of runs comes from. The closures run on the window's thread; their errors are shown in the window.
public struct RunLister {
  /// All runs, the newest first.
  public var list: () throws -> [ListedRun]
  /// The suites that some of the runs belong to, the newest first.
  public var suites: () throws -> [ListedSuite]
  /// Opens the driving window at a frame of a run; returns what to say.
  public var drive: ((ListedRun.ID, _ frame: Int) throws -> String)?
  /// Differs whenever the list has changed; cheap enough to be asked every second.
  public var stamp: () throws -> String
  /// What the lines of the list are called.
  public var title: String
  /// Opens a run of the list.
  public var load: (ListedRun.ID) throws -> any FrameSource
  /// The command line that shows a run of the list.
  public var command: (ListedRun.ID) -> String

  public init(
    list: @escaping () throws -> [ListedRun], load: @escaping (ListedRun.ID) throws -> any FrameSource,
    suites: @escaping () throws -> [ListedSuite] = { [] }, stamp: @escaping () throws -> String = { "" },
    title: String = "Runs",
    drive: ((ListedRun.ID, _ frame: Int) throws -> String)? = nil,
    command: @escaping (ListedRun.ID) -> String = { "orrery view \($0)" }
  ) {
    (self.list, self.load, self.command) = (list, load, command)
    (self.suites, self.stamp, self.title, self.drive) = (suites, stamp, title, drive)
  }
}
