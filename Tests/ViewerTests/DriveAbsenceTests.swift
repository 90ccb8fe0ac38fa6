import Media
import Testing

@testable import Viewer

extension DrawingTests {
  @Suite(.serialized) @MainActor struct DriveAbsenceTests {
    private static let simulator = Color(40, 40, 200)

    /// A session that has gone on for 19 frames and has no prediction.
    private func view(frame: Int = 24) -> DriveView {
      var view = DriveView()
      (view.title, view.cameras, view.given) = ("free", ["front", "side"], 5)
      (view.frame, view.truthFrame, view.predictedFrame) = (frame, frame, 4)
      view.truth = [Image](repeating: Image(width: 64, height: 64, fill: Self.simulator), count: 2)
      view.branches = [.init(id: 0, parent: nil, start: 0, end: 24, isCurrent: true)]
      return view
    }

    private func count(_ view: DriveView, _ color: Color, keys: [String] = []) throws -> (left: Int, right: Int) {
      let picture = try DrivePicture(width: 1280, height: 800)
      for key in keys { picture.key(key) }
      for _ in 0..<2 { picture.draw(view) }
      let image = picture.read()
      let hits = { (range: Range<Int>) in
        (80..<680).reduce(0) { sum, y in sum + range.filter { image[$0, y] == color }.count }
      }
      return (hits(210..<575), hits(575..<930))
    }

    @Test func withoutAPredictionTheModelsPaneIsDark() throws {
      let simulator = try count(view(), Self.simulator)
      #expect(simulator.left == 0 && simulator.right > 100_000)
      let dark = try count(view(), Palette.nightColor)
      #expect(dark.left > 100_000 && dark.right < 5_000)
      for pane in [DrivePane.model, .overlaid, .difference] {
        #expect(view().picture(0, pane) == nil && !view().showsGiven(pane))
      }
      #expect(view().picture(0, .simulator) != nil)
    }

    @Test(arguments: [1, 2])
    func nothingIsComparedWithNothing(tabs: Int) throws {
      let keys = [String](repeating: "tab", count: tabs)
      #expect(try count(view(), Self.simulator, keys: keys) == (0, 0))
      #expect(try count(view(), Palette.nightColor, keys: keys).left > 50_000)
    }

    /// What the model was given is its own past.
    @Test func givenFramesAreShownAsTheyAre() throws {
      let given = view(frame: 4)
      #expect(try count(given, Self.simulator).left > 100_000)
      for pane in [DrivePane.model, .overlaid, .difference] { #expect(given.showsGiven(pane)) }
      #expect(given.picture(0, .overlaid)?.pixels == given.truth[0].pixels)
      #expect(!given.showsGiven(.simulator))
    }

    /// A pane that had a picture loses it when another branch has none yet.
    @Test func aPictureDoesNotOutstayItsBranch() throws {
      let picture = try DrivePicture(width: 1280, height: 800)
      var view = view()
      view.predicted = [Image](repeating: Image(width: 64, height: 64, fill: Color(200, 40, 40)), count: 2)
      for _ in 0..<2 { picture.draw(view) }
      #expect(picture.read()[400, 200] == Color(200, 40, 40))
      (view.branch, view.predicted) = (1, [])
      for _ in 0..<2 { picture.draw(view) }
      #expect(picture.read()[400, 150] == Palette.nightColor)
    }

    @Test func anAnswerThatNeverCameTookNoTime() {
      #expect(!view().isAnswered)
      var answered = view()
      answered.workSeconds = 0.06
      #expect(answered.isAnswered)
    }

    @Test func curvesAreCutWhereTooMuchIsMissing() {
      let hole = [Float](repeating: .nan, count: 9)
      #expect(DriveCurve.stretches([1, .nan, 2] + hole + [3]).map { $0.map(\.index) } == [[0, 2], [12]])
    }
  }
}
