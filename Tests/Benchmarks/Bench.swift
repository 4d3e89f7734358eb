import Glibc

/// One run of the benchmark: where its files are, and what it has found.
final class Bench {
  let isQuick: Bool
  private let only: String?
  private let root: String
  private(set) var skipped: [String] = []

  init(isQuick: Bool, only: String?) throws {
    self.isQuick = isQuick
    self.only = only
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    root = "\(base)/factorytop-benchmarks-\(getpid())"
    guard mkdir(root, 0o700) == 0 else { throw Failure("\(root) cannot be made") }
  }

  func end() { try? _ = ChildProcess.cost(of: ["rm", "-rf", root]) }

  func wants(_ name: String) -> Bool { only.map { name.hasPrefix($0) } ?? true }

  func folder(_ name: String) throws -> String {
    let path = "\(root)/\(name)"
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure("\(path) cannot be made") }
    return path
  }

  func remove(_ name: String) { try? _ = ChildProcess.cost(of: ["rm", "-rf", "\(root)/\(name)"]) }

  func skip(_ why: String) {
    if !skipped.contains(why) { skipped.append(why) }
  }

  /// Keeps the optimiser from leaving out what nobody looks at.
  @inline(never)
  func use(_ number: Int) { isUsed = number != 0 }
  private var isUsed = false

  /// Whether what holds a document in memory as objects can hold this one: they take five to twenty times its size.
  func hasMemory(forDocument path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let line = TextFile.contents(of: "/proc/meminfo").split(separator: "\n").first {
      $0.hasPrefix("MemAvailable:")
    }
    let available = line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? 0
    let fits = available / 10 > Int(status.st_size)
    if !fits {
      skip("references that hold a whole document in memory, for want of \(status.st_size / 100_000_000) GB")
    }
    return fits
  }

  let ownPath: String = {
    var path = [UInt8](repeating: 0, count: 4096)
    let length = path.withUnsafeMutableBytes { buffer in
      buffer.withMemoryRebound(to: CChar.self) { buffer in
        buffer.baseAddress.map { readlink("/proc/self/exe", $0, buffer.count) } ?? 0
      }
    }
    return String(decoding: path.prefix(max(0, length)), as: UTF8.self)
  }()

  /// `factorytop`, built beside this program.
  var programPath: String {
    ownPath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/factorytop"
  }

  let sampleData = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/sample-data"
}
