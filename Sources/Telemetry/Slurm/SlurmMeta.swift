import JSONStream
import Text

/// Who wrote a Slurm answer, from its `meta`.
struct SlurmMeta {
  /// The form: `v0.0.38`, `v0.0.42+complex`.
  private(set) var version: SafeText?
  private(set) var cluster: SafeText?
  /// Whether the accounting database answered, whose jobs are other records under the same key.
  private(set) var isAccounting = false
  /// `nil` where it does not say.
  private(set) var command: SlurmCommand?
  /// Slurm's own version, such as `24.11.5`.
  private(set) var release: SafeText?
  /// Whether anything in it was Slurm's: `meta` is a common name.
  private(set) var isSlurm = false

  /// Reads the value of `meta`, an object, in any of its forms: `plugin` or `plugins`, `slurm` or `Slurm`, a `data_parser` or none.
  init(_ json: inout JSONReader) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(MetaField.all) {
      switch (field, try json.kind()) {
      case (.plugin, .object), (.plugins, .object): try readPlugin(&json)
      case (.slurm, .object), (.slurmBefore2311, .object): try readSlurm(&json)
      case (.command, .array): try readCommand(&json)
      case (.plugin, _), (.plugins, _), (.slurm, _), (.slurmBefore2311, _), (.command, _): break
      }
    }
  }

  /// Of a command no more words are looked at.
  private static let longestCommand = 64

  private mutating func readCommand(_ json: inout JSONReader) throws(JSONError) {
    var words: [String] = []
    try json.enterArray()
    while try json.nextElement() {
      guard words.count < Self.longestCommand else { continue }
      words.append(try json.plainText()?.shown ?? "")
    }
    guard !words.isEmpty else { return }
    let command = SlurmCommand(words)
    isAccounting = isAccounting || command.isAccounting
    self.command = command
  }

  private mutating func readPlugin(_ json: inout JSONReader) throws(JSONError) {
    var type: SafeText?
    var parser: SafeText?
    try json.enterObject()
    while let field = try json.nextField(PluginField.all) {
      guard case .value(let text) = try json.slurmText() else { continue }
      switch field {
      case .type: type = text
      case .dataParser: parser = text
      }
    }
    guard type != nil || parser != nil else { return }
    isSlurm = true
    isAccounting = isAccounting || type.map(Self.isAccountingPlugin) ?? false
    version = (parser ?? type).flatMap(Self.version)
  }

  private mutating func readSlurm(_ json: inout JSONReader) throws(JSONError) {
    isSlurm = true
    try json.enterObject()
    while let field = try json.nextField(SlurmField.all) {
      switch field {
      case .cluster:
        if case .value(let name) = try json.slurmText() { cluster = name }
      case .release:
        if case .value(let text) = try json.slurmText() { release = text }
      }
    }
  }

  /// `v0.0.40` of `data_parser/v0.0.40`, `v0.0.38` of `openapi/dbv0.0.38`; `nil` of `openapi/slurmctld`.
  private static func version(in text: SafeText) -> SafeText? {
    let name = text.shown.split(separator: "/").last ?? ""
    guard let start = name.firstIndex(of: "v"), name[start...].hasPrefix("v0.") else { return nil }
    return SafeText(untrusted: String(name[start...]))
  }

  private static func isAccountingPlugin(_ type: SafeText) -> Bool {
    type == "openapi/slurmdbd" || type.shown.hasPrefix("openapi/dbv")
  }
}

private enum MetaField: String, CaseIterable, Sendable {
  case plugin, plugins, slurm, command
  case slurmBefore2311 = "Slurm"
  static let all = JSONFields<MetaField>()
}

private enum PluginField: String, CaseIterable, Sendable {
  case type
  case dataParser = "data_parser"
  static let all = JSONFields<PluginField>()
}

private enum SlurmField: String, CaseIterable, Sendable {
  case cluster, release
  static let all = JSONFields<SlurmField>()
}

/// What Slurm could not do, from an answer's `errors`.
struct SlurmErrors {
  private(set) var first: SafeText?

  /// Reads the value of `errors`, a list.
  init(_ json: inout JSONReader) throws(JSONError) {
    try json.enterArray()
    while try json.nextElement() {
      let text = try Self.text(&json)
      if first == nil { first = text }
    }
  }

  private static func text(_ json: inout JSONReader) throws(JSONError) -> SafeText {
    switch try json.kind() {
    case .object: break
    case .array, .string, .number, .bool, .null: return try json.producerMessage() ?? "it does not say which"
    }
    var error: SafeText?
    var description: SafeText?
    try json.enterObject()
    while let field = try json.nextField(ErrorField.all) {
      switch field {
      case .error, .title: if case .value(let text) = try json.slurmText() { error = error ?? text }
      case .description, .detail, .message:
        if case .value(let text) = try json.slurmText() { description = description ?? text }
      }
    }
    switch (error, description) {
    case (let error?, let description?): return error == description ? error : "\(error) (\(description))"
    case (let text?, nil), (nil, let text?): return text
    case (nil, nil): return "it does not say which"
    }
  }
}

private enum ErrorField: String, CaseIterable, Sendable {
  case error, description
  // Of other programs.
  case title, detail, message
  static let all = JSONFields<ErrorField>()
}
