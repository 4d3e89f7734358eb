import Model
import Screen
import Text

/// What granting an application would do, in words. No figure of it wears a colour: it is nobody's verdict.
struct GrantLines {
  let effect: GrantEffect

  /// The pool, the load and the queue, each figure with what it is of.
  var fields: [FieldGroup.Field] {
    poolFields + [
      ("mean load", load),
      ("of available", share),
      (
        "allocated",
        Line(value: effect.allocatedNow.map { "\(SafeText.percent($0)) now" })
          .and("then", effect.allocatedThen.map { SafeText.percent($0) })
      ),
      (
        "backlog",
        Line(value: effect.backlog.map { .atLeast(gpuHours($0), if: effect.backlogIsAtLeast) })
          .and("drain", effect.drain.map { .atLeast(drain($0), if: effect.backlogIsAtLeast) })
      ),
      ("whole machine", wholeMachine),
    ]
  }

  /// One line for the pool, where one is known, and one for the load.
  var inShort: [FieldGroup.Field] {
    var lines: [Line] = []
    if let pool = effect.pool, let after = effect.leftAfter {
      lines.append(
        Line("pool \(SafeText.compact(pool.left.count)) → \(SafeText.compact(after.count)) GPU-h left"))
    }
    if let load = effect.meanLoad {
      var line = Line("load \(gpus(load))")
      if effect.allocatedThen != nil {
        line.add(
          ", allocated \(SafeText.percentFigure(effect.allocatedNow)) → \(SafeText.percentFigure(effect.allocatedThen)) %"
        )
      }
      lines.append(line)
    }
    return lines.enumerated().map { ($0.offset == 0 ? "if granted" : "", $0.element) }
  }

  private var poolFields: [FieldGroup.Field] {
    guard let pool = effect.pool else {
      var line = Line(value: nil)
      line.add(" not configured for the mode", .muted, mayBreak: true)
      return [("pool", line)]
    }
    var fields: [FieldGroup.Field] = [
      ("pool", Line(value: gpuHours(pool.size)).and("granted", SafeText.amount(pool.granted.count))),
      ("left", Line(value: "\(SafeText.amount(pool.left.count)) now").and("then", leftAfter)),
    ]
    if pool.unknownGrants > 0 {
      let runs: SafeText = pool.unknownGrants == 1 ? "allocation runs" : "allocations run"
      fields.append(
        ("", Line(value: "less what is not told: \(pool.unknownGrants) \(runs) without a known grant")))
    }
    return fields
  }

  private var leftAfter: SafeText? {
    effect.leftAfter.map {
      $0.count < 0 ? "\(SafeText.amount(-$0.count)) too few" : SafeText.amount($0.count)
    }
  }

  private var load: Line {
    guard let load = effect.meanLoad, let days = effect.durationDays else { return Line(value: nil) }
    return Line(value: "\(gpus(load)) over \(SafeText.count(days, "day", "days"))")
  }

  /// Slurm's count stands beside where it is another than that of billed GPUs.
  private var share: Line {
    guard let available = effect.available else { return Line(value: nil) }
    var text: SafeText = "\(SafeText.percent(effect.meanShare)) of \(gpus(available))"
    if let gres = effect.availableInSlurm, Double(gres) != available.count {
      text.append(", \(SafeText.grouped(gres)) in Slurm's count")
    }
    return Line(value: text)
  }

  private var wholeMachine: Line {
    Line(value: effect.hoursOfMachine.map { "\(SafeText.duration(hours: $0)) of all available GPUs" })
  }

  private func gpuHours(_ amount: GPUHours) -> SafeText { "\(SafeText.amount(amount.count)) GPU-hours" }

  /// As the queue's pane writes it.
  private func drain(_ hours: Double) -> SafeText { hours == 0 ? "0" : .duration(hours: hours) }

  /// What is more than nothing is never told as 0.
  private func gpus(_ gpus: GPUs) -> SafeText {
    if gpus.count > 0, gpus.count < 0.05 { return "less than 0.1 GPUs" }
    return "\(SafeText.amount(gpus.count)) \(gpus.count == 1 ? "GPU" : "GPUs")"
  }
}
