extension Episode {
  /// What the robot or another object touches at a frame, and where.
  public struct Touch: Equatable, Sendable {
    /// The centre of what is touched, or between the centres of two objects that touch, metres.
    public var place: SIMD3<Double>
    /// Newtons.
    public var force: Double
  }

  /// The touches at a frame. What an object rests on (a table, which neither is an object nor moves) counts for nothing:
  /// it would always be touched.
  public func touches(at frame: Int) -> [Touch] {
    contacts.filter { $0.frame == frame }.compactMap { contact in
      let names = [contact.first, contact.second]
      let touched = objects.filter { names.contains($0.name) }
      guard touched.count == 2 || (touched.count == 1 && names.contains(Self.robot)) else { return nil }
      let places = touched.map { $0.position(frame) }
      let sum = places.reduce(SIMD3<Double>(), +)
      return Touch(place: sum / Double(places.count), force: contact.force)
    }
  }

  /// The name that recordings give to the robot's parts.
  private static let robot = "arm"
}
