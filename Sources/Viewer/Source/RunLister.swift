/// Where the list of runs comes from. Both closures run on the window's thread; their errors are shown in the window.
public struct RunLister {
  /// All runs, the newest first.
  public var list: () throws -> [ListedRun]
  /// Opens a run of the list.
  public var load: (ListedRun.ID) throws -> any FrameSource

  public init(list: @escaping () throws -> [ListedRun], load: @escaping (ListedRun.ID) throws -> any FrameSource) {
    (self.list, self.load) = (list, load)
  }
}
