import Model
import Text

extension DashboardState {
  /// Tells the open form on several applications what has changed about them, a frozen screen notwithstanding.
  mutating func lookForBulkNews() {
    guard var open = bulk, let newest = newestContent else { return }
    if case .recording = open.stage { return }
    var news: [SafeText] = []
    for (place, part) in open.parts.enumerated() {
      let found = newest.found(part.application)
      guard found != part.found else { continue }
      switch (part.found, found) {
      case (let before?, let found?):
        news += found.news(since: before).map { "\(part.application.withoutProgramme): \($0)" }
      case (_?, nil): news.append("\(part.application.withoutProgramme): no file holds it any more")
      case (nil, _?): news.append("\(part.application.withoutProgramme): it is there again")
      case (nil, nil): break
      }
      open.parts[place].found = found
    }
    guard open.take(news: news) else {
      // Nothing is written in it that would be lost, and who is asked has to see what is true.
      bulk = nil
      notice = Notice(
        "\(open.title): nothing was recorded, for something has changed: \(news[0])", isBad: true)
      return
    }
    bulk = open
  }
}

extension BulkForm {
  /// Tells what it does not tell yet; before anything is recorded, somebody has to look at that.
  ///
  /// - Returns: whether there is a form to look at it in.
  fileprivate mutating func take(news all: [SafeText]) -> Bool {
    let new = all.filter { !news.contains($0) }
    news += new
    guard !new.isEmpty, stage == .confirming else { return true }
    guard deed != nil else { return false }
    stage = .editing
    field = .done
    problem = "not recorded yet: look at what has changed, then finish again"
    return true
  }
}
