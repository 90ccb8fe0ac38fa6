import Diagnostics
import Foundation

/// Where a command may write a file that the user named: nothing of another kind is written over.
enum OutputPlace {
  /// Refuses a place where something is: it may be the recording itself, or a contract that was corrected by hand.
  static func requireFree(_ path: String, for option: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw UserError("is there already", at: path, fix: "Give \(option) another name, or remove it")
    }
  }

  /// Refuses to write over anything but an earlier one of its kind, which begins with one of some bytes.
  static func requireReplaceable(_ path: String, beginnings: [[UInt8]], for option: String) throws {
    guard let size = FileFacts.size(path), size > 0 else { return }
    let handle = FileHandle(forReadingAtPath: path)
    let begins = [UInt8]((try? handle?.read(upToCount: 16)) ?? Data())
    guard beginnings.contains(where: { begins.starts(with: $0) }) else {
      throw UserError("is another kind of file, and would be lost", at: path, fix: "Give \(option) another name")
    }
  }

  static let png: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47]]
  static let html: [[UInt8]] = [Array("<!doctype".utf8), Array("<!DOCTYPE".utf8), Array("<html".utf8)]
}
