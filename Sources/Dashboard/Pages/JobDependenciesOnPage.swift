import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// The jobs that it depends on, each with how it stands, and whether one of them suffices.
  mutating func dependencies(of record: JobRecord) -> [PageSection] {
    let text = record.text(record.job.dependency)
    guard !text.isEmpty else { return [] }
    let dependencies = JobDependencies(text)
    guard !dependencies.all.isEmpty else {
      return [PageSection("waits for", [("dependency", Line(value: text))])]
    }
    var fields: [FieldGroup.Field] = dependencies.all.prefix(Self.mostRows).map {
      ($0.kind, line(of: $0, record))
    }
    let more = dependencies.all.count - fields.count
    if more > 0 {
      let count = SafeText.atLeast(.grouped(more), if: dependencies.areAtLeast)
      fields.append(("", Line("+\(count) more", .muted)))
    }
    fields.append(("Slurm says", Line(value: text)))
    return [PageSection(dependencies.anySuffices ? "waits for any of these" : "waits for", fields)]
  }

  /// `4100_5 pending, 5 m after its start, unfulfilled`
  private mutating func line(of dependency: JobDependency, _ record: JobRecord) -> Line {
    guard let number = dependency.job else { return Line(value: dependency.state) }
    let queue = record.queue
    let place = queue.table.place(ofNumber: number)
    var line = Line(number)
    if let place {
      let found = JobRecord(queue: queue, place: place)
      let isTask = number.shown.contains("_") && !number.shown.hasSuffix("_*")
      line =
        isTask ? link(to: found, number) : link(to: .job(cluster: queue.name, id: found.job.id), number)
      line.add(found.job.state.word.text, .muted)
    } else {
      line.add(", which is not in the queue any more", .muted, mayBreak: true)
    }
    if let delay = dependency.delay {
      line.add(", \(SafeText.span(seconds: Int(delay.count))) after its start", .muted, mayBreak: true)
    }
    if let told = dependency.state { line.add(", \(told)", .muted, mayBreak: true) }
    return line
  }
}

extension JobTable {
  /// Where the record of a job is that another one depends on: of `41`, of the task `41_3`, or of the array `41_*`, of
  /// which the first record stands for all. A task that Slurm has not made a record of yet is in that of the array's rest.
  /// Linear in the records.
  func place(ofNumber number: SafeText) -> Int? {
    let parts = number.shown.split(separator: "_")
    guard let first = parts.first, let id = Int64(first) else { return nil }
    guard parts.count == 2, let task = Int(parts[1]) else {
      return jobs.firstIndex { $0.id == id } ?? jobs.firstIndex { $0.arrayID == id || $0.hetID == id }
    }
    return jobs.firstIndex { $0.arrayID == id && $0.arrayTaskID == Int64(task) }
      ?? jobs.firstIndex {
        $0.arrayID == id && $0.arrayTaskID == nil && $0.arrayTasks != .empty
          && ArrayTasks.mayHave(task, in: symbols[$0.arrayTasks].shown)
      }
  }
}
