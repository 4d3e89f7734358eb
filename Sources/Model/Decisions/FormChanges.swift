package import Text

extension Application {
  /// What the portal tells otherwise than in an `earlier` version of the same application, each in one clause:
  /// `machine was LUMI and is LEONARDO`.
  ///
  /// The same fields as `FormDigest`, so nothing of a person, of the journal or of the state, which `news(since:)` tells.
  /// Both versions have to be redacted alike. Linear in the fields.
  package func changes(since earlier: Application) -> [SafeText] {
    FormField.all.compactMap { field in
      let (old, new) = (field.value(earlier), field.value(self))
      guard old != new else { return nil }
      let (before, after) = (Self.words(old), Self.words(new))
      // What looks the same is not told twice: one may be longer than a clause, or have what is not shown in it.
      return before.shown == after.shown
        ? "\(field.name) has changed" : "\(field.name) was \(before) and is \(after)"
    }
  }

  private static func words(_ value: FormValue?) -> SafeText { value?.words.inClause() ?? "—" }
}
