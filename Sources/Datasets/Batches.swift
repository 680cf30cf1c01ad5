import System
import TensorCore

/// Some images of a data set, and their labels: what a network sees in one step.
public struct Batch: Sendable {
  /// The images, `(batch, channels, height, width)`.
  public let images: Tensor
  /// The class of each image.
  public let labels: [Int]

  /// The number of images.
  public var count: Int { labels.count }
}

/// A data set in pieces of one size. The last piece is smaller where the size does not divide the count.
public struct Batches: Sequence, Sendable {
  /// The number of images in every batch but, perhaps, the last.
  public let size: Int
  private let dataset: Dataset
  private let order: [Int]?

  fileprivate init(dataset: Dataset, size: Int, order: [Int]?) {
    self.dataset = dataset
    self.size = size
    self.order = order
  }

  /// The number of batches: ⌈count / size⌉.
  public var count: Int { dataset.count / size + (dataset.count % size > 0 ? 1 : 0) }

  /// The number of batches, which `Sequence` uses to reserve room.
  public var underestimatedCount: Int { count }

  /// Batch `index`: a copy if the set was shuffled, else a view of it. Stops if there is none.
  public subscript(index: Int) -> Batch {
    require(index >= 0 && index < count, "Batches: there is no batch \(index) among \(count)")
    let range = index * size..<Swift.min((index + 1) * size, dataset.count)
    let part = order.map { dataset.gathered(Array($0[range])) } ?? dataset[range]
    return Batch(images: part.images, labels: part.labels)
  }

  /// Goes through the batches once, from the first to the last.
  public func makeIterator() -> AnyIterator<Batch> {
    var index = 0
    return AnyIterator {
      guard index < count else { return nil }
      defer { index += 1 }
      return self[index]
    }
  }
}

extension Dataset {
  /// The set in batches of `size`, in its own order or, given a generator, in random order.
  ///
  /// The same generator gives the same order: pass `generator.split(epoch)` for a new one in every epoch.
  /// Stops if `size` is not positive.
  public func batches(of size: Int, shuffledBy generator: SeededGenerator? = nil) -> Batches {
    require(size > 0, "Dataset.batches: the size is \(size); it must be at least 1")
    var generator = generator
    return Batches(dataset: self, size: size, order: generator?.permutation(of: count))
  }
}
