import Glibc
import Text

/// What is wrong with a text that claims to be safe, told by oracles that share nothing with the sanitiser: Swift's
/// own Unicode tables, its breaking of text into characters, and the C library's widths.
func violations(of text: SafeText) -> [String] {
  var found: [String] = []
  let scalars = Array(text.shown.unicodeScalars)
  // As if two marks went before, so that a text cannot begin with one.
  var marks = 2
  for scalar in scalars {
    let category = scalar.properties.generalCategory
    marks = isMark(category) ? marks + 1 : 0
    if marks > 2 { found.append("one mark too many: \(name(of: scalar))") }
    if !mayBeShown(scalar, category) { found.append("holds \(name(of: scalar))") }
  }
  let cells = Array(text.cells)
  // Where one cell is not one character, terminals that draw characters and those that draw scalars disagree.
  if cells.count != text.shown.count { found.append("\(cells.count) cells, \(text.shown.count) characters") }
  let widths = (text.width, cells.reduce(0) { $0 + $1.width }, cLibraryWidth(of: scalars))
  if widths.0 != widths.1 || widths.0 != widths.2 { found.append("widths differ: \(widths)") }
  return found
}

private func mayBeShown(_ scalar: Unicode.Scalar, _ category: Unicode.GeneralCategory) -> Bool {
  switch category {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
  case .spaceSeparator: scalar == " "
  default: !scalar.properties.isDefaultIgnorableCodePoint
  }
}

private func isMark(_ category: Unicode.GeneralCategory) -> Bool {
  category == .nonspacingMark || category == .enclosingMark || category == .spacingMark
}

/// The sum of what `wcwidth` says of each scalar in a UTF-8 locale, set for this thread and this call only.
private func cLibraryWidth(of scalars: [Unicode.Scalar]) -> Int? {
  guard let wcwidth, let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return nil }
  let before = uselocale(utf8)
  defer {
    uselocale(before)
    freelocale(utf8)
  }
  return scalars.reduce(0) { $0 + Int(wcwidth(wchar_t($1.value))) }
}

/// Looked up by name because Glibc's headers, as Swift imports them, hide this function of X/Open.
private let wcwidth: (@convention(c) (wchar_t) -> CInt)? = dlsym(nil, "wcwidth").map {
  unsafeBitCast($0, to: (@convention(c) (wchar_t) -> CInt).self)
}

func name(of scalar: Unicode.Scalar) -> String { "U+" + String(scalar.value, radix: 16, uppercase: true) }

func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}

func safe(_ bytes: [UInt8]) -> SafeText {
  bytes.withUnsafeBytes { SafeText(untrusted: $0) }
}
