package import Text

extension ListSchema {
  /// The flags and keys that begin so, in the order of the list's own; behind them what orders it.
  func candidates(beginning begun: String, hasComparison: Bool, ending: SafeText) -> [QueryCandidate] {
    let begun = begun.lowercased()
    var candidates: [QueryCandidate] = []
    if !hasComparison {
      candidates = flags.filter { $0.word.hasPrefix(begun) }.map { flag in
        let word = flag.word.safe
        // A word may be both.
        let key = place(of: flag.word).map { fields[$0] }
        let alsoKey: SafeText = key.map { "; as a key \($0.explanationWithExamples)" } ?? ""
        return QueryCandidate(
          text: word + ending, title: word, count: nil, explanation: "\(word): \(flag.explanation)\(alsoKey)")
      }
    }
    for field in fields where field.key.hasPrefix(begun) {
      if !hasComparison, place(ofFlag: field.key) != nil { continue }
      let key = field.key.safe
      let comparison: SafeText = hasComparison || field.form.isMeasured ? "" : ":"
      candidates.append(
        QueryCandidate(
          text: key + comparison + ending, title: key, count: nil,
          explanation: field.explanationWithExamples))
    }
    if "sort".hasPrefix(begun), place(of: "sort") == nil {
      let example = fields[0].key.safe
      candidates.append(
        QueryCandidate(
          text: hasComparison ? "sort" : "sort:" + ending, title: "sort", count: nil,
          explanation:
            "sort: the order of the list, such as sort:\(example), or sort:-\(example) the greatest first"))
    }
    return candidates
  }

  /// The keys to sort by, behind the sign that is there.
  func sortCandidates(beginning begun: String) -> [QueryCandidate] {
    let isDescending = begun.first == "-"
    let wanted = begun.dropFirst(isDescending ? 1 : 0).lowercased()
    return fields.filter { $0.key.hasPrefix(wanted) }.map { field in
      let text: SafeText = "\(isDescending ? "-" : "")\(field.key.safe)"
      return QueryCandidate(
        text: text, title: text, count: nil,
        explanation:
          "\(text): by \(field.explanation), \(isDescending ? "the greatest" : "the least") first")
    }
  }
}

extension FieldDescription {
  /// The values that begin so, with how many rows have each.
  func candidates(beginning begun: String, _ counts: ValueCounts?) -> [QueryCandidate] {
    var candidates: [QueryCandidate]
    switch form {
    case .choice(let choices, _): candidates = words(of: choices, beginning: begun, counts)
    case .name, .names, .prose: candidates = texts(beginning: begun, counts)
    case .flag:
      candidates = ["yes", "no"].filter { $0.hasPrefix(begun.lowercased()) }.map { candidate($0.safe, nil) }
    case .number, .nodes, .count, .amount, .ratio, .share, .span, .moment: candidates = []
    }
    if let untold = counts?.untold, untold > 0, begun.isEmpty || begun == "-" {
      candidates.append(
        QueryCandidate(
          text: "-", title: "-", count: untold, explanation: "\(key.safe):- is what no source tells"))
    }
    return counts?.areTold == false ? candidates.map(\.withoutCount) : candidates
  }

  /// By whichever of its names a word begins so, its own before the others; the most frequent first.
  private func words(
    of choices: [FieldChoice], beginning begun: String, _ counts: ValueCounts?
  ) -> [QueryCandidate] {
    let wanted = FoldedText.name(begun.safe)
    var found = choices.enumerated().compactMap { rank, choice -> QueryCandidate? in
      let names = [choice.word] + [choice.code].compactMap(\.self) + choice.otherNames
      guard let name = names.first(where: { FoldedText.name($0).starts(with: wanted) }) else { return nil }
      let others = names.filter { FoldedText.name($0) != FoldedText.name(name) }
      let count = counts.map { $0.ofChoices.indices.contains(rank) ? $0.ofChoices[rank] : 0 }
      return candidate(name, count, also: others)
    }
    if let others = counts?.otherWords, others > 0, "other".hasPrefix(begun.lowercased()) {
      found.append(candidate("other", others))
    }
    return found.enumerated().sorted {
      ($1.element.count ?? 0, $0.offset) < ($0.element.count ?? 0, $1.offset)
    }
    .map(\.element)
  }

  /// By what the filter itself would find them.
  private func texts(beginning begun: String, _ counts: ValueCounts?) -> [QueryCandidate] {
    guard let counts else { return [] }
    let pattern = NamePattern(begun.safe)
    let isProse = if case .prose = form { true } else { false }
    return counts.values.lazy.filter { value in
      begun.isEmpty || (isProse ? pattern.isPart(of: value.folded) : pattern.beginsWord(of: value.folded))
    }.prefix(QueryCompletion.most).map { candidate($0.text, $0.count) }
  }

  private func candidate(_ value: SafeText, _ count: Int?, also others: [SafeText] = []) -> QueryCandidate {
    let names: SafeText = others.isEmpty ? "" : "\(value), also \(others.joined(separator: ", ")) · "
    return QueryCandidate(
      text: value.asFilterValue, title: value, count: count,
      explanation: "\(names)\(key.safe): \(explanation)")
  }
}

extension SafeText {
  /// As a value of a filter, so that no sign in it means anything. A quote cannot be written: it is left to the asterisk.
  package var asFilterValue: SafeText {
    let text = shown
    let isPlain = text != "-" && !text.contains { $0.isWhitespace || ",()\"".contains($0) }
    if isPlain { return self }
    return "\"\(String(text.map { $0 == "\"" ? "*" : $0 }).safe)\""
  }
}

extension FieldForm {
  /// Whether its values are measured or dated, so that a comparison is as likely as a colon.
  fileprivate var isMeasured: Bool { isFigure || hasOrder && !isChoice }

  private var isChoice: Bool { if case .choice = self { true } else { false } }
}

extension FieldDescription {
  /// One sentence: what it tells, and how a filter asks for it.
  var explanationWithExamples: SafeText {
    let examples = examples.map { "\(key.safe)\($0)" as SafeText }.joined(separator: ", ")
    let clock: SafeText = if case .moment = form { " by the clock of the site" } else { "" }
    return "\(key.safe): \(explanation), such as \(examples)\(clock), \(key.safe):- (not told)"
  }

  /// What stands behind the key, comparison and value.
  private var examples: [SafeText] {
    switch form {
    case .name, .names, .prose: [":NAME", "=NAME"]
    case .number: [":4711"]
    case .nodes: [":NODE", ":NODE*"]
    case .choice(let choices, let isRanked):
      choices.first.map { first in
        isRanked ? [">=\(first.code ?? first.word)"] : [":\(first.code ?? first.word)"]
      } ?? []
    case .flag: [":yes"]
    case .count: [">=8", ":4..32"]
    case .amount: [">=1k", ":100..2k"]
    case .ratio: [">1.5"]
    case .share: [">=40%"]
    case .span: [">1d12h", ":90m..6h"]
    case .moment: [">=06:00", ":-2h", ":2026-11-28"]
    }
  }
}
