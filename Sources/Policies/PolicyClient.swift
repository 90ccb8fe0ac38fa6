import Diagnostics
import Foundation

/// Speaks with one policy through one episode: a greeting, then an answer to each request.
///
/// - Throws: each method throws one `UserError` where the program hangs, dies or answers what it must not, and has
///   killed it then.
public final class PolicyClient {
  /// What the policy asked for.
  public let observesFrames: Bool
  public let observesObjects: Bool
  public let actions: PolicyHandshake.Actions

  private let program: PolicyProgram
  private let greeting: PolicyGreeting
  private let child: ChildProcess
  private var step = 0

  /// - Parameter cancellation: ends what is waited for, with `Interrupted`.
  public init(_ program: PolicyProgram, _ greeting: PolicyGreeting, cancellation: Cancellation? = nil) throws {
    let child = try ChildProcess(program.command, in: program.folder, cancellation: cancellation)
    let exchange = PolicyExchange(child: child, program: program, step: nil)
    child.send(try exchange.line(greeting))
    let answer: PolicyHandshake = try exchange.answer()
    (actions, observesFrames, observesObjects) = try exchange.checked(answer, greeting)
    (self.program, self.greeting, self.child) = (program, greeting, child)
  }

  /// Numbers in one of the policy's actions.
  public var width: Int { actions == .joints ? greeting.actions.count : greeting.tool.count }

  /// The next actions, chunk × width, all finite.
  ///
  /// - Parameters:
  ///   - frame: the newest frame's number.
  ///   - frames: bytes of (T, V, H, W, 3).
  ///   - targets: T × A, the targets at those frames.
  ///   - objects: places in the newest frame, metres.
  public func next(
    frame: Int, frames: [UInt8], targets: [[Float]], objects: [String: SIMD3<Double>?], tool: [Double]?
  ) throws -> [[Float]] {
    let exchange = PolicyExchange(child: child, program: program, step: step)
    try exchange.requireSilence()
    let shape = [targets.count, greeting.cameras.count] + greeting.size + [3]
    precondition(!observesFrames || frames.count == shape.reduce(1, *), "\(frames.count) bytes for frames \(shape)")
    let request = PolicyRequest(
      step: step, frame: frame, frames: observesFrames ? shape : nil,
      targets: [targets.count, greeting.actions.count],
      objects: observesObjects ? objects.mapValues { $0.map { [$0.x, $0.y, $0.z] } } : nil, tool: tool)
    child.send(try exchange.line(request))
    if observesFrames { child.send(frames) }
    child.send(targets.joined().flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    let rows = try exchange.rows(count: greeting.chunk, width: width)
    step += 1
    return rows
  }

  /// Ends the episode: the policy's input is closed, and it may not say anything more.
  public func finish() throws {
    try PolicyExchange(child: child, program: program, step: step - 1).finish()
  }
}
