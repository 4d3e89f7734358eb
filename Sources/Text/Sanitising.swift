extension SafeText {
  /// The most scalars that are shown of one text, the ellipsis of a longer one among them. No more are kept of it,
  /// unless its maker asks for more.
  package static let maximumScalars = 1024

  /// Makes bytes from outside safe; each maximal subpart of invalid UTF-8 becomes one U+FFFD.
  ///
  /// `limit` is how many scalars are kept as `original`, at least `maximumScalars`: more where the text is looked
  /// through, as a list of nodes is. Costs one pass over plain ASCII. No input costs more than its first `4 * limit` bytes.
  package init(untrusted bytes: UnsafeRawBufferPointer, keeping limit: Int = maximumScalars) {
    if unsafe bytes.count <= SafeText.maximumScalars && bytes.allSatisfy(isPrintableASCII) {
      self.init(shown: unsafe String(decoding: bytes, as: UTF8.self))
      return
    }
    // So many bytes decide about the limit, and whether there is one scalar more: none is longer than four bytes.
    let head = unsafe bytes.prefix(4 * (limit + 1))
    let text = unsafe String(decoding: head, as: UTF8.self)
    self.init(sanitising: text, isRepaired: unsafe !text.utf8.elementsEqual(head), keeping: limit)
  }

  /// Makes again what was made of bytes that told, or did not, that its UTF-8 had been repaired then.
  package init(untrusted bytes: UnsafeRawBufferPointer, keeping limit: Int, isRepaired: Bool) {
    guard isRepaired else {
      unsafe self.init(untrusted: bytes, keeping: limit)
      return
    }
    unsafe self.init(
      sanitising: String(decoding: bytes.prefix(4 * (limit + 1)), as: UTF8.self), isRepaired: true,
      keeping: limit)
  }

  /// Makes text from outside safe. Costs as much as for bytes.
  package init(untrusted text: String) {
    if text.utf8.count <= SafeText.maximumScalars && text.utf8.allSatisfy(isPrintableASCII) {
      self.init(shown: text)
    } else {
      self.init(sanitising: text, isRepaired: false, keeping: SafeText.maximumScalars)
    }
  }

  /// Cuts first and looks at the scalars second, so that nothing after this point ever meets a huge string or one
  /// character of a million marks.
  private init(sanitising text: String, isRepaired: Bool, keeping limit: Int) {
    let head = text.unicodeScalars.prefix(SafeText.maximumScalars)
    let isCut = head.endIndex < text.unicodeScalars.endIndex
    var sanitiser = Sanitiser()
    for scalar in isCut ? head.dropLast() : head { sanitiser.take(scalar) }
    if isCut { sanitiser.take("…") }
    let shown = String(sanitiser.scalars)
    let isAltered = isRepaired || isCut || !shown.utf8.elementsEqual(text.utf8)
    self.init(shown: shown, original: isAltered ? String(text.unicodeScalars.prefix(limit)) : nil)
  }
}

private func isPrintableASCII(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

/// Decides scalar by scalar what is shown.
private struct Sanitiser {
  /// More than two marks on a base draw over the rows above and below.
  private static let maximumMarks = 2

  var scalars = String.UnicodeScalarView()
  private var marksLeft = 0

  mutating func take(_ scalar: Unicode.Scalar) {
    if let picture = controlPicture(of: scalar) {
      takeBase(picture)
      return
    }
    switch Showing(of: scalar) {
    case .narrow, .wide: takeBase(scalar)
    case .space: takeBase(" ")
    case .refused: takeBase("\u{FFFD}")
    case .dropped: break
    case .mark where scalars.isEmpty: takeBase("\u{FFFD}")
    case .mark where marksLeft == 0: break
    case .mark:
      scalars.append(scalar)
      marksLeft -= 1
    }
  }

  private mutating func takeBase(_ base: Unicode.Scalar) {
    scalars.append(base)
    marksLeft = Sanitiser.maximumMarks
  }

  /// The visible stand-in of a C0 control or DEL; tabs and ends of line are controls too in a text of one line.
  private func controlPicture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    default: nil
    }
  }
}
