import Foundation
import Synchronization
import TensorCore
import TestedPackage
import Testing

@testable import Datasets
@testable import System

/// Downloads of small made-up sets from a server on this machine.
@Suite(.enabled(if: SampleSet.hasCurl, "needs curl"))
struct DownloadTests {
  let folder: TemporaryFolder
  let sample = SampleSet(name: "Sample", seed: 1)

  init() throws { folder = try TemporaryFolder() }

  private var source: DataSource {
    var source = DataSource()
    (source.variable, source.caches) = (nil, folder.path)
    source.transfer = Transfer(connectionSeconds: 5, stallSeconds: 1)
    source.known = []
    return source
  }

  /// A server with the mirrors `good`, which has the sample's files, and `bad`, which answers as told.
  private func server(bad: @escaping @Sendable (Server.Request) -> Server.Answer = { _ in .status(404) }) throws
    -> Server
  {
    let sample = sample
    return try Server { $0.path.hasPrefix("/good/") ? .file(sample.gzipped($0)) : bad($0) }
  }

  private func download(_ mirrors: String..., from server: Server, known: [RealSet] = []) throws -> Dataset {
    let set = sample.set(mirrors: mirrors.map(server.address))
    var source = source
    source.known = known + [set]
    return try set.dataset(.test, from: source)
  }

  private func failure(_ mirrors: String..., from server: Server, known: [RealSet] = []) throws -> DownloadError {
    let set = sample.set(mirrors: mirrors.map(server.address))
    var source = source
    source.known = known + [set]
    return try #require(throws: DownloadError.self) { try set.dataset(.test, from: source) }
  }

  /// The files in the cache.
  private var names: [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return names.filter { $0.contains("ubyte") }.map { URL(filePath: $0).lastPathComponent }.sorted()
  }

  private var part: String { "\(folder.path)/patchwork/Sample/raw/train-images-idx3-ubyte.gz.part" }

  @Test func aSetIsDownloadedOnceAndWhole() throws {
    let server = try server()
    let set = sample.set(mirrors: ["good", "bad"].map(server.address))
    var reports: [DownloadProgress] = []
    let dataset = try set.dataset(.test, from: source) { reports.append($0) }
    #expect(dataset.images == sample.images(.test))
    #expect(dataset.labels == sample.labels(.test))
    #expect(names == SampleSet.names.map { $0 + ".gz" }.sorted())
    #expect(try set.dataset(.training, from: source).images == sample.images(.training))
    #expect(server.requests == SampleSet.names.map { Server.Request(path: "/good/\($0).gz") })

    #expect(reports.map(\.received) == reports.map(\.received).sorted())
    #expect(reports.last?.received == reports.last?.total)
    #expect(reports.map(\.isComplete).firstIndex(of: true) == reports.count - 1)
    #expect(reports.allSatisfy { $0.set == "Sample" && $0.folder == "\(folder.path)/patchwork/Sample/raw" })
  }

  @Test func whatIsThereInAnyLayoutIsNotDownloadedAgain() throws {
    let server = try server()
    _ = try folder.write(sample.plain[0], to: "patchwork/train-images-idx3-ubyte")
    _ = try folder.write(sample.gzipped[1], to: "patchwork/Sample/raw/train-labels-idx1-ubyte.gz")
    _ = try folder.write(sample.plain[2], to: "patchwork/Sample/raw/t10k-images-idx3-ubyte")
    #expect(try download("good", from: server).images == sample.images(.test))
    #expect(server.requests.map(\.path) == ["/good/t10k-labels-idx1-ubyte.gz"])
  }

