// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
  name: "sito",
  products: [
    .library(name: "Sito", targets: ["Sito"]),
    .executable(name: "sito", targets: ["SitoCommand"]),
    // `make library` makes libsito.so of it.
    .library(name: "sito-library", type: .dynamic, targets: ["SitoLibrary"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Libraries of the system, each behind the smallest shim that does.
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),

    // The engine, in the order of the pipeline.
    .target(name: "BinaryImage", swiftSettings: strict),
    .target(name: "TextFolding", dependencies: ["CICU"], swiftSettings: strict),
    .target(name: "PatternScanning", dependencies: ["BinaryImage", "TextFolding", "CPCRE2"], swiftSettings: strict),
    .target(name: "YAMLTree", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "Rulebook", dependencies: ["YAMLTree", "CLibMD"], swiftSettings: strict),
    .target(
      name: "Moderation", dependencies: ["BinaryImage", "TextFolding", "PatternScanning", "Rulebook"],
      swiftSettings: strict),

    // The rules of lexicons/, compiled while the package is built.
    .executableTarget(
      name: "CompileRulebook", dependencies: ["BinaryImage", "Moderation", "Rulebook"], swiftSettings: strict),
    .plugin(name: "EmbedRulebook", capability: .buildTool(), dependencies: ["CompileRulebook"]),
    .target(
      name: "EmbeddedRulebook", dependencies: ["BinaryImage", "Rulebook"], swiftSettings: strict,
      plugins: ["EmbedRulebook"]),
    .target(
      name: "Sito", dependencies: ["Moderation", "Rulebook", "EmbeddedRulebook"], swiftSettings: strict),

    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "SQLiteDatabase", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(name: "RescanReport", dependencies: ["Rulebook", "Wording"], swiftSettings: strict),

    // What the command and the C library write.
    .target(name: "RecordText", dependencies: ["Moderation", "Rulebook"], swiftSettings: strict),
    .target(name: "Wording", dependencies: ["Moderation", "Rulebook"], swiftSettings: strict),

    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "SitoRecords", dependencies: ["CSimdjson", "CZlib", "CZstd", "RecordText", "Rulebook", "Sito"],
      swiftSettings: strict),
    // Judging archives again.
    .target(name: "RescanLedger", dependencies: ["SQLiteDatabase"], swiftSettings: strict),
    .target(
      name: "RescanAnalysis",
      dependencies: ["RecordText", "RescanReport", "Rulebook", "SQLiteDatabase", "TextFolding"], swiftSettings: strict),

    .target(name: "Archives", dependencies: ["RecordText", "SitoRecords"], swiftSettings: strict),
    .target(name: "CPQ"),
    .target(name: "DatabaseArchives", dependencies: ["Archives", "SQLiteDatabase", "CPQ"], swiftSettings: strict),
    .target(
      name: "Rescan",
      dependencies: [
        "Archives", "RecordText", "RescanAnalysis", "RescanLedger", "RescanReport", "Rulebook", "SQLiteDatabase",
        "Sito", "SitoRecords", "Wording",
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CMalloc"),
    .executableTarget(
      name: "SitoCommand",
      dependencies: [
        "Archives", "CMalloc", "DatabaseArchives", "EmbeddedRulebook", "Rescan", "RescanAnalysis", "RescanReport",
        "Rulebook", "Sito", "SitoRecords", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .systemLibrary(name: "CSito"),
    .target(
      name: "SitoLibrary",
      dependencies: ["CSito", "EmbeddedRulebook", "Moderation", "RecordText", "Rulebook", "Sito", "Wording"],
      swiftSettings: strict),

    .testTarget(name: "TextFoldingTests", dependencies: ["TextFolding", "CICU"], swiftSettings: strict),
    .target(
      name: "NaiveMatching", dependencies: ["PatternScanning", "TextFolding"], path: "Tests/NaiveMatching",
      swiftSettings: strict),
    .testTarget(
      name: "PatternScanningTests", dependencies: ["PatternScanning", "TextFolding", "NaiveMatching"],
      swiftSettings: strict),
    .testTarget(
      name: "RulebookTests", dependencies: ["Rulebook", "EmbeddedRulebook", "YAMLTree"], swiftSettings: strict),
    .testTarget(name: "BinaryImageTests", dependencies: ["BinaryImage"], swiftSettings: strict),
    .testTarget(
      name: "SitoTests",
      dependencies: [
        "Sito", "Moderation", "BinaryImage", "EmbeddedRulebook", "PatternScanning", "Rulebook", "TextFolding",
        "NaiveMatching",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RescanAnalysisTests",
      dependencies: [
        "RecordText", "RescanAnalysis", "RescanLedger", "RescanReport", "Rulebook", "SQLiteDatabase", "TextFolding",
      ],
      exclude: ["policies"], swiftSettings: strict),
    .testTarget(name: "ArchivesTests", dependencies: ["Archives", "RecordText", "SitoRecords"], swiftSettings: strict),
    .testTarget(name: "SitoRecordsTests", dependencies: ["SitoRecords", "Sito", "Rulebook"], swiftSettings: strict),
    .testTarget(name: "SQLiteDatabaseTests", dependencies: ["SQLiteDatabase"], swiftSettings: strict),
    .testTarget(
      name: "DatabaseArchivesTests", dependencies: ["DatabaseArchives", "Archives", "SQLiteDatabase"],
      swiftSettings: strict),
    .testTarget(
      name: "RescanReportTests", dependencies: ["RescanReport", "Rulebook", "Wording", "CLibMD"], swiftSettings: strict),
    .testTarget(
      name: "RescanTests",
      dependencies: ["Archives", "Rescan", "RescanLedger", "RescanReport", "Rulebook", "SQLiteDatabase", "Sito"],
      swiftSettings: strict),
    .testTarget(name: "SitoCommandTests", dependencies: ["SitoCommand", "Sito"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
