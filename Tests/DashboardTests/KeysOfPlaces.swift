import Entities
import Model
import Screen
import Text

@testable import Dashboard

/// Keys that go somewhere else, or show what there is otherwise.
extension KeyInUse {
  static let places: [KeyInUse] = [
    KeyInUse("view.close", .live(.overview), "2e") { $0.state.view == .overview },
    KeyInUse("view.close", .live(.overview), "?") { $0.state.overlay == nil },
    KeyInUse("view.close", .live(.applications), "<Enter>") { $0.state.page == nil },
    KeyInUse("view.close", .live(.overview), ":nodes<Enter>") { $0.state.openList == nil },
    KeyInUse("view.close", .live(.queue)) { $0.effects == [.quit] },
    KeyInUse("program.quit", .live(.overview), ":nodes<Enter>") { $0.effects == [.quit] },
    KeyInUse("help.toggle", .live(.overview)) { $0.state.overlay == .help },
    KeyInUse("help.toggle", .live(.overview), "?") { $0.state.overlay == nil },
    KeyInUse("alerts.toggle", .live(.overview)) { $0.state.openList == .alerts },
    KeyInUse("alerts.toggle", .live(.queue), "a") { $0.state.openList == nil && $0.state.view == .queue },
    KeyInUse("view.back", .live(.overview), "?") { $0.state.overlay == nil },
    KeyInUse("view.back", .live(.applications), "<Enter>/name<Enter>") {
      $0.state.page != nil && $0.state.page?.search == nil
    },
    KeyInUse("view.back", .live(.applications), "<Enter>") { $0.state.page == nil },
    KeyInUse("view.back", .live(.queue), "  ") { $0.look.marks.isEmpty },
    KeyInUse("view.back", .live(.queue), "/running<Enter>") { $0.query == nil },
    KeyInUse("view.back", .live(.queue), ":nodes<Enter>") { $0.state.openList == nil },
    KeyInUse("view.back", .live(.overview), "2e") { $0.state.view == .overview },
    KeyInUse("pane.next", .live(.overview), "1") { $0.state.focus == .queue },
    KeyInUse("pane.next", .live(.utilization)) { $0.state.isOnNodes },
    KeyInUse("pane.previous", .live(.overview), "2") { $0.state.focus == .utilization },
    KeyInUse("pane.utilization", .live(.overview), "2") { $0.state.focus == .utilization },
    KeyInUse("pane.queue", .live(.overview)) { $0.state.focus == .queue },
    KeyInUse("pane.applications", .live(.overview)) { $0.state.focus == .applications },
    KeyInUse("pane.budget", .live(.overview)) { $0.state.focus == .budget },
    KeyInUse("view.expand", .live(.overview), "2") { $0.state.view == .queue },
    KeyInUse("view.expand", .live(.budget)) { $0.state.view == .overview && $0.state.focus == .budget },
    KeyInUse("row.open", .live(.applications)) { $0.state.page?.application == first },
    KeyInUse("row.open", .live(.queue), "<Enter><Tab>") {
      $0.state.page?.row == .job(cluster: "name0", id: 1)
    },
    KeyInUse("row.links", .live(.queue)) { $0.state.overlay == .links && $0.state.page == nil },
    KeyInUse("past.longer", .live(.queue)) { $0.state.pastSpan == .week },
    KeyInUse("past.shorter", .live(.queue)) { $0.state.pastSpan == .hour },
    KeyInUse("sources.read", .live(.overview)) { $0.effects == [.refresh] },
    KeyInUse("names.show", .live(.applications)) { $0.state.revealed == first },
    KeyInUse("names.show", .live(.applications), "p") { $0.state.revealed == nil },
    KeyInUse("theme.next", .live(.overview)) { $0.state.themes.shown == "dawn" },
    KeyInUse("screen.redraw", .live(.overview)) { $0.effects == [.redraw] },
    KeyInUse("program.suspend", .live(.overview)) { $0.effects == [.suspend] },
    KeyInUse("command.open", .live(.overview)) {
      $0.state.prompt?.purpose == .command && $0.typed == ""
    },
  ]

  static let times: [KeyInUse] = [
    KeyInUse("time.freeze", .live(.overview)) { $0.state.frozenAt == Fixture.now },
    KeyInUse("time.freeze", .live(.overview), "f") { $0.state.frozenAt == nil },
    KeyInUse("time.freeze", .recorded) { $0.state.isPlaying },
    KeyInUse("time.freeze", .recorded, "f") { !$0.state.isPlaying },
    KeyInUse("time.newest", .live(.overview), "f") { $0.state.frozenAt == nil },
    KeyInUse("time.newest", .recorded) { $0.state.replay == nil && $0.state.replayedMoment == nil },
    KeyInUse("time.go", .live(.overview)) { $0.typed == "at" },
    KeyInUse("time.next", .recorded) { $0.target == .step(from: Start.moment, by: 1) },
    KeyInUse("time.previous", .recorded) { $0.target == .step(from: Start.moment, by: -1) },
    KeyInUse("time.next_event", .recorded) { $0.target == .nextEvent(after: Start.moment) },
    KeyInUse("time.previous_event", .recorded) { $0.target == .previousEvent(before: Start.moment) },
    KeyInUse("time.minute_back", .recorded) { $0.target == .at(Start.moment + .minutes(-1)) },
    KeyInUse("time.minute_on", .recorded) { $0.target == .at(Start.moment + .minutes(1)) },
    KeyInUse("time.hour_back", .recorded) { $0.target == .at(Start.moment + .hours(-1)) },
    KeyInUse("time.hour_on", .recorded) { $0.target == .at(Start.moment + .hours(1)) },
    KeyInUse("time.faster", .recorded) { $0.state.replay?.speed == 300 },
    KeyInUse("time.slower", .recorded) { $0.state.replay?.speed == 10 },
  ]
}
