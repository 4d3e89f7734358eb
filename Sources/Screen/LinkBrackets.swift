import Text

extension Canvas {
  /// The finished picture for a terminal of a certain depth and for ASCII or all of Unicode.
  package func shown(inASCII isASCII: Bool, depth: ColorDepth) -> Canvas {
    // An underline alone is easily taken for a title, and some terminals have none.
    let told = isASCII || depth == .none ? bracketingLinks() : self
    return isASCII ? told.foldedToASCII() : told
  }

  /// Puts `<` and `>` into the blank cells before and behind each link. A sign that stands there already stays.
  private func bracketingLinks() -> Canvas {
    var isInLink = false
    return mapped { cell, next in
      let isBehind = isInLink && cell.style.role != .link
      isInLink = cell.style.role == .link && next != nil
      guard cell.scalar == " ", cell.style.role != .link else { return cell }
      if isBehind { return Cell(">", style: cell.style) }
      return next?.style.role == .link ? Cell("<", style: cell.style) : cell
    }
  }
}
