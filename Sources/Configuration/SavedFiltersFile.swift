import Collection
package import Telemetry
package import Text

/// The filters that the dashboard keeps beyond its end: a TOML file of tables `[[filter]]`, as in a configuration, that
/// nobody but this program writes.
package struct SavedFiltersFile: Sendable, Equatable {
  /// Of the file, which need not be there.
  package let path: String
  private let folder: String

  /// In the folder for what programs keep: `$XDG_STATE_HOME/factorytop`, where that is not set
  /// `~/.local/state/factorytop` (XDG Base Directory Specification); `nil` without a home.
  package init?(environment: (String) -> String?) {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      self.init(folder: "\(state)/factorytop")
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      self.init(folder: "\(home)/.local/state/factorytop")
    } else {
      return nil
    }
  }

  private init(folder: String) {
    self.folder = folder
    path = "\(folder)/filters.toml"
  }

  /// What the file system says of it now; `nil` where nothing is. Blocks as long as the file system does.
  package var stamp: FileStamp? {
    do throws(TelemetryError) { return try FileStamp.of(DataPath(path)).stamp } catch { return nil }
  }

  /// The filters as they are written; none where there is no file. Blocks as long as the file system does.
  ///
  /// - Throws: everything that is wrong with the file, their words not looked at.
  package func read() throws(ConfigurationProblems) -> [FilterSetting] {
    let document: Setting
    do {
      document = try Setting(tomlText: try TextFile.contents(of: path))
    } catch let error as TextFile.Unreadable where error.isMissing {
      return []
    } catch {
      throw ConfigurationProblems(of: path, error)
    }
    let table = document.table ?? [:]
    var reader = DraftReader(path: path)
    reader.refuseOthers(in: table, of: "", than: [FilterSetting.section])
    let filters = table[FilterSetting.section].map { reader.filters(of: $0) } ?? []
    let problems = reader.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    guard problems.isEmpty else { throw ConfigurationProblems(problems) }
    return filters
  }

  /// Adds a filter, or puts it in the place of that of its name and list, and writes the whole file in one step: nobody
  /// else may read it. Waits for the disk.
  ///
  /// - Throws: what is wrong with the file that is there, which is then left as it is, or that it cannot be written.
  package func save(name: String, list: String, words: String, key: String?) throws(SaveFailure) {
    try change { filters in
      var filter = FilterSetting(place: Place(path: path, line: 0), number: 0)
      (filter.name, filter.list, filter.words, filter.key) = (name, list, words, key)
      if let place = filters.firstIndex(where: { $0.name == name && $0.list == list }) {
        filters[place] = filter
      } else {
        filters.append(filter)
      }
    }
  }

  /// Takes out the filter of that name and list, and writes the rest as `save` does; answers whether it was there.
  ///
  /// - Throws: as `save`.
  package func remove(name: String, list: String) throws(SaveFailure) -> Bool {
    var wasThere = false
    try change { filters in
      let count = filters.count
      filters.removeAll { $0.name == name && $0.list == list }
      wasThere = filters.count < count
    }
    return wasThere
  }

  private func change(_ change: (inout [FilterSetting]) -> Void) throws(SaveFailure) {
    let newer: ReplacementFile
    do throws(ReplacementError) {
      newer = try ReplacementFile(for: path, in: OutputFolder(path: folder, mode: 0o600))
    } catch {
      throw SaveFailure(sentence: error.sentence)
    }
    // Of two programs that save at once, the later one has read what the earlier one wrote.
    newer.waitForTurn()
    var filters: [FilterSetting]
    do throws(ConfigurationProblems) { filters = try read() } catch {
      throw SaveFailure(sentence: error.sentences.first ?? .unknown)
    }
    change(&filters)
    let head = "# Written by factorytop (:save and :unsave), whole at each change: comments do not stay.\n"
    do throws(ReplacementError) {
      try newer.write(Array((head + filters.map(Self.written).joined()).utf8))
      try newer.commit()
    } catch {
      throw SaveFailure(sentence: error.sentence)
    }
  }

  private static func written(_ filter: FilterSetting) -> String {
    let lines = FilterSetting.keys.compactMap { key in
      key.write(filter).map { "\(key.name) = \($0)\n" }
    }
    return "\n[[\(FilterSetting.section)]]\n\(lines.joined())"
  }
}

/// Why a filter was not saved.
package struct SaveFailure: Error, Equatable {
  /// What is wrong and what to do, in a sentence.
  package let sentence: SafeText
}
