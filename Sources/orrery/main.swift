import Commands
import Foundation

// OpenBLAS reads these while it is being loaded, before any line of ours; a generic core type halves its speed, so the
// program starts itself again without them.
let misleading: [String] = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"].filter { (name: String) in getenv(name) != nil }
if !misleading.isEmpty {
  for name in misleading { unsetenv(name) }
  execv("/proc/self/exe", CommandLine.unsafeArgv)
}
exit(OrreryCommand.run(Array(CommandLine.arguments.dropFirst())))
