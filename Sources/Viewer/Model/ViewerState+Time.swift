extension ViewerState {
  /// Actions on the play head.
  mutating func move(_ action: InputAction) {
    switch action {
    case .togglePlay: playhead.togglePlay()
    case .step(let count): playhead.step(count)
    case .seek(let frame): playhead.seek(frame)
    case .toStart: playhead.seek(0)
    case .toEnd: playhead.seek(playhead.lastFrame)
    case .faster: playhead.changeSpeed(by: 1)
    case .slower: playhead.changeSpeed(by: -1)
    case .toggleLoop: playhead.loops.toggle()
    default: break
    }
  }
}
