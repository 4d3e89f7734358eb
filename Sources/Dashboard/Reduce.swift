import Entities
package import Model
package import Screen
import Text

extension DashboardState {
  /// Carries out what a key asks for; returns what the loop has to do outside the state.
  ///
  /// `size` tells how long a page is, `now` when a freeze began.
  package mutating func reduce(_ action: Action, size: Size, now: Timestamp) -> [Effect] {
    fit(to: size)
    if action != .quit, action != .close { wasWarnedOfLeaving = false }
    defer { hideNamesElsewhere() }
    switch action {
    case .quit: return quit()
    case .close: return close()
    case .refresh:
      if let refusalOfReplay {
        notice = Notice(passing: refusalOfReplay)
        return []
      }
      return [.refresh]
    case .redraw: return [.redraw]
    case .suspend:
      revealed = nil
      return [.suspend]
    case .toggleHelp: toggle(.help)
    case .toggleAlerts: toggleAlerts()
    case .back: goBack()
    case .nextPane: moveOn(by: 1)
    case .previousPane: moveOn(by: -1)
    case .jump(let pane): show(pane)
    case .toggleExpand: toggleExpand()
    case .toggleFreeze: return toggleFreeze(now: now)
    case .goNewest: goNewest()
    case .goToTime: openTimePrompt()
    case .nextReading: return goToReading(1, now: now)
    case .previousReading: return goToReading(-1, now: now)
    case .nextEvent: return goToEvent(1, now: now)
    case .previousEvent: return goToEvent(-1, now: now)
    case .minuteOn: return go(by: .minutes(1), now: now)
    case .minuteBack: return go(by: .minutes(-1), now: now)
    case .hourOn: return go(by: .hours(1), now: now)
    case .hourBack: return go(by: .hours(-1), now: now)
    case .faster: changeSpeed(by: 1)
    case .slower: changeSpeed(by: -1)
    case .revealNames: toggleNames()
    case .nextTheme: showNextTheme()
    case .moveDown: move(by: 1, size: size, now: now)
    case .moveUp: move(by: -1, size: size, now: now)
    case .pageDown: move(by: pageLength(size: size, now: now), size: size, now: now)
    case .pageUp: move(by: -pageLength(size: size, now: now), size: size, now: now)
    case .halfPageDown: move(by: halfPageLength(size: size, now: now), size: size, now: now)
    case .halfPageUp: move(by: -halfPageLength(size: size, now: now), size: size, now: now)
    case .screenTop: moveCursor(among: { $0.lowerBound }, size: size, now: now)
    case .screenMiddle: moveCursor(among: { ($0.lowerBound + $0.upperBound - 1) / 2 }, size: size, now: now)
    case .screenBottom: moveCursor(among: { $0.upperBound - 1 }, size: size, now: now)
    case .top: move(by: -(Int.max / 2), size: size, now: now)
    case .bottom: move(by: Int.max / 2, size: size, now: now)
    case .openRow: openRow()
    case .nextLink: selectLink(by: 1, size: size, now: now)
    case .previousLink: selectLink(by: -1, size: size, now: now)
    case .nextPage: turnPage(by: 1, size: size, now: now)
    case .previousPage: turnPage(by: -1, size: size, now: now)
    case .showLinks: showLinks()
    case .moveRight: moveNode(by: 1)
    case .moveLeft: moveNode(by: -1)
    case .nextReason: scrollReasons(by: 1, size: size, now: now)
    case .previousReason: scrollReasons(by: -1, size: size, now: now)
    case .longerPast: changePastSpan(by: 1)
    case .shorterPast: changePastSpan(by: -1)
    case .decide: showTriageActions()
    case .undo: askToUndo()
    case .open(let triageAction): open(triageAction)
    case .chooseTriageAction: open(triageActionUnderCursor)
    case .showSavedFilters: overlay = .savedFilters
    case .chooseItem: return takeItem(menuCursor)
    case .copyID: return copyIDs()
    case .showCopies: showCopies()
    case .showExport: return showExport(now: now)
    case .nextChoice: export.choose(by: 1)
    case .previousChoice: export.choose(by: -1)
    case .nextField where overlay == .export: export.moveField(by: 1)
    case .previousField where overlay == .export: export.moveField(by: -1)
    case .writeExport: return writeExport()
    // Of a form, and there is none.
    case .nextField, .previousField, .finish, .discard, .leaveForm, .record: break
    case .chooseSort: openSortMenu()
    case .sortLeft: sort(byColumn: -1, size: size, now: now)
    case .sortRight: sort(byColumn: 1, size: size, now: now)
    case .reverseSort: reverseSort()
    case .mark: mark()
    case .markAll: markAll()
    case .showRest: toggleRest()
    case .nextMatch: moveToMatch(by: 1, size: size, now: now)
    case .previousMatch: moveToMatch(by: -1, size: size, now: now)
    case .chooseColumns: openColumnMenu()
    case .scrollRight: scrollColumns(by: 1, size: size, now: now)
    case .scrollLeft: scrollColumns(by: -1, size: size, now: now)
    case .toggleColumn: toggleColumn()
    case .moveColumnLeft: moveColumn(by: -1)
    case .moveColumnRight: moveColumn(by: 1)
    case .openFilter: openPrompt()
    case .openCommand: openCommand()
    case .keepFilter:
      guard isSearching else { return keepPrompt(size: size, now: now) }
      isSearchingHelp ? keepHelpSearch() : keepPageSearch()
    case .dropFilter:
      guard isSearching else {
        dropPrompt()
        break
      }
      isSearchingHelp ? dropHelpSearch() : dropPageSearch()
    case .complete: complete(by: 1)
    case .completeBack: complete(by: -1)
    case .older: recallOlder()
    case .newer: recallNewer()
    case .searchHelp: openHelpSearch()
    case .searchPage: openPageSearch()
    case .toggleFilter(let flag): toggle(flag)
    }
    return []
  }

