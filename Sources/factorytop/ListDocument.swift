import Entities
import JSONStream
import Model
import Text

/// A listing as `factorytop/list/1`: what is unknown is `null`, never 0 and never left out.
enum ListDocument {
  /// `members` are where the fields are that an item holds.
  static func json(
    _ list: EntityList, _ listing: Listing, by query: Query?, members: [Int], now: Timestamp
  ) -> JSONValue {
    let members = members.map { (place: $0, key: list.schema.fields[$0].jsonKey) }
    let schema = list.schema
    return [
      "schema": "factorytop/list/1",
      "kind": .string(schema.kind.rawValue),
      "now": .string(now.rfc3339),
      "where": query.map { .string($0.text.shown) } ?? .string(""),
      "sort": .array(
        (query?.sort ?? []).map {
          .string(($0.isDescending ? "-" : "") + schema.fields[$0.field].key)
        }),
      "of": .integer(Int64(list.count)),
      "items": .list(count: listing.places.count) { place in
        .object(
          members.map { member in
            (member.key, value(list.value(member.place, of: Int(listing.places[place]))))
          })
      },
    ]
  }

  static func value(_ value: FieldValue) -> JSONValue {
    switch value {
    case .unknown: .null
    case .flag(let flag): .bool(flag)
    case .count(let count, _): .integer(Int64(count))
    case .amount(let number, _), .ratio(let number), .share(let number): .real(number)
    case .span(let span): .integer(span.count)
    case .unlimited: "unlimited"
    case .moment(let moment): .string(moment.rfc3339)
    case .word(let text, _, _), .text(let text): .string(text.shown)
    case .list(let list): .array(list.map { .string($0.shown) })
    }
  }
}
