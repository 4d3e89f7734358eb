import JSONStream
import Model
import Text

/// The list `quotas`: a record for each path and user, with blocks and files of which each has a limit, 0 for none.
///
/// A shared quota is kept once for its path, however many users' records tell it. That of one person is kept without
/// the path, and no user's name is kept at all.
struct OnDemandQuotas {
  private enum Field: String, CaseIterable, Sendable {
    case type, path, user
    case blocks = "total_block_usage"
    case blockLimit = "block_limit"
    case files = "total_file_usage"
    case fileLimit = "file_limit"
    static let all = JSONFields<Field>()
  }

  /// The limited ones.
  var quotas: [StorageQuota] { union.quotas }
  private(set) var records = 0
  private(set) var problems = RecordProblems()
  private var union = QuotaUnion()

  init(_ json: inout JSONReader) throws(JSONError) {
    var position = 0
    try json.enterArray()
    while let place = try json.nextOnDemandRecord(of: "quotas", &position, &problems) {
      try readRecord(&json, place: place)
    }
  }

  private mutating func readRecord(_ json: inout JSONReader, place: SafeText) throws(JSONError) {
    // Without a type it is a user's, as Open OnDemand takes it.
    var type: SafeText = "user"
    var path: SafeText?
    var user: SafeText?
    var amounts: [Field: Double] = [:]
    while let field = try json.nextField(Field.all) {
      switch field {
      case .type: type = try json.plainText() ?? type
      case .path: path = try json.plainText()
      case .user: user = try json.plainText()
      case .blocks, .blockLimit, .files, .fileLimit: amounts[field] = try json.onDemandNumber()
      }
    }
    guard let path, !path.isEmpty else { return problems.skipRecord(place, why: "it has no path") }
    records += 1
    let isPersonal = type == "user" || user.map(path.names) == true
    add(.blocks, used: amounts[.blocks], limit: amounts[.blockLimit], path: path, isPersonal)
    add(.files, used: amounts[.files], limit: amounts[.fileLimit], path: path, isPersonal)
  }

  private mutating func add(
    _ resource: StorageQuota.Resource, used: Double?, limit: Double?, path: SafeText, _ isPersonal: Bool
  ) {
    guard let used, let limit, limit > 0, used >= 0 else { return }
    union.add(
      [StorageQuota(path: isPersonal ? nil : path, resource: resource, fraction: used / limit)], rank: 0)
  }
}

extension SafeText {
  /// Whether a part of this path is the user's name.
  fileprivate func names(_ user: SafeText) -> Bool {
    !user.isEmpty && shown.split(separator: "/").contains { $0 == user.shown }
  }
}
