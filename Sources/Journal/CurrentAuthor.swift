import Glibc
package import Model
import Text

extension RecordAuthor {
  /// Who runs this process, as the system knows them: no variable of the environment has a say.
  package static var current: RecordAuthor {
    let uid = geteuid()
    var name = "\(uid)"
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var room = [CChar](repeating: 0, count: 65_536)
    if getpwuid_r(uid, &entry, &room, room.count, &found) == 0, found != nil, let pointer = entry.pw_name {
      name = String(cString: pointer)
    }
    return RecordAuthor(name: SafeText(untrusted: name), uid: uid, host: SafeText(untrusted: hostName))
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
