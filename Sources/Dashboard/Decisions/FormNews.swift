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

  /// Tells the open form what has changed about its applications, a frozen screen notwithstanding. Before something
  /// whose ground has changed is recorded, its author has to look again.
  mutating func lookForNews() {
    guard var open = form, !open.isRecording, let newest = newestContent else { return }
    var news: [SafeText] = []
    for (place, part) in open.parts.enumerated() {
      let found = newest.found(part.application)
      guard found != part.found else { continue }
      let isOne = open.scope == .one
      let told: [SafeText] =
        switch (part.found, found) {
        case (let before?, let found?): found.news(since: before)
        case (_?, nil) where isOne && newest.application(part.application) != nil: ["the journal is gone"]
        case (_?, nil): ["no file holds \(isOne ? "the application" : "it") any more"]
        case (nil, _): ["it is there again"]
        }
      news += isOne ? told : told.map { "\(part.application.withoutProgramme): \($0)" }
      // What is gone is decided on as it was seen last; of several it is left out.
      if !isOne || found != nil { open.parts[place].found = found }
    }
    guard open.take(news: news) else {
      // Nothing is written in it that would be lost, and who is asked has to see what is true.
      form = nil
      notice = Notice(
        "\(open.title): nothing was recorded, for something has changed: \(news[0])", isBad: true)
      return
    }
    if !open.fields.contains(open.field) { open.field = .done }
    form = open
  }
}

extension DecisionForm {
  /// Tells what it does not tell yet; before anything is recorded, somebody has to look at that.
  ///
  /// - Returns: whether there is a form to look at it in.
  fileprivate mutating func take(news all: [SafeText]) -> Bool {
    let new = all.filter { !news.contains($0) }
    news += new
    guard !new.isEmpty, stage == .confirming else { return true }
    guard scope != .undo else { return false }
    stage = .editing
    field = .done
    top = 0
    problem = "not recorded yet: look at what has changed, then finish again"
    return true
  }
}

extension Case {
  /// What is new since `earlier`, each in a clause.
  func news(since earlier: Case) -> [SafeText] {
    var mark = earlier.standing.mark
    // Both forms are at hand, so that what has changed in them can be told.
    mark.form = nil
    let news = standing.news(since: mark, naming: .titles)
    guard standing.form != earlier.standing.form else { return news }
    let changes = application.changes(since: earlier.application)
    return news + (changes.isEmpty ? ["its form in the portal has changed"] : changes)
  }
}

extension DashboardModel {
  /// An application as it was read last, for somebody to decide on; `nil` without a journal.
  func found(_ id: SafeText) -> Case? {
    application(id).flatMap { Case($0.application, by: policy, at: figures.now) }
  }
}
