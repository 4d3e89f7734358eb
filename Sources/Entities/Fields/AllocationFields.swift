package import Model
import Text

/// What is told of an allocation: what was granted, what is used, and where that leads. Amounts are in the unit that it
/// was granted in.
package enum AllocationFields {
  package static let all = fields { _ in 1 }

  /// Those of a list whose amounts are all shown in one unit: `scale` is how many of it are one of the allocation's own,
  /// `nil` where nobody knows.
  package static func fields(in scale: @escaping @Sendable (BudgetFigures) -> Double?) -> Fields<
    BudgetFigures
  > {
    @Sendable func amount(_ amount: Double?, of budget: BudgetFigures) -> FieldValue {
      .amount(amount.flatMap { amount in scale(budget).map { amount * $0 } })
    }
    return Fields<BudgetFigures>(
      [
        Field("id", title: "allocation", .name, searched: true, "its proposal, else its account") {
          .told($0.allocation.proposal ?? $0.allocation.account)
        },
        Field("proposal", .name, usual: false, "the proposal that it was granted to") {
          .told($0.allocation.proposal)
        },
        Field("account", .name, searched: true, "the account that jobs name") {
          .told($0.allocation.account)
        },
        Field("cluster", .name, searched: true, "the cluster that it is for") {
          .told($0.allocation.cluster)
        },
        Field("unit", .choice(units.offered), "the unit of its amounts") {
          $0.allocation.unit == .other ? .unknown : units[$0.allocation.unit]
        },
        Field("granted", .amount, unit: .itsOwn, "what was granted") {
          amount($0.allocation.granted, of: $0)
        },
        Field("used", .amount, unit: .itsOwn, "what was used") { amount($0.allocation.used, of: $0) },
        Field(
          "committed", .amount, unit: .itsOwn, usual: false, "what jobs may still take, beyond what was used"
        ) {
          amount($0.allocation.committed, of: $0)
        },
        Field("left", .amount, unit: .itsOwn, usual: false, "granted less used") {
          guard let granted = $0.allocation.granted, let used = $0.allocation.used else { return .unknown }
          return amount(granted - used, of: $0)
        },
        Field("used%", .share, unit: .fraction, "used of granted") { .share($0.usedFraction) },
        Field("elapsed", title: "calendar%", .share, unit: .fraction, "how much of its time is over") {
          .share($0.calendarFraction)
        },
        Field("pace", .ratio, "used of granted over elapsed: 1 is on the line") { .ratio($0.pace) },
        Field("burn", title: "a day", .amount, unit: .itsOwn, "what is used a day") {
          amount($0.burnPerDay, of: $0)
        },
        Field("needed", .amount, unit: .itsOwn, usual: false, "what would use all of it by its end, a day") {
          amount($0.neededPerDay, of: $0)
        },
        Field("out", title: "runs out", .moment, "when nothing is left, if use goes on so") {
          .moment($0.exhaustsAt)
        },
        Field("starts", .moment, usual: false, "when it begins") { .moment($0.allocation.startsAt) },
        Field("ends", .moment, usual: false, "the first moment after it") { .moment($0.allocation.endsAt) },
        Field("unused", .amount, unit: .itsOwn, "what will be left at its end, if use goes on so") {
          amount($0.unusedAtEnd, of: $0)
        },
        Field(
          "estimate", .amount, unit: .itsOwn, usual: false, "what will be used at its end, if use goes on so"
        ) {
          amount($0.estimateAtEnd, of: $0)
        },
        Field(
          "month-quota", .amount, unit: .itsOwn, usual: false,
          "the present month's even share of what was granted"
        ) { amount($0.monthQuota, of: $0) },
        Field("month-used", .amount, unit: .itsOwn, usual: false, "what was used in the present month") {
          amount($0.monthUsed, of: $0)
        },
        Field("state", .choice(states.offered), "where it stands") {
          states[$0.state]
        },
      ],
      flags: [
        FieldFlag("early", "runs out before its end") { budget in
          if budget.state == .exhausted { return true }
          guard let out = budget.exhaustsAt, let end = budget.allocation.endsAt else { return nil }
          return out < end
        },
        FieldFlag("under", "used more slowly than its time passes") {
          $0.state == .under || $0.state == .idleStart
        },
        FieldFlag("ahead", "used faster than its time passes") { $0.state == .ahead },
        FieldFlag("exhausted", "all is used") { $0.state == .exhausted },
        FieldFlag("ended", "nothing can be done with it any more") { $0.state == .ended },
      ])
  }

  private static let units = Choices(AccountingUnit.allCases)
  private static let states = Choices(BudgetState.allCases)

  /// A list whose amounts are shown in another unit than each allocation's own.
  package static func list(
    _ budgets: [BudgetFigures], in scale: @escaping @Sendable (BudgetFigures) -> Double?
  ) -> EntityList {
    EntityList(.allocations, fields(in: scale), budgets)
  }
}
