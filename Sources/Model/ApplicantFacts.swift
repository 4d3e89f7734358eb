package import Text

/// What an organisation that asks for access says of itself; what it leaves out is `nil`.
package struct OrganisationFacts: Sendable, Equatable {
  /// The number in its country's register of companies.
  package var registryCode: SafeText?
  /// The number for value added tax.
  package var vat: SafeText?
  /// The Commission's participant identification code.
  package var pic: SafeText?
  package var foundedYear: Int?
  /// Annual work units, as Recommendation 2003/361/EC counts them.
  package var staff: Int?
  /// A year's turnover.
  package var turnover: Euros?
  /// The balance sheet's total.
  package var balance: Euros?
  /// Whether linked and partner enterprises are counted in staff, turnover and balance, or there are none.
  package var countsLinked: Bool?

  package init(
    registryCode: SafeText? = nil, vat: SafeText? = nil, pic: SafeText? = nil, foundedYear: Int? = nil,
    staff: Int? = nil, turnover: Euros? = nil, balance: Euros? = nil, countsLinked: Bool? = nil
  ) {
    self.registryCode = registryCode
    self.vat = vat
    self.pic = pic
    self.foundedYear = foundedYear
    self.staff = staff
    self.turnover = turnover
    self.balance = balance
    self.countsLinked = countsLinked
  }
}

/// What an applicant declares about the project; what the form leaves out is `nil`.
package struct Declarations: Sendable, Equatable {
  package var hasCivilianPurpose: Bool?
  package var personalData: PersonalData?
  /// Whether the processing agreement with the site is signed.
  package var hasProcessingAgreement: Bool?
  /// Empty when none is declared.
  package var otherFunding: [OtherFunding]?
  package var aiActClass: AIActClass?
  /// The last day of the principal investigator's contract. Of the person the checks need this date, and no more.
  package var contractEnd: CivilDate?

  package init(
    hasCivilianPurpose: Bool? = nil, personalData: PersonalData? = nil, hasProcessingAgreement: Bool? = nil,
    otherFunding: [OtherFunding]? = nil, aiActClass: AIActClass? = nil, contractEnd: CivilDate? = nil
  ) {
    self.hasCivilianPurpose = hasCivilianPurpose
    self.personalData = personalData
    self.hasProcessingAgreement = hasProcessingAgreement
    self.otherFunding = otherFunding
    self.aiActClass = aiActClass
    self.contractEnd = contractEnd
  }
}

/// What an applicant says of the code and how it is to run, beside machine, partition and amount.
package struct TechnicalRequest: Sendable, Equatable {
  /// Every system that is asked for, when the form can name more than one.
  package var machines: [SafeText]?
  /// The system to take when the first one is full.
  package var fallback: SafeText?
  /// What the code or its container is built for: `x86_64`, `aarch64`, `cuda`, `rocm`.
  package var architectures: [SafeText]?
  /// Billed GPUs at one time.
  package var maxGPUs: Int?

  package init(
    machines: [SafeText]? = nil, fallback: SafeText? = nil, architectures: [SafeText]? = nil,
    maxGPUs: Int? = nil
  ) {
    self.machines = machines
    self.fallback = fallback
    self.architectures = architectures
    self.maxGPUs = maxGPUs
  }
}

/// Support from elsewhere that a project has or has asked for.
package struct OtherFunding: Sendable, Equatable {
  /// Such as `horizon_europe`, `digital_europe`, `national`, `own_funds`.
  package var programme: SafeText?
  package var grantNumber: SafeText?
  package var amount: Euros?

  package init(programme: SafeText? = nil, grantNumber: SafeText? = nil, amount: Euros? = nil) {
    self.programme = programme
    self.grantNumber = grantNumber
    self.amount = amount
  }
}

/// Personal data in the sense of the GDPR that a project processes; an unknown word is kept.
package enum PersonalData: Hashable, Sendable {
  /// The project processes none: the word `none`.
  case absent
  case basic
  /// Special categories, article 9.
  case special
  case other(SafeText)
}

/// Where a project stands under the AI Act (Regulation (EU) 2024/1689); an unknown word is kept.
package enum AIActClass: Hashable, Sendable {
  /// A practice that article 5 prohibits.
  case prohibited
  /// No class that has obligations: the word `none`.
  case minimal
  case limited, high
  /// A general-purpose model, without and with systemic risk (article 51).
  case gpai, gpaiSystemic
  case other(SafeText)
}
