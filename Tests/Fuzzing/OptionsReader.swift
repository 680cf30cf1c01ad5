import TensorCore

@testable import Checking
@testable import Inspector
@testable import Programs
@testable import System
@testable import Walkthrough

extension Reader {
  /// The values of options that have a form of their own, and the line that says what is wrong with one.
  static let options = Reader(
    name: "options", longest: 64,
    seeds: { ["3,4", "-1,9223372036854775807", "4.1:0", "1 , 2", "\u{1B}[2J,\n"].map { Array($0.utf8) } },
    reading: {
      let inspection = Inspection.maxPooling(
        image: Tensor(0..<25).reshaped(1, 5, 5), window: Size2D(2), stride: Size2D(1), padding: Size2D(0))
      return { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        do {
          let pixel = try PixelChoice(text)
          hold(try PixelChoice("\(pixel)") == pixel, "another pixel")
          if case .output(let row, let column) = pixel {
            hold(try PixelBreakdown(inspection, row: row, column: column).channels.count == 1, "channels")
          }
        } catch {
          holdOneLine(ProgramFailure("\(OutsideText("\(error)").inOneLine)"))
        }
        if let task = try? AnsweringTask(text) {
          hold(task.firstCase >= 0, "\(task)")
          hold((try? AnsweringTask("\(task.exercise):\(task.firstCase)")) == task, "another task")
        }
        hold(OutsideText(text).inOneLine.description.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "not one line")
      }
    })
}
