/// Where the list of runs comes from. Both closures run on the window's thread; their errors are shown in the window.
public struct RunLister {
  /// All runs, the newest first.
  public var list: () throws -> [ListedRun]
  /// Opens a run of the list.
  public var load: (ListedRun.ID) throws -> any FrameSource
  /// The command line that shows a run of the list.
  public var command: (ListedRun.ID) -> String

  public init(
    list: @escaping () throws -> [ListedRun], load: @escaping (ListedRun.ID) throws -> any FrameSource,
    command: @escaping (ListedRun.ID) -> String = { "orrery view \($0)" }
  ) {
    (self.list, self.load, self.command) = (list, load, command)
  }
}
