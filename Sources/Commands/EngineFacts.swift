import COneDNN
import COpenBLAS

/// What does the arithmetic on this machine, for records.
enum EngineFacts {
  static var description: String {
    let core = openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    return "OpenBLAS \(core), oneDNN bf16 \(od_has_native_bf16() != 0 ? "native" : "widened")"
  }
}
