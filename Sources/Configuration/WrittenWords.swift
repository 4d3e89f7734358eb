/// What a configuration says in the dashboard's own words, as they are written: which actions, fields and lists there
/// are, the dashboard knows.
package struct WrittenWords: Sendable, Equatable {
  /// The keys that actions have in place of their own; files in their order, each from its beginning.
  package var keys: [KeySetting] = []
  /// How kinds of lists are shown, each kind once by the word that is written.
  package var lists: [ListSetting] = []
  /// Filters under names; files in their order, each from its beginning.
  package var filters: [FilterSetting] = []

  package init() {}
}

/// What is wrong with such words, by whoever knows them.
package typealias WordCheck = @Sendable (WrittenWords) -> [ConfigurationProblem]
