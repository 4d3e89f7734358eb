import Entities
import JSONStream
import Text

/// What there is to ask of a kind of thing.
enum FieldTable {
  /// The keys with their units and what they say, and the flags.
  static func text(of kind: ListKind, as format: List.OutputFormat) throws -> [UInt8] {
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
