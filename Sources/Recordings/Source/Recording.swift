import Diagnostics
import Foundation

/// Finds out which layout a folder or file has, and opens it.
public enum Recording {
  /// - Parameter format: what the user insists on; nil: what the folder looks like.
  public static func open(_ path: String, format: RecordingFormat? = nil) throws -> any RecordingReader {
    let format = try format ?? detect(path)
    try requireExistence(of: path)
    switch format {
    case .lerobotV2: return try LeRobotReader(folder: path)
    case .lerobotV3: return try LeRobot3Reader(folder: path)
    case .irasim: return try AnnotationReader(folder: path)
    case .npz: return try ArchiveReader(folder: path)
    case .robomimic: return try RobomimicReader(path: path)
    case .orrery: return try OrreryReader(path: path)
    }
  }

  /// Whether a path holds episodes as this program keeps them: in a data set's folder, or in HDF5 (robomimic's too).
  ///
  /// - Throws: `UserError` where nothing is there, or nothing of a known layout.
  public static func isDataset(_ path: String) throws -> Bool {
    if try !requireExistence(of: path) { return true }
    return try detect(path) == .orrery
  }

  /// The layout of a folder that has to be imported before its episodes are a data set's.
  ///
  /// - Returns: nil for data sets, finished or not, for HDF5 files, whose episodes are read as they are, and for folders
  ///   of no known layout.
  public static func foreign(_ path: String) throws -> RecordingFormat? {
    let names = try requireExistence(of: path) ? FolderListing.names(in: path) : []
    guard !names.isEmpty, !names.contains(where: { $0.hasPrefix("shard-") && $0.hasSuffix(".h5") }) else { return nil }
    let format: RecordingFormat
    do { format = try detect(path) } catch is UserError { return nil }
    return format == .orrery ? nil : format
  }

  /// The layout of what lies at a path.
  static func detect(_ path: String) throws -> RecordingFormat {
    guard try requireExistence(of: path) else { return try detectFile(path) }
    let names = try FolderListing.names(in: path)
    if names.contains("dataset.json") { return .orrery }
    if names.contains("meta"), FileManager.default.fileExists(atPath: "\(path)/meta/info.json") {
      return try LeRobotInfo(folder: path).format
    }
    if names.contains("annotation") { return .irasim }
    let endings = Set(names.map { ($0 as NSString).pathExtension.lowercased() })
    if endings.contains("npz") { return .npz }
    if !endings.isDisjoint(with: ["hdf5", "h5"]) { return .robomimic }
    throw UserError(
      "no recording of a known layout is here: neither meta/info.json (LeRobot), annotation/ (IRASim), *.npz, *.hdf5 "
        + "nor dataset.json", at: path, fix: "Give the folder that holds one of these")
  }

  private static func detectFile(_ path: String) throws -> RecordingFormat {
    guard ["hdf5", "h5"].contains((path as NSString).pathExtension.lowercased()) else {
      throw UserError("is a file, and none in HDF5", at: path, fix: "Give the recording's folder")
    }
    return try OrreryReader.isOwn(path) ? .orrery : .robomimic
  }

  /// True for a folder, false for a file.
  @discardableResult
  private static func requireExistence(of path: String) throws -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw UserError("there is no such folder or file", at: path, fix: "Check the path")
    }
    return isFolder.boolValue
  }
}
