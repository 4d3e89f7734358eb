import JSONStream
import Model

/// One of the forms in which Slurm's commands have written JSON: v0.0.37 (21.08) to v0.0.45 (26.05), and from 24.11 on
/// each with `+complex`, which writes plain numbers.
///
/// It decides how a value is encoded and what a field is called; what a record says is the same in all of them.
package struct SlurmForm: Hashable, Sendable {
  /// The last part of `v0.0.41`.
  let number: Int
  let isComplex: Bool

  /// What is written where nobody asks for another.
  package static let standard = SlurmForm(number: 41, isComplex: false)

  /// Every form that can be written: the plain ones by number, then the complex ones.
  package static let all: [SlurmForm] =
    (37...45).map { SlurmForm(number: $0, isComplex: false) }
    + (42...45).map { SlurmForm(number: $0, isComplex: true) }

  /// `v0.0.38`, `v0.0.42+complex`; `nil` when Slurm has no form of that name.
  package init?(name: String) {
    guard let form = Self.all.first(where: { $0.name == name }) else { return nil }
    self = form
  }

  private init(number: Int, isComplex: Bool) {
    self.number = number
    self.isComplex = isComplex
  }

  package var name: String { "v0.0.\(number)\(isComplex ? "+complex" : "")" }

  /// The first release's last version that writes the form by itself.
  var release: (major: Int, minor: Int, micro: Int) {
    switch number {
    case 37: (21, 8, 8)
    case 38: (22, 5, 8)
    case 39: (23, 2, 8)
    case 40: (23, 11, 10)
    case 42: (24, 11, 6)
    case 43: (25, 5, 4)
    case 44: (25, 11, 0)
    case 45: (26, 5, 5)
    default: (24, 5, 8)
    }
  }

  /// `22.05.8`
  var releaseText: String {
    "\(release.major).\(zeroPadded(release.minor, to: 2)).\(release.micro)"
  }

  /// Before `data_parser`: plain numbers, `null`, words of their own.
  var isBeforeDataParser: Bool { number <= 38 }
}

// MARK: How values are encoded

extension SlurmForm {
  /// A number that may be missing; `nil` is missing.
  func number(_ value: Int?) -> JSONValue {
    if isBeforeDataParser || isComplex { return value.map { .integer(Int64($0)) } ?? .null }
    return ["set": .bool(value != nil), "infinite": false, "number": .integer(Int64(value ?? 0))]
  }

  /// A time; `nil` is 0, in every form.
  func time(_ moment: Timestamp?) -> JSONValue {
    let seconds = moment.map { Int($0.secondsSince1970) } ?? 0
    return number <= 39 ? .integer(Int64(seconds)) : number(seconds)
  }

  /// A job's state. One word up to v0.0.39, in which a flag hides the base as in `squeue -o %T`.
  func jobState(base: String, flags: [String]) -> JSONValue {
    if number <= 39 { return .string(flags.first ?? base) }
    return .array(([base] + flags).map(JSONValue.string))
  }

  /// A list that was one text before `data_parser`.
  func list(_ texts: [String]) -> JSONValue {
    isBeforeDataParser ? .string(texts.joined(separator: ",")) : .array(texts.map(JSONValue.string))
  }

  /// A text, which is `null` when it is empty in `+complex`.
  func text(_ text: String) -> JSONValue { isComplex && text.isEmpty ? .null : .string(text) }

  /// A text that was `null` when empty before `data_parser`.
  func optionalText(_ text: String) -> JSONValue {
    isBeforeDataParser && text.isEmpty ? .null : .string(text)
  }

  /// What a job ended with: wait(2)'s status, later taken apart.
  func exitCode(status: String, code: Int) -> JSONValue {
    if number <= 39 { return number(code << 8) }
    return [
      "status": [.string(status)], "return_code": number(code),
      "signal": ["id": number(nil), "name": text("")],
    ]
  }

  /// `gres/gpu:2`, or with a colon as it was up to v0.0.39.
  func requestedGres(_ name: String, _ count: Int) -> String {
    "gres\(number <= 39 ? ":" : "/")\(name):\(count)"
  }

  /// `value` in forms that have the field.
  func since(_ first: Int, _ value: @autoclosure () -> JSONValue) -> JSONValue? {
    number >= first ? value() : Optional.none
  }

  /// `value` in the forms before `data_parser`, which lost the field.
  func beforeDataParser(_ value: @autoclosure () -> JSONValue) -> JSONValue? {
    isBeforeDataParser ? value() : Optional.none
  }

  /// The one of two names that the field has, for it was renamed with `data_parser`.
  func key(_ now: String, before old: String) -> String { isBeforeDataParser ? old : now }
}

extension JSONValue {
  /// An object of those members that the form has.
  static func record(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { member in member.value.map { (key: member.key, value: $0) } })
  }
}
