import Model
import Screen
import Text

/// What portal and journal tell of one application, the newest first, under what its state is from.
///
/// Records stand in the order of who had seen whose; steps of the portal stand among them by their time.
struct TimeLine {
  let application: Application
  /// `nil` without a journal.
  let standing: CaseStanding?
  let clock: Clock
  /// In how many cells the times stand.
  let timeWidth: Int
  /// What can be taken back at once, and how.
  var undo: UndoRemark?

  /// A note that takes more lines is told in full by `triage show`.
  private static let longestMoment = 4

  /// As much as there is room for, the newest before all; of what is left out, how much it is.
  func lines(width: Int, rows: Int) -> [Line] {
    let moments = moments
    let headRows = moments.isEmpty ? rows : max(1, rows - 2)
    var lines = Array(origin(width: width).prefix(max(0, min(rows, headRows))))
    for (index, moment) in moments.enumerated() {
      let isLast = index + 1 == moments.count
      let room = rows - lines.count - (isLast ? 0 : 1)
      let told = shortened(line(of: moment).wrapped(to: width), to: Self.longestMoment)
      if told.count <= room {
        lines += told
      } else if index == 0, rows > lines.count {
        lines += shortened(told, to: max(1, room))
      } else {
        if rows > lines.count { lines.append(Line("\(moments.count - index) earlier", .muted)) }
        break
      }
    }
    return lines
  }

  /// All of it, with each line of a note on a line of its own.
  func whole(width: Int) -> [Line] {
    origin(width: width)
      + moments.flatMap { moment in
        switch moment {
        case .portal: line(of: moment).wrapped(to: width)
        case .journal(let entry):
          (linesInFull(of: entry) + remark(beside: entry)).flatMap { $0.wrapped(to: width) }
        }
      }
  }

  /// The lines that `lines(width:rows:)` wants, were nothing too long.
  func lineCount(width: Int) -> Int {
    origin(width: width).count
      + moments.reduce(0) { count, moment in
        let lines = line(of: moment).wrapped(to: width).count
        // What is shortened is not all there, however many rows there are.
        return lines > Self.longestMoment ? Int(Int32.max) : count + lines
      }
  }

  private func origin(width: Int) -> [Line] { standing?.lines.flatMap { $0.wrapped(to: width) } ?? [] }

  /// What is left out of a moment is counted, where there is a line for it.
  private func shortened(_ lines: [Line], to limit: Int) -> [Line] {
    guard lines.count > limit else { return lines }
    guard limit > 1 else { return Array(lines.prefix(limit)) }
    // At least two: one line more would have found room.
    let rest: SafeText = "\(SafeText.spaces(timeWidth))+\(lines.count - limit + 1) more lines"
    return lines.prefix(limit - 1) + [Line(rest, .muted)]
  }

  private enum Moment {
    case portal(Timestamp, SafeText)
    case journal(CaseHistory.Entry)
  }

  /// The newest first.
  private var moments: [Moment] {
    var rest = application.portalSteps[...]
    var moments: [Moment] = []
    for entry in standing?.history.entries ?? [] {
      while let next = rest.first, next.at <= entry.record.at {
        moments.append(.portal(next.at, next.step))
        rest.removeFirst()
      }
      moments.append(.journal(entry))
    }
    moments += rest.map { .portal($0.at, $0.step) }
    return moments.reversed()
  }

  private func line(of moment: Moment) -> Line {
    switch moment {
    case .portal(let at, let step):
      var line = beginning(at)
      line.add("portal", .muted)
      line.add(at > clock.now ? " \(step), to come" : " \(step)")
      return line
    case .journal(let entry): return line(of: entry)
    }
  }

  /// `23 Nov 09:40  anna accept → awarded, disputed, forced: two months ⏎ then a review`.
  private func line(of entry: CaseHistory.Entry) -> Line {
    var line = head(of: entry)
    let note = (entry.record.note?.lines ?? []).filter { !$0.isEmpty }
    for (index, text) in note.enumerated() {
      if index == 0 {
        line.add(":")
        line.add(" ")
        line.add("", mayBreak: true)
      } else {
        line.add(" ")
        line.add("⏎", .muted, mayBreak: true)
        line.add(" ")
      }
      line.add(wrapping: text, entry.noteRole)
    }
    if note.contains(where: \.isAltered) { line.add(" (altered)", .warning, mayBreak: true) }
    return line
  }

  /// The same where there is room: a note of several lines stands below, line by line.
  private func linesInFull(of entry: CaseHistory.Entry) -> [Line] {
    let note = entry.record.note?.lines ?? []
    guard note.count > 1 else { return [line(of: entry)] }
    var head = head(of: entry)
    head.add(":")
    return [head]
      + note.map { text in
        let indent = text.shown.prefix { $0 == " " }.count
        var line = Line(SafeText.spaces(timeWidth + indent))
        line.indent = timeWidth + indent
        line.add(wrapping: text, entry.noteRole)
        if text.isAltered { line.add(" (altered)", .warning, mayBreak: true) }
        return line
      }
  }

  private func remark(beside entry: CaseHistory.Entry) -> [Line] {
    guard let undo, undo.record == entry.record.id else { return [] }
    var line = Line(SafeText.spaces(timeWidth))
    line.indent = timeWidth
    line.add(wrapping: undo.words, .muted)
    return [line]
  }

  /// Who did what when, and what has to be known of it.
  private func head(of entry: CaseHistory.Entry) -> Line {
    let record = entry.record
    var line = beginning(record.at)
    line.add(wrapping: standing?.names.shown(record.author) ?? record.author.name, .strong)
    line.add(" ")
    let role = entry.noteRole
    line.add(wrapping: standing.map { record.summary(in: $0.history) } ?? record.kind.name, role)
    if let state = record.to {
      line.add(" ", role)
      line.add("→ \(state.title)", role, mayBreak: true)
    }
    for (word, role) in entry.marks {
      line.add(",")
      line.add(" ")
      line.add(word, role, mayBreak: true)
    }
    return line
  }

  private func beginning(_ at: Timestamp) -> Line {
    let text: SafeText = "\(clock.day(of: at)) \(clock.time(of: at))"
    var line = Line(text, .muted)
    line.indent = timeWidth
    line.add(SafeText.spaces(text.width < timeWidth ? timeWidth - text.width : 2))
    return line
  }
}

extension CaseHistory.Entry {
  fileprivate var noteRole: Role { standing == .counts ? .text : .muted }

  /// What somebody has to know of the record before they rely on it.
  fileprivate var marks: [(word: SafeText, role: Role)] {
    var marks: [(word: SafeText, role: Role)] = []
    switch standing {
    case .counts: break
    case .withdrawn: marks.append(("withdrawn", .muted))
    case .disputed: marks.append(("disputed", .critical))
    case .settled: marks.append(("settled", .muted))
    case .outranked: marks.append(("beside what counts", .warning))
    case .refused: marks.append(("without effect", .warning))
    }
    if record.isForced { marks.append(("forced", .warning)) }
    if !record.author.isVerified { marks.append(("unverified author", .warning)) }
    if record.isNewer { marks.append(("of a later version", .warning)) }
    return marks
  }
}
