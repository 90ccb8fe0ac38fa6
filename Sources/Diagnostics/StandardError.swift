import Foundation

/// Text for people, on standard error, so that standard output stays for machines.
public enum StandardError {
  public static func write(_ text: String) {
    // Where nobody listens (a closed or full standard error) there is nobody to tell either.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
