import Entities
import JSONStream
import Model
import Text

/// A listing as `factorytop/list/1`: what is unknown is `null`, never 0 and never left out.
enum ListDocument {
  static func json(
    _ list: EntityList, _ listing: Listing, _ request: ListRequest, now: Timestamp
  ) -> JSONValue {
    let members = request.members(of: list).map { (place: $0, key: list.schema.fields[$0].jsonKey) }
    let schema = list.schema
    return [
      "schema": "factorytop/list/1",
      "kind": .string(schema.kind.rawValue),
      "now": .string(now.rfc3339),
      "where": request.query.map { .string($0.text.shown) } ?? .string(""),
      "sort": .array(
        (request.query?.sort ?? []).map {
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
    case .word(let text, _), .text(let text): .string(text.shown)
    case .list(let list): .array(list.map { .string($0.shown) })
    }
  }
}

/// Members of a JSON object: what fields say of a thing, each under a name.
struct FieldMembers<Row> {
  private let members: [(name: String, field: Field<Row>)]

  /// A key that no field has makes no member; the tests see to it that there is none.
  init(_ fields: Fields<Row>, _ members: [(name: String, key: String)]) {
    self.members = members.compactMap { member in fields[member.key].map { (member.name, $0) } }
  }

  func json(_ row: Row) -> [(key: String, value: JSONValue)] {
    members.map { ($0.name, ListDocument.value($0.field.value(row))) }
  }
}

/// What there is to ask of a kind of thing.
enum FieldTable {
  /// The keys with their units and what they say, and the flags.
  static func text(of kind: ListKind, as format: List.Form) throws -> [UInt8] {
    let schema = kind.schema
    switch format {
    case .json: return json(schema).encoded(pretty: true) + [UInt8(ascii: "\n")]
    case .table, .csv, .markdown: break
    }
    let fields = PlainTable.text(
      [("key", false), ("takes", false), ("unit", false), ("in JSON", false), ("says", false)],
      rows: schema.fields.map { field in
        [
          SafeText(untrusted: field.key), field.form.title, SafeText(untrusted: unit(of: field)),
          SafeText(untrusted: field.jsonKey), field.explanation,
        ]
      })
    guard !schema.flags.isEmpty else { return Array(fields.utf8) }
    let flags = PlainTable.text(
      [("flag", false), ("says", false)],
      rows: schema.flags.map { [SafeText(untrusted: $0.word), $0.explanation] })
    return Array("\(fields)\n\(flags)".utf8)
  }

  private static func unit(of field: FieldDescription) -> String {
    switch field.unit {
    case nil: ""
    case .itsOwn: "the allocation's own"
    case .gpuHours: "GPU-hours"
    case .seconds, .watts, .fraction: field.unit?.rawValue ?? ""
    }
  }

  private static func json(_ schema: ListSchema) -> JSONValue {
    [
      "schema": "factorytop/fields/1",
      "kind": .string(schema.kind.rawValue),
      "fields": .array(
        schema.fields.map { field in
          [
            "key": .string(field.key), "json_key": .string(field.jsonKey),
            "takes": .string(field.form.title.shown),
            "unit": field.unit.map { .string($0.rawValue) } ?? .null,
            "explanation": .string(field.explanation.shown),
            "is_searched": .bool(field.isSearched),
          ]
        }),
      "flags": .array(
        schema.flags.map { ["flag": .string($0.word), "explanation": .string($0.explanation.shown)] }),
    ]
  }
}
