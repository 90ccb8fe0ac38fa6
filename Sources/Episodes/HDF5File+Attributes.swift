import CHDF5
import Diagnostics
import Foundation

extension HDF5File {
  func set(_ object: String, _ name: String, _ value: String) throws {
    try check(Self.locked { orrery_h5_set_string(handle, object, name, value) }, object, name)
  }

  func set(_ object: String, _ name: String, _ value: Int) throws {
    try check(Self.locked { orrery_h5_set_int(handle, object, name, Int64(value)) }, object, name)
  }

  func set(_ object: String, _ name: String, _ value: Double) throws {
    try check(Self.locked { orrery_h5_set_double(handle, object, name, value) }, object, name)
  }

  private func check(_ result: Int32, _ object: String, _ name: String) throws {
    if result < 0 { throw failure("\(object)@\(name)", "the attribute cannot be written (\(Self.reason()))") }
  }

  func has(_ object: String, _ name: String) -> Bool {
    exists(object) && Self.locked { orrery_h5_has_attribute(handle, object, name) } == 1
  }

  func string(_ object: String, _ name: String) throws -> String {
    guard has(object, name) else { throw failure("\(object)@\(name)", "the attribute is missing") }
    let length = Self.locked { orrery_h5_get_string(handle, object, name, nil, 0) }
    guard length >= 0 else { throw failure("\(object)@\(name)", "the attribute is no text") }
    var bytes = [UInt8](repeating: 0, count: Int(length) + 1)
    _ = bytes.withUnsafeMutableBytes { buffer in
      Self.locked {
        orrery_h5_get_string(handle, object, name, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), length + 1)
      }
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  func int(_ object: String, _ name: String) throws -> Int {
    var value: Int64 = 0
    guard has(object, name) else { throw failure("\(object)@\(name)", "the attribute is missing") }
    guard Self.locked({ orrery_h5_get_int(handle, object, name, &value) }) == 0 else {
      throw failure("\(object)@\(name)", "the attribute is no whole number")
    }
    return Int(value)
  }

  func double(_ object: String, _ name: String) throws -> Double {
    var value = 0.0
    guard has(object, name) else { throw failure("\(object)@\(name)", "the attribute is missing") }
    guard Self.locked({ orrery_h5_get_double(handle, object, name, &value) }) == 0 else {
      throw failure("\(object)@\(name)", "the attribute is no number")
    }
    return value
  }
}
