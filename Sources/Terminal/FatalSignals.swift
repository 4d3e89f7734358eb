import CNcurses
import Glibc

/// Gives the terminal back where the program no longer can: in a crash, by a signal that ends it on the spot, such as
/// that of a limit on its time, and when the terminal takes no output and somebody has asked the process to end.
///
/// All happen in signal handlers, which may only call what signal-safety(7) lists. So everything that they need is
/// made ready beforehand in memory that is never freed, and they do no more than write it.
enum FatalSignals {
  /// Signals of a crash: Swift traps by SIGILL or SIGTRAP.
  private static let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
  /// The others that end a process which does not handle them (signal(7)): of limits on time and size, timers, what has no
  /// meaning of its own, and those for real time. Not those that `SignalInbox` takes and SIGPIPE, which is ignored; what
  /// the handler for writing did not ask for of SIGALRM, it treats as one of them.
  private static let strays =
    [
      SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGSYS,
    ] + (realTime.first...realTime.last)
  /// The numbers of the signals for real time that are not the C library's own.
  private static let realTime = (first: __libc_current_sigrtmin(), last: __libc_current_sigrtmax())

  /// Gets ready to write `farewell` and to set `settings` on `output`.
  static func arm(output: Int32, settings: termios, farewell: [UInt8]) {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(1, farewell.count), alignment: 1)
    UnsafeMutableRawBufferPointer(start: bytes, count: farewell.count).copyBytes(from: farewell)
    prepared.pointee.output = output
    prepared.pointee.settings = settings
    prepared.pointee.farewell = UnsafeRawPointer(bytes)
    prepared.pointee.farewellCount = farewell.count
    provideStack()
    for fault in faults { install(restoreAndPassOn, for: fault, flags: SA_ONSTACK) }
    for stray in strays { installWhereDeadly(restoreAndPassOn, for: stray) }
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = endIfAsked
    action.sa_flags = SA_SIGINFO | SA_RESTART
    sigaction(SIGALRM, &action, &prepared.pointee.previous[Int(SIGALRM)])
    prepared.pointee.isArmed = true
  }

  /// Adds to what gives the terminal back. A signal that comes meanwhile writes what was there before, or all of it.
  static func add(toFarewell more: [UInt8]) {
    let whole = farewell + more
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(1, whole.count), alignment: 1)
    UnsafeMutableRawBufferPointer(start: bytes, count: whole.count).copyBytes(from: whole)
    prepared.pointee.farewell = UnsafeRawPointer(bytes)
    prepared.pointee.farewellCount = whole.count
  }

  /// Lets the terminal take output again that was stopped, be it by a program or by Ctrl-S. Never blocks; safe in a
  /// signal handler.
  static func unblock(_ output: Int32) {
    tcflow(output, TCOON)
    // What Ctrl-S has stopped goes on when the keys for it are switched off.
    var settings = termios()
    if tcgetattr(output, &settings) == 0, settings.c_iflag & tcflag_t(IXON) != 0 {
      settings.c_iflag &= ~tcflag_t(IXON)
      tcsetattr(output, TCSANOW, &settings)
      settings.c_iflag |= tcflag_t(IXON)
      tcsetattr(output, TCSANOW, &settings)
    }
  }

  /// What gives the terminal back.
  static var farewell: [UInt8] {
    guard let farewell = prepared.pointee.farewell else { return [] }
    return Array(UnsafeRawBufferPointer(start: farewell, count: prepared.pointee.farewellCount))
  }

  /// Puts the handlers back that were there before.
  static func disarm() {
    guard prepared.pointee.isArmed else { return }
    prepared.pointee.isArmed = false
    alarm(0)
    for signal in faults + strays + [SIGALRM] {
      sigaction(signal, &prepared.pointee.previous[Int(signal)], nil)
    }
  }

  /// Runs what writes to the terminal. While that blocks, a signal that asks the process to end is looked for every
  /// second, and obeyed: the signals are blocked, and the loop that takes them cannot run.
  static func whileWriting(_ write: () -> Void) {
    prepared.pointee.isWriting = true
    alarm(1)
    write()
    alarm(0)
    prepared.pointee.isWriting = false
  }

  /// Runs what writes the last bytes, and ends the process if that takes two seconds.
  static func whileLeaving(for signal: Int32?, _ write: () -> Void) {
    prepared.pointee.isLeaving = true
    prepared.pointee.leavingStatus = signal.map { 128 + $0 } ?? 0
    alarm(2)
    write()
    alarm(0)
    prepared.pointee.isLeaving = false
  }

  /// Has `wish` asked for before a handler ends the process.
  static func grant(_ wish: LastWish) { prepared.pointee.wish = wish }

  /// A stack for the handlers, so that they can run after the thread's own has overflowed.
  private static func provideStack() {
    var current = stack_t()
    guard sigaltstack(nil, &current) == 0, current.ss_flags & Int32(SS_DISABLE) != 0 else { return }
    let size = 64 * 1024
    var stack = stack_t(
      ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
    sigaltstack(&stack, nil)
  }

  private static func install(
    _ handler: @escaping @convention(c) (Int32) -> Void, for signal: Int32, flags: Int32
  ) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = flags
    sigaction(signal, &action, &prepared.pointee.previous[Int(signal)])
  }

  /// Leaves a signal as it is that whoever started the program has it ignore, or that a profiler handles.
  private static func installWhereDeadly(
    _ handler: @escaping @convention(c) (Int32) -> Void, for signal: Int32
  ) {
    var present = sigaction()
    guard sigaction(signal, nil, &present) == 0 else { return }
    prepared.pointee.previous[Int(signal)] = present
    if address(present) == address(of: SIG_DFL) {
      install(handler, for: signal, flags: SA_ONSTACK | SA_RESTART)
    }
  }
}

