import Foundation

/// Writes a file anew with another header, its length in front.
func replaceHeader(_ file: URL, _ change: (String) -> String) throws {
  let data = try Data(contentsOf: file)
  let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
  let header = Data(change(String(decoding: data[8..<8 + length], as: UTF8.self)).utf8)
  let start = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
  try (start + header + data[(8 + length)...]).write(to: file)
}

/// Lets the second tensor begin where the first does.
func replaceOffsets(_ file: URL) throws {
  try replaceHeader(file) { text in
    let ranges = text.ranges(of: /"data_offsets":\[[0-9]+,[0-9]+\]/)
    guard ranges.count > 1 else { return text }
    let numbers = text[ranges[1]].matches(of: /[0-9]+/).compactMap { Int($0.output) }
    return text.replacingCharacters(in: ranges[1], with: "\"data_offsets\":[0,\(numbers[1] - numbers[0])]")
  }
}

/// Adds a tensor of two numbers that no network knows.
func addTensor(_ file: URL) throws {
  let data = try Data(contentsOf: file)
  let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
  let end = data.count - 8 - length
  try replaceHeader(file) { text in
    let entry = "{\"zz\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[\(end),\(end + 4)]},"
    return entry + text.dropFirst()
  }
  try (Data(contentsOf: file) + Data(count: 4)).write(to: file)
}
