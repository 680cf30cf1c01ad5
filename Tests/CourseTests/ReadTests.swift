import Testing

@testable import course

/// What `course read` says of a lesson that fails.
@Suite struct ReadTests {
  @Test func aCrashIsToldByItsMessageAndItsLine() {
    let printed = """
      TensorCore/Elements.swift:123: Fatal error: subscript: the range 1..<4 is outside axis 0 of size 3

      *** Signal 4: Backtracing from 0x7f31f2af9361... done ***

      Thread 0 "lesson-04-pooli" crashed:

      0 0x7f31 _assertionFailure(_:_:file:line:flags:) + 225 in libswiftCore.so
      1 [ra] 0x55e3 Tensor.subscript.getter + 30 in lesson at /a/Sources/TensorCore/Tensor/Elements.swift:9:3
      2 [ra] 0x55e3 walk + 30 in lesson at /a/Lessons/lesson-04-pooling/Lesson.swift:117:13
      """
    #expect(
      Read.complaint(printed, of: "lesson-04-pooling", width: 50) == """
        ✗ lesson-04-pooling crashes in line 117 of Lesson.swift:

        subscript: the range 1..<4 is outside axis 0 of
        size 3


        """)
  }

  @Test func whatIsNoCrashIsToldAsTheLessonSaysIt() {
    let complaint = Read.complaint("lesson-04-pooling: cannot read the scene", of: "lesson-04-pooling", width: 80)
    #expect(
      complaint == "✗ lesson-04-pooling does not come to its end:\n\nlesson-04-pooling: cannot read the scene\n")
  }
}
