import TestedPackage
import Testing

@testable import System

@Suite struct WholeFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func make(andWrite others: [String]) throws {
    try WholeFolder.make(
      path("made"), holding: [("inside", "text")], andWrite: others.map { (path($0), "new") })
  }

  @Test func `a folder comes with its files and the others`() throws {
    try WholeFile.write(Array("old".utf8), to: path("other"))
    try make(andWrite: ["other", "first"])
    #expect(Folder.names(in: folder.path) == ["first", "made", "other"])
    #expect(Folder.text(of: path("made/inside")) == "text")
    #expect(Folder.text(of: path("other")) == "new" && Folder.text(of: path("first")) == "new")
  }

  @Test func `where one file cannot be written nothing has changed, nor is a file there that was not`() throws {
    try WholeFile.write(Array("old".utf8), to: path("other"))
    #expect(throws: UnwritableFile.self) { try make(andWrite: ["other", "first", "nowhere/file"]) }
    #expect(Folder.names(in: folder.path) == ["other"])
    #expect(Folder.text(of: path("other")) == "old")
  }

  @Test func `what could not be put back is not written`() throws {
    try Folder.make(path("other"))
    #expect(throws: UnwritableFile.self) { try make(andWrite: ["first", "other"]) }
    #expect(Folder.names(in: folder.path) == ["other"])
  }
}
