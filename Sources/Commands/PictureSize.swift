import Diagnostics

/// The size of a picture as an option gives it: `1280x800`.
struct PictureSize {
  var width: Int
  var height: Int

  init(_ text: String) throws {
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (64...8192).contains($0) }) else {
      throw UserError("\"\(text)\" is no size", at: "--size", fix: "Give WIDTHxHEIGHT, such as 1280x800")
    }
    (width, height) = (parts[0], parts[1])
  }
}
