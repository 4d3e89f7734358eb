import Model
import Text

extension DashboardState {
  /// What keys act on, as it is shown: the application of the page, otherwise the one under the cursor of the list.
  var caseAtHand: Case? {
    applicationAtHand.flatMap { content?.found($0) }
  }

  /// The list's cursor need not be on the page's application: a filter may have taken that out of the list.
  var applicationAtHand: SafeText? {
    page.map { $0.application } ?? rowUnderCursor(of: .applications)?.application
  }

  /// Tells the open form what has changed about its application, a frozen screen notwithstanding. Before a decision
  /// whose ground has changed is recorded, its author has to look again.
  mutating func lookForNews() {
    guard var open = form, let newest = newestContent else { return }
    switch open.stage {
    case .recording: return
    case .editing, .confirming: break
    }
    guard let found = newest.found(open.application) else {
      let isListed = newest.application(open.application) != nil
      open.take(news: [isListed ? "the journal is gone" : "no file holds the application any more"])
      form = open
      return
    }
    guard found != open.seen else { return }
    let news = found.news(since: open.seen)
    open.seen = found
    open.take(news: news)
    if !open.fields.contains(open.field) { open.field = .done }
    form = open
  }
}

extension DecisionForm {
  /// Tells what it does not tell yet; before anything is recorded, somebody has to look at that.
  fileprivate mutating func take(news all: [SafeText]) {
    let new = all.filter { !news.contains($0) }
    news += new
    guard !new.isEmpty, stage != .editing else { return }
    stage = .editing
    field = .done
    problem = "not recorded yet: look at what has changed, then finish again"
  }
}

extension Case {
  /// What is new since `earlier`, each in a clause.
  func news(since earlier: Case) -> [SafeText] {
    var mark = earlier.standing.mark
    // Both forms are at hand, so that what has changed in them can be told.
    mark.form = nil
    let news = standing.news(since: mark)
    guard standing.form != earlier.standing.form else { return news }
    let changes = application.changes(since: earlier.application)
    return news + (changes.isEmpty ? ["its form in the portal has changed"] : changes)
  }
}

extension Content {
  /// An application as it was read last, for somebody to decide on; `nil` without a journal.
  func found(_ id: SafeText) -> Case? {
    application(id).flatMap { Case($0.application, by: policy, at: figures.now) }
  }
}
