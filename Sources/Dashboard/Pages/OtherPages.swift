import Entities
import Model
import Screen
import Text

/// The pages of things of which little is known beside their fields.
extension PageBuilder {
  /// What somebody's jobs do, and in whose accounts.
  mutating func page(ofUser entity: EntityID, _ item: EntityItem) -> PageContents {
    let (name, cluster) = (entity.name ?? .unknown, entity.cluster ?? .unknown)
    let jobs = JobsInCommon(content, of: cluster) { $0.test(\.user, is: name) }
    let accounts = Set(jobs.records.map { $0.text($0.job.account) }).filter { !$0.isEmpty }.sorted()
    let words: SafeText = "user=\(name.asFilterValue) cluster=\(cluster.asFilterValue)"
    var sections = reasons(of: jobs, all: words)
    sections += jobTable(jobs, titled: "jobs", columns: [.account], all: words)
    sections.append(
      PageSection(
        "where it belongs", in: .right,
        [
          ("cluster", link(to: .cluster(cluster))),
          ("accounts", Self.beside(accounts.prefix(Self.mostRows).map { link(.account, $0, of: cluster) })),
        ]))
    sections.append(otherFields(item, told: ["name", "cluster"], .right))
    return PageContents(title: "user \(name) · \(cluster)", headline: counts(of: item), sections: sections)
  }

  /// Its limits, and the jobs that have it.
  mutating func page(ofQOS entity: EntityID, _ item: EntityItem) -> PageContents {
    let (name, cluster) = (entity.name ?? .unknown, entity.cluster ?? .unknown)
    let jobs = JobsInCommon(content, of: cluster) { $0.test(\.qos, is: name) }
    var sections = [otherFields(item, told: ["name", "cluster"])]
    sections += jobTable(
      jobs, titled: "jobs", .right, columns: [.account],
      all: "qos=\(name.asFilterValue) cluster=\(cluster.asFilterValue)")
    sections.append(PageSection("where it belongs", in: .right, [("cluster", link(to: .cluster(cluster)))]))
    return PageContents(title: "QOS \(name) · \(cluster)", headline: counts(of: item), sections: sections)
  }

  /// `3 running, 12 waiting`
  private func counts(of item: EntityItem) -> Line {
    Line("\(item.value("running").shown) running, \(item.value("waiting").shown) waiting", .strong)
  }

  /// When it is, what it holds, who may use it, and which jobs it will hit.
  mutating func page(ofReservation entity: EntityID, _ item: EntityItem) -> PageContents {
    let (name, cluster) = (entity.name ?? .unknown, entity.cluster ?? .unknown)
    let reservation = content.cluster(cluster)?.reservations?.first { $0.name == name }
    var sections = [otherFields(item, told: ["name", "cluster", "partition", "accounts"])]
    let jobs = JobsInCommon(content, of: cluster) { $0.test(\.reservation, is: name) }
    sections += jobTable(
      jobs, titled: "jobs in it", columns: [.account, .user],
      all: "reservation=\(name.asFilterValue) cluster=\(cluster.asFilterValue)")
    if let reservation {
      sections += outliving(reservation, of: cluster)
      var belongs: [FieldGroup.Field] = [("cluster", link(to: .cluster(cluster)))]
      if let partition = reservation.partition {
        belongs.append(("partition", link(toPartition: partition, of: cluster)))
      }
      let accounts = reservation.accounts.map { account in
        // With a minus before it, it may not.
        account.shown.hasPrefix("-") ? Line(" \(account) ") : link(.account, account, of: cluster)
      }
      if !accounts.isEmpty { belongs.append(("accounts", Self.beside(accounts))) }
      sections.append(PageSection("where it belongs", in: .right, belongs))
      sections += nodes(of: reservation, cluster)
    }
    return PageContents(
      title: "reservation \(name) · \(cluster)", headline: reservation.map(standing) ?? Line(),
      sections: sections)
  }

  /// `begins 30 Nov 06:00, in 42 h`
  private func standing(of reservation: Reservation) -> Line {
    if reservation.startsAt > now { return Line("begins \(momentAndAge(reservation.startsAt))", .strong) }
    guard let end = reservation.endsAt else { return Line("goes on without an end", .strong) }
    return end > now
      ? Line("goes on until \(momentAndAge(end))", .strong) : Line("is over since \(moment(end))", .muted)
  }

  /// Running jobs on its nodes whose time limit ends after it begins.
  private mutating func outliving(_ reservation: Reservation, of cluster: SafeText) -> [PageSection] {
    guard reservation.startsAt > now, let list = reservation.nodeList.map(HostList.init),
      let nodes = content.nodes.first(where: { $0.name == cluster }),
      let queue = content.jobQueues.first(where: { $0.name == cluster })
    else { return [] }
    var places: Set<Int32> = []
    for node in nodes.all where list.contains(node.name) {
      for place in nodes.runningJobs(on: node.name) ?? []
      where queue.table.jobs[Int(place)].endsAt.map({ $0 > reservation.startsAt }) ?? true {
        places.insert(place)
      }
    }
    let lines = places.sorted().prefix(Self.mostRows).map { place in
      let record = JobRecord(queue: queue, place: Int(place))
      var line = link(to: record)
      line.add("until \(record.job.endsAt.map(moment) ?? .unknown)")
      return line
    }
    let title: SafeText = "running jobs whose limit ends after it begins: \(places.count)"
    return [PageSection(title, in: .right, lines.isEmpty ? [Line("none", .muted)] : Array(lines))]
  }

  private mutating func nodes(of reservation: Reservation, _ cluster: SafeText) -> [PageSection] {
    guard let list = reservation.nodeList, let names = HostList(list).names(atMost: 4096) else { return [] }
    var line = Self.beside(names.prefix(Self.mostRows).map { link(.node, $0, of: cluster) })
    if names.count > Self.mostRows {
      line.add(" +\(names.count - Self.mostRows) more", .muted, mayBreak: true)
    }
    return [PageSection("nodes", in: .right, [line])]
  }

  /// What the file is, how it is, and what was raised about it.
  mutating func page(ofSource entity: EntityID, _ item: EntityItem) -> PageContents {
    let path = entity.name ?? .unknown
    let figures = content.figures.sources.first { $0.source.path == path }
    var sections = [otherFields(item, told: [])]
    if let cluster = figures?.source.cluster, content.cluster(cluster) != nil {
      sections.append(PageSection("where it counts", [("cluster", link(to: .cluster(cluster)))]))
    }
    sections += alerts(.left) { $0.kind == .source && $0.name == path }
    let state = figures?.state ?? .missing
    return PageContents(
      title: "source \(path)",
      headline: Line(SafeText(untrusted: state.rawValue), state == .ok ? .strong : state.role),
      sections: sections)
  }

  /// What is the matter, and with what.
  mutating func page(ofAlert row: RowID, _ item: EntityItem) -> PageContents {
    var sections = [otherFields(item, told: [])]
    if let about = content.row(of: row.entity), content.has(about, user: user) {
      sections.insert(PageSection("about", [link(to: about)]), at: 0)
    }
    let severity = item.value("severity").shown
    return PageContents(
      title: "alert \(item.value("rule").shown)",
      headline: Line(severity, severity.shown == "critical" ? .critical : .warning),
      sections: sections)
  }
}
