package import Text

/// What support staff look at before they spend more time on an application, the cheapest first.
///
/// The raw values are the words of reports. None of them decides: a person does.
package enum Check: String, Sendable, Hashable, CaseIterable {
  /// Whether the mode is one for this kind of organisation.
  case mode
  /// Whether the amount is within the mode's bounds.
  case bounds
  case duration
  case oneSystem = "one_system"
  case cutoff
  case country
  /// Whether an organisation that calls itself an SME or a start-up has the numbers of one.
  case sme
  case civilianPurpose = "civilian_purpose"
  case personalData = "personal_data"
  case otherFunding = "other_funding"
  case aiAct = "ai_act"
  case architecture
  case partition
  case gpusAtOnce = "gpus_at_once"
  /// Whether the machine's pool for the mode still has what is asked for.
  case pool
  /// Whether the same organisation already holds something of this mode.
  case duplicates
  /// Whether the principal investigator's contract lasts long enough.
  case contract
}

extension Check {
  /// At most 13 cells.
  package var title: SafeText {
    switch self {
    case .mode: "right mode"
    case .bounds: "bounds"
    case .duration: "duration"
    case .oneSystem: "one system"
    case .cutoff: "cut-off"
    case .country: "country"
    case .sme: "SME"
    case .civilianPurpose: "civilian use"
    case .personalData: "personal data"
    case .otherFunding: "other funding"
    case .aiAct: "AI Act"
    case .architecture: "architecture"
    case .partition: "partition"
    case .gpusAtOnce: "GPUs at once"
    case .pool: "pool"
    case .duplicates: "duplicates"
    case .contract: "PI's contract"
    }
  }
}

/// What a check comes to. `fail` refuses nothing: a person decides.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case pass, fail
  /// Something that the check rests on is not told.
  case unknown
}

/// What one check found of one application.
package struct CheckResult: Sendable, Equatable {
  package var check: Check
  package var verdict: Verdict
  /// One clause with the values and the rule: `4,000 GPU-hours, allowed are up to 5,000`.
  package var restsOn: SafeText
}

/// What one check found; the caller knows which it was.
struct Finding {
  var verdict: Verdict
  var restsOn: SafeText

  static func pass(_ restsOn: SafeText) -> Finding { Finding(verdict: .pass, restsOn: restsOn) }
  static func fail(_ restsOn: SafeText) -> Finding { Finding(verdict: .fail, restsOn: restsOn) }
  static func unknown(_ restsOn: SafeText) -> Finding { Finding(verdict: .unknown, restsOn: restsOn) }
}
