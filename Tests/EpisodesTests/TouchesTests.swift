import Testing

@testable import Episodes

@Suite struct TouchesTests {
  private func episode(_ contacts: [Episode.Contact]) -> Episode {
    var episode = Episode(
      seed: 1, policy: "push", rate: 10, frames: 2, views: [], actions: [[Float]](repeating: [0], count: 2))
    episode.objects = [("cube", 0.1), ("ball", 0.3)].map { name, x in
      Episode.ObjectPath(name: name, poses: [[Double]](repeating: [x, 0, 0, 1, 0, 0, 0], count: 2))
    }
    episode.contacts = contacts
    return episode
  }

  private func contact(_ frame: Int, _ first: String, _ second: String) -> Episode.Contact {
    Episode.Contact(frame: frame, first: first, second: second, force: 3, penetration: 0)
  }

  @Test func theRobotTouchesAnObjectAtItsCentre() {
    let touches = episode([contact(1, "arm", "cube")]).touches(at: 1)
    #expect(touches == [Episode.Touch(place: SIMD3(0.1, 0, 0), force: 3)])
  }

  @Test func twoObjectsTouchBetweenTheirCentres() {
    let touches = episode([contact(0, "ball", "cube")]).touches(at: 0)
    #expect(touches.count == 1 && abs(touches[0].place.x - 0.2) < 1e-12)
  }

  @Test func whatObjectsRestOnAndOtherFramesDoNotCount() {
    let all = [contact(0, "cube", "table"), contact(0, "arm", "table"), contact(1, "arm", "cube")]
    #expect(episode(all).touches(at: 0).isEmpty)
  }
}
