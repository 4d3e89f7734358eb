import ArgumentParser
import Collection
import Configuration
import Screen
import Text

/// Which screens are held against what is recorded of them.
struct RecordedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare with the screen that is recorded in this file; with --screens, with those in this folder.",
      discussion: """
        Its format is told by its content, unless --format says it. Each row that differs is printed as it was recorded \
        (-) and as it is drawn (+), with marks below the columns that differ.
        """, valueName: "file"))
  var expect: String?

  @Flag(help: "Write what --expect names anew where it is missing or differs, and say so.")
  var record = false

  @Option(
    help: ArgumentHelp(
      "A TOML file of screens that are drawn from one reading, each a table [[screen]].",
      discussion: """
        Keys: name, size, view, keys, filter, theme, color, ascii, format. What a screen does not say is as the options \
        say it. With --expect FOLDER each is compared with FOLDER/NAME.txt, .styled.txt, .ansi or .svg, by its format.
        """, valueName: "file"))
  var screens: String?

  mutating func validate() throws {
    if record, expect == nil { throw ValidationError("--record needs --expect FILE, which it writes.") }
    if expect?.isEmpty == true { throw ValidationError("--expect needs the name of a file.") }
  }

  /// The screens that are asked for: `own`, or those of the file.
  ///
  /// - Throws: `ExitCode.usage` after having said what is wrong with the file; `ExitCode.undone` when it does not answer.
  func orders(over own: ScreenOrder, waiting wait: WaitOptions) throws -> [ScreenOrder] {
    guard let screens else { return [own] }
    guard SilentPlaces.among([screens], waiting: wait.wait, asking: ScreensFile.ask).isEmpty else {
      complain("\(SafeText(untrusted: screens)) cannot be read: it does not answer; check its file system.")
      throw ExitCode.undone
    }
    do throws(ConfigurationProblems) {
      return try ScreenOrder.orders(of: try ScreensFile(path: screens), over: own)
    } catch {
      for sentence in error.sentences { complain(sentence) }
      throw ExitCode.usage
    }
  }

  /// What is recorded of the screens; `nil` when nothing is to be compared.
  ///
  /// - Throws: `ExitCode.undone` after having said that nothing answers there.
  func read(_ orders: [ScreenOrder], waiting wait: WaitOptions) throws -> RecordedScreens? {
    guard let expect else { return nil }
    return try RecordedScreens(at: expect, of: orders, inFolder: screens != nil, waiting: wait)
  }
}

/// Recorded screens as their files have them.
struct RecordedScreens {
  /// What is recorded of one screen.
  struct Screen {
    let path: String
    /// That of the screen that is to be held against it.
    let format: SnapshotFormat
    fileprivate let recorded: Result<String, TextFile.Unreadable>

    fileprivate var name: SafeText { SafeText(untrusted: path) }
  }

  /// In the order of the screens that were asked for.
  let screens: [Screen]
  /// Files of a folder that are named as recorded screens are, and that no screen has.
  private let others: [String]

  /// More than any screen takes as text; pictures of the largest ones may take more.
  private static let largest = 64 << 20

  /// Reads the file at `place`, or there, in a folder, one for each screen.
  ///
  /// - Throws: `ExitCode.undone` after having said that the file system does not answer.
  fileprivate init(
    at place: String, of orders: [ScreenOrder], inFolder: Bool, waiting wait: WaitOptions
  ) throws {
    let folder = place.hasSuffix("/") ? place : "\(place)/"
    let paths = orders.map { order in
      order.name.map { "\(folder)\($0)\((order.format ?? .text).ending)" } ?? place
    }
    let answers = Answers()
    let read = Pending.from {
      let contents = paths.map { path in
        let result = Result { () throws(TextFile.Unreadable) in
          try TextFile.contents(of: path, atMost: Self.largest)
        }
        answers.note(isLast: false)
        return result
      }
      return (contents, names: inFolder ? FolderListing.names(in: folder) : [])
    }
    guard let (contents, names) = read.wait(for: answers, noLongerThan: wait.wait) else {
      complain("\(SafeText(untrusted: place)) does not answer; check its file system.")
      throw ExitCode.undone
    }
    screens = zip(zip(orders, paths), contents).map { asked, recorded in
      let (order, path) = asked
      let named = SnapshotFormat(fileName: path)
      let told = (try? recorded.get()).flatMap { SnapshotFormat(of: $0) }
      // Words and glyphs are told apart by nothing but the name.
      let format = named == .linear && told == .text ? .linear : told ?? named
      return Screen(path: path, format: order.format ?? format ?? .text, recorded: recorded)
    }
    let known = Set(paths)
    others = names.filter { !$0.hasPrefix(".") }.map { "\(folder)\($0)" }.sorted()
      .filter { !known.contains($0) && SnapshotFormat(fileName: $0) != nil }
  }

