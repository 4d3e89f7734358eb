import Model
import Screen
import Text

/// What is typed after `/` where there is nothing to filter, and after `:` in a form, which takes no command: letters
/// which, as keys, would quit, move and jump. It stays text until Enter or Esc, and the line that shows it says that
/// nothing comes of it.
struct UnofferedPrompt: Sendable {
  /// The key that opened it.
  enum Beginning: Sendable {
    case filter, command

    /// Where a filter is opened by another key, so is what is typed in its place.
    init?(_ key: Key, by keys: KeyBindings) {
      if keys.keys(of: .openFilter, in: .filteredList).contains(key) {
        self = .filter
      } else if keys.keys(of: .openCommand).contains(key) {
        self = .command
      } else {
        return nil
      }
    }

    var sign: SafeText {
      switch self {
      case .filter: "/"
      case .command: ":"
      }
    }
  }

  let beginning: Beginning
  var field = TextField(hasLines: false)

  init(_ beginning: Beginning) { self.beginning = beginning }

  /// The keys that mean the same as elsewhere, because they are no text.
  static let actionsWhileTyping: Set<Action> = [.quit, .suspend, .redraw, .refresh]
}

extension DashboardState {
  /// Takes what a person does as text, whatever it is, up to the keys that keep or drop a filter.
  mutating func handleInUnoffered(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    notice = nil
    // What is too long is not put in, which leaves nothing undone.
    switch input {
    case .paste(let text): try? unoffered?.field.insert(text)
    case .key(let key, _):
      let inner = keys.action(for: key, in: [.filter])
      if inner == .keepFilter || inner == .dropFilter {
        if let unoffered, inner == .keepFilter {
          notice = Notice(passing: "\(refusal(of: unoffered.beginning)); nothing was done")
        }
        unoffered = nil
        break
      }
      if (try? unoffered?.field.edit(key)) != false { break }
      guard let action = keys.action(for: key, in: [.everywhere]),
        UnofferedPrompt.actionsWhileTyping.contains(action)
      else { break }
      return reduce(action, size: size, now: now)
    }
    return []
  }

  /// Why nothing comes of what is typed.
  func refusal(of beginning: UnofferedPrompt.Beginning) -> SafeText {
    switch beginning {
    case .command: return "a form takes no commands"
    case .filter:
      if isInForm { return "a form has no filter" }
      switch overlay {
      case .help: return "\(keys.name(of: .searchHelp, in: .help)) searches the help"
      case .triageActions, .savedFilters, .copies, .export, .sort, .columns, .links, .found:
        return "this question has no filter"
      case .comparison: return "this has no filter"
      // Every list has one.
      case nil: return "\(keys.name(of: .searchPage, in: .page)) searches a page"
      }
    }
  }
}

extension ScreenDrawing {
  /// The footer's line while it is typed: the text at the left, at the right that nothing comes of it.
  func drawUnoffered(_ prompt: UnofferedPrompt, on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    let told = Line(
      "\(state.refusal(of: prompt.beginning)) · \(state.keys.name(of: .dropFilter, in: .filter))", .warning)
    // The text keeps a third.
    let room = rect.width - 3
    let remark =
      told.width <= room * 2 / 3 ? told : Line(told.text.truncated(toWidth: room * 2 / 3), .warning)
    let start = canvas.draw(
      prompt.beginning.sign, column: rect.column + 1, row: rect.row, style: Style(.key))
    let end = rect.columns.upperBound - 1 - remark.width
    prompt.field.window(width: end - start - 2).draw(on: &canvas, column: start, row: rect.row)
    remark.draw(on: &canvas, column: end, row: rect.row, width: remark.width)
  }
}
