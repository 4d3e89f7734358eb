import Text

/// Why a value cannot be taken; what it has to be is told by its form.
struct InvalidValue: Error {
  /// The line of the part that is wrong, where the value has parts.
  var line: Int?
  /// The entry that is wrong, where the value is a table.
  var entry: SafeText?
  /// What has to be otherwise, where that is not all that the form tells.
  var expected: SafeText?
  /// What might have been meant, or what is wrong beyond the type.
  var hint: SafeText?
}

/// What the values of a key look like in TOML, and what they mean.
struct ValueFormat<Value: Sendable>: Sendable {
  /// After “has to be”.
  let expected: SafeText
  /// `folder` is where relative paths begin.
  let read: @Sendable (_ setting: Setting, _ folder: String) throws(InvalidValue) -> Value
  /// As TOML writes it.
  let write: @Sendable (Value) -> String

  init(
    _ expected: SafeText,
    read: @escaping @Sendable (_ setting: Setting, _ folder: String) throws(InvalidValue) -> Value,
    write: @escaping @Sendable (Value) -> String
  ) {
    self.expected = expected
    self.read = read
    self.write = write
  }

  /// A form of which a value is or is not, with no more to say.
  init(
    _ expected: SafeText, read: @escaping @Sendable (Setting) -> Value?,
    write: @escaping @Sendable (Value) -> String
  ) {
    self.init(
      expected,
      read: { setting, _ throws(InvalidValue) in
        guard let value = read(setting) else { throw InvalidValue() }
        return value
      }, write: write)
  }
}

extension ValueFormat {
  /// A list of values of this form, in brackets.
  func list(_ expected: SafeText) -> ValueFormat<[Value]> {
    ValueFormat<[Value]>(
      expected,
      read: { [read] setting, folder throws(InvalidValue) in
        guard let list = setting.list else { throw InvalidValue() }
        var values: [Value] = []
        for element in list {
          do throws(InvalidValue) {
            values.append(try read(element, folder))
          } catch {
            throw InvalidValue(
              line: error.line ?? element.line, expected: error.expected, hint: error.hint)
          }
        }
        return values
      },
      write: { [write] values in "[\(values.map(write).joined(separator: ", "))]" })
  }

  /// A table from names to values of this form, in braces.
  func table(_ expected: SafeText) -> ValueFormat<[SafeText: Value]> {
    ValueFormat<[SafeText: Value]>(
      expected,
      read: { [read, entryForm = self.expected] setting, folder throws(InvalidValue) in
        guard let table = setting.table else { throw InvalidValue() }
        var values: [SafeText: Value] = [:]
        for (name, element) in table.sorted(by: { $0.key < $1.key }) {
          if name.allSatisfy(\.isWhitespace) {
            throw InvalidValue(line: element.line, hint: "a name in it is empty")
          }
          do throws(InvalidValue) {
            values[SafeText(untrusted: name)] = try read(element, folder)
          } catch {
            throw InvalidValue(
              line: error.line ?? element.line, entry: SafeText(untrusted: tomlKey(name)),
              expected: error.expected ?? entryForm, hint: error.hint)
          }
        }
        return values
      },
      write: { [write] values in
        let entries = values.sorted { $0.key < $1.key }
        guard !entries.isEmpty else { return "{}" }
        let texts = entries.map { "\(tomlKey($0.key.shown)) = \(write($0.value))" }
        return "{ \(texts.joined(separator: ", ")) }"
      })
  }

  /// The same values by another type.
  func map<Other: Sendable>(
    _ there: @escaping @Sendable (Value) -> Other, back: @escaping @Sendable (Other) -> Value
  ) -> ValueFormat<Other> {
    ValueFormat<Other>(
      expected,
      read: { [read] setting, folder throws(InvalidValue) in there(try read(setting, folder)) },
      write: { [write] in write(back($0)) })
  }
}

/// A text in quotes.
func tomlText(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F {
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
  }
  return quoted + "\""
}

/// A key, in quotes where it needs them.
func tomlKey(_ key: String) -> String {
  let isBare =
    !key.isEmpty
    && key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  return isBare ? key : tomlText(key)
}
