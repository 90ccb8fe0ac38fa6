import Media
import Testing

@Suite struct CompositionTests {
  @Test func rowsAndColumnsPlaceImages() {
    let (red, blue) = (
      Image(width: 4, height: 3, fill: Color(255, 0, 0)), Image(width: 2, height: 5, fill: Color(0, 0, 255))
    )
    let row = Image.row([red, blue], gap: 1)
    #expect((row.width, row.height) == (7, 5))
    #expect(row[3, 2] == Color(255, 0, 0) && row[4, 0] == .black && row[5, 4] == Color(0, 0, 255))
    let column = Image.column([red, blue], gap: 2)
    #expect((column.width, column.height) == (4, 10))
    #expect(column[1, 9] == Color(0, 0, 255) && column[3, 9] == .black)
  }

  @Test func drawingOutsideIsLeftOut() {
    var image = Image(width: 8, height: 8)
    image.fill(x: -5, y: -5, width: 7, height: 7, .white)
    image.fill(x: 6, y: 6, width: 90, height: 90, .white)
    image.paste(Image(width: 3, height: 3, fill: .white), x: 20, y: 20)
    image.paste(Image(width: 3, height: 3, fill: .white), x: -2, y: 6)
    #expect(image[1, 1] == .white && image[2, 2] == .black && image[7, 7] == .white && image[0, 7] == .white)
  }

  @Test func labelsAreReadable() {
    let label = Image(width: 40, height: 4).labelled("I", background: .black)
    #expect(label.height == 4 + 14)
    // The stem of the I stands in the third of five columns.
    #expect((3..<10).allSatisfy { label[5, $0] == .white })
    #expect(label[3, 6] == .black)
  }

  @Test func enlargingAndResizingKeepFlatColours() throws {
    let color = Color(10, 200, 90)
    let image = Image(width: 6, height: 4, fill: color)
    #expect(image.enlarged(3) == Image(width: 18, height: 12, fill: color))
    #expect(try image.resized(width: 3, height: 2) == Image(width: 3, height: 2, fill: color))
    var checks = Image(width: 4, height: 4)
    for y in 0..<4 { for x in 0..<4 where (x + y) % 2 == 0 { checks[x, y] = .white } }
    let mean = try checks.resized(width: 2, height: 2)
    #expect(mean.pixels.allSatisfy { abs(Int($0) - 127) <= 2 })
  }

  @Test func equalImagesHaveNoDifference() {
    let image = Clips.smooth(2)
    #expect(image.difference(from: image).pixels.allSatisfy { $0 <= 4 })
    #expect(image.difference(from: image, mode: .blend) == image)
    let signed = image.difference(from: image, mode: .signed)
    #expect(Set(stride(from: 0, to: signed.pixels.count, by: 3).map { signed.pixels[$0] }).count == 1)
  }

  @Test func differencesShowTheirSizeAndSign() {
    let (low, high) = (
      Image(width: 1, height: 1, fill: Color(50, 50, 50)), Image(width: 1, height: 1, fill: Color(135, 135, 135))
    )
    #expect(high.difference(from: low, gain: 3)[0, 0] == ColorMap.magnitude.table[255])
    let (brighter, darker) = (high.difference(from: low, mode: .signed), low.difference(from: high, mode: .signed))
    #expect(brighter[0, 0].red > brighter[0, 0].blue)
    #expect(darker[0, 0].blue > darker[0, 0].red)
  }
}
