import Testing

@testable import Scoring

@Suite struct PictureScoreTests {
  /// Moments in 32 bits, where scikit-image has 64: an error of 1e-7 over C₂ = 9e-4 on flat windows, which average out.
  private static let ssimTolerance = 5e-6
  private static let psnrTolerance = 1e-9

  @Test func psnrAndSSIMEqualScikitImage() throws {
    for each in try Golden.load("pictures", as: GoldenPictures.self).cases {
      let truth = try each.clip(each.truth)
      for variant in each.variants {
        let predicted = try each.clip(variant.predicted)
        let psnr = PSNR.score([predicted], truth: [truth])
        let ssim = SSIM.score([predicted], truth: [truth])
        let name = "\(variant.name) \(each.width)×\(each.height)"
        #expect(abs((psnr.value ?? -1) - variant.psnr) < Self.psnrTolerance, "\(name)")
        #expect(abs((ssim.value ?? -1) - variant.ssim) < Self.ssimTolerance, "\(name): \(ssim.value ?? -1)")
        for (ours, theirs) in zip(ssim.curve ?? [], variant.ssimFrames) {
          #expect(abs((ours ?? -1) - theirs) < Self.ssimTolerance, "\(name)")
        }
      }
    }
  }

  @Test func identicalFramesHave100DecibelsAndSaySo() throws {
    let clip = try Clip(frames: 2, height: 12, width: 12, bytes: [UInt8](repeating: 7, count: 864))
    let psnr = PSNR.score([clip], truth: [clip])
    #expect(psnr.value == 100)
    #expect(psnr.note == "identical")
    #expect(SSIM.score([clip], truth: [clip]).value == 1)
  }

  @Test func errorsArePooledBeforeTheLogarithm() throws {
    // One frame in ten is off by 100 levels: the mean of per-frame values would hide it behind nine perfect ones.
    let truth = try Clip(frames: 10, height: 12, width: 12, bytes: [UInt8](repeating: 50, count: 4320))
    var bytes = [UInt8](repeating: 50, count: 4320)
    for i in 0..<432 { bytes[i] = 150 }
    let predicted = try Clip(frames: 10, height: 12, width: 12, bytes: bytes)
    let value = try #require(PSNR.score([predicted], truth: [truth]).value)
    #expect(abs(value - PSNR.decibels(432 * 10_000, samples: 4320)) < 1e-12)
    #expect(value < 19)
  }

  /// A camera's value is what it alone would have; of one camera there is nothing to tell apart.
  @Test func everyCameraHasItsOwn() throws {
    func clip(_ seed: Int) throws -> Clip {
      try Clip(frames: 2, height: 12, width: 14, bytes: (0..<1008).map { UInt8(truncatingIfNeeded: $0 * seed) })
    }
    let (truth, predicted) = ([try clip(3), try clip(5)], [try clip(3), try clip(7)])
    for score in [PSNR.score, SSIM.score] {
      let both = score(predicted, truth)
      let alone = (0..<2).map { score([predicted[$0]], [truth[$0]]) }
      #expect(try #require(both.views) == alone.map(\.value))
      #expect(alone.allSatisfy { $0.views == nil })
    }
  }

  @Test func framesBelowTheWindowAreNotMeasured() throws {
    let clip = try Clip(frames: 1, height: 10, width: 40, bytes: [UInt8](repeating: 7, count: 1200))
    #expect(SSIM.score([clip], truth: [clip]).value == nil)
  }
}
