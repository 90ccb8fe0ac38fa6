import Media

/// The colour of each thing, in paths, in space, in lists and in segmentations alike.
///
/// It goes by a thing's place among the names in alphabetical order: runs, episodes and driving sessions list the same
/// objects in different orders.
struct ObjectColors {
  private let places: [String: Int]

  /// What sources call the robot's hand. It is no object, and a session does not list it: its colour follows theirs.
  static let tool = "hand"

  /// - Parameters:
  ///   - objects: whose colours depend on nothing else.
  ///   - further: names of other lists, which take the colours after them.
  init(_ objects: [String], _ further: [String]...) {
    var names: [String] = []
    for list in [objects] + further {
      names += Set(list).subtracting(names).sorted { ($0 == Self.tool ? 1 : 0, $0) < ($1 == Self.tool ? 1 : 0, $1) }
    }
    places = Dictionary(zip(names, 0...)) { first, _ in first }
  }

  /// Grey for what is in no list.
  func color(of name: String) -> Color {
    places[name].map { Color.distinct[$0 % Color.distinct.count] } ?? Self.unlisted
  }

  private static let unlisted = Color(hex: 0x8A94A3)

  subscript(name: String) -> Ink { Palette.ink(color(of: name)) }
}

extension ViewerState {
  /// The run's own things first, so that no run beside changes their colours.
  var objectColors: ObjectColors { ObjectColors(details.objects, beside?.details.objects ?? [], segmentNames) }

  private var segmentNames: [String] { (source as? any ChannelSource)?.segmentNames ?? [] }
}
