import Model
import Screen
import Text

extension PaneBuilder {
  /// A line for each cluster that tells how its scheduler keeps up.
  var schedulerLines: [Line] {
    figures.clusters.compactMap { cluster in
      schedulerLine(of: cluster.name).map { told in
        var line = Line("scheduler ", .muted)
        if figures.clusters.count > 1 { line.add("\(cluster.name) ", .strong) }
        line.add(told)
        return line
      }
    }
  }

  /// How the scheduler of a cluster keeps up; `nil` where no source tells.
  func schedulerLine(of name: SafeText) -> Line? {
    figures.clusters.first { $0.name == name }.flatMap { cluster in
      cluster.scheduler.map { health in
        var line = Line()
        line.add("cycle \(seconds(health.lastCycle))")
        line.add(" mean \(seconds(health.meanCycle))", .muted)
        line.addSeparator()
        line.add("backfill \(seconds(health.lastBackfill))", mayBreak: true)
        line.add(" mean \(seconds(health.meanBackfill))", .muted)
        line.addSeparator()
        line.add(
          "looked at \(SafeText.grouped(health.queueLength)) \(health.queueLength == 1 ? "job" : "jobs")",
          mayBreak: true)
        line.addSeparator()
        line.add("slurmdbd is ", mayBreak: true)
        line.add(SafeText.grouped(health.accountingBacklog), .strong)
        line.add(health.accountingBacklog == 1 ? " message behind" : " messages behind")
        let source = figures.sources.first {
          $0.source.kind == .scheduler && $0.source.cluster == cluster.name && $0.state != .ok
        }
        if let age = source?.age { line.add(", \(SafeText.span(seconds: Int(age.count))) ago", .stale) }
        return line
      }
    }
  }

  /// `0.39 s`, `7.9 s`, `412 s`.
  private func seconds(_ duration: Duration?) -> SafeText {
    guard let duration else { return SafeText.unknown }
    let (whole, attoseconds) = duration.components
    let hundredths = attoseconds / 10_000_000_000_000_000
    switch whole {
    case ..<1: return "0.\(Int(hundredths), digits: 2) s"
    case ..<10: return "\(Int(whole)).\(Int(hundredths / 10)) s"
    default: return "\(SafeText.grouped(Int(whole))) s"
    }
  }
}
