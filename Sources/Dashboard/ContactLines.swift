import Model
import Screen
import Text

/// The person of an application as its fields show it: hidden until a key reveals it, and never more than the source and
/// the site's configuration let be seen.
struct ContactLines {
  let name: Line
  let email: Line

  init(of application: Application, isRevealed: Bool, keys: KeyBindings) {
    switch application.applicant {
    case .withheld: (name, email) = Self.both("hidden by the configuration")
    case nil: (name, email) = Self.both("not read here")
    case .told(nil, nil): (name, email) = (Self.line(nil), Self.line(nil))
    case .told where !isRevealed:
      (name, email) = Self.both("hidden: \(keys.name(of: .revealNames)) shows")
    case .told(let name, let email): (self.name, self.email) = (Self.line(name), Self.line(email))
    }
  }

  /// What hides both is said once.
  var fields: [(label: SafeText, value: Line)] {
    let fields: [(label: SafeText, value: Line)] = [("contact", name), ("e-mail", email)]
    return name.text == email.text ? [fields[0]] : fields
  }

  private static func both(_ words: SafeText) -> (Line, Line) { (Line(words, .muted), Line(words, .muted)) }

  private static func line(_ text: SafeText?) -> Line {
    text.map(Line.init(telling:)) ?? Line(SafeText.unknown, .unknown)
  }
}
