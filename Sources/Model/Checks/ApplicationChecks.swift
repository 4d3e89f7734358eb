extension Application {
  /// What each check of the application's mode found, in the order of the rules; those without anything to check are
  /// left out. A field that is missing makes a check unknown, never passed.
  ///
  /// Constant time beside the length of the texts.
  package func checks(on ground: CheckContext) -> [CheckResult] {
    let rules = ground.rules.rules(of: mode)
    return rules.checks.compactMap { check in
      finding(of: check, rules, ground).map {
        CheckResult(check: check, verdict: $0.verdict, restsOn: $0.restsOn)
      }
    }
  }

  private func finding(of check: Check, _ rules: ModeRules, _ ground: CheckContext) -> Finding? {
    switch check {
    case .mode: checkMode(rules)
    case .bounds: checkBounds(rules, ground.factors(of: self))
    case .duration: checkDuration(rules)
    case .oneSystem: checkOneSystem()
    case .cutoff: checkCutoff()
    case .country: checkCountry(ground.rules.countries)
    case .sme: checkSME(ground.rules.sme)
    case .civilianPurpose: checkCivilianPurpose()
    case .personalData: checkPersonalData()
    case .otherFunding: checkOtherFunding(ground.rules.funding)
    case .aiAct: checkAIAct(ground.rules.aiAct)
    case .architecture: checkArchitecture(ground.rules)
    case .partition: checkPartition(ground)
    case .gpusAtOnce: checkGPUsAtOnce(ground)
    case .pool: checkPool(ground)
    case .duplicates: checkDuplicates(ground)
    case .contract: checkContract(ground)
    }
  }
}
