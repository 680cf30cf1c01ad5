import Foundation
import Testing

@testable import ExerciseFiles

/// An exercise put back to its beginning, and names that a task forbids: both read a learner's file that need not compile.
@Suite final class ExerciseStubTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "patchwork \(UUID().uuidString)")

  private let source = """
    enum Exercises: Tasks {
      /// **Exercise 4.1: One** (main, 5 minutes)
      static func pooled(_ map: Tensor, window: Int) throws -> Tensor {
        let all = helped(map)
        return all
      }

      static func helped(_ map: Tensor) -> Tensor { maxPool2d(map) }

      /// **Exercise 4.2: Two** (main, 5 minutes)
      static func sizes(of size: Int) throws -> [Int] {
        // maxPool2d
        let maxPool2d = "maxPool2d"
        return [size].padded
      }
    }

    """

  private func files(_ source: String) throws -> LessonExercises {
    let folder = root.appending(path: "Lessons/lesson-04-pooling")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let tasks = """
      protocol Tasks {
        static func pooled(_ map: Tensor, window: Int) throws -> Tensor
        static func sizes(of size: Int) throws -> [Int]
      }
      """
    let solutions = """
      enum Solutions: Tasks {
        /// - Hint: One
        static func pooled(_ map: Tensor, window: Int) -> Tensor { map }
        /// - Hint: Two
        static func sizes(of size: Int) -> [Int] { [] }
      }
      """
    for (name, text) in [("Exercises", source), ("Tasks", tasks), ("Solutions", solutions)] {
      try text.write(to: folder.appending(path: "\(name).swift"), atomically: true, encoding: .utf8)
    }
    return LessonExercises(lesson: "lesson-04-pooling", root: root.path)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  private func reset(_ number: String, _ source: String) throws -> (ExerciseStub, LessonExercises) {
    let before = try files(source)
    let text = try #require(before.exercises.first { $0.number == number })
    let solution = try #require(before.solution(of: text))
    let stub = try #require(ExerciseStub(of: text, solution: solution, in: before))
    return (stub, try files(stub.source))
  }

  @Test func anExerciseIsPutBackAndNothingElse() throws {
    let (stub, after) = try reset("4.1", source)
    #expect(after.exercises.map(\.isPristine) == [true, false])
    #expect(stub.removed.hasSuffix("return all\n  }") && stub.source.contains("static func helped"))
    #expect(
      stub.source.contains(
        "minutes)\n  static func pooled(_ map: Tensor, window: Int) throws -> Tensor {\n    // Type"))
  }

  @Test(arguments: [
    ("return all\n  }", "return all\n"), ("return all\n  }", "if {\n"), ("window: Int", "size: Int"),
    ("func pooled", "func pool"), ("    return all\n  }\n", "  }\n  }\n"),
  ])
  func whateverIsWrongWithIt(_ part: String, _ changed: String) throws {
    let (stub, after) = try reset("4.1", source.replacing(part, with: changed))
    #expect(after.exercises.map(\.isPristine) == [true, false])
    #expect(stub.source.contains("static func pooled(_ map: Tensor, window: Int) throws -> Tensor {"))
    #expect(stub.source.count { $0 == "{" } == stub.source.count { $0 == "}" })
  }

  @Test func onlyAStubIsAsItWasAtTheBeginning() throws {
    let after = try reset("4.1", source).0.source
    #expect(try reset("4.1", after).0.isThere)
    for (part, changed) in [
      ("throw Unattempted()", "let half = 1\n    throw Unattempted()"), ("window: Int", "size: Int"),
      ("(_ map", "(map"),
    ] {
      let begun = after.replacing(part, with: changed)
      #expect(try begun != after && !reset("4.1", begun).0.isThere, "\(changed)")
    }
    let inOtherLines = after.replacing("(_ map", with: "(\n    _ map").replacing("// Type", with: "// I type")
    #expect(try reset("4.1", inOtherLines).0.isThere)
  }

  @Test func anAnswerThatIsKeptBesideIsNoSecondExercise() throws {
    for (own, kept) in [("pooled", "pooledBefore"), ("pooledBefore", "pooled")] {
      let copy =
        "  /// **Exercise 4.1: One** (main, 5 minutes)\n  static func \(kept)(_ map: Tensor) -> Tensor { map }\n\n"
      let both = source.replacing("func pooled", with: "func \(own)").replacing(
        "  static func helped", with: copy + "  static func helped")
      let files = try files(both)
      #expect(files.exercises.map(\.number) == ["4.1", "4.2"] && files.exercises[0].function == "pooled")
    }
  }

  @Test func whatIsForgottenIsNotKnownAnyMore() throws {
    let files = try files(source)
    files.keep([ExerciseResult("4.1", .right, rightCases: 3, cases: 3), ExerciseResult("4.2", .wrong)])
    files.forget(["4.1"])
    #expect(files.results.keys.sorted() == ["4.2"])
  }

  @Test func theLastExerciseKeepsTheBraceBelowIt() throws {
    let (stub, after) = try reset("4.2", source.replacing("[size].padded\n  }", with: "[size\n"))
    #expect(after.exercises.map(\.isPristine) == [false, true])
    // The line that was left blank stays.
    #expect(stub.source.hasSuffix("throw Unattempted()\n  }\n\n}\n"))
  }

  @Test(arguments: [
    "enum Own {\n  enum Pools {\n    static let largest = maxPool2d\n  }\n}\nfunc a() { Own.Pools.largest() }",
    "struct Pool {\n  let out: Int\n  init() { out = maxPool2d() }\n}\nfunc a() { Pool().out }",
    "struct Pool {\n  let out: Int\n  init() { out = maxPool2d() }\n}\nfunc a() { let pool: P = .init() }",
    "extension Tensor {\n  subscript(pool w: Int) -> Int { maxPool2d(w) }\n}\nfunc a(x: T) { x[pool: 2] }",
    "struct Pool {\n  func callAsFunction() { maxPool2d() }\n}\nlet pool = Pool()\nfunc a() { pool() }",
    "func b(x: Int) { 1 }\nfunc b(x: Tensor) { maxPool2d() }\nfunc a() { b(x) }",
    "func b() -> maxPool2d { .init() }\nfunc a() { b() }",
    "func a(w: Int) { a(w: Size2D(w)) }\nfunc a(w: Size2D) { maxPool2d(w) }",
    "struct S { func a() {} }\nenum E { static func a() { maxPool2d() } }",
    "private enum X { static func maxPool2d() {} }\nenum E { static func a() { maxPool2d() } }",
    "enum E {\n  static func a(x: T) { let e = E.self; e.sum(x) }\n  static func sum(_ x: T) { maxPool2d(x) }\n}",
    "enum Exercises {\n  static func a(x: T) { Self.sum(x) }\n  static func sum(_ x: T) { maxPool2d(x) }\n}",
    "enum E {\n  static func a(x: T) { do { let b = 1 }; [x].map(b) }\n  static func b(_ x: T) { maxPool2d(x) }\n}",
    "extension Tensor { func pooled() { maxPool2d(self) } }\nfunc a(x: T) { x.pooled() }",
  ])
  func aNameIsFoundHoweverItIsHidden(_ source: String) {
    #expect(ShortCut(["maxPool2d"], in: "a", of: source) != nil)
    // Nothing of the kind is called by another function.
    #expect(ShortCut(["maxPool2d"], in: "z", of: source + "\nfunc z() { 1 }") == nil)
  }

  @Test(arguments: [
    "let brightness = x.mean()\n    return brightness", "for brightness in [1] {}", "return x.brightness()",
    "return scaled(x, brightness: 2)", "return x.map { brightness in brightness * 2 }",
  ])
  func whatOnlyHasTheNameOfAFunctionIsNotIt(_ body: String) {
    let source = """
      enum Exercises {
        static func a(_ x: Tensor) -> Tensor { \(body) }
        static func brightness(_ x: Tensor) -> Float { maxPool2d(x) }
      }
      """
    #expect(ShortCut(["maxPool2d"], in: "a", of: source) == nil)
  }

  @Test func aNameIsFoundInWhatTheFunctionCalls() {
    #expect(ShortCut(["maxPool2d"], in: "pooled", of: source)?.line == 8)
    #expect(ShortCut([".padded"], in: "sizes", of: source)?.line == 14)
    #expect(ShortCut([".padded", "convolve2d"], in: "pooled", of: source) == nil)
    let hidden = "func a() { // b\r  maxPool2d()\n  `convolve2d`()\n}"
    #expect(ShortCut(["maxPool2d"], in: "a", of: hidden)?.line == 1)
    #expect(ShortCut(["convolve2d"], in: "a", of: hidden)?.line == 2)
    #expect(ShortCut(["size"], in: "nothing", of: source) == nil && ShortCut(["a"], in: "a", of: "func a() {") == nil)
    #expect(ShortCut(["softmax"], in: "a", of: "enum E {\n  func a() { b }\n  static let b = softmax")?.line == 3)
    #expect(ForbiddenLoop(.any, in: "a", of: "enum E {\n  func a() { b }\n  static let b = while") == nil)
  }

  @Test(arguments: [
    ("for y in 0..<height { sum += piece(y) }", 2, 2),
    ("for i in 0..<window { sum += piece(i) }", 2, nil),
    ("for y in 0..<image.shape[1] - window {}", 2, 2),
    ("for n in 0..<image.count {}", 2, 2),
    ("for n in pieces.indices {}", 2, nil),
    ("for n in 0..<pieces.count {}", 2, nil),
    ("let most = pieces.count\n    for n in 0..<most {}", 3, nil),
    ("let last = height - 1\n    for y in 0...last {}", 3, 3),
    ("let last = height\n      - 1\n    for y in 0...last {}", 4, 4),
    ("let first = image[0..., 0..<height]\n    for piece in [first] {}", 3, nil),
    ("var y = 0\n    while y + window <= height { y += 1 }", 3, 3),
    ("var y = 0\n    repeat { y += 1 } while y < height", 3, 3),
    ("var i = 0\n    while i < window { i += 1 }", 3, nil),
    ("return (0..<height).map { row($0) }", nil, 2),
    ("return (0..<window * window).map { image[0..., $0..<$0 + height] }", nil, nil),
    ("(0..<min(height, 3)).forEach { row($0) }", 2, 2),
    ("stride(from: 0, to: height, by: 1).forEach { row($0) }", 2, 2),
    ("pieces.dropFirst().forEach { sum += $0 }", 2, nil),
    ("return (0..<height).reversed().map { row($0) }", nil, 2),
    ("return image.shape.dropFirst().reduce(1, *)", nil, nil),
    ("let shape = image.shape\n    return shape.dropFirst().reduce(1, *) + image.shape.reduce(1, *)", nil, nil),
    ("let shape = image.shape\n    return (0..<shape[1]).map { row($0) }", nil, 3),
    ("return image.map { $0 * 2 }", nil, nil),
    ("return zip(one.elements, other.elements).map(max)", nil, nil),
    ("return search(for: height, while: height)", nil, nil),
    ("func kernel(for height: Int, while width: Int) -> Int { 2 }", nil, nil),
    ("for (y, x): (Int, Int) in pairs {}", 2, nil),
    ("var largest = Tensor.zeros(2, 2); for n in 0..<largest.count {}", 2, 2),
    ("return helped(image)\n  }\n  static func helped(_ x: Tensor) -> Tensor { for y in 0..<x.shape[0] {}", 4, 4),
    ("// for y in 0..<height {}\n    return image", nil, nil),
  ])
  func aLoopIsFoundByHowFarItGoes(_ body: String, _ any: Int?, _ overTensors: Int?) {
    let source = """
      enum Exercises {
        static func answer(_ image: Tensor, window: Int) -> Tensor { let height = image.shape[1]; \(body)
        }
      }
      """
    #expect(ForbiddenLoop(.any, in: "answer", of: source)?.line == any, "\(body)")
    #expect(ForbiddenLoop(.overTensors, in: "answer", of: source)?.line == overTensors, "\(body)")
    let first = [any, overTensors].compactMap(\.self).min()
    #expect(ForbiddenLoop(.evenByMap, in: "answer", of: source)?.line == first, "\(body)")
  }

  @Test(arguments: [
    "return zip(one.elements, other.elements).map(max)", "return image.elements.map { 2 * $0 }",
    "return image.elements.enumerated().map { $1 }", "let pixels = image.elements; return pixels.map { 2 * $0 }",
  ])
  func aMapOverElementsOrPiecesIsALoopWhereTheTaskSaysSo(_ body: String) {
    let source = "enum Exercises {\n  static func answer(_ image: Tensor) -> [Float] { \(body) }\n}\n"
    #expect(ForbiddenLoop(.evenByMap, in: "answer", of: source) == nil)
    #expect(ForbiddenLoop(.evenOverElements, in: "answer", of: source)?.line == 2)
    let pieces = source.replacing(".elements", with: ".split(every: 1)")
    #expect(ForbiddenLoop(.evenOverElements, in: "answer", of: pieces) == nil)
    #expect(ForbiddenLoop(.evenByMap, in: "answer", of: pieces)?.line == 2)
  }

  @Test func aNameIsFoundBehindAnother() {
    let source = """
      enum Exercises {
        /// Not Solutions.
        static func pooled(_ map: Tensor) -> Tensor { best(map, count) }
        static let best = { (map: Tensor, count: Int) in
          S.pooled(map)
        }
        static let count = 2
        typealias S = Solutions
        static func sizes() -> [Int] {
          let map = [count]
          return map
        }
        static func others() { let map = Solutions.sizes() }
      }
      """
    #expect(ShortCut(["Solutions"], in: "pooled", of: source)?.line == 8)
    #expect(ShortCut(["Solutions"], in: "sizes", of: source) == nil)
  }

  @Test(arguments: [
    ("return rows[with: 2]", "private extension Tensor { subscript(with y: Int) -> Tensor {\n softmax(self) } }"),
    ("return S()(rows)", "struct S { func callAsFunction(_ x: Tensor) -> Tensor {\n softmax(x) } }"),
    ("return S(rows).x", "struct S { let x: Tensor; init(_ x: Tensor) {\n self.x = softmax(x) } }"),
    ("return S(x: rows).best", "struct S { let x: Tensor; var best: Tensor {\n softmax(x) } }"),
    ("return S.other(rows)", "struct S { static func other(_ x: Tensor) -> Tensor {\n softmax(x) } }"),
    ("return rows.map(Float.init)", "let unused = Float.init; struct S { func best(x: Tensor) {\n softmax(x) } }"),
    ("func best() -> Int { 2 }\n    return best()", "struct S { func third() { func best() {\n softmax(x) } } }"),
  ])
  func membersAreReachedToo(_ body: String, _ other: String) {
    let source = """
      enum Exercises {
        static func answer(_ rows: Tensor) -> Tensor { \(body.replacing("\n    ", with: "; "))
        }
        static func other() {}
      }
      \(other)
      """
    let isReached = !body.contains("Float.init") && !body.contains("func best")
    #expect(ShortCut(["softmax"], in: "answer", of: source)?.line == (isReached ? 7 : nil))
  }

  @Test(arguments: [
    ("best(map)", "func best(_ count: Int) {}\nfunc best(_ map: Tensor) { convolve2d(map) }"),
    ("Best.map(map)", "enum Best { static let map = convolve2d }"),
    ("Best(map).map", "struct Best { let map: Tensor; func f() {}; init(_ map: Tensor) { convolve2d(map) } }"),
    ("map[map, 0]", "extension Tensor { subscript(_ map: Tensor, _ place: Int) -> Tensor { convolve2d(map) } }"),
    ("Best()(map)", "struct Best { func callAsFunction(_ map: Tensor) -> Tensor { convolve2d(map) } }"),
    ("map <> map", "infix operator <>\nfunc <> (a: Tensor, b: Tensor) -> Tensor { convolve2d(a, b) }"),
  ])
  func aNameIsFoundWhateverCallsIt(_ body: String, _ helper: String) {
    let inside = "enum Exercises {\n  static func pooled(_ map: Tensor) { \(body) }\n"
    #expect(ShortCut(["convolve2d"], in: "pooled", of: inside + "}\n\(helper)\n") != nil)
    #expect(ShortCut(["convolve2d"], in: "pooled", of: inside + "\(helper)\n}\n") != nil)
    let other = "static func other() { f([1], 2) }\n}\n"
    #expect(helper.contains("extension") || ShortCut(["convolve2d"], in: "other", of: inside + other + helper) == nil)
  }

  /// What is asked for and thrown away answers nothing; what is forbidden is so even then.
  @Test(arguments: [
    ("return image.shifted(1)", true), ("_ = image.shifted(1)\nreturn image", false),
    ("let _ = image\n  .shifted(1)\nreturn image", false), ("let unused = image.shifted(1)\nreturn image", false),
    ("_ = image\nreturn image.shifted(1)", true), ("let one = image.shifted(1)\nreturn one", true),
    ("_ = image.shifted(1); return image", false), ("_ = image; return image.shifted(1)", true),
    ("let own = image.shifted(\n  1)\n  + image\nreturn own", true),
    ("_ = (0..<2).map {\n  image.shifted($0)\n}\nreturn image", false),
    ("var sum = image\nfor _ in 0..<2 { sum = sum + sum.shifted(1) }\nreturn sum", true),
    ("let moved = { image.shifted($0) }\nreturn moved(1)", true),
    ("_ = image.shifted(1)\nreturn image.shifted(1)", true),
  ])
  func whatIsThrownAwayIsNoWay(_ body: String, _ isWay: Bool) {
    let source = "enum E {\n  static func pooled(_ image: Tensor) -> Tensor {\n\(body)\n  }\n}\n"
    #expect((ShortCut([".shifted"], in: "pooled", of: source, areAskedFor: true) != nil) == isWay, "\(body)")
    #expect(ShortCut([".shifted"], in: "pooled", of: source) != nil)
  }

  @Test(arguments: [
    ("shifted(image)\nreturn image", false), ("let one = image\nshifted(one)\nreturn one", false),
    ("var one = image; shifted(one); return one", false),
    ("if image.count > 1 {\nreturn image\n}\nshifted(image)", false),
    ("shifted(image)", true), ("let one =\nshifted(image)\nreturn one", true), ("return\nshifted(image)", true),
    ("let one = image +\nshifted(image)\nreturn one", true), ("return sum(\nimage,\nshifted(image)\n)", true),
    ("let one = [image].map { one in\nshifted(one)\n}\nreturn one[0]", true),
    ("let one = if image.isEmpty { image } else {\nshifted(image)\n}\nreturn one", true),
    ("var one = image\nshifted(&one)\nreturn one", true),
    ("func shifted(_ a: Tensor) {}\nshifted(image)\nreturn image", true),
    ("shifted(image)\n  + image", true), ("shifted(image)\n  .squared()\nreturn image", false),
  ])
  func aCallWhoseResultNobodyTakesIsNoWay(_ body: String, _ isWay: Bool) {
    let source = "enum E {\n  static func pooled(_ image: Tensor) -> Tensor {\n\(body)\n  }\n}\n"
    #expect((ShortCut(["shifted"], in: "pooled", of: source, areAskedFor: true) != nil) == isWay, "\(body)")
  }

  @Test func aFunctionsGradientIsNoWayAroundIt() {
    let source = "enum Exercises { static func slid() { convolve2dKernelGradient(a, outputGradient: convolved) } }"
    #expect(ShortCut(["convolve2d"], in: "slid", of: source)?.name == "convolve2dKernelGradient")
    #expect(ShortCut(["convolve"], in: "slid", of: source.replacing("2dKernelGradient", with: "d")) == nil)
  }

  @Test func helpersOfOneNameInTwoFunctionsAreTwo() {
    let source = """
      enum Exercises {
        static func slid() { func at(_ y: Int) { convolve2d(y) }; return at(1) }
        static func pooled() { func at(_ y: Int) { y }; return at(1) }
      }
      """
    #expect(ShortCut(["convolve2d"], in: "slid", of: source)?.line == 2)
    #expect(ShortCut(["convolve2d"], in: "pooled", of: source) == nil)
  }

  /// As many as the largest file has that somebody may hand in: reading the file anew for each would take an hour.
  @Test func eachOfThousandsOfExercisesHasItsOwnDeclaration() {
    let exercises = (0..<4000).map {
      "  /// **Exercise 4.\($0): A** (main)\n  @discardableResult static func a(\n    _ b\($0): Int\n  ) -> Int { \($0) }\n"
    }
    let texts = ExerciseText.read("enum Exercises: Tasks {\n" + exercises.joined() + "}\n")
    #expect(texts.count == 4000)
    #expect(texts.last?.signature == "@discardableResult static func a(\n  _ b3999: Int\n) -> Int")
  }

  @Test(arguments: [
    ("let softmax = powers / sum\n    return softmax / 2", nil),
    ("return Self.half(logits)\n  }\n  static func half(_ x: Tensor) -> Tensor { x / 2 }", nil),
    ("var row = 0, softmax = 0\n    while row < 2 { softmax += row; row += 1 }\n    return softmax", nil),
    ("let half = 2, other = softmax\n    return other(logits)", 2),
    ("func own(softmax x: Tensor, _ y: Int) -> Tensor { x }\n    return own(softmax: logits, 1)", nil),
    ("func own(_ y: Int, softmax x: Tensor) -> Tensor { x }\n    return own(1, softmax: logits)", nil),
    ("return logits.map { softmax in softmax * 2 }", nil),
    ("return zip(a, b).map { (x: Float, softmax: Float) -> Float in x * softmax }", nil),
    ("let own = { logits in softmax }\n    return own(logits)(logits)", 2),
    ("for softmax in 0..<2 { print(softmax) }\n    let own = softmax\n    return own(logits)", 3),
    ("var softmax = powers\n    for i in 0..<2 { softmax[i] -= 1 }\n    return softmax", nil),
    ("func softmax(_ x: Tensor) -> Tensor { x.exp() }\n    return softmax(logits)", nil),
    ("return own(logits)\n  }\n  static func own(_ x: Tensor) -> Tensor { softmax(x, 1) }", 4),
    ("return half(logits)\n  }\n  static func half(_ x: Tensor) -> Tensor { x / 2 }", nil),
    ("let softmax = 1; return f(softmax(logits))", 2),
    ("let softmax = softmax\n    return softmax(logits)", 2),
    ("let softmax = 1\n    return softmax(logits)", 3),
    ("if let softmax =\n    Optional(softmax) { let own = softmax\n    return own(logits) }", 3),
    ("if true { let softmax = 1 }\n    return [logits].map(softmax)", 3),
    ("func softmax(_ x: Tensor) -> Tensor { softmax(x, 1) }\n    return softmax(logits)", 2),
    ("let softmax = Learning.softmax\n    return apply(softmax)", 2),
    ("let (softmax, half) = (powers / sum, 2)\n    return softmax / half", nil),
    ("let (softmax, half) = (softmax(logits), 2)\n    return softmax / half", 2),
    ("for softmax in rows { sum += softmax }\n    return sum", nil),
    ("for (row, softmax) in rows { sum += softmax }\n    return softmax(sum)", 3),
    ("return rows.reduce(0) { sum, softmax in sum + softmax }", nil),
    ("return rows.reduce(0) { (sum: Float, softmax: Float) in sum + softmax }", nil),
    ("return rows.map { softmax in 1 }\n      + rows.map(softmax)", 3),
    ("return rows.map { softmax in softmax(logits) }", 2),
    ("return rows.map { (row: softmax) in apply(softmax) }", 2),
    ("rows.forEach { for row in softmax { sum += row } }", 2),
    ("return rows.map { [softmax] row in apply(softmax) }", 2),
    ("return half(logits, softmax: 2)\n  }\n  static func half(_ x: Tensor, softmax: Float) { softmax * x }", nil),
    ("return third(logits)\n  }\n  static func third(_ x: Tensor, by softmax: F) { softmax(x) }", 4),
    ("return third(logits, by: softmax)\n  }\n  static func third(_ x: Tensor, by other: F) { other(x) }", 2),
  ])
  func aNameOfTheLearnersOwnIsNone(_ body: String, _ line: Int?) {
    let source = "enum Exercises {\n  static func answer(_ logits: Tensor) -> Tensor { \(body)\n  }\n}\n"
    #expect(ShortCut(["softmax"], in: "answer", of: source)?.line == line)
    let own = source.replacing("static func half", with: "static func softmax").replacing("half(", with: "softmax(")
    #expect(ShortCut(["softmax"], in: "answer", of: own)?.line == line)
  }
}
