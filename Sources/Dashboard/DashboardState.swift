package import Entities
import Model
package import Text

/// Everything that decides what is on the screen, but for the size and the time.
package struct DashboardState: Sendable {
  /// Which keys do what.
  package internal(set) var keys = KeyBindings.standard
  /// Columns and orders of lists, and filters under names.
  package internal(set) var lists = ListSettings()
  /// How the terminal is asked to copy.
  package internal(set) var copying = CopyWay.terminal
  package internal(set) var view: View {
    didSet {
      if view != .queue { reasonsTop = 0 }
      if view != .utilization { actsOnNodes = false }
      // The full view of utilization lists the nodes that are out of service.
      if view != oldValue, view == .utilization || oldValue == .utilization {
        cursors[.alone(.nodes)] = nil
        listContent(of: .nodes)
      }
      if view == .overview || oldValue == .overview { wasExpanded = view != .overview }
      settleFocus()
    }
  }
  /// Whether the full view was opened from the overview, to which one goes back then; otherwise the dashboard began
  /// with it.
  private(set) var wasExpanded = false
  /// The pane that keys act on; in a full view, that view's pane.
  package internal(set) var focus: Pane
  /// The list that fills the screen in place of the view.
  package internal(set) var openList: ListKind? {
    didSet {
      // In the view it is another list of nodes.
      if openList != oldValue, view == .utilization { listContent(of: .nodes) }
    }
  }
  /// The places that lists were opened from, the newest last; one level back leads there.
  var trail: [TrailPlace] = []
  /// What lies over the screen.
  package internal(set) var overlay: Overlay? {
    didSet {
      guard overlay != oldValue else { return }
      overlayTop = 0
      menuCursor = 0
      helpSearch = nil
      // What is asked is asked of what there was then.
      if overlay != .found { foundThings = [] }
      if overlay != .links { linkRequest = LinkRequest() }
      if overlay != .copies { copyRequest = CopyRequest() }
    }
  }
  /// The first line of the overlay that is shown.
  var overlayTop = 0
  /// Which item of the menu that lies over the screen the cursor is on.
  var menuCursor = 0
  /// The fields of the menu of columns in its order.
  var fieldsOfColumnMenu: [Int] = []
  /// What is called as somebody typed, to choose from.
  var foundThings: [FoundThing] = []
  /// Where the thing at hand leads, to choose from.
  var linkRequest = LinkRequest()
  /// What the menu of copies is about.
  var copyRequest = CopyRequest()
  /// How lists are exported; kept for the next time.
  var export = ExportForm()
  /// What the help is searched for.
  var helpSearch: HelpSearch?
  /// The page that lies over the list or the panes.
  package internal(set) var page: OpenPage?
  /// What is being typed to search it.
  var pageSearch: PageSearchPrompt?
  /// Whether the overview has not room for all partitions; see `fit`.
  var foldsClusters = false
  /// Where the cursors are; a list without one has it on its first row.
  var cursors: [ListPlace: Cursor] = [:]
  /// How much of the past graphs show.
  var pastSpan = PastSpan.day
  /// The first line on why tasks wait that the full view of the queue shows.
  var reasonsTop = 0
  /// Whether the keys act on the nodes that the full view of utilization lists, and not on the partitions.
  var actsOnNodes = false
  /// The node under the cursor of the map; `nil` means the first.
  var nodeCursor: NodeCursor?
  /// The application whose personal names are shown; see `openApplication`. Nothing remembers it.
  package internal(set) var revealed: SafeText?
  /// How the screen is coloured.
  package internal(set) var themes = ThemeChoice()
  /// Which panes the overview has.
  package internal(set) var layouts = LayoutChoice()
  /// Whether clicks and the wheel count.
  package internal(set) var usesMouse = false
  /// What a configuration last said of that.
  var configuredMouse: Bool?
  /// The row that was clicked last, and when.
  var lastClick: Click?
  /// Which characters it is drawn with.
  package internal(set) var glyphs = Glyphs.unicode
  /// What is shown; `nil` until the first reading.
  package internal(set) var content: DashboardModel?
  /// The newest reading, kept back while something else is shown.
  package internal(set) var heldBack: DashboardModel?
  /// Whether decisions can be recorded.
  package internal(set) var recordingAccess = RecordingAccess.unread
  /// What is being written for the journal, or asked about it.
  package internal(set) var form: DecisionForm?
  /// What was put into it last, where that came as keys.
  var unmarkedPaste: UnmarkedPaste?
  /// What was begun and not recorded.
  var drafts: [DecisionForm] = []
  /// What is on its way into the journal, by its ticket.
  var inFlight: [Int: DecisionForm] = [:]
  /// What was recorded from here and has not been read yet: the application by the record.
  var unreadRecords: [SafeText: SafeText] = [:]
  /// What the IDs of all begin with that was recorded from here (`DecisionRecord.session`).
  var ownSessions: Set<SafeText> = []
  /// The texts that can be chosen for what is recorded.
  package internal(set) var templates = TextTemplates()
  var lastTicket = 0
  var notice: Notice?
  /// Whether the last key asked to leave, and was told what that would lose.
  var wasWarnedOfLeaving = false
  /// Which moment is shown.
  package internal(set) var time = TimeAxis.live
  /// How many readings have come since another moment is shown.
  var newerReadings = 0
  /// Where there is a recording to go back in.
  package internal(set) var replaySource = ReplaySource.none
  /// The number of the newest request for a moment of it.
  var lastReplayTicket = 0
  /// What the line of time tells; `nil` while it is looked up.
  var timeline: ReplayTimeline?
  /// What was shown when somebody marked it, to compare other moments with.
  var markedModel: DashboardModel?
  /// Whether the moment that is being looked up is to be remembered so.
  var marksWhatComes = false
  /// What differs from that, as it was asked last.
  var comparison: ModelChanges?
  /// Who looks, as applications are assigned; `nil` where that is not known.
  package internal(set) var user: SafeText?
  /// What is listed of which kind, and in which order; of a kind without a query all, in the pane's own.
  package internal(set) var queries: [ListKind: Query] = [:]
  /// What `queries` leave of `content`.
  var listed: [ListKind: ListedRows] = [:]
  /// The kinds whose lists show what a filter leaves out, too.
  var showsRest: Set<ListKind> = []
  /// The numbers of the requests for what is to be listed that have no answer yet.
  var awaited: [ListKind: Int] = [:]
  /// Those that have not been handed out yet; see `takeListingRequests`.
  var listingRequests: [ListingRequest] = []
  /// The number of the newest request.
  var lastListingRequest = 0
  /// A reading that is not on the screen yet.
  var incoming: IncomingModel?
  /// The newest reading behind that one; those between are left out.
  var following: DashboardModel?
  /// How the lists of each kind are arranged.
  var looks: [ListKind: ListLook] = [:]
  /// The rows that were under the cursors when keys began to come fast: what is told beside lists is still of these.
  var heldDetails: [ListPlace: Cursor]?
  /// The filter or the command that is being typed.
  var prompt: Prompt?
  /// The filters and commands that were kept.
  var promptHistory = PromptHistory()
  /// What is typed after a key that would open a prompt elsewhere.
  var unoffered: UnofferedPrompt?
  /// How many keys that do nothing have come, as long as the notice of them is shown.
  var ignoredKeys = 0
  /// Where the cursor was before the filter that is being typed took the row away.
  var displaced: Cursor?

  package init(view: View = .overview, user: SafeText? = nil, filter: Query? = nil) {
    self.view = view
    self.user = user
    if let filter { queries[filter.kind] = filter }
    focus = view.pane ?? .utilization
  }

  /// Lets keys do what a configuration says, from the next one on.
  package mutating func adopt(_ keys: KeyBindings) { self.keys = keys }

  /// Offers other texts, from the next form on.
  package mutating func adopt(_ templates: TextTemplates) { self.templates = templates }

  /// Shows a newer reading, or keeps it back while another moment is shown.
  package mutating func receive(_ newer: DashboardModel) {
    if keepsBack, content != nil || replay != nil {
      heldBack = newer
      newerReadings += 1
    } else {
      prepare(newer)
    }
    lookForNews()
    forgetReadRecords()
  }

  /// Where the row under a cursor has gone, the cursor stays at its place, on the row that is there now; but nobody is
  /// asked what to do about that one, who was asked about the other.
  ///
  /// Linear in the rows.
  mutating func show(_ newer: DashboardModel, listed ready: [ListKind: ListedRows]) {
    let before = self
    content = newer
    prompt?.valueCounts = CountedFields()
    awaited = [:]
    settleMarks()
    for kind in ListKind.allCases {
      listed[kind] = order(of: kind).map { ready[kind] ?? ListedRows(of: newer, kind, by: $0, user: user) }
    }
    for (place, cursor) in cursors {
      let rows = rows(at: place)
      guard !rows.isEmpty else { continue }
      cursors[place] =
        cursor.moved(with: rows)
        ?? Cursor(at: cursor.index(in: before.rows(at: place)) ?? cursor.place, of: rows)
    }
    if let nodeCursor, let nodes = mappedNodes?.nodes { self.nodeCursor = nodeCursor.settled(in: nodes) }
    moveCursorToPage()
    hideNamesElsewhere()
    if overlay == .export { countExport() }
    if overlay == .triageActions, markedApplications.isEmpty, applicationAtHand != before.applicationAtHand {
      overlay = nil
      notice = Notice("what was under the cursor is not listed any more", isBad: true)
    }
  }

  /// The rows that the cursor of `pane` moves over.
  func rows(of pane: Pane) -> RowList { rows(at: .pane(pane)) }
}

