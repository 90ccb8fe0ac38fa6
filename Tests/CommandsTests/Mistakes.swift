import Foundation

let weightMistakes: [Mistake] =
  [
    weights("missing", "there is no such file") { try FileManager.default.removeItem(at: $0) },
    weights("a folder", "is a folder") { file in
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    },
    weights("empty", "is empty") { try Data().write(to: $0) },
    weights("truncated", "truncated") { try Data(contentsOf: $0).dropLast(100).write(to: $0) },
    weights("longer", "belong to no tensor") { try (Data(contentsOf: $0) + Data(count: 8)).write(to: $0) },
    weights("a lying header length", "says its header has") { file in
      var data = try Data(contentsOf: file)
      data.replaceSubrange(0..<8, with: [255, 255, 255, 255, 255, 255, 255, 127])
      try data.write(to: file)
    },
    weights("a header that is no JSON", "not a JSON object") { try replaceHeader($0) { _ in "hello" } },
    weights("overlapping tensors", "overlaps") { try replaceOffsets($0) },
    weights("another dtype", "dtype I64") {
      try replaceHeader($0) { $0.replacing("\"BF16\"", with: "\"I64\"", maxReplacements: 1) }
    },
    weights("a surplus tensor", "has no place") { try addTensor($0) },
    weights("NaN", "holds NaN or infinity") { file in
      var data = try Data(contentsOf: file)
      data.replaceSubrange(data.count - 2..<data.count, with: [0xC0, 0x7F])
      try data.write(to: file)
    },
    Mistake(name: "weights: another compressor", arguments: Mistake.check, says: ["not the one", "compressor"]) {
      place in
      let file = place.url("compressor/model.safetensors")
      try (place.bytes("compressor/model.safetensors") + Data([0])).write(to: file)
    },
  ]

let settingMistakes: [Mistake] = [
  .settings("  width: 16", "  widht: 16", "model.yaml:6:3", "Did you mean `width`?"),
  .settings("  depth: 2\n", "", "lacks a key: the key `depth` is missing"),
  .settings("  depth: 2\n", "  depth: 1\n", "has no place"),
  .settings("  width: 16", "  width: 1024", "has more than"),
  .settings("format: 1", "format: 2", "`format` is 2"),
  .settings("training:", "trainig:", "Did you mean `training`?"),
  .settings("size: [32, 32]", "size: 32", "must be a list"),
  .settings("lower: -1.5", "lower: 2.5", "above the upper"),
  .settings("clamp: clamp", "clamp: clamps", "Did you mean `clamp`?"),
]

let scenarioMistakes: [Mistake] = [
  .scenario("context: 5", "contxt: 5", ":5:1", "Did you mean `context`?"),
  .scenario("horizon: 8", "horizon: 0", ":6:10", "outside 1 to 100000"),
  .scenario("horizon: 8", "horizon: soon", ":6:10", "whole number"),
  .scenario("horizon: 8", "horizon: 99999", "x").saying("Shorten the horizon"),
  .scenario("context: 5", "context: 0", ":5:10", "outside 1 to 1000"),
  .scenario("model: model", "model: nowhere", "needs").saying("there is no model here"),
  .scenario("cameras: [front]", "cameras: [side]", "x").saying("predicts the cameras front"),
  .scenario("size: 32", "size: 48", "x").saying("predicts frames of 32×32"),
  .actions("1,2\n3,4,5\n", "row 2 has 3 numbers; the robot takes 2"),
  .actions("1,nan\n", "NaN"),
  .actions("1,two\n", "\"two\" is not a number"),
  .actions("", "holds no actions"),
  .actions("hello", as: "a.npz", "not a zip archive"),
  .actions("1,2\n", as: "a.txt", "Give .csv, .npy or .npz"),
  Mistake(name: "actions: a device", says: ["a.csv", "is no plain file"]) { place in
    try FileManager.default.createSymbolicLink(atPath: place.url("a.csv").path, withDestinationPath: "/dev/zero")
    try place.change("scenario.yaml", "actions: recorded", "actions: {file: a.csv}")
  },
  Mistake(name: "scenario: missing", says: ["scenario.yaml: there is no such file"]) { place in
    try FileManager.default.removeItem(at: place.url("scenario.yaml"))
  },
  Mistake(name: "scenario: empty", says: ["scenario.yaml: the file is empty"]) {
    try $0.write("", to: "scenario.yaml")
  },
  .suite("scenarios: []", "has 0 entries"),
  .suite("scenarios: [scenario.yaml]\ntemplate: scenario.yaml", "cannot stand beside `scenarios`"),
  .scenario("model: model", "model: compressor", "x").saying("this is a compressor, which predicts nothing"),
  .scenario("model: model", "model: \"a\\nb\"", "x").saying("a\\nb"),
  .suite("policies: []\ntasks: []", "has 0 entries"),
  .suite("policies: [{name: a, command: [b]}]", "the key `tasks` is missing"),
  .scenario("actions: recorded", "actions: {policy: {command: [a]}}", "needs a world"),
  .scenario("actions: recorded", "actions: {script: {policy: push}}", "needs a world"),
  Mistake(
    name: "policies: --self-test", arguments: Mistake.evaluate + ["--self-test"], says: ["--self-test is not for"]
  ) {
    try $0.write("schema: 1\npolicies: [{name: a, command: [b]}]\ntasks: []\n", to: "suite.yaml")
  },
  .suite("scenarios: [gone.yaml]", "gone.yaml: there is no such file"),
  .suite("scenarios: [scenario.yaml, scenario.yaml]", "two scenarios are called scenario"),
]

