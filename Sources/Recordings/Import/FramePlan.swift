import Diagnostics

/// Which size an episode's frames get: the one of most episodes, or its own shape where its pictures have another.
struct FramePlan: Sendable {
  let cameras: [RecordingSurvey.Camera]
  private let size: FrameSize
  private let fit: FrameFit

  init(cameras: [RecordingSurvey.Camera], _ options: ImportOptions) {
    (self.cameras, size, fit) = (cameras, options.size, options.fit)
  }

  /// What is done to each camera's pictures.
  ///
  /// Training draws its windows from frames of one size at a time, so episodes of different sizes may stand in one data
  /// set; the cameras of one episode are predicted together, and those that share a size elsewhere must share it here.
  ///
  /// - Throws: `UserError` where pictures have another shape than the frames must have.
  func cuts(of episode: CheckedEpisode) throws -> [FrameCut] {
    let usual = zip(episode.cameras, cameras).map { camera, target in
      Result { try cut(camera, to: (target.imported[0], target.imported[1])) }
    }
    if case .fixed = size { return try usual.map { try $0.get() } }
    let tolerance = size == .automatic ? FrameSize.ownTolerance : FrameSize.tolerance
    let own = zip(episode.cameras, usual).map { camera, usual in
      (try? usual.get())
        ?? (try? cut(camera, to: size.size(width: camera.facts.width, height: camera.facts.height), tolerance))
    }
    let cuts = own.compactMap { $0 }
    guard cuts.count == cameras.count, keepsEqual(cuts) else { return try usual.map { try $0.get() } }
    return cuts
  }

  private func cut(
    _ camera: CheckedEpisode.Camera, to target: (width: Int, height: Int), _ tolerance: Double = FrameSize.tolerance
  ) throws -> FrameCut {
    try FrameCut(
      from: (camera.facts.width, camera.facts.height), to: target, fit: fit, at: camera.name, tolerance: tolerance)
  }

  /// Whether cameras of one size in most episodes have one here.
  private func keepsEqual(_ cuts: [FrameCut]) -> Bool {
    cameras.indices.allSatisfy { a in
      cameras.indices.allSatisfy { b in
        cameras[a].imported != cameras[b].imported
          || (cuts[a].width, cuts[a].height) == (cuts[b].width, cuts[b].height)
      }
    }
  }
}
