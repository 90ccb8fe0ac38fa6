import Configuration
import Diagnostics
import Episodes
import Foundation
import NeuralNetwork
import NumPyFiles
import Scenarios
import TensorCore
import TestSupport
import Testing

@testable import Recordings

/// Damaged files of every kind are refused with a `UserError`, or read; nothing else ever happens.
///
/// A few hundred damaged files a reader in every run of the tests. `ORRERY_FUZZ_MINUTES=10` goes on for that long from
/// `ORRERY_FUZZ_FROM`; a crash leaves its number in `orrery-fuzz-READER` in the temporary folder, to be kept in `kept`.
@Suite(.serialized) struct FuzzTests {
  /// Numbers that once did harm.
  static let kept: [String: [UInt64]] = [:]
  static let usual: UInt64 = 300

  /// - Parameters:
  ///   - good: files that can be read, undamaged.
  ///   - damage: what is done to one of them.
  private func fuzz(
    _ reader: String, _ good: [[UInt8]], ending: String,
    damage: (inout Mutator, [UInt8]) -> [UInt8] = { $0.damage($1) }, _ read: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("fuzz-\(UUID().uuidString).\(ending)").path
    let note = folder.appendingPathComponent("orrery-fuzz-\(getuid())-\(reader)").path
    defer { for path in [file, note] { try? FileManager.default.removeItem(atPath: path) } }
    for bytes in good {
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      try read(file)
    }
    let environment = ProcessInfo.processInfo.environment
    let minutes = environment["ORRERY_FUZZ_MINUTES"].flatMap { Double($0) }
    let end = minutes.map { Date().addingTimeInterval(60 * $0) }
    let first = environment["ORRERY_FUZZ_FROM"].flatMap { UInt64($0) } ?? 0
    var (refused, number) = (0, first)
    func one(_ number: UInt64) throws {
      var mutator = Mutator(number)
      let bytes = damage(&mutator, good[Int(number % UInt64(good.count))])
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      try Data("\(number)\n".utf8).write(to: URL(fileURLWithPath: note))
      do { try read(file) } catch is UserError { refused += 1 } catch {
        Issue.record("\(reader) \(number): \(type(of: error)) \(error)")
      }
    }
    for number in Self.kept[reader] ?? [] { try one(number) }
    while end.map({ Date() < $0 }) ?? (number < first + Self.usual) {
      try one(number)
      number += 1
    }
    #expect(refused > 0, "no damage was noticed in \(number - first) files")
  }

  private func bytes(_ write: (String) throws -> Void) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("good-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try write(file.path)
    return [UInt8](try Data(contentsOf: file))
  }

  @Test func safetensors() throws {
    let good = try bytes { path in
      try Safetensors.write(
        ["a": sample([3, 4]), "b.c": sample([2, 2, 2]).cast(to: .bf16), "none": .zeros([0, 3])], to: path)
    }
    try fuzz("safetensors", [good], ending: "safetensors") { path in
      let file = try Safetensors(path: path)
      for name in file.names { _ = try file.tensor(name).cast(to: .f32).floats() }
    }
  }

  @Test func npz() throws {
    let good = try bytes { path in
      var archive = NumPyArchive()
      archive.append("arr_0", NumPyArray(shape: [4, 3], (0..<12).map(Float.init)))
      archive.append("names", NumPyArray(shape: [5], [1, 2, 3, 4, 5] as [UInt8]))
      try archive.write(to: path)
    }
    try fuzz("npz", [good], ending: "npz") { path in
      let archive = try NumPyArchive(path: path)
      for (name, _) in archive.arrays { _ = archive[name] }
    }
  }

  @Test func parquet() throws {
    let good = try bytes { path in
      try ParquetTable.write(
        [
          ParquetColumn("action", .vectors((0..<20).map { [Float($0), 0.5] })),
          ParquetColumn("timestamp", .floats((0..<20).map { Double($0) / 10 })),
          ParquetColumn("task", .texts((0..<20).map { "task \($0)" })),
          ParquetColumn("image", .files((0..<20).map { Data([UInt8($0), 1, 2]) })),
        ], to: path)
    }
    try fuzz("parquet", [good], ending: "parquet") { path in
      let table = try ParquetTable(path: path)
      for name in ["action", "timestamp"] where table.has(name) { _ = try table.numbers(name) }
      if table.has("task") { _ = try table.texts("task") }
      if table.has("image") { _ = try table.pictures("image", rows: [0, 7, 19].filter { $0 < table.rows }) }
    }
  }

  /// Text in attributes, damaged in place: the file stays HDF5.
  @Test func attributes() throws {
    let dimension = ActionContract.Dimension(name: "x", unit: "m", kind: .jointPosition, q01: 0, q99: 1)
    let contract = ActionContract(
      robot: "toy", frame: "world", rotation: "none", rate: 10, clamp: .clamp, dimensions: [dimension, dimension])
    let header = EpisodeFileHeader(
      contract: contract, rate: 10, stateNames: ["x", "y"], segmentNames: ["cube"], world: "none", worldSHA256: "",
      engine: "test", recording: "{\"a\":1}")
    let good = try bytes { path in
      let writer = try EpisodeWriter(path: path, header: header)
      let view = Episode.View(camera: "front", width: 16, height: 16, rgb: [UInt8](repeating: 7, count: 768 * 3))
      try writer.append(
        Episode(
          seed: 1, policy: "push", rate: 10, frames: 3, views: [view], actions: [[0, 1], [1, 0], [0, 0]],
          states: [[0, 1], [1, 0], [0, 0]], spec: "{\"policy\":\"push\"}"))
      try writer.finish()
    }
    let texts = ["\"clamp\":\"clamp\"", "[\"x\",\"y\"]", "[\"cube\"]", "\"dimensions\":["].compactMap { text in
      good.firstRange(of: Array(text.utf8))
    }
    #expect(texts.count == 4)
    try fuzz("attributes", [good], ending: "h5") { mutator, bytes in
      var all = bytes
      for place in texts {
        let wide = place.lowerBound..<min(all.count, place.upperBound + 60)
        all.replaceSubrange(wide, with: mutator.damage(Array(all[wide]), keepsLength: true))
      }
      return all
    } _: { path in
      let set = try EpisodeDataset(path: path)
      for index in 0..<set.count { _ = try set.episode(index) }
    }
  }

  @Test func yaml() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios")
    let good = try ["tabletop/push-cube.yaml", "policies/push.yaml", "real/g1-pick.yaml", "physics/fall.yaml"].map {
      name in
      [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }
    try fuzz("yaml", good, ending: "yaml") { _ = try Scenario(file: URL(fileURLWithPath: $0)) }
  }
}
