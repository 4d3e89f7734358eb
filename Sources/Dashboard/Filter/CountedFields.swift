import Entities
import Model
import Text

/// The values of fields in what filters leave, each counted once.
struct CountedFields: Sendable {
  private struct Place: Hashable {
    let kind: ListKind
    let field: Int
    let rest: Query?
  }

  /// `nil` within where a field has no values to offer.
  private var counts: [Place: ValueCounts?] = [:]

  /// Whether they have been counted.
  func has(_ field: Int, _ kind: ListKind, in rest: Query?) -> Bool {
    counts[Place(kind: kind, field: field, rest: rest)] != nil
  }

  mutating func counts(
    of field: Int, _ kind: ListKind, in rest: Query? = nil, _ count: () -> ValueCounts?
  ) -> ValueCounts? {
    let place = Place(kind: kind, field: field, rest: rest)
    if let known = counts[place] { return known }
    let counted = count()
    counts[place] = .some(counted)
    return counted
  }
}

extension DashboardState {
  /// Looks up what could follow where the cursor of the prompt is.
  mutating func lookUpCompletion() {
    guard var prompt else { return }
    let text = prompt.field.shown(line: 0)
    switch prompt.purpose {
    case .filter(let kind):
      prompt.completion = QueryCompletion(text, cursor: prompt.field.column, kind.schema) {
        count($0, of: kind, in: $1, &prompt.valueCounts)
      }
    case .command:
      let commands = commandTable.completion(of: text, cursor: prompt.field.column) {
        count($1, of: $0, in: $2, &prompt.valueCounts)
      }
      prompt.completion = completion(commands, of: text, with: prompt.found)
    }
    self.prompt = prompt
  }

  /// The values of a field in what the rest of the filter leaves, counted at the first time that they are asked for.
  ///
  /// Linear in these rows. Of a list that takes long, the rest is never worked out here: it is what is listed as soon as
  /// a key without a value is typed. Until then, and where it is not, values are offered without how many rows have each.
  private func count(
    _ field: Int, of kind: ListKind, in rest: Query?, _ counted: inout CountedFields
  ) -> ValueCounts? {
    guard let content else { return nil }
    func all() -> ValueCounts? {
      counted.counts(of: field, kind) { content.list(of: kind, user: user).valueCounts(of: field) }
    }
    guard let rest else { return all() }
    let isListed =
      awaited[kind] == nil && listed[kind]?.query?.withoutOrder == rest && !showsRest.contains(kind)
    guard isListed || !content.takesLong(to: kind) || counted.has(field, kind, in: rest) else {
      return all()?.withoutCounts
    }
    return counted.counts(of: field, kind, in: rest) {
      if isListed, let listed = listed[kind] {
        return listed.list.valueCounts(of: field, at: listed.listing.places)
      }
      let list = content.list(of: kind, user: user)
      return list.valueCounts(of: field, at: content.listing(of: list, by: rest).places)
    }
  }
}
