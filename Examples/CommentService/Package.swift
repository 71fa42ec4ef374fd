// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "CommentService",
  dependencies: [.package(name: "sito", path: "../..")],
  targets: [
    .executableTarget(
      name: "comment-service", dependencies: [.product(name: "Sito", package: "sito")], path: "Sources/CommentService"),
    // The program in docs/integration.md.
    .executableTarget(
      name: "first-verdict", dependencies: [.product(name: "Sito", package: "sito")], path: "Sources/FirstVerdict"),
  ]
)
