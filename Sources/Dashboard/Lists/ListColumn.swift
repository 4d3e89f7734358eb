import Entities
import Screen
import Text

/// A column of a list: its title and room, and what it shows of an item.
struct ListColumn<Item> {
  var column: Table.Column
  /// The key of the field that it shows.
  let field: String?
  /// The key of the field that the list is sorted by where somebody sorts by the column.
  let sortField: String?
  /// The key of the field that it is chosen by: of what is made from several, the one that it is sorted by.
  var identity: String? { field ?? sortField }
  /// Whether only the full view has it.
  let isFullOnly: Bool
  let content: (Item) -> Table.Content

  /// `field` is what it shows in its own way; what is made from several is sorted by one of them, `sortField`.
  init(
    _ title: SafeText, field: String? = nil, sortField: String? = nil, width: Extent,
    alignment: Alignment = .left, priority: Int, isFullOnly: Bool = false,
    content: @escaping (Item) -> Table.Content
  ) {
    column = Table.Column(title, width: width, alignment: alignment, priority: priority)
    self.field = field
    self.sortField = sortField ?? field
    self.isFullOnly = isFullOnly
    self.content = content
  }

  /// The same column over what the items are made from.
  func map<Other>(_ item: @escaping (Other) -> Item) -> ListColumn<Other> {
    var mapped = ListColumn<Other>(
      column.title, field: field, sortField: sortField, width: column.width, alignment: column.alignment,
      priority: column.priority, isFullOnly: isFullOnly
    ) { [content] in content(item($0)) }
    mapped.column = column
    return mapped
  }
}

extension ListColumn {
  /// The column of a field, in its own room or another. `role` is the look of what it says, where that is known.
  init(
    _ field: Field<Item>, width: Extent? = nil, priority: Int, clock: Clock,
    role: ((Item) -> Role)? = nil
  ) {
    let (description, value) = (field.description, field.value)
    self.init(
      description.title, field: description.key, width: width ?? description.extent,
      alignment: description.form.isFigure ? .right : .left, priority: priority
    ) { item in
      let cell = clock.cell(of: value(item))
      guard let role, case .text(let text, let style) = cell, style.role != .unknown else { return cell }
      return .text(text, Style(role(item)))
    }
  }
}

extension ListColumn<Int> {
  /// The column of a field: `place` tells where the row at an index is in the list.
  init(
    _ list: EntityList, field: Int, priority: Int, clock: Clock, place: @escaping (Int) -> Int
  ) {
    let description = list.schema.fields[field]
    self.init(
      description.title, field: description.key, width: description.extent,
      alignment: description.form.isFigure ? .right : .left, priority: priority
    ) { index in
      clock.cell(field, of: place(index), in: list)
    }
  }
}

extension FieldDescription {
  /// The room of its column.
  fileprivate var extent: Extent {
    let title = title.width
    return switch form {
    case .name, .names: .flexible(minimum: max(title, 8), weight: 2)
    case .number: .flexible(minimum: max(title, 9), weight: 1)
    case .nodes: .flexible(minimum: max(title, 9), weight: 2)
    case .prose: .flexible(minimum: max(title, 12), weight: 5)
    case .choice(let choices, _):
      .fixed(max(title, min(14, choices.map(\.word.width).max() ?? 0)))
    case .count: .fixed(max(title, 6))
    case .amount, .span: .fixed(max(title, 7))
    case .ratio: .fixed(max(title, 5))
    case .share: .fixed(max(title, 6))
    case .moment: .fixed(max(title, 12))
    case .flag: .fixed(max(title, 3))
    }
  }
}

extension Clock {
  /// A value in a column: what is nothing or not known stands back.
  func cell(of value: FieldValue) -> Table.Content {
    switch value {
    case .unknown: .text(.unknown, Style(.unknown))
    case .moment(let moment): .text("\(day(of: moment)) \(time(of: moment))")
    case .count(0, _), .amount(0, _): .text(value.shown, Style(.muted))
    case .share(let share): .text(.percentFigure(share))
    case .flag, .count, .amount, .ratio, .span, .unlimited, .word, .text, .list: .text(value.shown)
    }
  }

  /// What a field says of a row: words look as elsewhere, and figures have their unit where no title tells it.
  func cell(_ field: Int, of row: Int, in list: EntityList) -> Table.Content {
    let value = list.value(field, of: row)
    if case .word(let word, _, let mark) = value {
      let text = word + mark
      if let role = list.role(of: word, in: field, row: row) { return .text(text, Style(role)) }
      return .text(text)
    }
    if case .amount(let watts, _) = value, watts != 0, list.schema.fields[field].unit == .watts {
      return .text(.watts(watts))
    }
    return cell(of: value)
  }
}