extension DashboardState {
  /// Whether a pane lists clusters of which most are folded.
  func isFolded(_ pane: Pane) -> Bool {
    foldsClusters && view == .overview && listKind(of: pane) == .partitions && listed[.partitions] == nil
  }

  /// What a pane lists as it is shown now, for filters and sorts.
  func listKind(of pane: Pane) -> ListKind {
    switch pane {
    case .applications: .applications
    case .budget: .allocations
    case .queue: view == .queue ? .jobs : .partitions
    case .utilization: .partitions
    }
  }

  /// The row under a pane's cursor, by what it is; `nil` means the first.
  package func selection(of pane: Pane) -> RowID? { cursors[.pane(pane)]?.row }

  /// The application whose fields, or whose contact on a page, are on the screen.
  var openApplication: SafeText? {
    if let page { return page.application ?? content?.application(toldOnPageOf: page.row, user: user) }
    return view == .applications && openList == nil ? applicationAtHand : nil
  }

  /// Names stay on the screen as long as their application does, and no longer.
  mutating func hideNamesElsewhere() {
    if revealed != nil, revealed != openApplication { revealed = nil }
  }
}

/// A node of the map by its name, and where it was last seen.
struct NodeCursor: Sendable {
  var name: SafeText
  var place: Int

  /// Where the node is now. Constant time while it has not moved, otherwise linear in the nodes.
  func index(in nodes: OrderedNodes) -> Int? {
    nodes.indices.contains(place) && nodes[place].node.name == name
      ? place : nodes.firstIndex { $0.node.name == name }
  }

