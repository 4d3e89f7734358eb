import Model
import Text

/// The zones whose clocks change by Directive 2000/84/EC, and those of Europe and UTC whose clocks never do, by their
/// names in the tz database, the usual one of each offset first.
struct NamedZone: Sendable, Equatable {
  var name: SafeText
  var zone: EuropeanZone

  static let central = NamedZone(name: "Europe/Luxembourg", zone: .central)

  static let all: [NamedZone] =
    named(
      hours: 1,
      [
        "Europe/Luxembourg", "Europe/Amsterdam", "Europe/Andorra", "Europe/Belgrade", "Europe/Berlin",
        "Europe/Bratislava", "Europe/Brussels", "Europe/Budapest", "Europe/Copenhagen", "Europe/Ljubljana",
        "Europe/Madrid", "Europe/Malta", "Europe/Monaco", "Europe/Oslo", "Europe/Paris", "Europe/Podgorica",
        "Europe/Prague", "Europe/Rome", "Europe/San_Marino", "Europe/Sarajevo", "Europe/Skopje",
        "Europe/Stockholm", "Europe/Tirane", "Europe/Vaduz", "Europe/Vatican", "Europe/Vienna",
        "Europe/Warsaw", "Europe/Zagreb", "Europe/Zurich",
      ])
    + named(
      hours: 2,
      [
        "Europe/Helsinki", "Asia/Nicosia", "Europe/Athens", "Europe/Bucharest", "Europe/Kyiv",
        "Europe/Mariehamn", "Europe/Nicosia", "Europe/Riga", "Europe/Sofia", "Europe/Tallinn",
        "Europe/Vilnius",
      ])
    + named(
      hours: 0,
      [
        "Europe/Lisbon", "Atlantic/Canary", "Atlantic/Faroe", "Atlantic/Madeira", "Europe/Dublin",
        "Europe/London",
      ])
    + named(hours: -1, ["Atlantic/Azores"])
    + named(hours: 0, hasSummerTime: false, ["UTC", "Atlantic/Reykjavik", "Etc/UTC"])
    + named(hours: 3, hasSummerTime: false, ["Europe/Istanbul"])

  private static func named(
    hours: Int64, hasSummerTime: Bool = true, _ names: [SafeText]
  ) -> [NamedZone] {
    names.map {
      NamedZone(
        name: $0, zone: EuropeanZone(standardOffset: .hours(hours), hasSummerTime: hasSummerTime))
    }
  }
}

extension ValueFormat<NamedZone> {
  static let zone = ValueFormat(
    "the name of a zone of Europe or UTC, such as \"Europe/Helsinki\"",
    read: { setting, _ throws(InvalidValue) in
      let text = setting.text ?? ""
      if let zone = NamedZone.all.first(where: { $0.name.shown == text }) { return zone }
      let near = nearestName(to: text, among: NamedZone.all.map(\.name.shown))
      throw InvalidValue(hint: near.map { "did you mean “\(SafeText(untrusted: $0))”?" })
    }, write: { tomlText($0.name.shown) })
}
