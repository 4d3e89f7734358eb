import Model

/// The portal through which applications for access arrive.
struct SimulatedPortal: Sendable {
  struct Arrival: Sendable {
    var id: String
    var mode: AccessMode
    var title: String
    var organisation: Organisation
    var machine: Machine
    var requested: Amount
    var days: Int
    var schedule: ApplicationSchedule
  }

  struct Organisation: Sendable {
    var name: String
    var country: String
    var kind: String
    var sector: String
  }

  private(set) var applications: [Arrival] = []
  private var random: SeededRandom
  private let machines: [Machine]
  private let perDay: Double
  private var nextNumber = 9400
  private var nextArrivalAt: Timestamp

  /// What is on the desk at `start`, in an order that chance shuffles: most of it pending.
  private static let opening: [(AccessMode, ApplicationState)] = [
    (.playground, .submitted), (.playground, .adminCheck), (.playground, .adminCheck),
    (.playground, .techAssessment),
    (.playground, .techAssessment), (.playground, .infoRequested), (.playground, .decision),
    (.playground, .awarded),
    (.playground, .onboarding), (.playground, .waitlisted), (.fastLane, .submitted), (.fastLane, .adminCheck),
    (.fastLane, .techAssessment), (.fastLane, .infoRequested), (.fastLane, .decision),
    (.fastLane, .onboarding),
    (.largeScale, .draft), (.largeScale, .submitted), (.largeScale, .techAssessment),
    (.largeScale, .expertReview),
    (.largeScale, .decision), (.aiScience, .submitted), (.aiScience, .expertReview),
    (.aiScience, .panelReview),
    (.benchmark, .techAssessment), (.development, .adminCheck), (.regular, .panelReview),
    (.extremeScale, .expertReview), (.playground, .draft), (.playground, .active), (.playground, .active),
    (.fastLane, .active), (.fastLane, .throttled), (.largeScale, .active), (.largeScale, .suspended),
    (.playground, .ended), (.playground, .reportDue), (.fastLane, .reportOverdue), (.playground, .closed),
    (.playground, .rejected), (.fastLane, .withdrawn), (.largeScale, .cancelled),
  ]

  init(machines: [Machine], count: Int, at start: Timestamp, random: SeededRandom) {
    self.machines = machines
    self.random = random
    self.perDay = max(0.5, Double(count) / 10)
    self.nextArrivalAt = start
    guard count > 0 else {
      nextArrivalAt = Timestamp(secondsSince1970: .max)
      return
    }
    var cases: [(AccessMode, ApplicationState)] = []
    for index in 0..<count {
      if index.isMultiple(of: Self.opening.count) { cases += shuffled(Self.opening) }
      let (mode, state) = cases[index]
      let days = allocationDays(of: mode)
      let schedule = ApplicationSchedule(mode: mode, in: state, at: start, days: days, from: &self.random)
      add(mode, days: days, schedule)
    }
    scheduleArrival(after: start)
  }

  /// Takes in what arrives until `moment`.
  mutating func advance(to moment: Timestamp) {
    while nextArrivalAt <= moment {
      let mode = random.pick([
        Weighted(AccessMode.playground, 60), Weighted(.fastLane, 18), Weighted(.largeScale, 10),
        Weighted(.aiScience, 5), Weighted(.development, 4), Weighted(.benchmark, 3),
      ])
      let days = allocationDays(of: mode)
      let schedule = ApplicationSchedule(mode: mode, draftedAt: nextArrivalAt, days: days, from: &random)
      add(mode, days: days, schedule)
      scheduleArrival(after: nextArrivalAt)
    }
  }

  private mutating func scheduleArrival(after moment: Timestamp) {
    let wait = 86_400 / perDay * random.exponential() / Workload.rhythm(at: moment)
    nextArrivalAt = moment + Seconds(Int64(min(wait, 864_000)) + 1)
  }

