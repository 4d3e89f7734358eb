// swift-tools-version: 6.2

import PackageDescription

/// What every target is compiled with.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The pure targets name every use of an unsafe construct.
let pure = house + [.strictMemorySafety()]

/// The commit and the time (SOURCE_DATE_EPOCH) that a build is told in its environment, for `--version`. What is not of
/// the form counts as not told, and one without the other says nothing.
let build: [CSetting] = {
  guard let commit = Context.environment["FACTORYTOP_COMMIT"], commit.utf8.count == 40,
    commit.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
    let epoch = Context.environment["SOURCE_DATE_EPOCH"].flatMap({ Int64($0) }),
    // To the end of the year 9999.
    (0..<253_402_300_800).contains(epoch)
  else { return [] }
  return [
    .define("FACTORYTOP_COMMIT", to: commit.lowercased()), .define("FACTORYTOP_EPOCH", to: "\(epoch)LL"),
  ]
}()

let package = Package(
  name: "factorytop",
  products: [
    .executable(name: "factorytop", targets: ["factorytop"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .target(name: "Text", exclude: ["Generate"], swiftSettings: pure),
    .target(name: "Model", dependencies: ["Text"], swiftSettings: pure),
    .target(name: "Entities", dependencies: ["Model", "Text"], swiftSettings: pure),
    .target(name: "Screen", dependencies: ["Text"], swiftSettings: pure),
    .target(name: "TerminalInput", dependencies: ["Screen", "Text"], swiftSettings: pure),
    .target(
      name: "Dashboard", dependencies: ["Entities", "Model", "Screen", "Text"], swiftSettings: pure),
    .target(name: "JSONStream", swiftSettings: house),
    .target(name: "Telemetry", dependencies: ["JSONStream", "Model", "Text"], swiftSettings: house),
    .target(
      name: "Collection",
      dependencies: [
        "JSONStream", "Model", "Telemetry", "Text",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: house),
    .target(
      name: "Configuration",
      dependencies: [
        "Collection", "Model", "Recording", "Screen", "Telemetry", "Text",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: house),
    .target(name: "Journal", dependencies: ["JSONStream", "Model", "Text"], swiftSettings: house),
    .target(
      name: "Recording",
      dependencies: [
        "CZlib", "Model", "Text",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: house),
    .target(name: "Simulation", dependencies: ["JSONStream", "Model", "Text"], swiftSettings: house),
    .target(name: "CArguments"),
    .target(name: "CBuild", cSettings: build),
    .target(name: "CThemes"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Terminal", dependencies: ["CNcurses", "Screen", "TerminalInput", "Text"], swiftSettings: house),
    .executableTarget(
      name: "factorytop",
      dependencies: [
        "CArguments", "CBuild", "CMalloc", "CThemes", "Collection", "Configuration", "Dashboard", "Entities",
        "Journal",
        "JSONStream", "Model", "Recording", "Screen", "Simulation", "Telemetry", "Terminal", "Text",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: house),
    .testTarget(
      name: "CollectionTests",
      dependencies: [
        "Collection", "Model", "Telemetry", "Text",
        .product(name: "InMemoryLogging", package: "swift-log"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Collection", "Configuration", "Model", "Telemetry", "Text"],
      swiftSettings: house),
    .testTarget(name: "CommandTests", dependencies: ["factorytop"], swiftSettings: house),
    .testTarget(
      name: "GoldenTests",
      dependencies: ["Dashboard", "Model", "Screen", "Telemetry", "Text", "ThemeSupport"],
      exclude: ["Screens"], swiftSettings: house),
    .target(name: "SeedSupport", path: "Tests/SeedSupport", swiftSettings: house),
    .testTarget(name: "TextTests", dependencies: ["SeedSupport", "Text"], swiftSettings: house),
    .testTarget(name: "EntitiesTests", dependencies: ["Entities", "Model", "Text"], swiftSettings: house),
    .testTarget(name: "ModelTests", dependencies: ["Model", "SeedSupport", "Text"], swiftSettings: house),
    .target(
      name: "ThemeSupport", dependencies: ["Screen", "Text"], path: "Tests/ThemeSupport", swiftSettings: house
    ),
    .testTarget(
      name: "ScreenTests", dependencies: ["Screen", "SeedSupport", "Text", "ThemeSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TerminalInputTests", dependencies: ["Screen", "SeedSupport", "TerminalInput", "Text"],
      swiftSettings: house),
    .testTarget(
      name: "JSONStreamTests", dependencies: ["JSONStream"], exclude: ["fuzz"], swiftSettings: house),
    .testTarget(
      name: "TelemetryTests", dependencies: ["JSONStream", "Model", "SeedSupport", "Telemetry", "Text"],
      swiftSettings: house),
    .testTarget(
      name: "DashboardTests", dependencies: ["Dashboard", "Entities", "Model", "Screen", "Text"],
      swiftSettings: house),
    .executableTarget(
      name: "RecordingProbe", dependencies: ["Model", "Recording", "Text"], path: "Tests/RecordingProbe",
      swiftSettings: house),
    .testTarget(
      name: "RecordingTests",
      dependencies: ["CZlib", "Model", "Recording", "RecordingProbe", "SeedSupport", "Telemetry", "Text"],
      exclude: ["kept"], swiftSettings: house),
    .testTarget(
      name: "SimulationTests", dependencies: ["JSONStream", "Model", "Simulation", "Telemetry", "Text"],
      swiftSettings: house),
    .executableTarget(
      name: "JournalProbe", dependencies: ["Journal", "Model", "Text"], path: "Tests/JournalProbe",
      swiftSettings: house),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "JournalProbe", "JSONStream", "Model", "Text"],
      swiftSettings: house),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Screen", "Terminal", "Text"],
      path: "Tests/TerminalProbe",
      swiftSettings: house),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CMalloc", "Dashboard", "Entities", "JSONStream", "Model", "Recording", "Screen", "Simulation",
        "Telemetry",
        "Text", "factorytop",
      ],
      path: "Tests/Benchmarks", swiftSettings: house),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "CNcurses", "Screen", "SeedSupport", "Terminal", "TerminalInput", "TerminalProbe", "Text",
        "factorytop",
      ],
      swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
