import Entities
import Model
import Screen
package import Text

extension DashboardState {
  /// More than this many bytes terminals cut or drop.
  private static let mostCopied = 100_000

  /// Says so where the configuration turns copying off.
  mutating func refuseWhereCopyingIsOff() -> Bool {
    guard copying == .off else { return false }
    let export = keys.name(of: .showExport)
    notice = Notice(
      "the configuration turns copying off (copy = \"off\") · \(export) writes a file", isBad: true)
    return true
  }

  /// Copies a text, which `what` names, or says why not.
  package mutating func copy(_ text: String, called what: SafeText) -> [Effect] {
    guard !refuseWhereCopyingIsOff() else { return [] }
    let export = keys.name(of: .showExport)
    guard text.utf8.count <= Self.mostCopied else {
      notice = Notice(
        "\(what) is too long to copy: more than \(.grouped(Self.mostCopied)) bytes · \(export) writes a file",
        isBad: true)
      return []
    }
    notice = Notice("copied \(what) by OSC 52")
    return [.copy(text)]
  }

  /// Copies pieces as one text. None is made beyond what terminals take.
  mutating func copy(pieces: some Sequence<String>, called what: SafeText) -> [Effect] {
    guard !refuseWhereCopyingIsOff() else { return [] }
    var text = ""
    for piece in pieces {
      text += piece
      if text.utf8.count > Self.mostCopied { break }
    }
    return copy(text, called: what)
  }

  /// What the keys act on: the thing of the page, otherwise the marked rows of the list in its order, and those
  /// that a filter hides after them, but none that is gone; where none was marked, the one under the cursor. Linear in
  /// the rows where some are marked.
  var rowsAtHand: [RowID] {
    if let page { return [page.row] }
    let marks = looks[kindAtHand]?.marks ?? Marks()
    guard !marks.isEmpty else { return [rowAtHand].compactMap(\.self) }
    let listed = rows(at: placeAtHand).filter(marks.contains)
    return listed
      + marks.rows.subtracting(listed).map { (row: $0, name: $0.entity.name ?? "") }
      .sorted { $0.name.precedesByNumber($1.name) }.map(\.row)
  }

  /// What rows at hand are; where the cursor of the map is on a node of the row, that node.
  private func thingsAtHand(of rows: [RowID]) -> [EntityID] {
    if page == nil, view == .utilization, let nodeCursor, let mapped = mappedNodes {
      return [EntityID(.node, nodeCursor.name, cluster: mapped.cluster)]
    }
    return content?.things(of: rows) ?? rows.map(\.entity)
  }

  /// Copies what the things at hand are called by, one a line.
  mutating func copyIDs() -> [Effect] {
    guard overlay == nil else {
      notice = Notice(passing: "there is nothing to copy here · \(keys.name(of: .close)) closes")
      return []
    }
    let names = thingsAtHand(of: rowsAtHand).compactMap(\.name)
    guard let first = names.first else {
      notice = nothingToCopy
      return []
    }
    return copy(
      pieces: names.lazy.map(\.shown).inLines, called: names.count == 1 ? first : "\(names.count) IDs")
  }

  mutating func showCopies() {
    let rows = overlay == nil ? rowsAtHand : []
    guard !rows.isEmpty else {
      notice = nothingToCopy
      return
    }
    let things = thingsAtHand(of: rows)
    copyRequest = CopyRequest(rows: rows, things: things, commands: commands(showing: things))
    overlay = .copies
  }

  /// They name the cluster as Slurm does, where a source tells how; the only one is not named, for that needs Slurm's
  /// database.
  private func commands(showing things: [EntityID]) -> [String] {
    let clusters = content?.factory.clusters ?? []
    return things.compactMap { thing in
      let cluster = clusters.count > 1 ? clusters.first { $0.name == thing.cluster }?.slurmName : nil
      return thing.showCommand(in: cluster)
    }
  }

  private var nothingToCopy: Notice {
    overlay == nil && areMarksGone
      ? Self.marksAreGone : Notice(passing: "there is nothing to copy here")
  }

  /// Whether something was marked in the list that has the keys, and none of it is there any more.
  var areMarksGone: Bool {
    guard page == nil, let marks = looks[kindAtHand]?.marks else { return false }
    return marks.rows.isEmpty && !marks.isEmpty
  }

  static let marksAreGone = Notice("nothing of what is marked is there any more", isBad: true)
}

extension Sequence<String> {
  /// Each in a line of its own, without one at the end.
  var inLines: some Sequence<String> {
    enumerated().lazy.map { $0 == 0 ? $1 : "\n\($1)" }
  }
}
