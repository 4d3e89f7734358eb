import Text

extension CountryRules {
  /// Established in the Union, in another state that takes part in the EuroHPC JU, or in a country associated to
  /// Horizon Europe or Digital Europe: that is the rule, and these lists are a site's to keep.
  ///
  /// Taking part beside the Union's 27: "Albania joins the EuroHPC Joint Undertaking", eurohpc-ju.europa.eu,
  /// 2025-06-25. Moldova and Switzerland have AI Factory Antennas. In doubt are countries whose association covers a
  /// part of the programmes, or was not checked.
  package static let standard = CountryRules(
    eligible: union.union(takingPart).union(["CH", "MD"]).union(otherCodes),
    inDoubt: [
      "AM", "BA", "CA", "EG", "FO", "GE", "IL", "JP", "KR", "LI", "NZ", "TN", "UA", "XK",
    ])

  private static let union: Set<SafeText> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]

  private static let takingPart: Set<SafeText> = ["AL", "GB", "IS", "ME", "MK", "NO", "RS", "TR"]

  /// What the Union's own forms write for Greece and the United Kingdom.
  private static let otherCodes: Set<SafeText> = ["EL", "UK"]
}
