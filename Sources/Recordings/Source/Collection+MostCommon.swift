extension Collection where Element: Hashable {
  /// What occurs most often; of several that do, the one that comes first. nil in an empty collection.
  var mostCommon: Element? {
    var counts: [Element: Int] = [:]
    for element in self { counts[element, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return first(where: { counts[$0] == most })
  }
}
