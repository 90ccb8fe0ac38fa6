import Episodes
import Scoring

/// What was touched in truth; files of older programs are without it.
extension RunView {
  /// A place where two bodies touch, in one camera's picture.
  public struct Contact: Sendable {
    /// Pixels, to a tenth.
    public var x, y: Double
    /// Newtons, to a hundredth.
    public var force: Double
  }

  /// The contacts of a clip; a long one has a hundred thousand.
  public struct Contacts: Codable, Sendable {
    /// Camera, frame, x, y, force; by camera, then by frame.
    @PackedRows var rows: [[Double]?]

    init(rows: [[Double]?]) { self.rows = rows }

    private enum CodingKeys: String, CodingKey { case rows }

    private struct Single: Decodable {
      var camera, frame, x, y, force: Double
    }

    /// Older programs wrote a list of objects.
    public init(from decoder: any Decoder) throws {
      if let list = try? decoder.singleValueContainer().decode([Single].self) {
        rows = list.map { [$0.camera, $0.frame, $0.x, $0.y, $0.force] }
      } else {
        _rows = try decoder.container(keyedBy: CodingKeys.self).decode(PackedRows.self, forKey: .rows)
      }
    }

    /// Whether they are whole, and in the order that looking them up relies on.
    var isSound: Bool {
      rows.allSatisfy { $0?.count == 5 }
        && zip(rows, rows.dropFirst()).allSatisfy { a, b in
          guard let a, let b else { return false }
          return (a[0], a[1]) <= (b[0], b[1])
        }
    }

    /// Those that one camera sees in one frame.
    public func at(camera: Int, frame: Int) -> [Contact] {
      let first = rows.partitionIndex { !Self.isBefore($0, camera, frame) }
      return rows[first...].prefix { $0.map { $0[0] == Double(camera) && $0[1] == Double(frame) } ?? false }
        .compactMap { $0.map { Contact(x: $0[2], y: $0[3], force: $0[4]) } }
    }

    private static func isBefore(_ row: [Double]?, _ camera: Int, _ frame: Int) -> Bool {
      guard let row else { return true }
      return (row[0], row[1]) < (Double(camera), Double(frame))
    }
  }

  static func contacts(_ episode: Episode, _ truth: Truth) -> Contacts {
    Contacts(
      rows: truth.views.indices.flatMap { camera in
        (0..<truth.frames).flatMap { frame in
          episode.touches(at: frame).compactMap { touch -> [Double]? in
            let view = truth.views[camera]
            guard let lens = view.intrinsics, let pixel = view.extrinsics?[frame].project(touch.place, lens) else {
              return nil
            }
            return [
              Double(camera), Double(frame), (pixel.x * 10).rounded() / 10, (pixel.y * 10).rounded() / 10,
              (touch.force * 100).rounded() / 100,
            ]
          }
        }
      })
  }
}

extension Array {
  /// The first index whose element fulfils a condition that all later ones fulfil too.
  fileprivate func partitionIndex(where isAfter: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
