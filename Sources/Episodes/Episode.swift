/// One recorded episode in memory: what the cameras saw, what the robot was told, and (from a simulator) the truth.
///
/// Frame t is seen *before* action t is applied, so T frames come with T actions and the last action is unused
/// by a model that predicts frames.
public struct Episode: Sendable {
  /// One camera's channels; the optional ones are there only where they were recorded.
  public struct View: Sendable {
    public var camera: String
    public var width: Int
    public var height: Int
    /// (T, H, W, 3) uint8, row-major.
    public var rgb: [UInt8]
    /// (T, H, W) metres along the optical axis.
    public var depth: [Float]?
    /// (T, H, W): 0 background, else 1 + index into `segmentNames`.
    public var segmentation: [UInt8]?
    public var intrinsics: Intrinsics?
    /// One pose a frame.
    public var extrinsics: [Extrinsics]?

    public init(
      camera: String, width: Int, height: Int, rgb: [UInt8], depth: [Float]? = nil, segmentation: [UInt8]? = nil,
      intrinsics: Intrinsics? = nil, extrinsics: [Extrinsics]? = nil
    ) {
      self.camera = camera
      self.width = width
      self.height = height
      self.rgb = rgb
      self.depth = depth
      self.segmentation = segmentation
      self.intrinsics = intrinsics
      self.extrinsics = extrinsics
    }

    public var frameBytes: Int { width * height * 3 }
  }

  /// A touching pair at a frame, by body name, with the summed normal force over its contact points.
  public struct Contact: Equatable, Sendable {
    public var frame: Int
    public var first: String
    public var second: String
    /// Newtons.
    public var force: Double
    /// The deepest overlap, metres, ≥ 0.
    public var penetration: Double

    public init(frame: Int, first: String, second: String, force: Double, penetration: Double) {
      self.frame = frame
      self.first = first
      self.second = second
      self.force = force
      self.penetration = penetration
    }
  }

  /// A free object's path.
  public struct ObjectPath: Sendable {
    public var name: String
    /// T × 7: position in metres, then quaternion w x y z.
    public var poses: [[Double]]
    /// Kilograms, where the episode says so: in worlds that draw sizes.
    public var mass: Double?
    /// Radius of the largest ball about the centre that the object holds, metres, where the episode says so.
    public var innerRadius: Double?

    public init(name: String, poses: [[Double]], mass: Double? = nil, innerRadius: Double? = nil) {
      self.name = name
      self.poses = poses
      self.mass = mass
      self.innerRadius = innerRadius
    }

    public func position(_ t: Int) -> SIMD3<Double> { SIMD3(poses[t][0], poses[t][1], poses[t][2]) }
  }

  public var seed: UInt64
  /// Which policy made the actions: `push`, `pick_place`, `reach`, `random`, or a data set's own word.
  public var policy: String
  /// The policy's parameters as JSON, as far as they were fixed; empty where there are none.
  public var spec: String
  /// Frames and actions a second.
  public var rate: Double
  public var frames: Int
  public var views: [View]
  /// T × A, in the units of the action contract.
  public var actions: [[Float]]
  /// T × S: joint positions, then joint velocities (simulator); the data set's state otherwise.
  public var states: [[Float]]
  public var stateNames: [String]
  /// Names behind segmentation values 1, 2, …
  public var segmentNames: [String]
  public var objects: [ObjectPath]
  public var contacts: [Contact]
  /// T × 2: kinetic and potential energy in joules, of the free objects.
  public var energy: [[Double]]
  /// T × 3: the tool's tip, metres.
  public var tool: [[Double]]

  public init(
    seed: UInt64, policy: String, rate: Double, frames: Int, views: [View], actions: [[Float]],
    states: [[Float]] = [], stateNames: [String] = [], segmentNames: [String] = [], objects: [ObjectPath] = [],
    contacts: [Contact] = [], energy: [[Double]] = [], tool: [[Double]] = [], spec: String = ""
  ) {
    self.seed = seed
    self.policy = policy
    self.spec = spec
    self.rate = rate
    self.frames = frames
    self.views = views
    self.actions = actions
    self.states = states
    self.stateNames = stateNames
    self.segmentNames = segmentNames
    self.objects = objects
    self.contacts = contacts
    self.energy = energy
    self.tool = tool
  }
}
