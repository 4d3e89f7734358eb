import Text

/// Where one is, as far as the footer's keys go.
enum FooterPlace {
  case overview, list, filteredList, page, alerts, help, menu
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
        ["events.toggle"], ["command.open"], ["help.toggle"],
      ]
    case .list:
      [
        ["application.open"], ["row.open"], ["application.decide"], ["list.filter"], ["list.sort"],
        ["list.mark"], ["list.go_to"], ["list.columns"], ["list.export"], ["view.back"], ["help.toggle"],
      ]
    case .filteredList:
      [
        ["view.back"], ["list.rest"], ["match.next", "match.previous"], ["application.open"], ["row.open"],
        ["application.decide"], ["list.filter"], ["list.sort"], ["list.export"], ["help.toggle"],
      ]
    case .page:
      [
        ["link.next"], ["link.follow"], ["view.back"], ["application.next", "application.previous"],
        ["application.decide"], ["list.go_to"], ["list.copy"], ["list.filter"], ["help.toggle"],
      ]
    case .alerts: [["alerts.open"], ["events.toggle"], ["view.close"], ["help.toggle"]]
    case .help: [["help.search"], ["view.close"]]
    case .menu: [["view.back"]]
    case .elsewhere: []
    }
  }
}

extension DashboardState {
  var footerPlace: FooterPlace {
    if form != nil { return .elsewhere }
    switch overlay {
    case .help: return .help
    case .alerts: return .alerts
    case .deeds: return .elsewhere
    case .savedFilters, .copies, .export: return .menu
    case nil: break
    }
    if page != nil { return .page }
    if listed[listKind(of: focus)] != nil { return .filteredList }
    return view == .overview ? .overview : .list
  }

  /// What the footer says of a line of the key table where one is; `nil` where its key does nothing.
  func footerWord(of binding: Binding) -> SafeText? {
    if binding.action == .close { return innermost?.closing }
    if binding.action == .back { return wordOfBack ?? binding.footer }
    let isIdle =
      // What a full view lists has no page of its own yet, but for applications.
      binding.action == .openRow && view != .overview || binding.action == .decide && desk.refusal != nil
    return isIdle ? nil : binding.footer
  }

  /// What the key that goes back does to a filter, which says how much it brings back.
  private var wordOfBack: SafeText? {
    if overlay != nil { return "close" }
    guard page == nil, let listed = listed[listKind(of: focus)] else { return nil }
    return "all \(SafeText.grouped(listed.all))"
  }
}
