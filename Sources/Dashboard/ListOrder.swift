import Model

extension [ApplicationItem] {
  /// Their places in the order of the screen: first what can still be kept and presses, due today or at risk, by due
  /// time; then what is breached, the newest first; then the rest in the order of triage.
  var screenOrder: [Int] {
    let byRank = Dictionary(grouping: indices) { self[$0].screenRank }
    return (byRank[.pressing] ?? [])
      + (byRank[.breached] ?? []).sorted {
        guard let due = self[$0].dueAt, let other = self[$1].dueAt, due != other else { return $0 < $1 }
        return due > other
      } + (byRank[.other] ?? [])
  }
}

extension ApplicationItem {
  fileprivate enum ScreenRank {
    case pressing, breached, other
  }

  fileprivate var screenRank: ScreenRank {
    switch serviceClass {
    case .dueToday, .atRisk: .pressing
    case .breached: .breached
    case .ok, .paused, .notStarted: .other
    }
  }
}

extension [BudgetFigures] {
  /// Brings them into the order of the screen: by state, the sooner somebody has to act the earlier; those that are
  /// ahead by the day they run out, those that are ending by the day they end, others as they came.
  ///
  /// In place, for a second list of hundreds of thousands of budgets would be large.
  mutating func arrangeForScreen() {
    var places = screenOrder
    // Each circle of budgets that take each other's places is gone round once.
    for start in indices where places[start] != start {
      let first = self[start]
      var place = start
      while places[place] != start {
        let next = places[place]
        self[place] = self[next]
        places[place] = place
        place = next
      }
      self[place] = first
      places[place] = place
    }
  }

  /// Their places in that order.
  private var screenOrder: [Int] {
    indices.sorted { left, right in
      let (urgency, other) = (self[left].state.urgency, self[right].state.urgency)
      if urgency != other { return urgency < other }
      if let deadline = self[left].deadline, let other = self[right].deadline, deadline != other {
        return deadline < other
      }
      return left < right
    }
  }
}

extension BudgetFigures {
  /// When it is too late for one in its state; one that is ahead by its pace alone runs out at its end at the earliest.
  fileprivate var deadline: Timestamp? {
    switch state {
    case .ahead: exhaustsAt ?? allocation.endsAt
    case .ending: allocation.endsAt
    case .exhausted, .idleStart, .under, .unknown, .onPace, .notStarted, .ended: nil
    }
  }
}

extension BudgetState {
  /// The lower, the sooner somebody has to act.
  fileprivate var urgency: Int {
    switch self {
    case .exhausted: 0
    case .ahead: 1
    case .idleStart: 2
    case .under: 3
    case .ending: 4
    case .unknown: 5
    case .onPace: 6
    case .notStarted: 7
    case .ended: 8
    }
  }
}