  /// Asks again where leaving would lose something.
  private mutating func quit() -> [Effect] {
    guard let unfinished, !wasWarnedOfLeaving else { return [.quit] }
    wasWarnedOfLeaving = true
    notice = Notice("\(unfinished): the same key again leaves all the same", isBad: true)
    return []
  }

  /// Leaves the innermost of what one is in; where that is the first screen, the program.
  private mutating func close() -> [Effect] {
    switch innermost {
    case nil: return quit()
    case .overlay: overlay = nil
    case .page, .list: _ = followTrailBack()
    case .fullView: view = .overview
    }
    wasWarnedOfLeaving = false
    return []
  }

  /// Deciding needs the whole view, where one sees on what.
  private mutating func showTriageActions() {
    if let refusal = refusalOfReplay ?? recordingAccess.refusal {
      notice = Notice(refusal, isBad: true)
    } else if !markedApplications.isEmpty || caseAtHand != nil {
      if page == nil { view = .applications }
      overlay = .triageActions
    } else {
      notice = Notice(passing: "there is no application here to decide on")
    }
  }

  /// One level up; at the top there is nowhere to go, and Escape never quits.
  private mutating func goBack() {
    if overlay == .help, helpSearch != nil {
      dropHelpSearch()
    } else if overlay != nil {
      overlay = nil
    } else if page?.search != nil {
      page?.search = nil
    } else if page != nil {
      _ = followTrailBack()
    } else if looks[kindAtHand]?.marks.isEmpty == false {
      looks[kindAtHand]?.marks = Marks()
    } else if queries[kindAtHand] != nil {
      dropFilterOfList()
    } else if followTrailBack() {
      return
    } else if view != .overview {
      view = .overview
    } else {
      notice = Notice(passing: "there is nothing to go back to · \(keys.name(of: .close)) quits")
    }
  }

  /// The order stays, until it is all that is asked for.
  private mutating func dropFilterOfList() {
    let query = queries[kindAtHand]
    list(
      kindAtHand,
      by: query?.withoutOrder == nil ? nil : .sorting(nil, by: query?.sort ?? [], of: kindAtHand))
  }

  /// Where the selected link of a page leads; of a list the page of what is under the cursor. Where a pane of the overview
  /// lists nothing, its full view says why.
  private mutating func openRow() {
    if overlay != nil {
      notice = Notice(passing: "there is nothing to open here yet · \(keys.name(of: .close)) closes")
    } else if page != nil {
      followLink()
    } else if let row = rowToOpen {
      open(row)
    } else if view == .overview, openList == nil {
      view = focus.view
    } else {
      notice = Notice(passing: "there is nothing to open")
    }
  }

