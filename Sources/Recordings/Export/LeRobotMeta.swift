/// `meta/info.json` of LeRobot 2.1.
struct LeRobotMeta: Encodable {
  var codebase_version = "v2.1"
  var robot_type: String
  var total_episodes = 0
  var total_frames = 0
  var total_tasks = 0
  var total_videos = 0
  var total_chunks = 0
  var chunks_size = LeRobotExport.chunk
  var fps: Double
  var splits: [String: String] = [:]
  var data_path = "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet"
  var video_path = "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4"
  var features: [String: Feature]

  /// One column of the tables, or the videos of a camera.
  struct Feature: Encodable {
    var dtype: String
    var shape: [Int]
    /// Written as null where there are none, as LeRobot does.
    var names: [String]?
    var info: Video?

    enum Key: String, CodingKey { case dtype, shape, names, info }

    func encode(to encoder: any Encoder) throws {
      var out = encoder.container(keyedBy: Key.self)
      try out.encode(dtype, forKey: .dtype)
      try out.encode(shape, forKey: .shape)
      try out.encode(names, forKey: .names)
      try out.encodeIfPresent(info, forKey: .info)
    }

    static func vector(_ names: [String]) -> Feature { Feature(dtype: "float32", shape: [names.count], names: names) }

    static func scalar(_ dtype: String) -> Feature { Feature(dtype: dtype, shape: [1]) }

    static func video(_ camera: ExportClip.Camera, rate: Double) -> Feature {
      // 4:2:0 chroma needs even lengths: an odd one gains a repeated row or column.
      let (width, height) = (camera.width + camera.width % 2, camera.height + camera.height % 2)
      return Feature(
        dtype: "video", shape: [height, width, 3], names: ["height", "width", "channels"],
        info: Video(height: height, width: width, fps: rate))
    }
  }

  struct Video: Encodable {
    var height, width: Int
    var fps: Double
    var codec = "h264"
    var pixels = "yuv420p"
    var isDepth = false
    var channels = 3
    var audio = false

    enum CodingKeys: String, CodingKey {
      case height = "video.height"
      case width = "video.width"
      case fps = "video.fps"
      case codec = "video.codec"
      case pixels = "video.pix_fmt"
      case isDepth = "video.is_depth_map"
      case channels = "video.channels"
      case audio = "has_audio"
    }
  }

  /// What every table holds beside actions and states.
  static let bookkeeping: [String: Feature] = [
    "timestamp": .scalar("float32"), "frame_index": .scalar("int64"), "episode_index": .scalar("int64"),
    "index": .scalar("int64"), "task_index": .scalar("int64"),
  ]
}
