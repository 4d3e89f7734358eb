import Foundation
import Testing

@Suite("factorytop collect as a service of systemd")
struct CollectServiceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A collector that runs the script, at first within a tenth of a second.
  private func start(
    _ script: String = "exit 0", environment: [String: String]
  ) throws -> (process: Process, complaints: Pipe) {
    try folder.write(
      """
      [collect]
      folder = "data"
      history = false
      interval = "1s"
      [[collect.source]]
      command = ["sh", "-c", "cd \(folder.path); \(script)"]
      file = "nodes.json"
      """, to: "config.toml")
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["collect", "--config", "\(folder.path)/config.toml"]
    let ours = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
    process.environment = ours.merging(environment) { $1 }
    let complaints = Pipe()
    process.standardError = complaints
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return (process, complaints)
  }

  private func end(_ process: Process) {
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
  }

  private func awaitFile(_ name: String) {
    let limit = ContinuousClock.now + .seconds(300)
    while !FileManager.default.fileExists(atPath: "\(folder.path)/\(name)"), ContinuousClock.now < limit {
      usleep(1000)
    }
  }

  @Test(
    "It tells that it is ready and how it stands, serves the watchdog twice in its time, and tells that it ends",
    arguments: [false, true])
  func served(isAbstract: Bool) throws {
    let name = isAbstract ? "@factorytop-test-\(UUID().uuidString)" : "\(folder.path)/notify"
    let socket = try ServiceSocket(name)
    let (process, _) = try start(environment: ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "400000"])
    #expect(socket.next() == "READY=1\nSTATUS=collects 1 source into \(folder.path)/data")
    var pings = 0
    var statuses: [String] = []
    let begin = ContinuousClock.now
    while pings < 12 || statuses.isEmpty, let text = socket.next() {
      if text == "WATCHDOG=1" { pings += 1 } else { statuses.append(text) }
    }
    // Eleven times 200 ms and more, however late a loaded machine may wake this test; not twelve at once.
    #expect(pings >= 12)
    #expect(begin.duration(to: .now) > .seconds(1))
    // The command wrote no document.
    #expect(
      statuses == [
        "STATUS=collects 1 source into \(folder.path)/data; 1 fails: \(folder.path)/data/nodes.json"
      ])
    end(process)
    var last = "WATCHDOG=1"
    while last == "WATCHDOG=1", let text = socket.next() { last = text }
    #expect(last == "STOPPING=1")
  }

  @Test(
    "A watchdog of another process, and none, is not served",
    arguments: [
      ["WATCHDOG_USEC": "2000", "WATCHDOG_PID": "1"], ["WATCHDOG_PID": "1"], ["WATCHDOG_USEC": ""], [:],
    ])
  func notServed(_ environment: [String: String]) throws {
    let socket = try ServiceSocket("\(folder.path)/notify")
    let (process, _) = try start(
      "touch ran", environment: environment.merging(["NOTIFY_SOCKET": "\(folder.path)/notify"]) { $1 })
    #expect(socket.next()?.hasPrefix("READY=1\n") == true)
    awaitFile("ran")
    #expect(socket.next()?.hasPrefix("STATUS=") == true)
    end(process)
    #expect(socket.next() == "STOPPING=1")
  }

  @Test("The commands that it runs do not inherit the socket and the watchdog")
  func notHandedOn() throws {
    let socket = try ServiceSocket("\(folder.path)/notify")
    let (process, _) = try start(
      "env > env.tmp; mv env.tmp env",
      environment: [
        "NOTIFY_SOCKET": "\(folder.path)/notify", "WATCHDOG_USEC": "2000", "WATCHDOG_PID": "1", "OTHER": "x",
      ])
    #expect(socket.next()?.hasPrefix("READY=1\n") == true)
    awaitFile("env")
    end(process)
    let words = try String(contentsOfFile: "\(folder.path)/env", encoding: .utf8)
    #expect(words.contains("OTHER=x"))
    #expect(!words.contains("NOTIFY_SOCKET"))
    #expect(!words.contains("WATCHDOG"))
  }

  @Test(
    "A socket that is not there or cannot be is said once, and nothing else changes",
    arguments: [
      ("/nonexistent/notify", "No such file or directory"),
      ("/dev/null", "Connection refused"),
      ("@nobody-hears-\(UUID().uuidString)", "Connection refused"),
      ("/\(String(repeating: "x", count: 107))", "longer than the 107 bytes"),
      ("@\(String(repeating: "x", count: 108))", "longer than the 107 bytes"),
      ("vsock:2:1234", "neither a path"), ("a\u{1B}[2J", "neither a path"),
    ])
  func unheard(socket: String, reason: String) throws {
    let (process, complaints) = try start(
      "touch ran", environment: ["NOTIFY_SOCKET": socket, "WATCHDOG_USEC": "2000"])
    awaitFile("ran")
    end(process)
    let said = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let remarks = said.split(separator: "\n").filter { $0.contains("systemd is not told") }
    #expect(remarks.count == 1)
    #expect(remarks.first?.contains(reason) == true, "\(said)")
    #expect(!said.contains("\u{1B}"))
  }

  @Test("A name as long as a socket's may be is used")
  func longest() throws {
    let id = UUID().uuidString
    let name = "@" + id + String(repeating: "x", count: 107 - id.count)
    let socket = try ServiceSocket(name)
    let (process, _) = try start(environment: ["NOTIFY_SOCKET": name])
    #expect(socket.next()?.hasPrefix("READY=1\n") == true)
    end(process)
  }

  @Test("Without a socket nothing is said", arguments: [[:], ["NOTIFY_SOCKET": "", "WATCHDOG_USEC": "x"]])
  func nobody(_ environment: [String: String]) throws {
    let (process, complaints) = try start("touch ran", environment: environment)
    awaitFile("ran")
    end(process)
    let said = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(!said.contains("systemd"))
    #expect(!said.contains("WATCHDOG"))
  }

  @Test("A watchdog's time that is no number is said, and the rest is told", arguments: ["x", "0", "-1"])
  func badWatchdog(time: String) throws {
    let socket = try ServiceSocket("\(folder.path)/notify")
    let (process, complaints) = try start(
      environment: ["NOTIFY_SOCKET": "\(folder.path)/notify", "WATCHDOG_USEC": time])
    #expect(socket.next()?.hasPrefix("READY=1\n") == true)
    end(process)
    let said = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(said.contains("WATCHDOG_USEC is no number of microseconds"))
  }

  private static let packaging = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../.packaging").standardized.path

  private func packaged(_ name: String) throws -> [String] {
    try String(contentsOfFile: "\(Self.packaging)/\(name)", encoding: .utf8)
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  @Test("The unit's user and folder are those that are made for it, and its command line is one of collect's")
  func unit() throws {
    let unit = try packaged("factorytop-collect.service")
    func value(_ key: String) throws -> String {
      String(try #require(unit.first { $0.hasPrefix("\(key)=") }).dropFirst(key.count + 1))
    }
    let user = try value("User")
    let folder = "/var/lib/\(try value("StateDirectory"))"
    #expect(
      try packaged("factorytop.sysusers.conf").contains {
        $0.hasPrefix("u \(user) ") && $0.hasSuffix(" \(folder)")
      })
    let mode = try value("StateDirectoryMode")
    #expect(
      try packaged("factorytop.tmpfiles.conf").contains("d \(folder) \(mode) \(user) \(try value("Group")) -")
    )
    #expect(try value("Type") == "notify")
    var words = try value("ExecStart").split(separator: " ").map(String.init)
    #expect(words.removeFirst() == "/usr/bin/factorytop")
    // What is a usage error ends with 2 and its reason; here only the file is missing.
    let result = try Program().run(
      words.map { $0 == "/etc/factorytop/config.toml" ? "/nonexistent/c.toml" : $0 })
    #expect(result.complaints.contains("/nonexistent/c.toml cannot be read"))
    #expect(try value("RestartPreventExitStatus") == "\(result.status)")
  }

  @Test(
    "systemd finds nothing wrong with the unit",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "needs systemd-analyze"))
  func verified() throws {
    let text = try packaged("factorytop-collect.service").joined(separator: "\n")
    try folder.write(
      text.replacing("ExecStart=/usr/bin/factorytop", with: "ExecStart=\(Program.path)"),
      to: "factorytop-collect.service")
    var analyze = Program()
    analyze.executable = "/usr/bin/systemd-analyze"
    let result = try analyze.run("verify", "--man=no", "\(folder.path)/factorytop-collect.service")
    #expect(result.complaints.split(separator: "\n").filter { $0.contains("factorytop-collect") } == [])
    #expect(result.status == 0)
  }
}

/// The end of systemd's socket that hears.
private final class ServiceSocket {
  private let descriptor: Int32

  /// `name` as in `NOTIFY_SOCKET`.
  init(_ name: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(name.utf8)
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let status = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    try #require(status == 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// The next datagram; `nil` when none comes for a minute.
  func next() -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