/// What the handlers need.
private struct Prepared {
  var isArmed = false
  var output: Int32 = 1
  var settings = termios()
  var farewell: UnsafeRawPointer?
  var farewellCount = 0
  /// The handlers that were there before, by signal.
  var previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
  /// Whether SIGALRM comes of `whileWriting`, or of `whileLeaving`.
  var isWriting = false
  var isLeaving = false
  var leavingStatus: Int32 = 0
  /// What is to be done before the process ends; asked for once.
  var wish: LastWish?
}

// Unsafe: a signal handler has no other way to its data. The main thread alone writes it, and arms it last.
nonisolated(unsafe) private let prepared: UnsafeMutablePointer<Prepared> = {
  let pointer = UnsafeMutablePointer<Prepared>.allocate(capacity: 1)
  pointer.initialize(to: Prepared())
  return pointer
}()

/// Leaves the alternate screen and gives the terminal its settings back. Never blocks.
private func giveBack() {
  let output = prepared.pointee.output
  // What is on its way belongs to a screen that nobody will see, and may be what blocks.
  FatalSignals.unblock(output)
  tcflush(output, TCOFLUSH)
  var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
  if poll(&ready, 1, 0) == 1, ready.revents == Int16(POLLOUT), let farewell = prepared.pointee.farewell {
    _ = write(output, farewell, prepared.pointee.farewellCount)
  }
  tcsetattr(output, TCSANOW, &prepared.pointee.settings)
}

private func askForLastWish() {
  guard let wish = prepared.pointee.wish else { return }
  prepared.pointee.wish = nil
  wish.ask()
}

/// For a crash, or a signal that ends the process: the message of whoever handled it before, Swift's backtrace for one, comes on a sane screen.
private func restoreAndPassOn(_ signal: Int32) {
  if prepared.pointee.isArmed {
    prepared.pointee.isArmed = false
    giveBack()
    askForLastWish()
  }
  sigaction(signal, &prepared.pointee.previous[Int(signal)], nil)
  // Blocked while this runs; comes again, where the crash was, as soon as this returns.
  raise(signal)
}

/// What a signal is handled by: a handler's address, or what stands for the default or for ignoring it.
private func address(_ action: sigaction) -> Int { address(of: action.__sigaction_handler.sa_handler) }

private func address(of handler: __sighandler_t?) -> Int { unsafeBitCast(handler, to: Int.self) }

/// For a write that takes long: ends the process if it was asked to end, otherwise lets it wait on. An alarm that is
/// not for that does what it would do without this handler, and if that is to end the process, on a sane terminal.
private func endIfAsked(
  _ signal: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
) {
  guard prepared.pointee.isWriting || prepared.pointee.isLeaving else {
    let previous = prepared.pointee.previous[Int(signal)]
    if address(previous) == address(of: SIG_DFL) {
      restoreAndPassOn(signal)
    } else if address(previous) == address(of: SIG_IGN) {
      return
    } else if previous.sa_flags & SA_SIGINFO != 0 {
      previous.__sigaction_handler.sa_sigaction?(signal, info, context)
    } else {
      previous.__sigaction_handler.sa_handler?(signal)
    }
    return
  }
  var pending = sigset_t()
  sigpending(&pending)
  var status: Int32 = prepared.pointee.leavingStatus
  if sigismember(&pending, SIGHUP) == 1 {
    status = 128 + SIGHUP
  } else if sigismember(&pending, SIGTERM) == 1 {
    status = 128 + SIGTERM
  } else if sigismember(&pending, SIGINT) == 1 {
    status = 128 + SIGINT
  } else if sigismember(&pending, SIGQUIT) == 1 {
    status = 128 + SIGQUIT
  } else if !prepared.pointee.isLeaving {
    alarm(1)
    return
  }
  giveBack()
  askForLastWish()
  _exit(status)
}
