import Text

/// The innermost of what one is in above the first screen: what the key that closes leaves.
enum Innermost {
  case overlay, page, list, fullView
}

extension DashboardState {
  /// `nil` on the first screen.
  var innermost: Innermost? {
    if overlay != nil { return .overlay }
    if page != nil { return .page }
    if openList != nil || !trail.isEmpty { return .list }
    return wasExpanded ? .fullView : nil
  }
}

extension Innermost {
  /// What it is to leave it, for the footer.
  var closing: SafeText {
    switch self {
    case .overlay: "close"
    case .page, .list, .fullView: "back"
    }
  }
}
