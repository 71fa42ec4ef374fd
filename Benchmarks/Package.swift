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

// A package of its own, so that who uses sito neither builds this nor needs the libraries that it compares with.
let package = Package(
  name: "sito-benchmarks",
  dependencies: [.package(name: "sito", path: "..")],
  targets: [
    .target(name: "CBenchSupport"),
    .target(name: "CNormalizing", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "CMultiPattern", linkerSettings: [.linkedLibrary("hs"), .linkedLibrary("re2")]),
    .target(name: "CRuleByRule", linkerSettings: [.linkedLibrary("pcre2-8")]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CBenchSupport", "CNormalizing", "CMultiPattern", "CRuleByRule", .product(name: "Sito", package: "sito"),
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
