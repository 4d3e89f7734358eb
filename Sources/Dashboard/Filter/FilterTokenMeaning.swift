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
    let folded = FoldedApplication.fold(SafeText(untrusted: value))
    if folded == Array("other".utf8) { return .unknown }
    let named = AccessMode.known.first { mode in
      [mode.code, mode.word, mode.title].contains { Self.matches(folded, $0) }
    }
    if named == nil { problems.append(.unknownMode(SafeText(untrusted: value))) }
    return named.map { .known($0) }
  }

  /// The full stop of what the screen shortens may be left out: `expert_rev`.
  private static func matches(_ folded: [UInt8], _ name: SafeText) -> Bool {
    let name = FoldedApplication.fold(name)
    return folded == name || folded + [UInt8(ascii: ".")] == name
  }

  /// By word or as it stands on the screen, an underscore for the space.
  private static func step(
    _ value: String, noting problems: inout [FilterProblem]
  ) -> FilterValue<ApplicationState>? {
    let folded = FoldedApplication.fold(SafeText(untrusted: value))
    if folded == Array("other".utf8) { return .unknown }
    let named = ApplicationState.known.first { state in
      [state.word, state.title].contains { Self.matches(folded, $0) }
    }
    if named == nil { problems.append(.unknownStep(SafeText(untrusted: value))) }
    return named.map { .known($0) }
  }

  private static func name(_ value: String) -> FilterValue<[UInt8]> {
    value == "-" ? .unknown : .known(FoldedApplication.fold(SafeText(untrusted: value)))
  }
}
