import Entities
import Text

/// Where one is, as far as the footer's keys go.
enum FooterPlace {
  case overview, list, filteredList, markedList, page, searchedPage, alerts, help, menu
  /// Forms and the question what to do name their keys on their own frames.
  case elsewhere
}

extension FooterPlace {
  /// What the footer offers, in its order, by the names of the key table; those of one entry stand side by side. The one
  /// table of it. A line that is not there, or whose keys an inner scope takes, is passed over.
  var order: [[SafeText]] {
    switch self {
    case .overview:
      [
        ["row.open"], ["view.expand"], ["pane.next"], ["list.filter"], ["list.sort"], ["alerts.toggle"],
        ["command.open"], ["help.toggle"],
      ]
    case .list:
      [
        ["row.open"], ["application.decide"], ["list.filter"], ["list.sort"],
        ["list.mark"], ["row.links"], ["list.columns"], ["past.longer"], ["list.export"], ["view.back"],
        ["help.toggle"],
      ]
    case .filteredList:
      [
        ["view.back"], ["list.show_rest"], ["list.next_match", "list.previous_match"], ["row.open"],
        ["application.decide"], ["list.filter"], ["list.sort"], ["list.export"], ["help.toggle"],
      ]
    case .markedList:
      [
        ["list.copy"], ["list.export"], ["list.mark"], ["view.back"], ["application.decide"], ["list.filter"],
        ["list.sort"], ["help.toggle"],
      ]
    case .page:
      [
        ["page.next_link"], ["row.open"], ["view.back"], ["page.next", "page.previous"],
        ["past.longer"], ["application.decide"], ["page.search"], ["row.links"], ["list.copy"],
        ["help.toggle"],
      ]
    case .searchedPage:
      [
        ["page.next_match", "page.previous_match"], ["view.back"], ["page.search"], ["page.next_link"],
        ["row.open"], ["page.next", "page.previous"], ["application.decide"], ["row.links"], ["help.toggle"],
      ]
    case .alerts: [["row.open"], ["list.filter"], ["list.sort"], ["view.close"], ["help.toggle"]]
    case .help: [["help.search"], ["view.close"]]
    case .menu: [["view.back"]]
    case .elsewhere: []
    }
  }
}

extension DashboardState {
  var footerPlace: FooterPlace {
    if isInForm { return .elsewhere }
    switch overlay {
    case .help: return .help
    case .comparison: return .menu
    case .triageActions: return .elsewhere
    case .savedFilters, .copies, .export, .sort, .columns, .links, .found: return .menu
    case nil: break
    }
    if let page { return page.search == nil ? .page : .searchedPage }
    if looks[kindAtHand]?.marks.isEmpty == false { return .markedList }
    if queries[kindAtHand]?.withoutOrder != nil { return .filteredList }
    if openList == .alerts { return .alerts }
    if openList != nil { return .list }
    return view == .overview ? .overview : .list
  }

  /// What the footer says of a line of the key table where one is; `nil` where its key does nothing.
  func footerWord(of binding: Binding) -> SafeText? {
    if binding.action == .close { return innermost?.closing }
    if binding.action == .openRow, page != nil { return page?.link == nil ? nil : "follow" }
    if binding.action == .longerPast, !showsPast { return nil }
    if binding.action == .back { return wordOfBack ?? binding.footer }
    if binding.action == .showRest, showsRest.contains(kindAtHand) { return "only matches" }
    if binding.action == .mark, let row = rowAtHand, looks[kindAtHand]?.marks.contains(row) == true {
      return "unmark"
    }
    return binding.action == .decide && recordingAccess.refusal != nil ? nil : binding.footer
  }

  /// What the key that goes back does to a filter, which says how much it brings back.
  private var wordOfBack: SafeText? {
    if overlay != nil { return "close" }
    guard page == nil else { return page?.search == nil ? nil : "end search" }
    if looks[kindAtHand]?.marks.isEmpty == false { return "none" }
    guard let query = queries[kindAtHand], let listed = listed[kindAtHand] else { return nil }
    return query.withoutOrder == nil ? "its own order" : "all \(SafeText.grouped(listed.all))"
  }
}
