import Text

extension Application {
  /// Access is for civilian applications (Regulation (EU) 2021/1173, article 16). The sector stands with it because a
  /// person looks twice at some.
  func checkCivilianPurpose() -> Finding {
    let named: SafeText = sector.map { ", sector \($0.inClause())" } ?? ""
    return switch declared.hasCivilianPurpose {
    case true?: .pass("declared civilian\(named)")
    case false?: .fail("declared not civilian\(named)")
    case nil: .unknown("purpose not told\(named)")
    }
  }

  /// Personal data need a processing agreement with the site before they come.
  func checkPersonalData() -> Finding {
    switch declared.personalData {
    case nil: return .unknown("not told whether there are any")
    case .absent?: return .pass("no personal data")
    case .other(let word)?: return .unknown("“\(word.inClause())” is no kind of personal data that is known")
    case .basic?: return checkProcessingAgreement(of: "personal data")
    case .special?: return checkProcessingAgreement(of: "special categories of personal data")
    }
  }

  private func checkProcessingAgreement(of data: SafeText) -> Finding {
    switch declared.hasProcessingAgreement {
    case true?: .pass("\(data), processing agreement signed")
    case false?: .fail("\(data), processing agreement not signed")
    case nil: .unknown("\(data), processing agreement not told")
    }
  }

  /// The class that the applicant found in a self-assessment.
  func checkAIAct(_ rules: AIActRules) -> Finding {
    guard let declaredClass = declared.aiActClass else { return .unknown("class not told") }
    let word = declaredClass.word.inClause()
    if rules.refused.contains(declaredClass) { return .fail("class \(word), which gets no access") }
    if rules.accepted.contains(declaredClass) { return .pass("class \(word)") }
    return .unknown("class \(word), which a person has to look at")
  }
}
