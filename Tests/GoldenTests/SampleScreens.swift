import Dashboard
import Foundation
import Model
import Screen
import Telemetry
import Testing
import Text

/// The sample data as a screen at its own moment.
enum SampleScreens {
  static let moment = Timestamp(rfc3339: "2026-11-23T10:00:00Z") ?? Timestamp(secondsSince1970: 0)

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../sample-data").standardized.path

  /// What the dashboard knows after it has read the sample data once.
  static func content(of cluster: String? = nil) async -> DashboardModel {
    let root = cluster.map { "\(folder)/\($0)" } ?? folder
    let reading = await TelemetrySnapshot.once(roots: [root], fixedNow: moment)
    return DashboardModel(factory: reading.factory, policy: .standard, now: moment)
  }

  /// What is on the screen after some keys.
  static func state(
    _ view: View, _ size: Size, keys: String = "", of cluster: String? = nil
  ) async throws -> DashboardState {
    var state = DashboardState(view: view)
    state.receive(await content(of: cluster))
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: moment)
    }
    return state
  }

  static func canvas(
    _ view: View, _ size: Size, keys: String = "", of cluster: String? = nil
  ) async throws -> Canvas {
    render(
      try await state(view, size, keys: keys, of: cluster), size: size,
      clock: Clock(now: moment, isFixed: true))
  }
}
