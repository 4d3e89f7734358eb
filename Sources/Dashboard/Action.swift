/// What a key asks for.
package enum Action: Hashable, Sendable {
  case quit
  case toggleHelp
  case toggleAlerts
  case back
  case nextPane, previousPane
  case jump(Pane)
  case toggleExpand
  case openPage, closePage
  case nextApplication, previousApplication
  case moveDown, moveUp
  case moveRight, moveLeft
  case pageDown, pageUp
  case top, bottom
  case refresh
  case toggleFreeze
  case redraw
  case nextTheme
  case suspend
}

/// What the loop has to do outside the state, because an action asked for it.
package enum Effect: Hashable, Sendable {
  case quit, refresh, redraw, suspend
}
