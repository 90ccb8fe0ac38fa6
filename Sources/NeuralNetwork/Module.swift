import Autograd

/// A parameter with its place in a model, as checkpoints name it: `blocks.3.qkv.weight`.
public struct NamedParameter {
  public let name: String
  public let parameter: Parameter

  public init(_ name: String, _ parameter: Parameter) {
    (self.name, self.parameter) = (name, parameter)
  }
}

/// Something with parameters. It lists them itself, in a fixed order, under PyTorch's names.
public protocol Module {
  var parameters: [NamedParameter] { get }
}

extension Module {
  /// The parameters as part `name` of something larger.
  public func parameters(in name: String) -> [NamedParameter] {
    parameters.map { NamedParameter("\(name).\($0.name)", $0.parameter) }
  }

  /// Forgets the gradients gathered so far.
  public func clearGradients() {
    for named in parameters { named.parameter.gradient = nil }
  }

  /// How many numbers there are to learn.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.parameter.value.count } }
}

extension Array where Element: Module {
  /// The parameters of a list of modules, numbered from 0.
  public func parameters(in name: String) -> [NamedParameter] {
    enumerated().flatMap { $1.parameters(in: "\(name).\($0)") }
  }
}
