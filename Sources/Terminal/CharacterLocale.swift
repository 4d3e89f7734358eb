import Glibc
package import Text

/// The locale whose characters are drawn: the one that the environment asks for, or what takes its place where this
/// system does not have it.
package struct CharacterLocale: Sendable, Equatable {
  /// What asks for it, such as `LC_CTYPE=UTF-8`; `nil` where nothing does.
  package let asked: SafeText?
  /// The encoding of what is drawn with, such as `UTF-8`.
  package let codeset: SafeText
  /// That it is not installed, and what is drawn instead.
  package let remark: SafeText?

  package var isUTF8: Bool { codeset == "UTF-8" }

  /// Those whose only purpose is UTF-8, and one that most systems have.
  private static let standIns = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]

  /// Finds it out, and takes it over for the C library of this process, and so for ncurses.
  ///
  /// A terminal says what it understands by way of the locale's name, and ssh hands that on to systems which lack the
  /// locale (macOS's `LC_CTYPE=UTF-8`, languages that are not installed): where the name says UTF-8, UTF-8 is drawn.
  static func adopted() -> CharacterLocale {
    // The order of POSIX; an empty one says nothing.
    let variables: [String] = ["LC_ALL", "LC_CTYPE", "LANG"]
    let values = variables.map { variable in getenv(variable).map { String(cString: $0) } ?? "" }
    let (name, value) = zip(variables, values).first { !$1.isEmpty } ?? ("", "")
    let asked = value.isEmpty ? nil : SafeText(untrusted: "\(name)=\(value)")
    if setlocale(LC_CTYPE, "") != nil {
      return CharacterLocale(asked: asked, codeset: current, remark: nil)
    }
    let missing: SafeText = "the locale \(asked ?? "") is not installed here"
    guard namesUTF8(value) else {
      return CharacterLocale(asked: asked, codeset: current, remark: "\(missing): drawn in ASCII")
    }
    for name in standIns where setlocale(LC_CTYPE, name) != nil && current == "UTF-8" {
      let remark: SafeText = "\(missing): drawn in UTF-8 by \(SafeText(untrusted: name))"
      return CharacterLocale(asked: asked, codeset: current, remark: remark)
    }
    setlocale(LC_CTYPE, "C")
    return CharacterLocale(
      asked: asked, codeset: current, remark: "\(missing), nor is C.UTF-8: drawn in ASCII")
  }

  private static var current: SafeText {
    SafeText(untrusted: String(cString: nl_langinfo(Int32(CODESET))))
  }

  /// Whether a locale's name says that its encoding is UTF-8: `fi_FI.utf8@euro`, and `UTF-8` alone.
  static func namesUTF8(_ name: String) -> Bool {
    let withoutModifier = name.prefix { $0 != "@" }
    let codeset =
      withoutModifier.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    // As glibc compares them: letters and digits, in any case.
    return codeset.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) } == "utf8"
  }
}
