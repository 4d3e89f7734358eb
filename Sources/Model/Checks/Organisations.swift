import Text

/// By what an organisation is told from others in one mode.
struct OrganisationKeys {
  struct Key: Hashable {
    var mode: AccessMode
    /// Registers of companies are national.
    var country: [UInt8]
    var bytes: [UInt8]
  }

  var code: Key?
  var name: Key?

  init(_ application: Application) {
    if let code = application.facts.registryCode?.foldedName.filter(Self.counts), !code.isEmpty {
      self.code = Key(mode: application.mode, country: application.country?.foldedName ?? [], bytes: code)
    }
    if let name = application.organisation?.foldedName, !name.isEmpty {
      self.name = Key(mode: application.mode, country: [], bytes: name)
    }
  }

  /// Letters and digits: registers write a code with spaces, points and hyphens or without.
  private static func counts(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte.isAsciiDigit
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

/// The applications that are not over, by organisation and mode.
///
/// Adding one and asking for the others of one take constant time, however many an organisation has.
struct Organisations {
  struct Holder {
    var id: SafeText
    var state: SafeText
  }

  private struct Holders {
    /// Two are enough to name another one than that which asks.
    private(set) var first: [Holder] = []
    private(set) var count = 0

    mutating func add(_ holder: Holder) {
      count += 1
      if first.count < 2 { first.append(holder) }
    }
  }

  private var byCode: [OrganisationKeys.Key: Holders] = [:]
  private var byName: [OrganisationKeys.Key: Holders] = [:]
  /// Those of `byName` that tell no registry code.
  private var byNameAlone: [OrganisationKeys.Key: Holders] = [:]
  private var held: Set<SafeText> = []

  mutating func add(_ application: Application) {
    guard held.insert(application.id).inserted else { return }
    let holder = Holder(id: application.id, state: application.state.word)
    let keys = OrganisationKeys(application)
    if let code = keys.code { byCode[code, default: Holders()].add(holder) }
    guard let name = keys.name else { return }
    byName[name, default: Holders()].add(holder)
    if keys.code == nil { byNameAlone[name, default: Holders()].add(holder) }
  }

  /// The first that is not `application`, and how many such there are.
  ///
  /// Two that tell different registry codes are two organisations, whatever their names.
  func others(of application: Application, _ keys: OrganisationKeys) -> (first: Holder?, count: Int) {
    let same: [Holders?] =
      if let code = keys.code {
        [byCode[code], keys.name.flatMap { byNameAlone[$0] }]
      } else {
        [keys.name.flatMap { byName[$0] }]
      }
    let found = same.compactMap(\.self)
    let itself = held.contains(application.id) ? 1 : 0
    return (
      found.flatMap(\.first).first { $0.id != application.id },
      found.reduce(-itself) { $0 + $1.count }
    )
  }
}
