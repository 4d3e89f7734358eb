import Entities
import Model
import Screen
import Text

/// Makes the page of a thing from what is known of it: a section for each question, and the links in it.
///
/// Made anew for each reading (`PageCache`); linear in what the page tells of, at most in the jobs.
struct PageBuilder {
  let context: PaneBuilder
  /// Who looks.
  let user: SafeText?
  /// Where the links lead, by their numbers.
  private(set) var links: [PageLink] = []

  init(context: PaneBuilder, user: SafeText?) {
    self.context = context
    self.user = user
  }

  var content: DashboardModel { context.content }
  var clock: Clock { context.clock }
  var keys: KeyBindings { context.keys }
  var now: Timestamp { context.figures.now }

  /// A thing's page; `nil` where there is no such thing any more.
  mutating func contents(of row: RowID) -> PageContents? {
    guard let item = content.item(row, user: user) else { return nil }
    var contents: PageContents
    switch item.list.schema.kind {
    case .applications:
      guard let item = row.application.flatMap(content.application) else { return nil }
      contents = application(item)
    case .jobs:
      guard let record = content.record(of: row) else { return nil }
      contents = job(record, item)
    case .nodes:
      guard let node = content.node(row.entity) else { return nil }
      contents = page(of: node, item)
    case .clusters: contents = cluster(row.entity, item)
    case .partitions: contents = partition(row.entity, item)
    case .accounts, .allocations: contents = account(row, item)
    case .users: contents = page(ofUser: row.entity, item)
    case .qos: contents = page(ofQOS: row.entity, item)
    case .reservations: contents = page(ofReservation: row.entity, item)
    case .sources: contents = page(ofSource: row.entity, item)
    case .alerts: contents = page(ofAlert: row, item)
    }
    contents.links = links
    return contents
  }
}

extension PageBuilder {
  /// The name of something that Enter opens.
  mutating func link(_ link: PageLink, _ name: SafeText) -> Line {
    var line = Line()
    line.add(link: links.count, name)
    links.append(link)
    return line
  }

  /// The name of a thing; as plain text where there is no such thing to open.
  mutating func link(to row: RowID, _ name: SafeText? = nil) -> Line {
    link(.page(row), name ?? row.entity.name ?? .unknown)
  }

  mutating func link(_ kind: EntityID.Kind, _ name: SafeText, of cluster: SafeText?) -> Line {
    link(to: .entity(EntityID(kind, name, cluster: cluster)))
  }

  mutating func link(toPartition name: SafeText, of cluster: SafeText) -> Line {
    let isKnown = content.figures(ofCluster: cluster)?.partitions.contains { $0.name == name } ?? false
    return isKnown ? link(to: .partition(cluster: cluster, name: name)) : Line(" \(name) ")
  }

  /// A job by its number; a single task of an array is no row of a list.
  mutating func link(to record: JobRecord, _ name: SafeText? = nil) -> Line {
    let job = record.job
    let isTask = job.arrayTaskID != nil && record.otherPlaces.isEmpty
    return link(
      to: isTask
        ? .entity(EntityID(.job, SafeText(untrusted: "\(job.id)"), cluster: record.cluster))
        : .job(cluster: record.cluster, id: job.id), name ?? record.number)
  }

  /// `lumi  standard-g `: names beside each other, the links among them with their own cells.
  static func beside(_ lines: [Line]) -> Line {
    lines.reduce(into: Line()) { line, next in
      if line.width > 0, line.spans.last?.text != " " { line.add(" ") }
      line.add(next, mayBreak: true)
    }
  }
}

extension PageBuilder {
  /// What some fields say, each behind its title; those of which nothing is known say so.
  func fields(_ item: EntityItem, _ keys: [String]) -> [FieldGroup.Field] {
    keys.compactMap { key in item.list.schema.place(of: key).map { field(item, $0) } }
  }

  /// All fields that the page does not tell otherwise: with room, each with what it means.
  func otherFields(_ item: EntityItem, told: Set<String>, _ column: PageSection.Column = .left) -> PageSection
  {
    let schema = item.list.schema
    let left = schema.fields.indices.filter { !told.contains(schema.fields[$0].key) }
    let fields = left.map { field(item, $0) }
    let labelWidth = max(PageSection.labelWidth, (fields.map(\.label.width).max() ?? 0) + 2)
    let words = zip(left, fields).map { number, field -> Line in
      var line = Line("\(schema.fields[number].title.titleInWords): ")
      line.add(field.value)
      return line
    }
    @Sendable func lines(_ width: Int) -> [Line] {
      let explains = width >= 90
      return zip(left, fields).flatMap { number, field -> [Line] in
        var line = Line(field.label, .muted)
        line.indent = labelWidth
        line.add(SafeText.spaces(labelWidth - field.label.width))
        line.add(field.value)
        let end = labelWidth + Self.valueWidth
        if explains, line.width < end {
          line.add(SafeText.spaces(end - line.width))
          line.add(wrapping: schema.fields[number].explanation, .muted)
        }
        return line.wrapped(to: width)
      }
    }
    return PageSection(Line("more", .strong), in: column, .drawn(lines, words: words))
  }

  private static let valueWidth = 28

  private func field(_ item: EntityItem, _ number: Int) -> FieldGroup.Field {
    let description = item.list.schema.fields[number]
    guard case .text(let text, let style) = clock.cell(number, of: item.place, in: item.list) else {
      return (description.title, Line(value: nil))
    }
    if text == .unknown { return (description.title, Line(text, .unknown)) }
    if case .share = item.list.value(number, of: item.place), !description.title.shown.contains("%") {
      return (description.title, Line("\(text) %", style.role == .muted ? .text : style.role))
    }
    if text.isAltered { return (description.title, Line(value: text)) }
    return (description.title, Line(wrapping: text, style.role == .muted ? .text : style.role))
  }

  /// `28 Nov 10:02`
  func moment(_ moment: Timestamp) -> SafeText { context.dayAndTime(moment) }

  /// `28 Nov 10:02, 1h 50m ago`; of what is ahead, `in 42h`.
  func momentAndAge(_ moment: Timestamp) -> SafeText {
    let seconds = Int((now - moment).count)
    return seconds >= 0
      ? "\(self.moment(moment)), \(SafeText.span(seconds: seconds)) ago"
      : "\(self.moment(moment)), in \(SafeText.span(seconds: -seconds))"
  }

  /// A widget as the lines of a page.
  static func lines(_ size: Size, _ draw: (inout Canvas, Rect) -> Void) -> [Line] {
    var canvas = Canvas(size: size)
    draw(&canvas, Rect(column: 0, row: 0, width: size.columns, height: size.rows))
    return canvas.lines
  }
}
