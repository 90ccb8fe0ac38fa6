import Diagnostics
import Foundation

/// What one annotation holds, without its numbers: their decoding is what takes time.
struct AnnotationHead: Decodable, Sendable {
  /// Where numbers come from, and how many a row has.
  struct Source: Hashable, Sendable {
    /// In the order in which one is preferred to another that is as common.
    enum Kind: Int, Sendable { case joints, poses, actions }

    var kind: Kind
    var width: Int
  }

  private struct Table: Decodable, Sendable {
    var rows: Int
    /// Of the first row; 0 in a list of plain numbers.
    var width = 0

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      rows = list.count ?? 0
      if !list.isAtEnd, let first = try? list.nestedUnkeyedContainer() { width = first.count ?? 0 }
    }
  }

  /// As `Annotation.videoPaths` counts them.
  let cameras: Int
  /// As `Annotation.anyStates` takes them; nil where there are none.
  let states: Source?
  /// The actions', where they are recorded, else the states'; nil where there is neither.
  let source: Source?

  private enum Keys: String, CodingKey {
    case videos, states, state, actions, action, joints
    case videoPath = "video_path"
    case gripper = "continuous_gripper_state"
  }

  init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Keys.self)
    let path = try box.decodeIfPresent(String.self, forKey: .videoPath)
    cameras = try box.decodeIfPresent([Annotation.Video].self, forKey: .videos)?.count ?? (path == nil ? 0 : 1)
    let poses = try Self.table(box, .states, .state)
    let rows = try poses ?? Self.table(box, .joints)
    let gripper = try Self.table(box, .gripper)
    let isApart = poses?.width == 6 && gripper?.rows == poses?.rows
    states = Self.source(poses == nil ? .joints : .poses, rows, more: isApart ? 1 : 0)
    let actions = try Self.table(box, .actions, .action)
    // What does not fit together is refused later, and speaks for nobody here.
    let areUnequal = states != nil && actions.map { [$0.rows, $0.rows + 1].contains(rows?.rows ?? 0) } == false
    source = areUnequal ? nil : Self.source(.actions, actions) ?? states
  }

  private static func table(_ box: KeyedDecodingContainer<Keys>, _ names: Keys...) throws -> Table? {
    for name in names {
      if let table = try box.decodeIfPresent(Table.self, forKey: name) { return table }
    }
    return nil
  }

  private static func source(_ kind: Source.Kind, _ table: Table?, more: Int = 0) -> Source? {
    guard let table, table.rows > 0 else { return nil }
    return Source(kind: kind, width: table.width + more)
  }
}

/// What most annotations of a folder hold: one contract is made for all, so their actions must be of one source.
struct AnnotationCensus: Sendable {
  /// Annotations that can be read.
  let count: Int
  /// How many annotations have each camera.
  let cameras: [Int]
  /// The first of those whose actions are of the most common source; nil where none has any.
  let example: AnnotationHead?
  private let heads: [String: AnnotationHead]

  /// - Throws: `Interrupted`; a file that cannot be read is told of when its episode is asked for.
  init(_ paths: [String]) throws {
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let found = try WorkSharing.map(paths, workers: workers) {
    } _: { _, path -> AnnotationHead? in
      FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(AnnotationHead.self, from: $0) }
    }
    let read = found.compactMap { $0 }
    count = read.count
    let most = read.map(\.cameras).max() ?? 0
    cameras = (0..<most).map { camera in read.count { $0.cameras > camera } }
    let sources = Dictionary(grouping: read.compactMap(\.source)) { $0 }.mapValues(\.count)
    let common = sources.max {
      ($0.value, $0.key.kind.rawValue, $0.key.width) < ($1.value, $1.key.kind.rawValue, $1.key.width)
    }?.key
    example = read.first { $0.source == common && common != nil }
    heads = Dictionary(zip(paths, found).compactMap { path, head in head.map { (path, $0) } }) { first, _ in first }
  }

  /// - Throws: `UserError` for an annotation whose actions are of another source than most.
  func refuseStranger(_ path: String) throws {
    guard let own = heads[path]?.source?.kind, let common = example?.source?.kind, own != common else { return }
    throw UserError(
      "its actions come from \(Self.words(own)), those of the other episodes from \(Self.words(common))", at: path)
  }

  private static func words(_ kind: AnnotationHead.Source.Kind) -> String {
    switch kind {
    case .actions: "recorded actions"
    case .poses: "the next row's tool pose"
    case .joints: "the next row's joints"
    }
  }
}
