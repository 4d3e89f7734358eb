package import Collection
package import Model
package import Telemetry
package import Text

/// Everything that a site or a person may decide, resolved.
package struct Configuration: Sendable, Equatable {
  package var policy: Policy
  package var rules: TelemetryRules
  /// Folders and files of telemetry that are read when the command line names none, those of single clusters left out.
  package var data: [String]
  /// Whether the command line named `data`: then nothing else is read.
  package var isDataNamed: Bool
  /// The folder of the journal of decisions; `nil` without one.
  package var journal: String?
  /// Whether nothing is recorded in it from here.
  package var isReadOnly: Bool
  /// How often the dashboard looks at its files, those of the configuration included.
  package var interval: Duration
  /// A name, or the path of a file; `nil` for the standard theme.
  package var theme: String?
  /// Counts when the dashboard starts, as `isASCII`, `cursor` and `view` do.
  package var color: ColorChoice
  /// Whether only ASCII characters are drawn.
  package var isASCII: Bool
  package var cursor = CursorChoice.placed
  /// Whether the dashboard asks the terminal for clicks and the wheel.
  package var usesMouse = false
  /// Whether the dashboard asks and answers in lines of words.
  package var usesScreenReader = false
  /// How long an Esc may be the beginning of a key's sequence; `ESCDELAY` counts before it.
  package var escapeDelay: Duration = .milliseconds(25)
  /// What the dashboard opens with.
  package var view: ViewChoice
  /// Those of the files, beside the presets: each of a name of its own, and with panes.
  package var layouts: [LayoutSetting] = []
  /// The name of the layout to begin with; `nil` for the standard one.
  package var startLayout: String?
  /// How the terminal is asked to copy.
  package var copy = CopyChoice.osc52
  package var written = WrittenWords()
  package var redactions: Redactions
  /// What can be chosen for the note of a decision on several applications, by name.
  package var texts: [SafeText: SafeText] = [:]
  /// Bytes that what is kept of telemetry files may take, by `MemoryMeter`'s estimate.
  package var memoryLimit = MemoryMeter.standardLimit
  package var record = RecordSettings()
  /// `nil` without `[collect]`.
  package var collection: CollectionPlan?

  /// What counts where nobody has configured anything.
  package static let standard = Configuration(
    policy: .standard, rules: .standard, data: [], isDataNamed: false, journal: nil,
    isReadOnly: false, interval: .seconds(2), theme: nil, color: .auto, isASCII: false, view: .overview,
    redactions: [],
    collection: nil)

  /// Everything to be read: the data named, else the folder that is collected into; and what single clusters have.
  package var roots: [String] {
    if isDataNamed { return data }
    let own = data.isEmpty ? [collection?.folder].compactMap(\.self) : data
    return own + rules.clusters.flatMap { $0.data.map(\.text.shown) }
  }
}
