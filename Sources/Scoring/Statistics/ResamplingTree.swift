/// Units grouped the way they are resampled: groups of the first level, groups of the second, then units.
///
/// Units are numbered 0..<count in the tree's order, so a resample is a list of numbers, and any statistic of several
/// columns can be resampled by rows.
struct ResamplingTree: Sendable {
  /// First level → second level → unit numbers; no group is empty.
  let groups: [[[Int]]]
  let count: Int
  /// Whether the groups of the first level are all kept in every resample (strata, such as tasks) and not drawn.
  let keepsGroups: Bool

  /// `sizes` holds the number of units of each second-level group; empty groups are left out.
  init(sizes: [[Int]], keepsGroups: Bool = false) {
    var next = 0
    groups = sizes.map { initials in
      initials.filter { $0 > 0 }.map { size in
        defer { next += size }
        return Array(next..<(next + size))
      }
    }.filter { !$0.isEmpty }
    count = next
    self.keepsGroups = keepsGroups
  }

  /// Units that are all alike: one group in which each unit stands alone.
  init(flat count: Int) {
    self.init(sizes: [Array(repeating: 1, count: count)], keepsGroups: true)
  }

  /// One resample: as many groups as there are, as many second-level groups as each has, as many units as each of these
  /// has, all with replacement. `next(n)` draws from 0..<n.
  func draw(_ next: (Int) -> Int) -> [Int] {
    var units: [Int] = []
    units.reserveCapacity(count)
    for g in groups.indices {
      let group = groups[keepsGroups ? g : next(groups.count)]
      for _ in group.indices {
        let initial = group[next(group.count)]
        for _ in initial.indices { units.append(initial[next(initial.count)]) }
      }
    }
    return units
  }

  /// All units but those of one group of the topmost level that is drawn and has two or more, for each such group.
  var jackknife: [[Int]] {
    if groups.count > 1, !keepsGroups { return Self.leaveOneOut(groups.map { $0.flatMap { $0 } }) }
    let initials = groups.flatMap { $0 }
    if initials.count > 1 { return Self.leaveOneOut(initials) }
    return Self.leaveOneOut((initials.first ?? []).map { [$0] })
  }

  private static func leaveOneOut(_ units: [[Int]]) -> [[Int]] {
    guard units.count > 1 else { return [] }
    return units.indices.map { skipped in units.indices.filter { $0 != skipped }.flatMap { units[$0] } }
  }
}
