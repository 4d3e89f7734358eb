import Collection
import Glibc
import Logging
import Synchronization
import Text

/// What systemd puts into the environment of a service that is to tell how it stands: sd_notify(3),
/// sd_watchdog_enabled(3).
struct ServiceVariables {
  /// `NOTIFY_SOCKET`, never empty.
  let socket: String
  /// `WATCHDOG_USEC`, where it is for this process.
  let watchdog: String?

  /// Takes the variables out of the environment, for they are not meant for what this process starts.
  ///
  /// - Returns: `nil` when nobody wants to be told.
  static func take() -> ServiceVariables? {
    let names = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]
    let values = names.map { Environment.value($0).flatMap { $0.isEmpty ? nil : $0 } }
    for name in names { unsetenv(name) }
    guard let socket = values[0] else { return nil }
    let isOurs = values[2].map { pid_t($0) == getpid() } ?? true
    return ServiceVariables(socket: socket, watchdog: isOurs ? values[1] : nil)
  }
}

/// The socket on which systemd hears how a service stands, as sd_notify(3) says it.
///
/// It never blocks. Where nobody hears it, that is said once, and the service goes on.
final class NotifySocket: Sendable {
  private let name: SafeText
  private let descriptor: Int32
  private let address: sockaddr_un
  private let length: socklen_t
  private let watchdogPeriod: Duration?
  private let logger: Logger
  private let isSilent = Mutex(false)

  /// `nil` when there can be no such socket, which is said.
  init?(_ variables: ServiceVariables, logger: Logger) {
    self.logger = logger
    name = SafeText(untrusted: variables.socket)
    watchdogPeriod = Self.period(of: variables.watchdog, logger)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(variables.socket.utf8)
    let isAbstract = bytes.first == UInt8(ascii: "@")
    guard isAbstract || bytes.first == UInt8(ascii: "/") else {
      Self.complain("it is neither a path from / nor a name after @", of: name, to: logger)
      return nil
    }
    // The name of an abstract socket begins with a zero and ends where its length says; a path ends with a zero.
    if isAbstract { bytes[0] = 0 } else { bytes.append(0) }
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count <= room else {
      Self.complain(
        "it is longer than the \(room - 1) bytes that a socket's name may have", of: name, to: logger)
      return nil
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    self.address = address
    length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else {
      Self.complain(SafeText(untrusted: String(cString: strerror(errno))), of: name, to: logger)
      return nil
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// As the collector's loop serves it.
  var supervision: Supervision { Supervision(period: watchdogPeriod) { self.tell($0) } }

  /// False when systemd has more to read than it holds, and may take this later.
  func tell(_ notice: Supervision.Notice) -> Bool {
    let text =
      switch notice {
      case .ready(let status): "READY=1\nSTATUS=\(status.shown)"
      case .status(let status): "STATUS=\(status.shown)"
      case .alive: "WATCHDOG=1"
      case .stopping: "STOPPING=1"
      }
    let bytes = Array(text.utf8)
    var sent = 0
    repeat {
      sent = withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), $0, length)
        }
      }
    } while sent < 0 && errno == EINTR
    if sent >= 0 { return true }
    let reason = errno
    if reason == EAGAIN || reason == ENOBUFS { return false }
    let isNews = isSilent.withLock { isSilent in
      defer { isSilent = true }
      return !isSilent
    }
    if isNews { Self.complain(SafeText(untrusted: String(cString: strerror(reason))), of: name, to: logger) }
    return true
  }

  /// Twice in the time after which systemd ends a service that has not told that it lives.
  private static func period(of watchdog: String?, _ logger: Logger) -> Duration? {
    guard let watchdog else { return nil }
    guard let microseconds = Int64(watchdog), microseconds > 0 else {
      let shown = SafeText(untrusted: watchdog).shown
      logger.warning("WATCHDOG_USEC is no number of microseconds, and no watchdog is served: \(shown)")
      return nil
    }
    return min(max(.microseconds(microseconds) / 2, .milliseconds(1)), .seconds(3600))
  }

  private static func complain(_ reason: SafeText, of name: SafeText, to logger: Logger) {
    logger.warning(
      "systemd is not told how collect stands, for NOTIFY_SOCKET is \(name.shown): \(reason.shown)")
  }
}
