import ArgumentParser
import Configuration
import Journal
import Model
import Telemetry
import Text

/// The applications as the portal's files and the journal tell them.
struct TriageSession {
  let data: DataOptions
  let reading: TelemetrySnapshot
  let policy: Policy
  let now: Timestamp
  private(set) var journal: OpenJournal?
  private(set) var applications: ApplicationFigures
  /// What the portal tells of each before anything is hidden, for when no journal keeps it.
  private let forms: [SafeText: FormDigest]

  init(
    _ data: DataOptions, _ configuration: Configuration, _ journal: OpenJournal?, waiting wait: WaitOptions
  ) throws {
    self.data = data
    self.journal = journal
    policy = configuration.policy
    reading = try data.readOnce(by: configuration, isWhole: true, waiting: wait)
    now = data.moment
    try data.refuseUnreadableRoots(in: reading, of: configuration)
    // What is listed does not show that some of it is missing.
    let roots = Set(configuration.roots.map { DataPath($0).text })
    for source in reading.factory.sources where source.isHanging && !roots.contains(source.path) {
      complain("\(source.path): \(source.problem ?? "does not answer")")
    }
    let portal = journal == nil ? reading.factory.applications ?? [] : []
    forms = Dictionary(
      portal.map { ($0.id, FormDigest(of: $0)) }, uniquingKeysWith: { first, _ in first })
    let factory = reading.factory(with: journal?.addition, by: configuration)
    let figures = Figures(of: factory, policy: policy, now: now)
    guard let applications = figures.applications else {
      complain(
        "no file that can be read holds applications: name one with --data PATH, or ask factorytop check.")
      throw ExitCode.undone
    }
    self.applications = applications
  }

  /// The application of that ID, or the only one whose ID ends in a hyphen and `name`, byte by byte.
  ///
  /// - Throws: `ExitCode.undone` when there is none or more than one.
  func item(_ name: String) throws -> ApplicationItem {
    let wanted = SafeText(untrusted: name)
    if let exact = applications.items.first(where: { $0.application.id == wanted }) { return exact }
    let ending = Array("-\(name)".utf8)
    let matching = applications.items.filter { item in
      let id = item.application.id
      return (id.original ?? id.shown).utf8.suffix(ending.count).elementsEqual(ending)
    }
    if let only = matching.first, matching.count == 1 { return only }
    let ids = matching.map(\.application.id).joined(separator: ", ")
    complain(
      matching.isEmpty
        ? "no file holds an application \(wanted): ask factorytop triage list --all for the IDs."
        : "\(wanted) can be any of \(ids): write the whole ID.")
    throw ExitCode.undone
  }

  /// What somebody who looks at it now has seen.
  func mark(of application: Application) -> SeenMark {
    application.standing?.mark ?? SeenMark(portal: application.state, form: forms[application.id])
  }
}

extension ApplicationItem {
  /// Whether somebody has to act on it, here or in the portal.
  var needsAttention: Bool {
    guard let standing = application.standing else { return isPending }
    return isPending || standing.portalState.isPending || standing.isToSettle
      || standing.relation == .disagree
  }
}
