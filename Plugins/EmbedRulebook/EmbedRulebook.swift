import Foundation
import PackagePlugin

/// Makes the rules of lexicons/ a part of the program: compiled, and as they are written.
@main
struct EmbedRulebook: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let lexicons = context.package.directoryURL.appending(path: "lexicons")
    let source = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Compiling rules", executable: try context.tool(named: "CompileRulebook").url,
        arguments: [lexicons.path, source.path], inputFiles: try Self.rules(in: lexicons), outputFiles: [source])
    ]
  }

  /// The files whose change means to compile again. SwiftPM asks for them when it plans the package, which it does not do
  /// again for a file that came or went, but does where Package.swift was touched.
  private static func rules(in folder: URL) throws -> [URL] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".yaml") }
      .sorted()
      .map { folder.appending(path: $0) }
  }
}
