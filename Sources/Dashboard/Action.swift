package import Entities

/// What a key asks for.
package enum Action: Hashable, Sendable {
  case quit
  /// Leaves what lies over the screen, a page or a full view; on the first screen, the program.
  case close
  case toggleHelp
  /// Opens the list of alerts, or leaves it.
  case toggleAlerts
  case back
  case nextPane, previousPane
  case jump(Pane)
  case toggleExpand
  /// Opens what is under the cursor, or where the link of a page leads, and closes nothing.
  case openRow
  /// Of a page.
  case nextLink, previousLink
  /// The page of the next or the previous thing of the list behind.
  case nextPage, previousPage
  /// What belongs to the thing at hand, to go there.
  case showLinks
  case moveDown, moveUp
  case moveRight, moveLeft
  case nextReason, previousReason
  /// Has the graphs of the past show another time: the next longer one, or the next shorter one, round the ends.
  case longerPast, shorterPast
  case pageDown, pageUp
  case halfPageDown, halfPageUp
  /// Of the rows that are shown.
  case screenTop, screenMiddle, screenBottom
  case top, bottom
  case refresh
  /// Lets the figures stand still, and go on; a replay plays, and stops.
  case toggleFreeze
  /// Leaves what is frozen or replayed.
  case goNewest
  /// Lets a moment of the recording be typed.
  case goToTime
  case nextReading, previousReading
  case nextEvent, previousEvent
  case minuteOn, minuteBack, hourOn, hourBack
  /// Of a replay that plays.
  case faster, slower
  case revealNames
  case redraw
  case nextTheme
  case suspend
  /// Shows what can be done about the application under the cursor.
  case decide
  case open(TriageAction)
  /// Asks whether to take back one's newest record, or all that were recorded with it.
  case undo
  /// Opens what is under the cursor of those that can be done.
  case chooseTriageAction
  case nextField, previousField
  case showSavedFilters
  /// Copies what the thing under the cursor is called by.
  case copyID
  case showCopies, showExport
  /// Of the field of the export under the cursor.
  case nextChoice, previousChoice
  case writeExport
  /// Takes what is under the cursor of a menu.
  case chooseItem
  /// Shows what a form is going to record.
  case finish
  case discard
  case leaveForm
  case record
  /// Asks by which field to sort.
  case chooseSort
  /// Sorts by the column at the left or at the right of the one that the list is sorted by.
  case sortLeft, sortRight
  case reverseSort
  /// Marks the row under the cursor, or takes the mark away, and goes on to the next.
  case mark
  case markAll
  /// Lists what the filter leaves out too.
  case showRest
  case nextMatch, previousMatch
  case chooseColumns
  case scrollRight, scrollLeft
  case toggleColumn
  case moveColumnLeft, moveColumnRight
  case openFilter
  case openCommand
  /// Of whatever is typed: a filter, a command, or a search of the help.
  case keepFilter, dropFilter
  /// Puts the next or the previous of what could follow into the filter that is typed.
  case complete, completeBack
  /// Of what was kept before.
  case older, newer
  case searchHelp, searchPage
  /// Adds the word to the filter, or takes it away.
  case toggleFilter(ApplicationFlag)
}

/// A word of the applications' filter that a key adds and takes away.
package enum ApplicationFlag: String, Sendable, CaseIterable {
  case mine, waiting, decided

  /// What never holds with it: who waits for the applicant has not decided.
  var opposite: ApplicationFlag? {
    switch self {
    case .waiting: .decided
    case .decided: .waiting
    case .mine: nil
    }
  }
}

/// What the loop has to do outside the state, because an action asked for it.
package enum Effect: Equatable, Sendable {
  case quit, refresh, redraw, suspend
  case record(RecordOrder)
  /// Asks the terminal to take it into its clipboard.
  case copy(String)
  case export(ExportOrder)
  /// Writes the screen as it is, without personal names.
  case screenshot(ScreenshotOrder)
  /// Asks which files there are in the home folder whose names begin so.
  case lookForExports(beginning: String)
  /// Keeps a filter beyond the program's end.
  case save(SavedFilter)
  /// Forgets one that was kept so.
  case unsave(SavedFilter)
  /// Looks up a moment of the recording.
  case replay(ReplayRequest)
}