  /// An answer that no file may come of.
  struct BadAnswer: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What the error's message must hold.
    let words: String
    let answer: @Sendable (Server.Request) -> Server.Answer
  }

  static let badAnswers: [BadAnswer] = {
    let sample = SampleSet(name: "Sample", seed: 1)
    let other = SampleSet(name: "Other", seed: 2)
    let bomb = gzipped(idxImages(count: 9, rows: 28, columns: 28, pixels: .init(repeating: 0, count: 30_000_000)))
    return [
      BadAnswer(testDescription: "403", words: "answers with status 403") { _ in .status(403) },
      BadAnswer(testDescription: "416", words: "does not send the file from its beginning") { _ in .status(416) },
      BadAnswer(testDescription: "503", words: "answers with status 503") { _ in .status(503) },
      BadAnswer(testDescription: "a web page", words: "sends a web page") { _ in .file(Array("<!DOCTYPE html>".utf8))
      },
      BadAnswer(testDescription: "an empty file", words: "sends something else") { _ in .file([]) },
      BadAnswer(testDescription: "another set", words: "sends the training images of Other") {
        .file(other.gzipped($0))
      },
      BadAnswer(testDescription: "another file", words: "sends the test images of Sample") { _ in
        .file(sample.gzipped[2])
      },
      BadAnswer(testDescription: "a gzip bomb", words: "sends what unpacks to more than the training images") { _ in
        .file(bomb)
      },
      BadAnswer(testDescription: "an endless file", words: "sends more than the training images") { _ in .endless },
      BadAnswer(testDescription: "a long file", words: "sends more than the training images") { _ in
        .file(.init(repeating: 0, count: 10_000_000))
      },
      BadAnswer(testDescription: "a short file", words: "sends a damaged file") {
        .file(sample.gzipped($0).dropLast(9))
      },
      BadAnswer(testDescription: "a changed file", words: "sends") {
        var bytes = sample.gzipped($0)
        bytes[bytes.count / 2] ^= 1
        return .file(bytes)
      },
    ]
  }()

  @Test(arguments: badAnswers)
  func aBadMirrorLeavesNothingAndTheNextIsAsked(_ bad: BadAnswer) throws {
    let server = try server(bad: bad.answer)
    let other = SampleSet(name: "Other", seed: 2).set(mirrors: [])
    let error = try failure("bad", from: server, known: [other])
    #expect(error.reasons.count == 1)
    #expect(error.description.contains(server.address("bad") + " " + bad.words), "\(error)")
    #expect(!error.description.contains("\n"))
    #expect(names == [])
    #expect(try download("bad", "good", from: server, known: [other]).images == sample.images(.test))
    #expect(names == SampleSet.names.map { $0 + ".gz" }.sorted())
  }

  @Test func contentsThatAreRightMayBeGzippedOtherwiseOrNotAtAll() throws {
    let sample = sample
    let server = try Server { request in
      request.path.contains("images") ? .file(gzipped(sample.plain(request), level: 1)) : .file(sample.plain(request))
    }
    #expect(gzipped(sample.plain[0], level: 1) != sample.gzipped[0])
    #expect(try download("mirror", from: server).images == sample.images(.test))
  }

  @Test func whatBreaksOffIsGoneOnWith() throws {
    let sample = sample
    let server = try Server { .cut(sample.gzipped($0), after: 10_000) }
    #expect(try download("mirror", from: server).images == sample.images(.test))
    let starts = server.requests.filter { $0.path.contains("train-images") }.map(\.start)
    #expect(starts == Array(stride(from: 0, to: sample.gzipped[0].count, by: 10_000)))
  }

  @Test func anotherMirrorGoesOnWhereOneStalled() throws {
    let sample = sample
    let server = try server { .stall(sample.gzipped($0), after: 5000) }
    #expect(try download("bad", "good", from: server).images == sample.images(.test))
    #expect(server.requests.prefix(2).map(\.start) == [0, 5000])
    #expect(names == SampleSet.names.map { $0 + ".gz" }.sorted())
  }

  @Test func aMirrorThatNeverAnswersIsGivenUp() throws {
    let sample = sample
    let server = try server { .stall(sample.gzipped($0), after: 0) }
    #expect(
      try failure("bad", from: server).reasons == [server.address("bad") + " does not answer in time, or stalls"])
  }

  @Test func theNextRunGoesOnWhereOneWasCutOff() throws {
    let sample = sample
    let server = try server { $0.start == 0 ? .cut(sample.gzipped($0), after: 7000) : .status(503) }
    #expect(try failure("bad", from: server).description.contains("503"))
    #expect(names == ["train-images-idx3-ubyte.gz.part"])
    #expect(try download("good", from: server).images == sample.images(.test))
    #expect(server.requests.first { $0.path.hasPrefix("/good/") }?.start == 7000)
    #expect(names == SampleSet.names.map { $0 + ".gz" }.sorted())
  }

  @Test func aMirrorThatSendsOnlyWholeFilesIsAskedForOne() throws {
    let sample = sample
    let server = try Server { .wholeFile(sample.gzipped($0)) }
    _ = try folder.write(
      Array(sample.gzipped[0].prefix(3000)), to: "patchwork/Sample/raw/train-images-idx3-ubyte.gz.part")
    #expect(try download("mirror", from: server).images == sample.images(.test))
    #expect(server.requests.prefix(2).map(\.start) == [3000, 0])
  }

  @Test(arguments: [3000, 200_000])
  func whatDoesNotFitTogetherIsDownloadedInOneGo(rubbish: Int) throws {
    let server = try server()
    _ = try folder.write(
      [UInt8](repeating: 7, count: rubbish), to: "patchwork/Sample/raw/train-images-idx3-ubyte.gz.part")
    #expect(try download("good", from: server).images == sample.images(.test))
    #expect(server.requests.prefix(2).map(\.start) == [rubbish, 0])
  }

  @Test func severalAtOnceShareOneDownload() async throws {
    let sample = sample
    let server = try Server { request in
      Thread.sleep(forTimeInterval: 0.2)
      return .file(sample.gzipped(request))
    }
    let set = sample.set(mirrors: [server.address("mirror")])
    let source = source
    let results = Mutex<[Tensor?]>([])
    await withCheckedContinuation { done in
      for _ in 0..<3 {
        Thread.detachNewThread {
          let images = try? set.dataset(.test, from: source).images
          if results.withLock({
            $0 += [images]; return $0.count == 3
          }) {
            done.resume()
          }
        }
      }
    }
    #expect(results.withLock(\.self) == [Tensor?](repeating: sample.images(.test), count: 3))
    #expect(server.requests.map(\.path).sorted() == SampleSet.names.map { "/mirror/\($0).gz" }.sorted())
    #expect(names == SampleSet.names.map { $0 + ".gz" }.sorted())
  }

  @Test func withoutANetworkOneLineNamesThreeWaysOut() throws {
    let set = sample.set(mirrors: ["http://127.0.0.1:1/a/", "http://127.0.0.1:1/b/"])
    let error = try #require(throws: DownloadError.self) { try set.dataset(.test, from: source) }
    #expect(error.reasons == ["http://127.0.0.1:1/a/ cannot be reached", "http://127.0.0.1:1/b/ cannot be reached"])
    for way in ["--data-directory", "PATCHWORK_DATA_DIRECTORY", "leave --data out and use the drawn images"] {
      #expect(error.description.contains(way))
    }
    #expect(!error.description.contains("\n"))
    #expect(names == [])
  }

  @Test func aCacheThatCannotBeWrittenIsNamed() throws {
    _ = try folder.write([], to: "patchwork")
    let set = sample.set(mirrors: ["http://127.0.0.1:1/"])
    let error = try #require(throws: DataFileError.self) { try set.dataset(.test, from: source) }
    #expect(error.problem == .unwritable)
    #expect(error.path.hasPrefix("\(folder.path)/patchwork"))
  }

  @Test func aDamagedFileInTheCacheIsToBeDeleted() throws {
    let server = try server()
    _ = try download("good", from: server)
    let path = try folder.write(sample.gzipped[2].dropLast(9), to: "patchwork/Sample/raw/t10k-images-idx3-ubyte.gz")
    let set = sample.set(mirrors: [server.address("good")])
    let error = try #require(throws: DataFileError.self) { try set.dataset(.test, from: source) }
    #expect(error.path == path)
    #expect(error.description.hasSuffix("delete the file, and it is downloaded again"))
  }
}
