import Glibc
package import Model
package import Text

extension UserNames.Answer {
  /// What the system calls a user. Blocks as long as its directory does, which may be another machine's.
  package init(asking uid: UInt32) {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var room = [CChar](repeating: 0, count: 65_536)
    let failure = getpwuid_r(uid, &entry, &room, room.count, &found)
    if failure == 0, found != nil, let name = entry.pw_name {
      self = .name(SafeText(untrusted: String(cString: name)))
    } else {
      // What POSIX leaves open: some systems have these errors for a user that is not there.
      self = [0, ENOENT, ESRCH].contains(failure) ? .nobody : .unanswered
    }
  }
}

extension RecordAuthor {
  /// Who runs this process, as the system knows them: no variable of the environment has a say. Blocks as long as its
  /// directory of users does.
  package static var current: RecordAuthor {
    let uid = geteuid()
    let name: SafeText =
      switch UserNames.Answer(asking: uid) {
      case .name(let name): name
      case .nobody, .unanswered: "\(uid)"
      }
    return RecordAuthor(name: name, uid: uid, host: hostName)
  }

  /// What this machine calls itself.
  package static var hostName: SafeText {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return SafeText(
      untrusted: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
  }
}
