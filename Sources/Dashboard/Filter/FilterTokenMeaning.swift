import Model
import Text

extension FilterToken {
  /// What the word asks for, as far as it can be understood; what cannot is noted.
  func test(noting problems: inout [FilterProblem]) -> FilterTest? {
    guard let key else { return testWithoutKey(noting: &problems) }
    guard let known = FilterKey(rawValue: key.lowercased()) else {
      problems.append(.unknownKey(SafeText(untrusted: key)))
      return nil
    }
    let values = values.filter { !$0.isEmpty }
    if values.isEmpty { problems.append(.noValue(known)) }
    switch known {
    case .mode: return Self.some(values.compactMap { Self.mode($0, noting: &problems) }).map { .mode($0) }
    case .step: return Self.some(values.compactMap { Self.step($0, noting: &problems) }).map { .step($0) }
    case .machine: return Self.some(values.map(Self.name)).map { .machine($0) }
    case .assignee: return Self.some(values.map(Self.name)).map { .assignee($0) }
    case .sector: return Self.some(values.map(Self.name)).map { .sector($0) }
    case .country: return Self.some(values.map(Self.name)).map { .country($0) }
    }
  }

  private func testWithoutKey(noting problems: inout [FilterProblem]) -> FilterTest? {
    if !isQuoted, let flag = FilterFlag(rawValue: values[0].lowercased()) { return .flag(flag) }
    let text = SafeText(untrusted: values[0]).foldedName
    if text.isEmpty, isNegated { problems.append(.nothingNegated) }
    return text.isEmpty ? nil : .text(text)
  }

  private static func some<Value>(_ values: [Value]) -> [Value]? { values.isEmpty ? nil : values }

  /// By code, by word or as it stands on the screen.
  private static func mode(
    _ value: String, noting problems: inout [FilterProblem]
  ) -> FilterValue<AccessMode>? {
    let found = Self.value(value, among: AccessMode.known) { [$0.code, $0.word, $0.title] }
    if found == nil { problems.append(.unknownMode(SafeText(untrusted: value))) }
    return found
  }

  /// By word or as it stands on the screen, an underscore for the space.
  private static func step(
    _ value: String, noting problems: inout [FilterProblem]
  ) -> FilterValue<ApplicationState>? {
    let found = Self.value(value, among: ApplicationState.known) { [$0.word, $0.title] }
    if found == nil { problems.append(.unknownStep(SafeText(untrusted: value))) }
    return found
  }

  /// The one of that name. The full stop of what the screen shortens may be left out: `expert_rev`.
  private static func value<Known>(
    _ value: String, among all: [Known], names: (Known) -> [SafeText]
  ) -> FilterValue<Known>? {
    let folded = FoldedApplication.fold(SafeText(untrusted: value))
    if folded == Array("other".utf8) { return .unknown }
    let named = all.first { known in
      names(known).map(FoldedApplication.fold).contains { $0 == folded || $0 == folded + [UInt8(ascii: ".")] }
    }
    return named.map { .known($0) }
  }

  private static func name(_ value: String) -> FilterValue<[UInt8]> {
    value == "-" ? .unknown : .known(FoldedApplication.fold(SafeText(untrusted: value)))
  }
}
