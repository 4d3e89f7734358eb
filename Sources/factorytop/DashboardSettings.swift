import Configuration
import Dashboard
import Entities
import Model
import Text

/// What a configuration says of the dashboard, read.
struct DashboardSettings: Sendable {
  var keys: KeyBindings
  var lists: ListSettings
  var copying: CopyWay
  var usesMouse: Bool
  var layouts: [PaneLayout]
  var startLayout: SafeText?
  var templates: TextTemplates

  /// What is wrong with saved filters, which are left out.
  private(set) var filterProblems: [ConfigurationProblem] = []

  /// `kept` are the filters that the dashboard has saved.
  init(_ configuration: Configuration, kept: [FilterSetting] = []) {
    keys = configuration.keyBindings
    lists = configuration.listSettings
    copying = configuration.copyWay
    usesMouse = configuration.usesMouse
    layouts = configuration.paneLayouts
    startLayout = configuration.startLayout.map { SafeText(untrusted: $0) }
    templates = TextTemplates(
      configuration.texts.sorted { $0.key < $1.key }.map { TextTemplate(name: $0.key, text: $0.value) },
      areOrganisationsHidden: configuration.redactions.contains(.organisations))
    lists.read(kept, keys, areKept: true, &filterProblems)
  }
}

extension DashboardState {
  /// Takes them over, from the next key on.
  mutating func adopt(_ settings: DashboardSettings) {
    adopt(settings.keys)
    adopt(settings.lists)
    adopt(settings.copying)
    adopt(usesMouse: settings.usesMouse)
    adopt(settings.layouts, beginningWith: settings.startLayout)
    adopt(settings.templates)
  }
}
