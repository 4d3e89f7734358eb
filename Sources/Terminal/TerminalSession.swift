import CNcurses
import Glibc
package import Screen
import TerminalInput
package import Text

/// The terminal, for as long as the dashboard is on it: opened by `init`, given back when the value ends.
///
/// It is given back, too, after a crash, and when the process is asked to end while the terminal takes no output. Only
/// SIGKILL leaves it as it is; `reset` helps then.
///
/// All of it belongs to the main thread. The only thing for others is `waker`.
package struct TerminalSession: ~Copyable {
  /// The window, as far as it is drawn in.
  package private(set) var size: Size
  /// How many colours are used.
  package let colorDepth: ColorDepth
  /// Whether characters beyond ASCII are drawn; where they are not, `present` folds the canvas.
  package private(set) var isUTF8: Bool
  /// Whether the locale has such characters.
  package let hasUTF8: Bool
  /// What of the environment could not be heeded, and what is done instead: the locale, the time of an Esc.
  package let remarks: [SafeText]

  private let screen: OpaquePointer
  private let settings: termios
  private var keyboard: Keyboard
  private let bell: Bell
  private var signals: SignalInbox
  private var painter: Painter
  private var output: FrameOutput
  /// The newest frame.
  private var frame: Frame?
  /// Whether `frame` waits for the terminal to take output.
  private var isFrameDue = false
  private var isSuspended = false
  /// Whether the terminal is asked to tell of the mouse.
  private var usesMouse = false
  /// Whether it has been asked, so that it is asked to stop however this ends.
  private var hasUsedMouse = false

  /// Opens the dashboard's screen; the terminal shows nothing yet.
  ///
  /// Call it before any other thread is started, because the signals are blocked in threads that start later. A
  /// process that is started meanwhile inherits the blocked signals.
  ///
  /// - Throws: why the dashboard cannot be drawn: no terminal, none that is known or capable, a size that no screen
  ///   has, or a system call that fails.
  package init(options: TerminalOptions) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal("standard input") }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal("standard output") }
    let window = WindowSize.measured(STDOUT_FILENO)
    guard !WindowSize.isAbsurd(window) else { throw .absurdSize(window) }
    // The C library's idea of characters, which is ncurses' too.
    let locale = CharacterLocale.adopted()
    let name = try Terminfo.check()
    var settings = termios()
    guard tcgetattr(STDOUT_FILENO, &settings) == 0 else { throw .last("tcgetattr") }
    let bell = try Bell()
    let signals = try SignalInbox()
    // A reader that went away is an error of write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    let output = try FrameOutput(terminal: STDOUT_FILENO)
    guard let screen = NcursesScreen.open(window, file: output.file) else { throw .unknownTerminal(name) }

    self.screen = screen
    self.settings = settings
    self.bell = bell
    self.signals = signals
    self.output = output
    let escapeDelay = EscapeDelay(
      variable: getenv("ESCDELAY").map { String(cString: $0) }, asked: options.escapeDelay)
    keyboard = Keyboard(
      terminal: STDIN_FILENO, escapeDelay: escapeDelay.span, spellings: Terminfo.keys())
    size = window
    colorDepth = ColorDepth(
      asked: options.colorDepth, noColor: getenv("NO_COLOR").map { String(cString: $0) },
      available: Terminfo.colorDepth())
    hasUTF8 = locale.isUTF8
    isUTF8 = !options.isASCII && locale.isUTF8
    remarks = [options.isASCII ? nil : locale.remark, escapeDelay.remark].compactMap(\.self)
    painter = Painter(depth: colorDepth, alwaysShowsCursor: options.showsCursor)
    FatalSignals.arm(output: STDOUT_FILENO, settings: settings, farewell: Terminfo.farewell(rows: size.rows))
    FatalSignals.whileWriting { Self.write(Terminfo.greeting()) }
  }

  deinit {
    if !isSuspended {
      let isInBackground = signals.isInBackground
      FatalSignals.whileLeaving(for: signals.ending) {
        Self.leave(settings: isInBackground ? nil : settings, endingString: output.hasString)
      }
    }
    FatalSignals.disarm()
    delscreen(screen)
  }

  /// Wakes `nextEvent` from any thread.
  package var waker: Waker { Waker(bell: bell) }

  /// What a thread can wait for that has something to do before a signal handler ends the process; start it after the
  /// session, like every thread. `nil` where the process may open no more files.
  package func lastWish() -> LastWish? {
    let wish = LastWish()
    if let wish { FatalSignals.grant(wish) }
    return wish
  }

  /// Shows a canvas: writes the cells that differ from what is shown, and no byte when none does.
  ///
  /// While the terminal takes no output, stopped by Ctrl-S or behind a slow line, nothing is written; `nextEvent`
  /// writes the newest canvas as soon as it takes some again. Cells outside the window are left out.
  package mutating func present(_ canvas: Canvas, theme: Theme) {
    frame = Frame(canvas: canvas.shown(inASCII: !isUTF8, depth: colorDepth), theme: theme)
    isFrameDue = true
    paintIfPossible()
  }

  /// Whether the frames from the next one on are drawn with ASCII characters alone; where the locale has no others they
  /// are in any case.
  package mutating func draw(asASCII: Bool) { isUTF8 = hasUTF8 && !asASCII }

  /// Asks the terminal to tell of the mouse, or to keep it to itself: then its own selecting and copying work.
  package mutating func use(mouse: Bool) {
    guard mouse != usesMouse else { return }
    usesMouse = mouse
    keyboard.readsMouse = mouse
    if !hasUsedMouse { FatalSignals.add(toFarewell: Terminfo.mouse(isOn: false)) }
    hasUsedMouse = true
    let bytes = Terminfo.mouse(isOn: mouse)
    if !output.write(string: bytes) { FatalSignals.whileWriting { Self.write(bytes) } }
  }

  /// Writes the whole screen again, for when something else has written on it.
  package mutating func redraw() {
    painter.forget()
    isFrameDue = frame != nil
    paintIfPossible()
  }

  /// Asks the terminal to take a text into its clipboard, by OSC 52, behind the frame that is on its way; whether it
  /// does, no terminal says. Never waits: what the terminal does not take now goes to it before the next frame.
  ///
  /// `throughTmux` is for a tmux that the environment does not tell of.
  /// - Returns: why it is not asked, in a clause; `nil` where it is.
  package mutating func copy(_ text: String, throughTmux: Bool = false) -> SafeText? {
    let bytes = Array(text.utf8)
    guard bytes.count <= Clipboard.mostBytes else { return "more than terminals take" }
    guard !output.hasString else { return "the terminal has not taken the last copy yet" }
    let route =
      throughTmux ? .tmux : ClipboardRoute { name in getenv(name).map { String(cString: $0) } }
    let isOnItsWay = output.write(string: Clipboard.sequence(for: bytes, by: route))
    return isOnItsWay ? nil : "the terminal cannot be written to beside its frames"
  }

  /// Gives the terminal back and stops the job, as Ctrl-Z does; returns when it runs again, on a screen that is to be
  /// presented anew and may have another size.
  ///
  /// Where there is no shell that could continue it, the kernel does not stop the job and this returns at once.
  package mutating func suspend() {
    leave()
    isSuspended = true
    FatalSignals.disarm()
    signals.stop()
    enterAgain()
  }

  /// Takes the terminal for this program once more, after others have had it.
  private mutating func enterAgain() {
    signals.awaitForeground()
    // Asked to end while it was stopped, and so not necessarily in the foreground: leave the terminal alone.
    guard signals.ending == nil else { return }
    isSuspended = false
    FatalSignals.arm(output: STDOUT_FILENO, settings: settings, farewell: Terminfo.farewell(rows: size.rows))
    // ncurses goes back to its own screen with the next frame.
    reset_prog_mode()
    if hasUsedMouse { FatalSignals.add(toFarewell: Terminfo.mouse(isOn: false)) }
    let mouse = usesMouse ? Terminfo.mouse(isOn: true) : []
    FatalSignals.whileWriting { Self.write(Terminfo.greeting() + mouse) }
    adoptSize()
  }

  /// Gives the terminal back as it was, by the same bytes that are written after a crash.
  private mutating func leave() {
    let isInString = output.hasString
    output.discard { endwin() }
    FatalSignals.whileWriting { Self.leave(settings: settings, endingString: isInString) }
  }

  /// What the terminal does not take of the last frame is thrown away. Without settings it keeps those that it has, which
  /// are another program's. A string of control that was cut is ended, so that nothing of it counts.
  private static func leave(settings: termios?, endingString: Bool) {
    if settings != nil { FatalSignals.unblock(STDOUT_FILENO) }
    if !NcursesScreen.takesOutput { tcflush(STDOUT_FILENO, TCOFLUSH) }
    // CAN, of which no terminal makes the end of a whole string.
    write((endingString ? [0x18] : []) + FatalSignals.farewell)
    guard var settings else { return }
    tcsetattr(STDOUT_FILENO, TCSADRAIN, &settings)
  }

  private static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  private mutating func hangUp() -> TerminalEvent {
    signals.isTerminalGone = true
    return .hangUp
  }

  /// Waits for what happens next.
  ///
  /// A signal to end comes first, then the window's, then the wake, then keys. With a deadline that has passed it
  /// returns what is there already, which is how a loop takes a burst of keys before it draws once.
  package mutating func nextEvent(until deadline: ContinuousClock.Instant?) -> TerminalEvent {
    while true {
      signals.collect()
      if let signal = signals.ending { return .quit(signal: signal) }
      if signals.take(SIGTSTP) {
        suspend()
        if let signal = signals.ending { return .quit(signal: signal) }
        return .resumed
      }
      if signals.take(SIGCONT) {
        // Stopped by SIGSTOP: the shell has had the terminal as it was left, and may have changed all of it.
        signals.awaitForeground()
        if let signal = signals.ending { return .quit(signal: signal) }
        leave()
        enterAgain()
        if let signal = signals.ending { return .quit(signal: signal) }
        return .resumed
      }
      if signals.take(SIGWINCH), let size = settledSize() { return .resize(size) }
      if bell.silence() { return .wake }
      switch keyboard.next() {
      case .key(.control("\\")): return .quit(signal: SIGQUIT)
      case .key(let key): return .key(key)
      case .paste(let text): return .paste(text)
      case .mouse(let event): return .mouse(event)
      case .remark(let remark): return .remark(remark.message)
      case nil: break
      }
      if keyboard.isGone { return hangUp() }
      switch wait(until: [deadline, keyboard.deadline].compactMap(\.self).min()) {
      case .ready: break
      case .output: paintIfPossible()
      case .gone: return hangUp()
      case .late:
        if let deadline, deadline <= .now { return .timeout }
      }
    }
  }

  /// Whether something more has been typed, or pasted, than `nextEvent` has told.
  package var hasInput: Bool { keyboard.hasMore }

  private enum Waited {
    case ready, output, gone, late
  }

  private func wait(until deadline: ContinuousClock.Instant?) -> Waited {
    var watched = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
      // A negative descriptor is not looked at.
      pollfd(fd: isFrameDue || output.isPending ? STDOUT_FILENO : -1, events: Int16(POLLOUT), revents: 0),
    ]
    let count = poll(&watched, nfds_t(watched.count), Self.milliseconds(until: deadline))
    if count == 0 { return .late }
    // A signal that came with the hang-up says more.
    if watched[1].revents != 0 { return .ready }
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    if (watched[0].revents | watched[3].revents) & gone != 0 { return .gone }
    return watched[3].revents == 0 ? .ready : .output
  }

  /// For poll: -1 is for ever. Rounded up, so that a deadline is never waited for in a loop.
  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    return Int32(
      clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue + attoseconds
        / 1_000_000_000_000_000 + 1)
  }

  private mutating func paintIfPossible() {
    output.write()
    guard !output.isPending, isFrameDue, let frame, !isSuspended, NcursesScreen.takesOutput else { return }
    isFrameDue = false
    output.frame { painter.paint(frame) }
  }

  /// The window's size once it has stopped changing; nil when it is what it was. A window that is being dragged says
  /// a new one every few milliseconds, and each would be drawn in full.
  private mutating func settledSize() -> Size? {
    let quiet: Int32 = 20
    for _ in 0..<10 {
      var watched = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, quiet) > 0 else { break }
      signals.collect()
      guard signals.take(SIGWINCH) else { break }
    }
    let before = size
    adoptSize()
    if size != before { return size }
    redraw()
    return nil
  }

  private mutating func adoptSize() {
    size = WindowSize.clamped(WindowSize.measured(STDOUT_FILENO))
    resize_term(Int32(size.rows), Int32(size.columns))
    painter.forget()
    // Drawn for a window that is gone.
    isFrameDue = false
    frame = nil
  }
}
