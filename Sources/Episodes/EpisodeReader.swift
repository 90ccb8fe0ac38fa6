import Diagnostics
import Foundation

/// Reads one episode's group and checks kinds and sizes before any value is used.
struct EpisodeReader {
  let file: HDF5File
  /// Such as `data/demo_0`.
  let group: String

  func read(_ selection: EpisodeSelection, cameras: [String]) throws -> Episode {
    let length = try check("\(group)/actions", [.float32, .float64], [nil, nil]).sizes[0]
    let rows = selection.frames ?? 0..<length
    guard rows.lowerBound >= 0, rows.upperBound <= length, !rows.isEmpty else {
      throw file.failure(
        group,
        length == 0 ? "has no frames" : "frames \(rows.lowerBound)..<\(rows.upperBound) are outside its \(length)")
    }
    let views = try cameras.map { try view($0, rows, length, geometry: selection.geometry) }
    var episode = Episode(
      seed: 0, policy: "", rate: 0, frames: rows.count, views: views, actions: try table("actions", rows: rows))
    if file.exists("\(group)/states") { episode.states = try table("states", rows: rows, length: length) }
    if selection.truth { try readTruth(&episode, rows, length) }
    return episode
  }

  /// Lens and poses of a camera, without its pictures; nil where it is not calibrated.
  func placement(_ camera: String) throws -> (Intrinsics, [Extrinsics])? {
    let base = "\(group)/obs/\(camera)"
    guard file.exists("\(base)_intrinsic"), file.exists("\(base)_extrinsic") else { return nil }
    try check("\(base)_intrinsic", [.float32, .float64], [3, 3])
    try check("\(base)_extrinsic", [.float32, .float64], [nil, 4, 4])
    let k = try file.read("\(base)_intrinsic", as: Double.self)
    let poses = try file.read("\(base)_extrinsic", as: Double.self)
    return (
      Intrinsics(fx: k[0], fy: k[4], cx: k[2], cy: k[5]),
      stride(from: 0, to: poses.count, by: 16).map { Extrinsics(worldToCamera: Array(poses[$0..<$0 + 16])) }
    )
  }

  /// Rows of a (T, N) float dataset.
  func table(_ name: String, rows: Range<Int>?, length: Int? = nil) throws -> [[Float]] {
    try rowsOf(name, as: Float.self, kinds: [.float32, .float64], rows: rows, length: length)
  }

  private func rowsOf<Element: HDF5Element>(
    _ name: String, as: Element.Type, kinds: [HDF5File.Kind], rows: Range<Int>?, length: Int?, width: Int? = nil
  ) throws -> [[Element]] {
    let dataset = "\(group)/\(name)"
    let shape = try check(dataset, kinds, [length, width])
    let values = try file.read(dataset, as: Element.self, rows: rows)
    let columns = shape.sizes[1]
    return (0..<(rows?.count ?? shape.sizes[0])).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
  }

  /// The dataset's shape, which must be of one of the kinds and have the given sizes (nil: any).
  @discardableResult
  private func check(_ dataset: String, _ kinds: [HDF5File.Kind], _ sizes: [Int?]) throws -> HDF5File.Shape {
    let shape = try file.shape(dataset)
    guard kinds.contains(shape.kind) else {
      let wanted = kinds.map(\.name).joined(separator: " or ")
      throw file.failure(dataset, "holds \(shape.kind.name) values instead of \(wanted)")
    }
    let fits = shape.sizes.count == sizes.count && zip(shape.sizes, sizes).allSatisfy { $1 == nil || $0 == $1 }
    guard fits else {
      let wanted = sizes.map { $0.map(String.init) ?? "any" }.joined(separator: " × ")
      let found = shape.sizes.map(String.init).joined(separator: " × ")
      throw file.failure(dataset, "has shape \(found) instead of \(wanted)")
    }
    return shape
  }