  /// What is under the cursor; on the map of nodes, the node.
  var rowToOpen: RowID? {
    if openList == nil, view == .utilization, let nodeCursor, let mapped = mappedNodes {
      return .entity(EntityID(.node, nodeCursor.name, cluster: mapped.cluster))
    }
    return rowAtHand == .divider ? nil : rowAtHand
  }

  /// Of the applications, which alone have such words.
  private mutating func toggle(_ flag: ApplicationFlag) {
    list(
      .applications,
      by: .toggling(
        flag.rawValue, opposite: flag.opposite?.rawValue, in: queries[.applications],
        of: ListKind.applications.schema))
  }

  private mutating func toggle(_ wanted: Overlay) { overlay = overlay == wanted ? nil : wanted }

  /// From the full view to the overview, and back; from a list that is no view's, to where it was opened.
  private mutating func toggleExpand() {
    if openList != nil, page == nil, followTrailBack() { return }
    if page != nil, openList != nil { openList = nil }
    page = nil
    cutTrail(from: 0)
    view = view == .overview ? focus.view : .overview
  }

  /// To the next pane; in the full view of utilization, over its nodes.
  private mutating func moveOn(by steps: Int) {
    if view == .utilization, openList == nil, actsOnNodes == (steps < 0) {
      moveToNodes(steps > 0)
    } else {
      show(pane(movedBy: steps))
    }
  }

  private mutating func show(_ pane: Pane) {
    openList = nil
    page = nil
    cutTrail(from: 0)
    focus = pane
    if view != .overview || !shownPanes.contains(pane) { view = pane.view }
  }

  private mutating func toggleNames() {
    guard revealed == nil else { return revealed = nil }
    guard overlay == nil, let id = openApplication else {
      notice = Notice(
        passing: page != nil
          ? "no application is told of on this page"
          : view == .applications
            ? "there is no application here"
            : "names are shown in the full view of the applications and on pages")
      return
    }
    switch content?.application(id)?.application.applicant {
    case nil: notice = Notice(passing: "names are not read here")
    case .withheld: notice = Notice(passing: "the configuration hides names")
    case .told(nil, nil): notice = Notice(passing: "nobody is named here")
    case .told: revealed = id
    }
  }

  mutating func moveCursor(by steps: Int) {
    let rows = rows(at: placeAtHand)
    guard !rows.isEmpty else { return }
    var index = min(max(0, selectedIndex(at: placeAtHand, in: rows) + steps), rows.count - 1)
    // It stands between others, never first or last.
    if rows[index] == .divider { index += steps < 0 ? -1 : 1 }
    moveCursor(to: index, of: rows)
  }

  /// Puts the cursor on a row of the list that has the keys.
  mutating func moveCursor(to index: Int, of rows: RowList) {
    cursors[placeAtHand] = Cursor(row: rows[index], place: index)
    nodeCursor = nil
    displaced = nil
  }

  private mutating func moveNode(by steps: Int) {
    guard view == .utilization, let mapped = mappedNodes, !mapped.nodes.isEmpty else { return }
    let place = min(max(0, mapped.selected + steps), mapped.nodes.count - 1)
    nodeCursor = NodeCursor(name: mapped.nodes[place].node.name, place: place)
  }

  /// What is under a pane's cursor.
  func rowUnderCursor(of pane: Pane) -> RowID? {
    let rows = rows(of: pane)
    return rows.isEmpty ? nil : rows[selectedIndex(of: pane, in: rows)]
  }

  /// Where the cursor is in `rows`; the first row when it is on none of them.
  func selectedIndex(of pane: Pane, in rows: RowList) -> Int { selectedIndex(at: .pane(pane), in: rows) }

  /// The same of any list.
  func selectedIndex(at place: ListPlace, in rows: RowList) -> Int { cursors[place]?.index(in: rows) ?? 0 }

  /// What is under the cursor of the list that has the keys.
  var rowAtHand: RowID? {
    let rows = rows(at: placeAtHand)
    return rows.isEmpty ? nil : rows[selectedIndex(at: placeAtHand, in: rows)]
  }
}
