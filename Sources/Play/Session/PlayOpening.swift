import Episodes
import Scenarios
import Scoring
import Simulation

/// The given frames, made by carrying out what leads to the last of them.
struct PlayOpening {
  let actions: [[Float]]
  let physics: [PhysicsState]
  let last: LiveFrame
  /// What the model is given, a clip a camera.
  let clips: [Clip]
  let truth: Truth
  /// The scenario's context as the simulator shows it: what a policy knows the objects from.
  let episode: Episode
  /// The targets before anything is done.
  let still: [Float]

  init(_ origin: PlayOrigin, _ live: LiveWorld) throws {
    let still = live.targets.map { Float($0) }
    let actions = origin.actions ?? [[Float]](repeating: still, count: origin.given - 1)
    var frames = [try live.frame()]
    for action in actions {
      try live.advance(action)
      frames.append(try live.frame())
    }
    self.actions = actions
    physics = frames.map(\.physics)
    last = frames[frames.count - 1]
    let truth = try LiveFrame.truth(frames, of: origin.world)
    self.truth = truth
    episode = LiveFrame.episode(Array(frames.prefix(max(1, origin.scenario.context))), held: still, of: origin.world)
    self.still = still
    clips = try truth.views.indices.map { v in
      let clip = truth.views[v].clip
      guard let predicted = origin.predicted.indices.contains(v) ? origin.predicted[v] : nil else { return clip }
      let known = (0..<clip.frames - predicted.count).map { clip.frame($0) }
      return try Clip(
        frames: clip.frames, height: clip.height, width: clip.width, bytes: (known + predicted).flatMap { $0 })
    }
  }
}

extension LiveFrame {
  /// Frames one after another as the scores take them, all of them given.
  static func truth(_ frames: [LiveFrame], of world: World) throws -> Truth {
    let episode = episode(frames, held: [], of: world)
    let views = try episode.views.map { view in
      Truth.View(
        camera: view.camera,
        clip: try Clip(frames: frames.count, height: view.height, width: view.width, bytes: view.rgb),
        segmentation: view.segmentation, intrinsics: view.intrinsics, extrinsics: view.extrinsics)
    }
    return Truth(
      views: views, objects: episode.objects, rate: episode.rate, segmentNames: episode.segmentNames,
      context: frames.count)
  }

  /// Frames one after another as an episode, under targets that are held.
  static func episode(_ frames: [LiveFrame], held: [Float], of world: World) -> Episode {
    let views = frames[0].views.indices.map { v in
      let view = frames[0].views[v]
      return Episode.View(
        camera: view.camera, width: view.width, height: view.height, rgb: frames.flatMap { $0.views[v].rgb },
        segmentation: frames.flatMap { $0.views[v].segmentation }, intrinsics: view.intrinsics,
        extrinsics: frames.map { $0.views[v].extrinsics })
    }
    let objects = frames[0].objects.indices.map { o in
      Episode.ObjectPath(name: frames[0].objects[o].name, poses: frames.map { $0.objects[o].pose })
    }
    return Episode(
      seed: 0, policy: "play", rate: world.rate, frames: frames.count, views: views, actions: frames.map { _ in held },
      segmentNames: world.segmentNames, objects: objects)
  }

  /// This frame alone.
  func moment(of world: World) throws -> Truth { try Self.truth([self], of: world) }
}
