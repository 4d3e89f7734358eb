import Text

/// One key of a configuration: the table of these is all that reads, prints and explains it.
struct SettingKey<Root>: Sendable {
  let name: String
  /// What its value has to be.
  let expected: SafeText
  /// What it does, in a sentence for whoever edits the file.
  let explanation: SafeText
  /// A value that is not the default, as TOML writes it.
  let example: String
  let read: @Sendable (inout Root, _ setting: Setting, _ folder: String) throws(InvalidValue) -> Void
  /// The value as TOML writes it; `nil` when there is none.
  let write: @Sendable (Root) -> String?

  init(
    _ name: String, expected: SafeText, example: String, _ explanation: SafeText,
    read: @escaping @Sendable (inout Root, Setting, String) throws(InvalidValue) -> Void,
    write: @escaping @Sendable (Root) -> String?
  ) {
    self.name = name
    self.expected = expected
    self.example = example
    self.explanation = explanation
    self.read = read
    self.write = write
  }

  /// A key that always has a value.
  init<Value>(
    _ name: String, _ place: any WritableKeyPath<Root, Value> & Sendable, _ form: ValueFormat<Value>,
    example: String, _ explanation: SafeText
  ) {
    self.init(
      name, expected: form.expected, example: example, explanation,
      read: { root, setting, folder throws(InvalidValue) in
        root[keyPath: place] = try form.read(setting, folder)
      },
      write: { form.write($0[keyPath: place]) })
  }

  /// A key that may have none.
  init<Value>(
    _ name: String, optional place: any WritableKeyPath<Root, Value?> & Sendable, _ form: ValueFormat<Value>,
    example: String, _ explanation: SafeText
  ) {
    self.init(
      name, expected: form.expected, example: example, explanation,
      read: { root, setting, folder throws(InvalidValue) in
        root[keyPath: place] = try form.read(setting, folder)
      },
      write: { $0[keyPath: place].map(form.write) })
  }

  /// A table whose entries are added to those that are there.
  init<Value>(
    _ name: String, entries place: any WritableKeyPath<Root, [SafeText: Value]> & Sendable,
    _ form: ValueFormat<[SafeText: Value]>, example: String, _ explanation: SafeText
  ) {
    self.init(
      name, expected: form.expected, example: example, explanation,
      read: { root, setting, folder throws(InvalidValue) in
        root[keyPath: place].merge(try form.read(setting, folder)) { $1 }
      },
      write: { form.write($0[keyPath: place]) })
  }
}

extension SettingKey {
  /// The same key of what holds a `Root` at `place`.
  func placed<Outer>(at place: any WritableKeyPath<Outer, Root> & Sendable) -> SettingKey<Outer> {
    SettingKey<Outer>(
      name, expected: expected, example: example, explanation,
      read: { [read] outer, setting, folder throws(InvalidValue) in
        try read(&outer[keyPath: place], setting, folder)
      },
      write: { [write] outer in write(outer[keyPath: place]) })
  }
}

/// A table of a configuration, `[name]`, with its keys.
struct SettingSection<Root>: Sendable {
  let name: String
  let explanation: SafeText
  let keys: [SettingKey<Root>]
}
