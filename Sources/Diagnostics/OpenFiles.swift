import Foundation

/// How many files this process may hold open.
public enum OpenFiles {
  /// More than any data set has shards, and few enough for programs that look through all of them.
  private static let wanted: rlim_t = 65536

  /// Raises the soft limit as far as the hard one allows: data sets keep every shard open, and the usual 1024 are fewer
  /// than the shards of ten thousand episodes.
  public static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, wanted))
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// The soft limit.
  public static var limit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    return Int(clamping: limit.rlim_cur)
  }
}
