import Testing

@testable import Recordings

@Suite struct EpisodeKeyTests {
  @Test func digitsAloneAreNumbers() {
    #expect(EpisodeKey("000012") == .number(12))
    #expect(EpisodeKey("val/12") == .name("val/12"))
    #expect(EpisodeKey("") == .name(""))
    #expect([EpisodeKey("b"), EpisodeKey("10"), EpisodeKey("9")].sorted() == [.number(9), .number(10), .name("b")])
  }
}