  /// On the same node; where that has gone, on the one at its place.
  func settled(in nodes: OrderedNodes) -> NodeCursor {
    guard !nodes.isEmpty else { return self }
    let place = index(in: nodes) ?? min(place, nodes.count - 1)
    return NodeCursor(name: nodes[place].node.name, place: place)
  }
}

/// A row of a list by what it is, and where it was last seen.
struct Cursor: Hashable, Sendable {
  var row: RowID
  var place: Int

  /// Where the row is now; a partition that is folded is where its cluster is. Constant time while it has not moved,
  /// otherwise linear in the rows.
  func index(in rows: RowList) -> Int? {
    if rows.indices.contains(place), rows[place] == row { return place }
    if let index = rows.firstIndex(of: row) { return index }
    guard case .partition(let cluster, _) = row else { return nil }
    return rows.firstIndex(of: .cluster(cluster))
  }

  /// On the same row where that is now, so that it is found there at once; `nil` where it has gone.
  func moved(with rows: RowList) -> Cursor? { index(in: rows).map { Cursor(row: row, place: $0) } }
}

extension Cursor {
  /// On the row at a place, or on the last one where there are not so many; there is one at least.
  init(at place: Int, of rows: RowList) {
    let place = min(max(0, place), rows.count - 1)
    self.init(row: rows[place], place: place)
  }
}