let dataMistakes: [Mistake] = [
  .scenario("episode: 0", "episode: 7", "x").saying("has no episode 7"),
  .scenario("episode: 0", "episode: 0, start: 299", "x").saying("Shorten the horizon, or start earlier"),
  .scenario("episode: 0", "episode: 0, start: 9223372036854775807", ":2:", "outside 0 to"),
  .scenario("recording.h5", "gone.h5", "x").saying("no such file"),
  Mistake(
    name: "plan: another camera", arguments: ["run", "other.yaml", "--headless"],
    says: ["there is no camera wrist. It has front"]
  ) {
    try $0.write(
      "schema: 1\nrecord: {dataset: recording.h5, episode: 0}\ncameras: [wrist]\nsize: 32\ncontext: 5\nhorizon: 8\n"
        + "actions: recorded\nmodel: baseline/copy-last\n", to: "other.yaml")
  },
  Mistake(
    name: "import: a contract over the recording",
    arguments: ["import", "recording.h5", "--check", "--write-contract", "recording.h5"],
    says: ["recording.h5: is there already"]
  ) { _ in },
  Mistake(
    name: "view: a picture over the recording", arguments: ["view", "recording.h5", "--screenshot", "recording.h5"],
    says: ["recording.h5: is another kind of file"]
  ) { _ in },
  Mistake(name: "recording: truncated", says: ["recording.h5", "not a readable HDF5 file"]) { place in
    try place.truncate("recording.h5", to: place.bytes("recording.h5").count / 2)
  },
  Mistake(name: "recording: text", says: ["recording.h5", "not a readable HDF5 file"]) { place in
    try place.write("hello", to: "recording.h5")
  },
  Mistake(name: "recording: another contract", says: ["rad instead of deg"]) { place in
    // The model's contract is changed: the recording's lies inside HDF5.
    try place.change("model/model.yaml", "name: \"yaw\", unit: \"rad\"", "name: \"yaw\", unit: \"deg\"")
  },
]

let storeMistakes: [Mistake] = [
  Mistake(name: "store: no database", says: ["runs.sqlite", "cannot be used"]) { place in
    try FileManager.default.createDirectory(at: place.url("store"), withIntermediateDirectories: false)
    try place.write(String(repeating: "words, not pages. ", count: 99), to: "store/runs.sqlite")
  },
  Mistake(name: "store: a file", says: ["store's folder cannot be made"]) { try $0.write("", to: "store") },
]

let usageMistakes: [Mistake] = [
  usage("run", says: "Missing expected argument"), usage("nonsense", says: "nonsense"),
  usage("run", "scenario.yaml", "--threads", "0", says: "--threads"),
  usage("runs", "list", "--limit", "0", says: "--limit"),
  usage("evaluate", "scenario.yaml", "--threads=-1", says: "--threads"),
  usage("view", "--size", "0x0", says: "0x0"), usage("view", "--layout", "sideways", says: "sideways"),
  usage("model", "check", "nowhere", says: "nowhere"),
  usage("play", says: "name a scenario"),
  usage("play", "scenario.yaml", "--from", "x", says: "not both"),
  usage("play", "scenario.yaml", "--headless", says: "nobody is there to press keys"),
  usage("play", "scenario.yaml", "--frame", "3", says: "--frame belongs to --from"),
  usage("play", "scenario.yaml", "--headless", "--seconds", "1", "--store", "store", says: "no simulator"),
  usage("train", "compressor", "scenario.yaml", says: "scenario.yaml"),
  usage("train", "dynamics", "plan.yaml", "--resume", says: "plan.yaml"),
  usage("runs", "show", "nothing", "--store", "store", says: "no run is called nothing"),
  usage("run", "", says: "argument 2: is empty"), usage("runs", "list", "--store", "", says: "--store: is empty"),
  usage("run", "scenario.yaml", "--model=", says: "--model: is empty"),
  usage("record", "world.xml", "--episodes", "-3", says: "--episodes: -3 is below 0"),
  usage(
    "import", ".", "--check", "--speeds", "-0.01",
    says: "--speeds: \"-0.01\" is no speed between 0.1 and 10, or backwards"),
  usage(
    "run", "scenario.yaml", "--dump-tensors", "d", "--model", "baseline/copy-last", "--store", "store",
    says: "no latents to write"),
]

private func usage(_ arguments: String..., says: String) -> Mistake {
  Mistake(name: arguments.joined(separator: " "), arguments: arguments, says: [says]) { _ in }
}

private func weights(_ name: String, _ says: String, _ make: @escaping @Sendable (URL) throws -> Void) -> Mistake {
  Mistake(name: "weights: \(name)", arguments: Mistake.check, says: ["model.safetensors", says]) { place in
    try make(place.url("model/model.safetensors"))
  }
}

extension Mistake {
  /// The same mistake with another thing said.
  fileprivate func saying(_ text: String) -> Mistake {
    var other = self
    other.says = [text]
    return other
  }
}
