package import Text

/// One thing that a job waits for, by Slurm's own words.
package struct JobDependency: Sendable, Equatable {
  /// `afterok`, `afterany`, `singleton` and so on; of a form that no Slurm known here writes all of its text.
  package var kind: SafeText
  /// The other job: `41`, `41_3` for a task, `41_*` for a whole array; `nil` for `singleton` and for what is not understood.
  package var job: SafeText?
  /// How long after the other's start, of `after:41+5`; `nil` where no time is told.
  package var delay: Seconds?
  /// `unfulfilled`, `failed`; `nil` where it is not told.
  package var state: SafeText?

  package init(kind: SafeText, job: SafeText? = nil, delay: Seconds? = nil, state: SafeText? = nil) {
    self.kind = kind
    self.job = job
    self.delay = delay
    self.state = state
  }
}

/// All that a job waits for, from `Job.dependency`.
package struct JobDependencies: Sendable, Equatable {
  /// In Slurm's order, no more than `most`.
  package private(set) var all: [JobDependency] = []
  /// Whether one of them suffices: Slurm writes `?` between these, and `,` where all are needed.
  package private(set) var anySuffices = false
  /// Whether there are more than are told here.
  package private(set) var areAtLeast = false

  /// No more are told of one job.
  package static let most = 256

  /// Of Slurm's text: `afterok:41(unfulfilled),afternotok:42_3(failed)`, `singleton(unfulfilled)`, `after:12+5:13`; none of
  /// an empty one. Linear in the text up to `most`.
  package init(_ text: SafeText) {
    var rest = (text.original ?? text.shown).utf8[...]
    while !rest.isEmpty {
      let entry = rest.prefix(upTo: Self.end(of: rest) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "?") })
      if entry.endIndex < rest.endIndex, rest[entry.endIndex] == UInt8(ascii: "?") { anySuffices = true }
      rest = rest[entry.endIndex...].dropFirst()
      guard all.count < Self.most else {
        areAtLeast = true
        return
      }
      if !entry.isEmpty { add(entry) }
    }
  }

  /// One kind and the jobs behind it, in which a form that is not understood makes the whole a text.
  private mutating func add(_ entry: Substring.UTF8View) {
    guard entry.last != UInt8(ascii: ":") else { return all.append(JobDependency(kind: Self.text(entry))) }
    var read: [JobDependency] = []
    var rest = entry
    var kind: SafeText?
    while !rest.isEmpty {
      let part = rest.prefix(upTo: Self.end(of: rest) { $0 == UInt8(ascii: ":") })
      rest = rest[part.endIndex...].dropFirst()
      guard let piece = Piece(part) else { return all.append(JobDependency(kind: Self.text(entry))) }
      if let kind {
        guard let (job, delay) = piece.jobAndDelay else {
          return all.append(JobDependency(kind: Self.text(entry)))
        }
        guard all.count + read.count < Self.most else {
          areAtLeast = true
          break
        }
        read.append(JobDependency(kind: kind, job: job, delay: delay, state: piece.state))
      } else {
        guard piece.name.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) else {
          return all.append(JobDependency(kind: Self.text(entry)))
        }
        kind = Self.text(piece.name)
        if rest.isEmpty { read.append(JobDependency(kind: Self.text(piece.name), state: piece.state)) }
      }
    }
    all += read
  }

  /// `41_3+5(unfulfilled)`: a name, and what stands in parentheses behind it.
  private struct Piece {
    let name: Substring.UTF8View
    let state: SafeText?

    /// `nil` where it is none.
    init?(_ part: Substring.UTF8View) {
      name = part.prefix { $0 != UInt8(ascii: "(") }
      let note = part[name.endIndex...]
      if note.isEmpty {
        state = nil
      } else {
        guard note.last == UInt8(ascii: ")") else { return nil }
        state = JobDependencies.text(note.dropFirst().dropLast())
      }
      if name.isEmpty { return nil }
    }

    /// `41`, `41_3` or `41_*`, with `+5` minutes or without; `nil` for anything else.
    var jobAndDelay: (job: SafeText, delay: Seconds?)? {
      let parts = name.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false)
      let numbers = parts[0].split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      let isTask = numbers.count == 2 && (Self.isNumber(numbers[1]) || numbers[1].elementsEqual("*".utf8))
      guard parts.count <= 2, Self.isNumber(numbers[0]), numbers.count == 1 || isTask else { return nil }
      guard parts.count == 2 else { return (JobDependencies.text(parts[0]), nil) }
      guard Self.isNumber(parts[1]), let minutes = Int64(Substring(parts[1])) else { return nil }
      return (JobDependencies.text(parts[0]), .minutes(minutes))
    }

    /// Of no more digits than Slurm's numbers have.
    private static func isNumber(_ digits: Substring.UTF8View) -> Bool {
      (1...10).contains(digits.count) && digits.allSatisfy(\.isAsciiDigit)
    }
  }

  private static func text(_ bytes: Substring.UTF8View) -> SafeText {
    SafeText(untrusted: String(Substring(bytes)))
  }

  /// Where the first part ends: at a separator outside parentheses.
  private static func end(
    of text: Substring.UTF8View, where isSeparator: (UInt8) -> Bool
  ) -> Substring.UTF8View.Index {
    var isInParentheses = false
    for (index, byte) in zip(text.indices, text) {
      switch byte {
      case UInt8(ascii: "("): isInParentheses = true
      case UInt8(ascii: ")"): isInParentheses = false
      case _ where !isInParentheses && isSeparator(byte): return index
      default: break
      }
    }
    return text.endIndex
  }
}
