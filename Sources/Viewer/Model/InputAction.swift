import Media

/// Everything a user can do, by key, pointer or script.
public enum InputAction: Equatable, Sendable {
  case togglePlay
  case step(Int)
  case seek(Int)
  case toStart
  case toEnd
  case faster
  case slower
  case toggleLoop
  case sample(Int)
  case toggleOverlays
  case toggleDrift
  case toggleContacts
  case nextDifference
  case difference(DifferenceMode)
  case nextLayout
  case layout(ViewLayout)
  /// Moves the wipe's line to a share of the image's width.
  case wipe(Float)
  /// Moves the wipe's line, or turns the space, by a small step to the right.
  case nudge(Int)
  /// Nears the pictures or the space about the middle, or goes back, by a step.
  case near(Int)
  /// Brings the plots that follow to the top.
  case nextPlots
  case toggleSmoothing
  case nextTheme
  case theme(Theme)
  case zoom(factor: Float, around: SIMD2<Float>)
  case pan(SIMD2<Float>)
  case resetZoom
  case selectRun(ListedRun.ID)
  /// Opens the run so many places on in the list as it is ordered.
  case nextRun(Int)
  /// Sets a run of the list beside the one shown; the next of the list; none.
  case beside(ListedRun.ID)
  case nextBeside
  case alone
  case filterRuns(String)
  case orderRuns(RunOrder)
  case nextOrder
  /// The score that worst and best are told by.
  case scoreRuns(String)
  /// Lists the episodes that a suite's evaluation kept; nil: the runs of their own.
  case suite(ListedSuite.ID?)
  /// Shows one camera alone; nil: all.
  case camera(Int?)
  case nextCamera
  /// Opens the driving window at the moment that is shown.
  case driveOn
  /// Marks a point of a camera's picture (shares of it), or takes the mark away.
  case mark(camera: Int, SIMD2<Float>)
  case unmark
  /// Turns, shifts and nears the view of the space, in shares of its height.
  case orbit(SIMD2<Float>)
  case shift(SIMD2<Float>)
  case approach(Float)
  /// Puts the command line that shows this into the clipboard.
  case copyCommand
  /// Saves the panes of every frame as a film.
  case film(FilmKind)
  case screenshot
  case toggleHelp
  /// Closes the help, or else the window.
  case dismiss
  case quit
}