  /// Prints what differs of screens as they are drawn now, and says which do; whether all are the same.
  func compare(with drawn: [String], clockRuns: Bool) throws -> Bool {
    var isSame = true
    for (screen, drawn) in zip(screens, drawn) {
      let recorded: String
      do throws(TextFile.Unreadable) {
        recorded = try screen.recorded.get()
      } catch {
        isSame = false
        complain(
          error.isMissing
            ? "\(screen.name) is not there: record it with --record, and look at it."
            : "\(screen.name) cannot be compared with: \(error.reason).")
        continue
      }
      guard let difference = screen.difference(between: recorded, and: drawn) else { continue }
      isSame = false
      for line in ["\(screen.name): - as recorded, + as drawn"] + difference.lines {
        try output("\(line.shown)\n".utf8)
      }
      let clock: SafeText = clockRuns ? "; give --now, for without it the clock runs on" : ""
      complain(
        "\(screen.name) differs in \(difference.extent)\(screen.notes(on: difference))\(clock); where it is meant, --record writes it anew."
      )
    }
    return isSame
  }

  /// Writes the screens that are missing or that differ, each whole, and says so.
  ///
  /// - Throws: `ExitCode.undone` after having said what could not be written, the others being written.
  func replace(with drawn: [String], clockRuns: Bool, waiting wait: WaitOptions) throws {
    var isDone = true
    var changes: [(path: String, bytes: [UInt8], news: SafeText)] = []
    for (screen, drawn) in zip(screens, drawn) {
      do throws(TextFile.Unreadable) {
        let recorded = try screen.recorded.get()
        guard let difference = screen.difference(between: recorded, and: drawn) else {
          complain("\(screen.name) is the same already.")
          continue
        }
        changes.append(
          (
            screen.path, Array(drawn.utf8),
            "\(screen.name) is replaced: \(difference.extent) changed\(screen.notes(on: difference))."
          ))
      } catch {
        if error.isMissing {
          changes.append((screen.path, Array(drawn.utf8), "\(screen.name) is recorded; look at it."))
        } else {
          // What is no recorded screen is somebody's.
          isDone = false
          complain(
            "\(screen.name) is not replaced, for what is there is no recorded screen: \(error.reason).")
        }
      }
    }
    let answers = Answers()
    let written = Pending.from { [changes] in
      changes.map { change in
        let result = Result { () throws(ReplacementError) in
          try ReplacementFile.replace(change.path, with: change.bytes)
        }
        answers.note(isLast: false)
        return result
      }
    }
    guard let results = written.wait(for: answers, noLongerThan: wait.wait) else {
      let places = changes.map { SafeText(untrusted: $0.path) }.joined(separator: ", ")
      complain(
        "the file system does not answer, and it is not known what was written of \(places); check it.")
      throw ExitCode.undone
    }
    for (change, result) in zip(changes, results) {
      do throws(ReplacementError) {
        try result.get()
        complain(change.news)
      } catch {
        isDone = false
        complain("\(error.sentence).")
      }
    }
    if clockRuns, !changes.isEmpty {
      complain("give --now, for without it the clock runs on, and what is recorded differs at once.")
    }
    if !isDone { throw ExitCode.undone }
  }

  /// Says which files nothing is compared with: their screens have gone, or have another name now.
  func tellOfOthers() {
    for path in others.prefix(20) {
      complain(
        "\(SafeText(untrusted: path)) belongs to no screen of the file; remove it if it is an old one.")
    }
    if others.count > 20 { complain("There are \(others.count - 20) more such files.") }
  }
}

extension RecordedScreens.Screen {
  fileprivate func difference(between recorded: String, and drawn: String) -> SnapshotDifference? {
    SnapshotDifference(recorded: recorded, drawn: drawn, format: format)
  }

  /// What explains a difference, in brackets.
  fileprivate func notes(on difference: SnapshotDifference) -> SafeText {
    var notes = difference.notes
    if let told = (try? recorded.get()).flatMap({ SnapshotFormat(of: $0) }), told != format,
      (told, format) != (.text, .linear)
    {
      notes = [
        "it is recorded as \(SafeText(untrusted: told.rawValue)), and drawn as \(SafeText(untrusted: format.rawValue))"
      ]
    }
    return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
  }
}
