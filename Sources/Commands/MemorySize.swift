import Diagnostics

/// An amount of memory as an option gives it: `500MB`, `1GB`.
struct MemorySize {
  let bytes: Int

  init(_ text: String, at place: String) throws {
    let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
    let upper = text.uppercased()
    guard let unit = units.first(where: { upper.hasSuffix($0.0.uppercased()) }),
      let number = Double(text.dropLast(2)), number > 0, number * unit.1 >= 1e6, number * unit.1 < 1e15
    else {
      throw UserError("\"\(text)\" is no amount of memory", at: place, fix: "Give a megabyte or more, such as 1GB")
    }
    bytes = Int(number * unit.1)
  }
}
