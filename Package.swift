// swift-tools-version: 6.0
import PackageDescription

// MuJoCo, oneDNN and Parquet are unpacked here by `.ci/setup`; everything else comes from the system.
let deps = Context.packageDirectory + "/.deps"

/// The binaries find the unpacked libraries beside the checkout (`.build/<triple>/release` is three levels deep)
/// and, once installed, in `../lib/orrery`. No environment variable is needed.
let unpackedLibraries: LinkerSetting = .unsafeFlags([
  "-L\(deps)/lib",
  "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../../../.deps/lib",
  "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/orrery",
])

/// Numeric targets are optimised in debug builds too: unoptimised tensor loops are a hundred times slower.
let numeric: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func cTarget(
  _ name: String, libraries: [String] = [], headers: [String] = [], optimise: Bool = false,
  unpacked: Bool = false
) -> Target {
  .target(
    name: name,
    cSettings: headers.map { .unsafeFlags(["-I\($0)"]) }
      + (optimise ? [.unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=fast"])] : []),
    cxxSettings: headers.map { .unsafeFlags(["-I\($0)"]) } + (optimise ? [.unsafeFlags(["-O2"])] : []),
    linkerSettings: libraries.map { .linkedLibrary($0) } + (unpacked ? [unpackedLibraries] : []))
}

func floor(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = [],
  resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "orrery",
  products: [.executable(name: "orrery", targets: ["orrery"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Floor 0: bindings, and the few vector loops in C.
    cTarget("CKernels", libraries: ["m"], optimise: true),
    cTarget("COpenBLAS", libraries: ["dl"]),
    cTarget("COneDNN", libraries: ["dnnl"], headers: ["\(deps)/include"], optimise: true, unpacked: true),
    cTarget("CMuJoCo", libraries: ["mujoco", "EGL", "GL"], headers: ["\(deps)/include"], unpacked: true),
    cTarget("CHDF5", libraries: ["hdf5_serial"], headers: ["/usr/include/hdf5/serial"]),
    cTarget("CParquet", libraries: ["parquet", "arrow", "stdc++"], headers: ["\(deps)/include"], unpacked: true),
    cTarget("CFFmpeg", libraries: ["avformat", "avcodec", "swscale", "avutil"]),
    cTarget("CPNG", libraries: ["png"]),
    cTarget("CZlib", libraries: ["z"]),
    cTarget("CSpawn"),
    cTarget("COpenGL", libraries: ["glfw", "GL", "EGL"]),
    cTarget("CImGui", libraries: ["imgui", "glfw", "GL", "stdc++"], headers: ["/usr/include/imgui"], optimise: true),

    // Floor 1
    floor("Diagnostics"),
    floor("Configuration", ["Diagnostics", yams]),
    floor("NumPyFiles", ["CZlib", "Diagnostics"]),
    floor("TensorCore", ["CKernels", "COpenBLAS", "COneDNN", "Diagnostics"], settings: numeric),
    floor("Media", ["CFFmpeg", "CPNG", "Diagnostics"], settings: numeric),
    // Floor 2
    floor("Autograd", ["TensorCore"], settings: numeric),
    // Floor 3
    floor("NeuralNetwork", ["Autograd", "TensorCore", "Diagnostics"], settings: numeric),
    floor("Episodes", ["CHDF5", "TensorCore", "Media", "Configuration", "Diagnostics"], settings: numeric),
    // Floor 4
    floor(
      "WorldModel", ["NeuralNetwork", "Episodes", "Autograd", "TensorCore", "Configuration", "Diagnostics"],
      settings: numeric),
    floor("Simulation", ["CMuJoCo", "Episodes", "TensorCore", "Configuration", "Diagnostics"], settings: numeric),
    floor("Scoring", ["Episodes", "TensorCore", "Diagnostics"], settings: numeric),
    floor("RunStore", ["Diagnostics", grdb]),
    floor("Recordings", ["CParquet", "Episodes", "NumPyFiles", "Media", "Configuration", "Diagnostics"]),
    floor("Policies", ["CSpawn", "Diagnostics"]),
    // Floor 5
    floor(
      "Training",
      ["WorldModel", "NeuralNetwork", "Episodes", "Autograd", "TensorCore", "Configuration", "Diagnostics"],
      settings: numeric),
    floor(
      "Scenarios",
      [
        "WorldModel", "Recordings", "Simulation", "Scoring", "Policies", "RunStore", "NeuralNetwork", "Autograd",
        "Episodes", "NumPyFiles", "TensorCore", "Media", "Configuration", "Diagnostics",
      ], settings: numeric),
    floor("Viewer", ["COpenGL", "CImGui", "Media", "RunStore", "Diagnostics"], settings: numeric),
    // Floor 6
    floor(
      "Evaluation",
      [
        "Scenarios", "Media", "Simulation", "Scoring", "Policies", "RunStore", "Episodes", "Configuration",
        "Diagnostics",
      ]),
    floor(
      "Play",
      ["Scenarios", "Policies", "WorldModel", "Simulation", "Scoring", "RunStore", "Episodes", "Media", "Diagnostics"],
      settings: numeric),
    // Floor 7, 8
    floor(
      "Commands",
      [
        "Play", "Evaluation", "Training", "Viewer", "Scenarios", "Simulation", "WorldModel", "Scoring", "RunStore",
        "Recordings", "Episodes", "NeuralNetwork", "Autograd", "TensorCore", "Media", "Configuration",
        "Diagnostics", arguments,
      ]),
    .executableTarget(name: "orrery", dependencies: ["Commands"]),

    .target(name: "TestSupport", dependencies: ["TensorCore", "Diagnostics"], path: "Tests/TestSupport"),
  ]
    + [
      ("Configuration", ["Configuration"]), ("NumPyFiles", ["NumPyFiles"]), ("TensorCore", ["TensorCore"]),
      ("Autograd", ["Autograd", "TensorCore"]),
      ("NeuralNetwork", ["NeuralNetwork", "Autograd", "TensorCore"]),
      ("Media", ["Media"]), ("Episodes", ["Episodes"]),
      ("WorldModel", ["WorldModel", "NeuralNetwork", "Autograd", "TensorCore", "Episodes"]),
      ("Simulation", ["Simulation", "Episodes"]), ("Scoring", ["Scoring", "Episodes"]), ("RunStore", ["RunStore"]),
      ("Recordings", ["Recordings", "Episodes", "NumPyFiles", "Media", "Configuration", "CFFmpeg", "CHDF5"]),
      ("Training", ["Training", "WorldModel", "TensorCore", "Episodes"]),
      (
        "Scenarios",
        ["Scenarios", "Recordings", "Simulation", "Policies", "Scoring", "Episodes", "NumPyFiles", "Media"]
      ), ("Viewer", ["Viewer", "Media"]),
      ("Policies", ["Policies"]),
      ("Fuzz", ["Recordings", "Scenarios", "NeuralNetwork", "NumPyFiles", "Episodes", "Configuration", "TensorCore"]),
      ("Evaluation", ["Evaluation", "Scenarios", "Policies", "Scoring", "RunStore"]),
      ("Play", ["Play", "Scenarios", "Policies", "WorldModel", "Simulation", "Scoring", "Episodes", "TensorCore"]),
      ("Commands", ["Commands", "WorldModel", "Simulation", "RunStore", "Episodes", "Media", "TensorCore"]),
    ].map { (name: String, targets: [String]) in
      .testTarget(
        name: "\(name)Tests",
        dependencies: targets.map { .target(name: $0) } + ["TestSupport", "Diagnostics"]
          + (name == "RunStore" ? [grdb] : []),
        exclude: ["Scoring", "WorldModel", "NeuralNetwork", "Recordings"].contains(name) ? ["Golden"] : [],
        swiftSettings: numeric)
    },
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu17,
  cxxLanguageStandard: .gnucxx20
)
