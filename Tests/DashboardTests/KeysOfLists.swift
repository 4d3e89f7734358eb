import Entities
import Model
import Screen
import Text

@testable import Dashboard

/// Keys of lists: what they list, how it is arranged, and the way over it.
extension KeyInUse {
  static let lists: [KeyInUse] = [
    KeyInUse("list.filter", .live(.queue)) { $0.state.prompt?.purpose == .filter(.jobs) },
    KeyInUse("list.saved", .live(.queue)) { $0.state.overlay == .savedFilters },
    KeyInUse("list.sort", .live(.queue)) { $0.state.overlay == .sort },
    KeyInUse("list.sort_left", .live(.queue), ">>") { $0.sort.map(\.field) == [$0.sortFields[0]] },
    KeyInUse("list.sort_right", .live(.queue), ">") { $0.sort.map(\.field) == [$0.sortFields[1]] },
    KeyInUse("list.reverse", .live(.queue), ":sort id<Enter>") { $0.sort.first?.isDescending == true },
    KeyInUse("list.mark", .live(.queue)) { $0.look.marks.rows == [$0.rows[0]] && $0.row == 1 },
    KeyInUse("list.mark", .live(.queue), " k") { $0.look.marks.isEmpty && $0.row == 1 },
    KeyInUse("list.mark_all", .live(.queue), "/running<Enter>") {
      $0.look.marks.rows == Set($0.rows) && $0.rows.count == 15
    },
    KeyInUse("list.mark_all", .live(.queue), "*") { $0.look.marks.isEmpty },
    KeyInUse("list.show_rest", .live(.queue), "/running<Enter>") { $0.rows.count == 30 },
    KeyInUse("list.show_rest", .live(.queue), "/running<Enter>\\") { $0.rows.count == 15 },
    KeyInUse("list.next_match", .live(.applications), "/country:NL<Enter>\\g") {
      $0.rows[$0.row].application == "EHPC-AIF-2026LS01-9004"
    },
    KeyInUse("list.next_match", .live(.overview), ":nodes<Enter>") {
      $0.rows[$0.row].entity.name == "name14"
    },
    KeyInUse("list.previous_match", .live(.applications), "/country:NL<Enter>\\G") {
      $0.rows[$0.row].application == "EHPC-AIF-2026LS01-9004"
    },
    KeyInUse("list.columns", .live(.queue)) { $0.state.overlay == .columns },
    KeyInUse("list.right", .live(.queue)) { $0.look.firstColumn == 1 },
    KeyInUse("list.left", .live(.queue), "ll") { $0.look.firstColumn == 1 },
    KeyInUse("list.mine", .live(.applications)) { $0.query == "mine" },
    KeyInUse("list.mine", .live(.applications), "m") { $0.query == nil },
    KeyInUse("list.waiting", .live(.applications)) { $0.query == "waiting" },
    KeyInUse("list.waiting", .live(.applications), "w") { $0.query == nil },
    KeyInUse("list.decided", .live(.applications)) { $0.query == "decided" },
    KeyInUse("list.decided", .live(.applications), "D") { $0.query == nil },
    KeyInUse("list.copy", .live(.applications)) { $0.effects == [.copy(first.shown)] },
    KeyInUse("list.copy_more", .live(.applications)) { $0.state.overlay == .copies },
    KeyInUse("list.export", .live(.queue)) { $0.state.overlay == .export },
  ]

  static let moves: [KeyInUse] = [
    KeyInUse("list.down", .live(.queue)) { $0.row == 1 },
    KeyInUse("list.down", .live(.applications), "<Enter>") { $0.state.page?.top == 1 },
    KeyInUse("list.up", .live(.queue), "jj") { $0.row == 1 },
    KeyInUse("list.page_down", .live(.queue)) { $0.row == page },
    KeyInUse("list.page_up", .live(.queue), "G") { $0.row == 29 - page },
    KeyInUse("list.half_page_down", .live(.queue)) { $0.row == halfPage },
    KeyInUse("list.half_page_up", .live(.queue), "G") { $0.row == 29 - halfPage },
    KeyInUse("list.screen_top", .live(.queue), "G") { $0.row > 0 && $0.row == $0.rowsBefore.lowerBound },
    KeyInUse("list.screen_middle", .live(.queue)) {
      $0.row > 0 && $0.row == ($0.rowsBefore.upperBound - 1) / 2
    },
    KeyInUse("list.screen_bottom", .live(.queue)) { $0.row > 0 && $0.row == $0.rowsBefore.upperBound - 1 },
    KeyInUse("list.first", .live(.queue), "<PgDn>") { $0.row == 0 },
    KeyInUse("list.last", .live(.queue)) { $0.row == 29 },
    KeyInUse("map.next", .live(.utilization)) { $0.state.nodeCursor?.name == "name12" },
    KeyInUse("map.previous", .live(.utilization), "ll") { $0.state.nodeCursor?.name == "name12" },
    KeyInUse("reasons.down", .live(.queue)) { $0.state.reasonsTop == 1 },
    KeyInUse("reasons.up", .live(.queue), "<C-e><C-e>") { $0.state.reasonsTop == 1 },
  ]

  /// The rows that a key for a page goes over.
  private static let page = Layout(Start.live(.queue).state, size: Pressed.size).pageLength
  private static let halfPage = (page + 1) / 2
}