  private func view(_ camera: String, _ rows: Range<Int>, _ length: Int, geometry: Bool) throws -> Episode.View {
    let base = "\(group)/obs/\(camera)"
    let shape = try check("\(base)_image", [.uint8], [length, nil, nil, 3])
    let (h, w) = (shape.sizes[1], shape.sizes[2])
    var view = Episode.View(
      camera: camera, width: w, height: h, rgb: try file.read("\(base)_image", as: UInt8.self, rows: rows))
    if file.exists("\(base)_intrinsic") {
      try check("\(base)_intrinsic", [.float32, .float64], [3, 3])
      let k = try file.read("\(base)_intrinsic", as: Double.self)
      view.intrinsics = Intrinsics(fx: k[0], fy: k[4], cx: k[2], cy: k[5])
    }
    if file.exists("\(base)_extrinsic") {
      try check("\(base)_extrinsic", [.float32, .float64], [length, 4, 4])
      let poses = try file.read("\(base)_extrinsic", as: Double.self, rows: rows)
      view.extrinsics = stride(from: 0, to: poses.count, by: 16).map {
        Extrinsics(worldToCamera: Array(poses[$0..<$0 + 16]))
      }
    }
    guard geometry else { return view }
    if file.exists("\(base)_depth") {
      try check("\(base)_depth", [.float32, .float64], [length, h, w])
      view.depth = try file.read("\(base)_depth", as: Float.self, rows: rows)
    }
    if file.exists("\(base)_segmentation") {
      try check("\(base)_segmentation", [.uint8], [length, h, w])
      view.segmentation = try file.read("\(base)_segmentation", as: UInt8.self, rows: rows)
    }
    return view
  }

  private func readTruth(_ episode: inout Episode, _ rows: Range<Int>, _ length: Int) throws {
    let floats: [HDF5File.Kind] = [.float32, .float64]
    if file.exists("\(group)/objects") {
      episode.objects = try file.names(in: "\(group)/objects").map { name in
        let poses = try rowsOf(
          "objects/\(name)/pose", as: Double.self, kinds: floats, rows: rows, length: length, width: 7)
        let number = { (key: String) in
          let object = "\(group)/objects/\(name)"
          return file.has(object, key) ? try file.double(object, key) : nil
        }
        return Episode.ObjectPath(
          name: name, poses: poses, mass: try number("mass"), innerRadius: try number("inner_radius"))
      }
    }
    if file.exists("\(group)/energy") {
      episode.energy = try rowsOf("energy", as: Double.self, kinds: floats, rows: rows, length: length, width: 2)
    }
    if file.exists("\(group)/tool") {
      episode.tool = try rowsOf("tool", as: Double.self, kinds: floats, rows: rows, length: length, width: 3)
    }
    if file.exists("\(group)/contacts") { episode.contacts = try contacts(rows) }
  }

  /// Contacts within the frames, which are then counted from the first of them.
  private func contacts(_ rows: Range<Int>) throws -> [Episode.Contact] {
    let base = "\(group)/contacts"
    let names = try StableJSON.value(
      file.string(base, "names"), as: [String].self, at: "\(file.shownPath):\(base)@names")
    let count = try check("\(base)/frame", [.int64], [nil]).sizes[0]
    for column in ["first", "second"] { try check("\(base)/\(column)", [.uint8, .int64], [count]) }
    for column in ["force", "penetration"] { try check("\(base)/\(column)", [.float32, .float64], [count]) }
    let frame = try file.read("\(base)/frame", as: Int64.self)
    let first = try file.read("\(base)/first", as: Int64.self)
    let second = try file.read("\(base)/second", as: Int64.self)
    let force = try file.read("\(base)/force", as: Double.self)
    let penetration = try file.read("\(base)/penetration", as: Double.self)
    return try (0..<count).compactMap { i in
      guard names.indices.contains(Int(first[i])), names.indices.contains(Int(second[i])) else {
        throw file.failure(base, "entry \(i) names a body that is not listed")
      }
      guard rows.contains(Int(frame[i])) else { return nil }
      return Episode.Contact(
        frame: Int(frame[i]) - rows.lowerBound, first: names[Int(first[i])], second: names[Int(second[i])],
        force: force[i], penetration: penetration[i])
    }
  }
}
