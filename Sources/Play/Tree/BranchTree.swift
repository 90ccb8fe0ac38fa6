import Simulation

/// All the ways that were driven, and the one that is.
struct BranchTree: Sendable {
  private(set) var branches: [Branch]
  private(set) var current = 0

  /// - Parameter trunk: what was given.
  init(trunk: Branch) { branches = [trunk] }

  var branch: Branch { branches[current] }

  mutating func append(_ action: [Float], _ state: PhysicsState) { branches[current].append(action, state) }

  /// Leaves the present branch at a frame: another one begins there and is the present one. At its end nothing
  /// branches off; returns whether something did.
  mutating func fork(at frame: Int) -> Bool {
    guard frame < branch.lastFrame else { return false }
    branches.append(Branch(id: branches.count, from: owner(of: frame), at: frame))
    current = branches.count - 1
    return true
  }

  /// The branch on the present one's way that drove to a frame, or was given it.
  private func owner(of frame: Int) -> Branch {
    var owner = branch
    while frame < owner.start, let parent = owner.parent { owner = branches[parent] }
    return owner
  }

  /// Goes to the branch so many places on, round the ends.
  mutating func move(by places: Int) {
    let count = branches.count
    current = ((current + places) % count + count) % count
  }

  /// What is drawn of the tree.
  var lines: [BranchLine] {
    branches.map {
      BranchLine(id: $0.id, parent: $0.parent, start: $0.start, end: $0.lastFrame, isCurrent: $0.id == current)
    }
  }
}

/// One branch as it is drawn.
public struct BranchLine: Equatable, Sendable {
  public var id: Int
  public var parent: Int?
  /// Its first and last own frame.
  public var start: Int
  public var end: Int
  public var isCurrent: Bool
}
