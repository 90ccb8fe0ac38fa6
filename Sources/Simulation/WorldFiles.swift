import Diagnostics
import Foundation

/// The files that a world consists of: the MJCF file, what it includes, its meshes, textures and height fields, and the
/// ranges its starts are drawn from.
struct WorldFiles {
  /// The bytes of each file, the world's own first, then the included ones in the order they are named, then the assets.
  private var contents: [Data] = []

  /// - Throws: `UserError` where the world's own file cannot be read. What is missing of the others MuJoCo tells.
  init(world path: String) throws {
    let data = try InputFile.bytes(
      path, most: 64 << 20, fix: "Give the path of an MJCF file, such as scenarios/tabletop/world.xml")
    contents = [data]
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    addIncluded(by: data, folder: folder, depth: 0)
    addAssets(folder: folder)
  }

  /// SHA-256 of the one file's bytes; of all the files' hashes where there are several.
  func sha256(with ranges: Data? = nil) -> String {
    let all = contents + (ranges.map { [$0] } ?? [])
    guard all.count > 1 else { return SHA256.hex(all[0]) }
    return SHA256.hex(Array(all.map { SHA256.hex($0) }.joined(separator: "\n").utf8))
  }

  /// MuJoCo takes names from the main file's folder, however deep the inclusion.
  private mutating func addIncluded(by data: Data, folder: URL, depth: Int) {
    // MuJoCo refuses a file that is included twice; the depth only keeps us from following a circle that it reports.
    guard depth < 8 else { return }
    let text = String(decoding: data, as: UTF8.self)
    for match in text.matches(of: #/<include\s+file\s*=\s*["']([^"']+)["']/#) {
      let file = folder.appendingPathComponent(String(match.1))
      guard let included = FileManager.default.contents(atPath: file.path) else { continue }
      contents.append(included)
      addIncluded(by: included, folder: folder, depth: depth + 1)
    }
  }

  /// What the texts name besides: any `file` or `file…` (a cube's sides), in the folder or in one that the compiler's
  /// `meshdir`, `texturedir` or `assetdir` names. What cannot be found there MuJoCo tells.
  private mutating func addAssets(folder: URL) {
    let texts = contents.map { String(decoding: $0, as: UTF8.self) }
    let folders = texts.flatMap { text in
      text.matches(of: #/\b(?:meshdir|texturedir|assetdir)\s*=\s*["']([^"']+)["']/#).map {
        URL(fileURLWithPath: String($0.1), isDirectory: true, relativeTo: folder)
      }
    }
    for text in texts {
      // Inclusions are texts themselves, and among these already.
      let named = text.replacing(#/<include[^>]*>/#, with: "")
      for match in named.matches(of: #/\bfile[a-z]*\s*=\s*["']([^"']+)["']/#) {
        let found = ([folder] + folders).lazy.compactMap {
          FileManager.default.contents(atPath: URL(fileURLWithPath: String(match.1), relativeTo: $0).path)
        }.first
        if let found { contents.append(found) }
      }
    }
  }
}
