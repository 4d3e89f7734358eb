import Text

/// Instruction sets that GPU nodes have.
package enum Processor: String, Sendable, Hashable, CaseIterable {
  case x86 = "x86_64"
  case arm = "aarch64"
  case power = "ppc64le"
}

/// What GPU code is built with, of the vendors whose GPUs the centres have.
package enum Accelerator: String, Sendable, Hashable, CaseIterable {
  case cuda, rocm, oneapi
}

extension Processor {
  /// The processor that `word` names, also in the words of container registries; `nil` when it names none.
  init?(word: SafeText) {
    switch word.shown.lowercased() {
    case "x86_64", "x86-64", "amd64": self = .x86
    case "aarch64", "arm64": self = .arm
    case "ppc64le": self = .power
    default: return nil
    }
  }
}

extension Accelerator {
  /// What `word` names; `nil` when it names none.
  init?(word: SafeText) {
    switch word.shown.lowercased() {
    case "cuda", "nvidia": self = .cuda
    case "rocm", "hip": self = .rocm
    case "oneapi", "sycl": self = .oneapi
    default: return nil
    }
  }
}