  private mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for index in elements.indices.dropLast() {
      elements.swapAt(index, index + random.below(elements.count - index))
    }
    return elements
  }

  private mutating func add(_ mode: AccessMode, days: Int, _ schedule: ApplicationSchedule) {
    let machine = random.pick(machines)
    let organisation = InventedOrganisations.draw(for: mode, from: &random)
    let created = EuropeanZone.central.localTime(at: schedule.createdAt).date
    let number = nextNumber
    nextNumber += 1
    applications.append(
      Arrival(
        id: Proposal.id(mode, year: created.year, number: number), mode: mode,
        title: random.pick(InventedOrganisations.titles), organisation: organisation, machine: machine,
        requested: request(of: mode, machine), days: days, schedule: schedule))
  }

  private mutating func allocationDays(of mode: AccessMode) -> Int {
    switch mode {
    case .playground, .fastLane, .other: random.pick([31, 61, 91])
    case .largeScale: random.pick([91, 182, 365])
    case .aiScience: 182
    case .benchmark: random.pick([61, 91])
    case .development: random.pick([182, 365])
    case .regular, .extremeScale: 365
    }
  }

  /// Amounts within the bounds of the mode, in its unit.
  private mutating func request(of mode: AccessMode, _ machine: Machine) -> Amount {
    func thousands(_ low: Int, _ high: Int) -> Double { Double(random.between(low, high)) * 1000 }
    return switch mode {
    case .playground, .other: Amount(5000, .gpuHours)
    case .fastLane: Amount(thousands(11, 50), .gpuHours)
    case .largeScale: Amount(thousands(6, 60) * 10, .gpuHours)
    case .aiScience: Amount(thousands(20, 90), .nodeHours)
    case .benchmark: Amount(thousands(2, 35) / 10, .nodeHours)
    case .development: Amount(thousands(4, 45) / 10, .nodeHours)
    case .regular: Amount(thousands(15, 800), .nodeHours)
    case .extremeScale: Amount(thousands(100, 900), .nodeHours)
    }
  }
}

/// Proposal IDs of the public pattern, with sequence numbers from 9000 that no real one has.
enum Proposal {
  static func id(_ mode: AccessMode, year: Int, number: Int) -> String {
    let year = String(year)
    let number = String(number)
    return switch mode {
    case .playground: "EHPC-AIF-\(year)PG01-\(number)"
    case .fastLane: "EHPC-AIF-\(year)FL01-\(number)"
    case .largeScale: "EHPC-AIF-\(year)LS01-\(number)"
    case .aiScience: "EHPC-AIF-\(year)SC04-\(number)"
    case .benchmark: "EHPC-BEN-\(year)B11-\(number)"
    case .development: "EHPC-DEV-\(year)D11-\(number)"
    case .regular: "EHPC-REG-\(year)R02-\(number)"
    case .extremeScale: "EHPC-EXT-\(year)E02-\(number)"
    case .other: "DRAFT-\(number)"
    }
  }
}

/// Applicants that do not exist.
enum InventedOrganisations {
  private static let companies = [
    ("Nordlys Robotics", "NO", "mobility-transport-automotive"), ("Kobalt Vision", "PL", "electronics"),
    ("Aurinko Health", "FI", "health"), ("Tidal Agri", "IE", "agri-food"),
    ("Lumenwerk", "DE", "energy-renewables"), ("Paragrafo", "IT", "digital"),
    ("Véloce Textile", "FR", "textiles"),
    ("Saudade Tours", "PT", "tourism"), ("Ćelija Bio", "HR", "health"),
    ("Ørsund Subsea", "DK", "construction"),
    ("Bystra Logistics", "CZ", "mobility-transport-automotive"),
    ("Grafit Steel AI", "SE", "energy-intensive industries"),
    ("Ρόδι Data", "GR", "digital"), ("Minett Security", "LU", "digital"),
    ("Koppel Audio", "EE", "cultural & creative industries"),
    ("Zelkova Retail", "BG", "retail"), ("Dunaj Diagnostics", "SK", "health"),
    ("Amber Language Lab", "LV", "digital"),
  ]
  private static let institutes = [
    ("Institute for Polar Modelling", "FI"), ("Adria University of Technology", "SI"),
    ("Centre for Plasma Data", "DE"), ("Lowlands Genome Institute", "NL"),
    ("Iberian Water Observatory", "ES"),
    ("City of Brezovo", "HR"), ("National Language Bank", "LT"), ("Tatra Seismology Centre", "PL"),
  ]
  static let titles = [
    "Speech models for small languages", "Defect detection in woven goods",
    "Foundation model for crop images",
    "Digital twin of a district heating net", "Protein binders by diffusion", "Route planning for ferries",
    "Retrieval over public law", "Early signs of wind turbine faults", "Synthetic medical images",
    "Robot grasping from video", "Weather emulation on regional grids", "Secure code assistants",
  ]

  static func draw(for mode: AccessMode, from random: inout SeededRandom) -> SimulatedPortal.Organisation {
    switch mode {
    case .playground, .fastLane, .largeScale, .benchmark, .other:
      let (name, country, sector) = random.pick(companies)
      let kind = random.pick(["startup", "startup", "sme", "sme", "midcap"])
      return SimulatedPortal.Organisation(name: name, country: country, kind: kind, sector: sector)
    case .aiScience, .development, .regular, .extremeScale:
      let (name, country) = random.pick(institutes)
      let kind = name.hasPrefix("City") ? "public" : "academia"
      return SimulatedPortal.Organisation(name: name, country: country, kind: kind, sector: "public_sector")
    }
  }
}
