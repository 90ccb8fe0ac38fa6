/// Where the list of runs comes from. Both closures run on the window's thread; their errors are shown in the window.
public struct RunLister {
  /// All runs, the newest first.
  public var list: () throws -> [RunSummary]
  /// Opens a run of the list.
  public var load: (RunSummary.ID) throws -> any FrameSource

  public init(list: @escaping () throws -> [RunSummary], load: @escaping (RunSummary.ID) throws -> any FrameSource) {
    (self.list, self.load) = (list, load)
  }
}
