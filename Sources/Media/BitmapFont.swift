/// The classic font of 5×7 dots for ASCII, with tails that reach into an eighth row: labels without a font file.
enum BitmapFont {
  static let height = 8
  /// Dots from one character to the next.
  static let advance = 6

  /// Five columns of a character, the lowest bit at the top.
  static func columns(of character: Character) -> [UInt8] {
    let code = character.asciiValue ?? UInt8(ascii: "?")
    let glyph = glyphs[code >= 32 && code < 127 ? Int(code) - 32 : 31]
    return (0..<5).map { UInt8(truncatingIfNeeded: glyph >> (8 * $0)) }
  }

  /// From the space to the tilde; each byte is a column, the leftmost in the lowest.
  private static let glyphs: [UInt64] = [
    0x00_0000_0000, 0x00_005F_0000, 0x00_0700_0700, 0x14_7F14_7F14, 0x12_2A7F_2A24, 0x62_6408_1323, 0x50_2056_4936,
    0x00_0307_0800, 0x00_4122_1C00, 0x00_1C22_4100, 0x2A_1C7F_1C2A, 0x08_083E_0808, 0x00_3070_8000, 0x08_0808_0808,
    0x00_6060_0000, 0x02_0408_1020, 0x3E_4549_513E, 0x00_407F_4200, 0x46_4949_4972, 0x33_4D49_4121, 0x10_7F12_1418,
    0x39_4545_4527, 0x31_4949_4A3C, 0x07_0911_2141, 0x36_4949_4936, 0x1E_2949_4946, 0x00_0014_0000, 0x00_0034_4000,
    0x41_2214_0800, 0x14_1414_1414, 0x08_1422_4100, 0x06_0959_0102, 0x4E_595D_413E, 0x7C_1211_127C, 0x36_4949_497F,
    0x22_4141_413E, 0x3E_4141_417F, 0x41_4949_497F, 0x01_0909_097F, 0x73_5141_413E, 0x7F_0808_087F, 0x00_417F_4100,
    0x01_3F41_4020, 0x41_2214_087F, 0x40_4040_407F, 0x7F_021C_027F, 0x7F_1008_047F, 0x3E_4141_413E, 0x06_0909_097F,
    0x5E_2151_413E, 0x46_2919_097F, 0x32_4949_4926, 0x03_017F_0103, 0x3F_4040_403F, 0x1F_2040_201F, 0x3F_4038_403F,
    0x63_1408_1463, 0x03_0478_0403, 0x43_4D49_5961, 0x41_4141_7F00, 0x20_1008_0402, 0x7F_4141_4100, 0x04_0201_0204,
    0x40_4040_4040, 0x00_0807_0300, 0x40_7854_5420, 0x38_4444_287F, 0x28_4444_4438, 0x7F_2844_4438, 0x18_5454_5438,
    0x02_097E_0800, 0x78_9CA4_A418, 0x78_0404_087F, 0x00_407D_4400, 0x00_3D40_4020, 0x00_4428_107F, 0x00_407F_4100,
    0x78_0478_047C, 0x78_0404_087C, 0x38_4444_4438, 0x18_2424_18FC, 0xFC_1824_2418, 0x08_0404_087C, 0x24_5454_5448,
    0x24_443F_0404, 0x7C_2040_403C, 0x1C_2040_201C, 0x3C_4030_403C, 0x44_2810_2844, 0x7C_9090_904C, 0x44_4C54_6444,
    0x00_4136_0800, 0x00_0077_0000, 0x00_0836_4100, 0x02_0402_0102,
  ]
}
