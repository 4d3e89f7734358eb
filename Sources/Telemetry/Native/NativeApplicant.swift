import JSONStream
import Model
import Text

/// What a record of `factorytop/applications/1` tells for the checks: of the organisation, the declarations, the code.
extension NativeApplication {
  private enum OrganisationField: String, CaseIterable, Sendable {
    case name, country, kind, vat, pic, founded, staff
    case registryCode = "registry_code"
    case turnover = "turnover_eur"
    case balance = "balance_eur"
    case countsLinked = "linked_counted"
  }
  private enum PersonField: String, CaseIterable, Sendable {
    case name, email
    case contractUntil = "contract_until"
  }
  private enum FundingField: String, CaseIterable, Sendable {
    case programme, eur
    case grantNumber = "grant_no"
  }

  private static let organisationFields = JSONFields<OrganisationField>()
  private static let personFields = JSONFields<PersonField>()
  private static let fundingFields = JSONFields<FundingField>()

  mutating func readOrganisation(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnObject(field, &problems) else { return }
    while let field = try json.nextField(Self.organisationFields) {
      switch field {
      case .name: application.organisation = try json.ownText(field, &problems)
      case .country: application.country = try json.ownText(field, &problems)
      case .kind: application.organisationKind = try json.ownText(field, &problems)
      case .registryCode: application.facts.registryCode = try json.ownText(field, &problems)
      case .vat: application.facts.vat = try json.ownText(field, &problems)
      case .pic: application.facts.pic = try json.ownText(field, &problems)
      case .founded: application.facts.foundedYear = try json.ownSmallCount(field, &problems).map(Int.init)
      case .staff: application.facts.staff = try json.ownSmallCount(field, &problems).map(Int.init)
      case .turnover: application.facts.turnover = try json.ownAmount(field, &problems).map(Euros.init)
      case .balance: application.facts.balance = try json.ownAmount(field, &problems).map(Euros.init)
      case .countsLinked: application.facts.countsLinked = try json.ownFlag(field, &problems)
      }
    }
  }

  /// Nothing that may be a name is repeated in a message when it stands in the wrong place.
  mutating func readPerson(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    let kind = try json.kind()
    guard kind == .object else {
      try json.skip()
      if kind != .null { problems.noteOdd(field, expected: "an object", found: "something else") }
      return
    }
    try json.enterObject()
    while let field = try json.nextField(Self.personFields) {
      switch field {
      case .name: try person.read(.name, field, &json, &problems)
      case .email: try person.read(.email, field, &json, &problems)
      case .contractUntil:
        let kind = try json.kind()
        let day =
          if kind == .string {
            try json.withStringBytes { CivilDate(iso8601: String(decoding: $0, as: UTF8.self)) }
          } else {
            try json.skippedDay()
          }
        application.declared.contractEnd = day
        if day == nil, kind != .null {
          problems.noteOdd(field, expected: "a day such as 2026-11-23", found: "something else")
        }
      }
    }
  }

  /// `nil` as soon as an entry is of no use: a list without it could pass for one that declares nothing.
  mutating func readFunding(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnList(field, &problems) else { return }
    var funding: [OtherFunding] = []
    var isWhole = true
    while try json.nextElement() {
      guard try json.kind() == .object, funding.count < longestListOfTexts else {
        try json.skip()
        isWhole = false
        continue
      }
      var entry = OtherFunding()
      try json.enterObject()
      while let field = try json.nextField(Self.fundingFields) {
        switch field {
        case .programme: entry.programme = try json.ownText(field, &problems)
        case .grantNumber: entry.grantNumber = try json.ownText(field, &problems)
        case .eur: entry.amount = try json.ownAmount(field, &problems).map(Euros.init)
        }
      }
      funding.append(entry)
    }
    if !isWhole {
      problems.noteOdd(
        field, expected: "a list of objects", found: "a list of other things, or one that is too long")
    }
    application.declared.otherFunding = isWhole ? funding : nil
  }
}

extension JSONReader {
  fileprivate mutating func skippedDay() throws(JSONError) -> CivilDate? {
    try skip()
    return nil
  }
}
