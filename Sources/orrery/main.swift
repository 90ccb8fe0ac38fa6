import Commands
import Foundation

exit(OrreryCommand.run(Array(CommandLine.arguments.dropFirst())))
