import Model
import Text

extension EntityID {
  /// Slurm's command that shows all of it, for a shell: `scontrol show job 8016124 -M lumi`; `nil` where there is none.
  /// `cluster` is Slurm's own name of its cluster, for `-M`.
  func showCommand(in cluster: SafeText?) -> String? {
    // One that begins so would be an option.
    guard let told = name, !told.isAltered else { return nil }
    let name = kind == .job ? told.shown.arrayOfTasks : told.shown
    guard !name.isEmpty, !name.hasPrefix("-") else { return nil }
    let place = cluster.map { $0.isAltered || $0.isEmpty ? "" : " -M \($0.shown.shellWord)" } ?? ""
    switch kind {
    case .job, .node, .partition, .reservation:
      return "scontrol show \(kind.rawValue) \(name.shellWord)\(place)"
    // An allocation goes by its account.
    case .account, .allocation: return "sacctmgr show account \(name.shellWord)"
    case .user, .qos: return "sacctmgr show \(kind.rawValue) \(name.shellWord)"
    case .factory, .cluster, .application, .quota, .source: return nil
    }
  }
}

extension String {
  /// `8005345` of `8005345_[12-17%4]`, which Slurm shows as one; a single task is itself.
  fileprivate var arrayOfTasks: String { firstRange(of: "_[").map { String(self[..<$0.lowerBound]) } ?? self }

  /// As one word of a shell, whatever is in it.
  fileprivate var shellWord: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    guard !isPlain else { return self }
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: #"'\''"#))'"
  }
}
