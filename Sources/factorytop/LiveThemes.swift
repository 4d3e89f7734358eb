import Configuration
import Model
import Screen
import Telemetry
import Text

/// The themes of a dashboard that runs: reads them again when one of their files has changed.
struct LiveThemes: Sendable {
  /// What there is since a look, the theme that was asked for first.
  struct Change: Sendable {
    let themes: [Theme]
    /// Whether another theme is asked for.
    var isAskedAnew = false
    /// The files that cannot be used any more, as sources, so that they show where other such sources do.
    let broken: [Source]
  }

  private let library: ThemeLibrary
  /// What the configuration asks for.
  private(set) var wanted: String?
  /// The same, but for a theme that did not answer at the start.
  private var first: String?
  /// The last good ones.
  private var themes: [Theme]
  /// What was told last.
  private var broken: [Source] = []
  /// What was broken from the beginning is told by who asks for it.
  private let brokenBefore: [String: FileStamp]
  /// What their files were when they were last read; `nil` when they have to be read again in any case.
  private var known: [ThemeLibrary.Place: FileStamp?]?

  /// `first` is `wanted`, or `nil` where that did not answer. Blocks as long as the file system does.
  init(_ library: ThemeLibrary, wanted: String?, beginningWith first: String?, showing themes: [Theme]) {
    self.library = library
    self.wanted = wanted
    self.first = first
    self.themes = themes
    let places = library.places(beginningWith: first)
    let stamps = Self.stamps(of: places)
    let broken = places.compactMap { place -> (String, FileStamp)? in
      guard let file = place.file, let stamp = stamps[place] ?? nil,
        (try? library.theme(at: place)) == nil
      else { return nil }
      return (file, stamp)
    }
    brokenBefore = Dictionary(broken, uniquingKeysWith: { first, _ in first })
  }

  /// Asks for another theme, which is read now.
  mutating func begin(with wanted: String?) throws(ThemeFailure) -> Change {
    let newer = try library.themes(beginningWith: wanted)
    self.wanted = wanted
    first = wanted
    themes = newer
    broken = []
    known = nil
    return Change(themes: newer, isAskedAnew: true, broken: [])
  }

  /// The themes when a file has changed, come or gone since the last look; else `nil`. Where a file is broken, the last
  /// good look stays. Blocks as long as the file system does.
  mutating func look() -> Change? {
    let places = library.places(beginningWith: first)
    let stamps = Self.stamps(of: places)
    guard stamps != known else { return nil }
    let now = SystemClock.nanoseconds()
    known = stamps.values.allSatisfy { $0?.isSettled(atWallNanoseconds: now) ?? true } ? stamps : nil
    var newer: [Theme] = []
    var broken: [Source] = []
    for place in places {
      do throws(ThemeFailure) {
        newer.append(try theme(at: place, stamps[place] ?? nil))
      } catch {
        let former = themes.first { $0.name.shown == place.name }
        if let theme = former ?? ThemeLibrary.builtInTheme(place.name) { newer.append(theme) }
        let isOld = place.file.map { brokenBefore[$0] != nil && brokenBefore[$0] == stamps[place] } ?? false
        if !isOld { broken.append(Source(brokenTheme: place, error)) }
      }
    }
    defer { (themes, self.broken) = (newer, broken) }
    return newer == themes && broken == self.broken ? nil : Change(themes: newer, broken: broken)
  }

  private func theme(at place: ThemeLibrary.Place, _ stamp: FileStamp?) throws(ThemeFailure) -> Theme {
    // Programs empty a file before they write it anew, and an empty one is a theme.
    if let file = place.file, stamp?.size == 0, themes.contains(where: { $0.name.shown == place.name }) {
      throw ThemeFailure(of: [
        ConfigurationProblem(
          path: file, line: nil, clause: "it is empty, and was not; write it whole, or remove it")
      ])
    }
    return try library.theme(at: place)
  }

  private static func stamps(of places: [ThemeLibrary.Place]) -> [ThemeLibrary.Place: FileStamp?] {
    let stamps = places.map { place in
      (place, place.file.flatMap { try? FileStamp.of(DataPath($0)).stamp })
    }
    return Dictionary(stamps, uniquingKeysWith: { first, _ in first })
  }
}

extension Source {
  fileprivate init(brokenTheme place: ThemeLibrary.Place, _ failure: ThemeFailure) {
    let first = failure.problems.first
    let line: SafeText = first?.line.map { "line \($0): " } ?? ""
    let clause = first?.clause ?? failure.sentences.first?.withoutFullStop ?? .unknown
    let others: SafeText = failure.sentences.count > 1 ? " (and \(failure.sentences.count - 1) more)" : ""
    self.init(
      path: SafeText(untrusted: place.file ?? place.name), kind: .configuration, format: "theme",
      problem: "\(line)\(clause)\(others); the last good look stays", isReadable: false)
  }
}
