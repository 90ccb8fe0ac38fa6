import Media
import Testing

@Suite struct ChannelPictureTests {
  @Test func nearIsBrightAndNothingIsBlack() {
    let image = Image(depth: [0.5, 1, 2, 0], width: 2, height: 2, range: 0.5...2)
    let brightness = { (x: Int, y: Int) in Int(image[x, y].red) + Int(image[x, y].green) + Int(image[x, y].blue) }
    #expect(brightness(0, 0) > brightness(1, 0) && brightness(1, 0) > brightness(0, 1))
    #expect(image[1, 1] == Color(0, 0, 0))
    // Evenly in 1 / depth: 1 m lies a third of the way from 2 m to half a metre.
    #expect(image[1, 0] == ColorMap.magnitude(0.08 + 0.9 / 3))
  }

  @Test func thingsHaveColoursOfTheirOwn() {
    let image = Image(segments: [0, 1, 2, 3], width: 4, height: 1)
    #expect(Set((0..<4).map { image[$0, 0] }).count == 4)
    #expect(image[2, 0] == Color.distinct[1])
  }

  @Test func rangesLeaveOutTheRest() throws {
    let depth = (0..<1000).map { Float($0) / 100 } + [.infinity, .nan]
    let range = try #require(Image.depthRange(depth))
    #expect(abs(range.lowerBound - 0.1) < 0.02 && abs(range.upperBound - 9.9) < 0.02)
    #expect(Image.depthRange([0, 0]) == nil)
    #expect(try #require(Image.depthRange([1, 1])).upperBound > 1)
  }
}
