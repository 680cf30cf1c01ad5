import Dispatch
import Figures
import Synchronization
import System

/// Figures that other threads draw while the lesson goes on. They are written, in their order, by the thread that asked
/// for them: when it asks for the next one, or at the end.
final class FigureQueue {
  private let queue = DispatchQueue(label: "figures", attributes: .concurrent)
  private var waiting: ArraySlice<(path: String, drawing: Drawing)> = []

  /// A figure's file, once it is drawn.
  private final class Drawing: Sendable {
    let file = Mutex<Result<[UInt8], any Error>?>(nil)
  }

  /// Has a figure drawn, and writes those that are ready. Throws what kept one of those from being drawn or written.
  func add(_ figure: Figure, to path: String) throws {
    let drawing = Drawing()
    waiting.append((path, drawing))
    queue.async {
      let file = Result { try figure.file() }
      drawing.file.withLock { $0 = file }
    }
    try writeDrawn()
  }

  /// Writes all that is left, and returns when that is done.
  func finish() throws {
    queue.sync(flags: .barrier) {}
    try writeDrawn()
  }

  private func writeDrawn() throws {
    while let next = waiting.first, let file = next.drawing.file.withLock({ $0 }) {
      waiting.removeFirst()
      try WholeFile.write(file.get(), to: next.path)
    }
  }
}
