import Diagnostics
import Foundation
import Media
import Testing

@Suite struct PNGTests {
  @Test(arguments: [(1, 1), (7, 5), (128, 128), (129, 33)])
  func roundTripKeepsEveryBit(width: Int, height: Int) throws {
    let image = Clips.noise(3, width: width, height: height)
    #expect(try Image(png: image.pngBytes()) == image)
    try Clips.inFolder { folder in
      try image.writePNG(to: folder + "/new/a.png")
      #expect(try Image.readPNG(folder + "/new/a.png") == image)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/new") == ["a.png"])
    }
  }

  @Test func sameImageGivesSameBytes() throws {
    let image = Clips.smooth(4)
    #expect(try image.pngBytes() == image.pngBytes())
  }

  @Test func damagedFilesAreUserErrors() throws {
    let bytes = try Clips.noise(0, width: 40, height: 40).pngBytes()
    #expect(throws: UserError.self) { try Image(png: Data()) }
    #expect(throws: UserError.self) { try Image(png: Data("not a picture".utf8)) }
    #expect(throws: UserError.self) { try Image(png: bytes.prefix(bytes.count / 2)) }
    #expect(throws: UserError.self) { try Image.readPNG("/nowhere/a.png") }
  }
}
