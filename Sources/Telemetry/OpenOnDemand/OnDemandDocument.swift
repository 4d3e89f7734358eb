import JSONStream
import Model
import Text

/// A balance or a quota file as Open OnDemand reads it (`OOD_BALANCE_PATH`, `OOD_QUOTA_PATH`), its keys in any order.
struct OnDemandDocument: DocumentForm {
  enum TopField: String {
    case version, timestamp, config, balances, quotas
  }

  private enum ConfigField: String, CaseIterable, Sendable {
    case unit
    static let all = JSONFields<ConfigField>()
  }

  /// The form's version; 1 is the only one that is known.
  private var formVersion: Double?
  private var writtenAt: Timestamp?
  private var unit: SafeText?
  private var balances: OnDemandBalances?
  private var quotas: OnDemandQuotas?

  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .version:
      guard try json.kind() == .number else { return }
      formVersion = try json.number().amount
    case .timestamp: try readTimestamp(&json)
    case .config: try readConfig(&json)
    case .balances: try readBalances(&json)
    case .quotas: try readQuotas(&json)
    }
  }

  private mutating func readTimestamp(_ json: inout JSONReader) throws(JSONError) {
    guard let seconds = try json.onDemandNumber(), seconds > 0, seconds < 253_402_300_800 else { return }
    writtenAt = Timestamp(secondsSince1970: Int64(seconds))
  }

  private mutating func readConfig(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let field = try json.nextField(ConfigField.all) {
      switch field {
      case .unit: unit = try json.plainText()
      }
    }
  }

  private mutating func readBalances(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    balances = try OnDemandBalances(&json)
  }

  private mutating func readQuotas(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    quotas = try OnDemandQuotas(&json)
  }

  /// The document; `nil` when nothing shows that it is Open OnDemand's.
  func document() -> Document? {
    guard let formVersion else { return nil }
    if let balances {
      let told = balances.balances.map { project, value in
        Balance(account: project, unit: unit ?? "", value: value, countedAt: writtenAt)
      }
      return document(
        of: "balances", version: formVersion, .balances(told.sorted { $0.account < $1.account }),
        balances.records,
        balances.problems)
    }
    return quotas.map {
      document(of: "quotas", version: formVersion, .quotas($0.quotas), $0.records, $0.problems)
    }
  }

  private func document(
    of kind: SafeText, version: Double, _ content: Document.Content, _ records: Int,
    _ problems: RecordProblems
  ) -> Document {
    let written =
      Int(exactly: version).map { SafeText(untrusted: String($0)) } ?? SafeText(untrusted: "\(version)")
    let asFirst: SafeText? =
      version == 1 ? nil : "“version” is \(written), not 1, and it is read as 1; check what has changed in it"
    let told = [asFirst, problems.sentence].compactMap(\.self)
    return Document(
      format: "open ondemand \(kind)", version: written, cluster: nil, dataAt: writtenAt, content: content,
      records: records, skipped: problems.skipped, problem: told.isEmpty ? nil : told.joined(separator: "; "))
  }
}

extension JSONReader {
  /// Enters the next record of a list and says which it is; what is no object is skipped with its reason, and `nil` is
  /// the end of the list.
  mutating func nextOnDemandRecord(
    of list: SafeText, _ position: inout Int, _ problems: inout RecordProblems
  ) throws(JSONError) -> SafeText? {
    while try nextElement() {
      position += 1
      let place: SafeText = "record \(position) of “\(list)”"
      if try kind() == .object {
        try enterObject()
        try keep(MemoryLayout<Balance>.stride)
        return place
      }
      let found = try consumeUnusable()
      problems.skipRecord(place, why: "it is \(found), not an object")
    }
    return nil
  }

  /// A number, which some sites' scripts write as text; `nil` for anything else, and what is no number is consumed.
  mutating func onDemandNumber() throws(JSONError) -> Double? {
    switch try kind() {
    case .number: return try number().amount
    case .string:
      return Double(decimal: try withStringBytes { String(decoding: $0, as: UTF8.self) })
    case .object, .array, .bool, .null:
      try skip()
      return nil
    }
  }
}
