import Drawing
import Figures
import Measuring
import Pages
import System
import TensorCore
import Walkthrough

/// How long the library's algorithms take on one core.
func timings(image: Tensor, kernel: Tensor) -> Table {
  let threads = Threads.count
  Threads.count = 1
  defer { Threads.count = threads }
  let output = convolve2d(image, kernel: kernel)
  let operations = 2 * Double(output.count * kernel.count / kernel.shape[0])
  let seconds = ConvolutionAlgorithm.allCases.map { algorithm in
    Timing.seconds(budget: 0.01) {
      Timing.consume(convolve2d(image, kernel: kernel, algorithm: algorithm))
    }
  }
  let peak = Timing.peakPerCore()
  return Table(
    columns: ["algorithm", "time", "GFLOP/s", "share of peak"],
    rows: zip(ConvolutionAlgorithm.allCases, seconds).map { algorithm, seconds in
      let rate = operations / seconds
      return [
        algorithm.rawValue, fixed(seconds * 1e3, decimals: 2) + " ms", fixed(rate / 1e9, decimals: 1),
        fixed(rate / peak * 100, decimals: 1) + " %",
      ]
    } + [["this core's peak", "", fixed(peak / 1e9, decimals: 1), "100 %"]])
}

/// How far each way's output is from that of the loops, and whether that is within a tolerance.
func agreement(of image: Tensor, _ kernel: Tensor, tolerance: Float) -> Table {
  let expected = byLoops(image, kernel)
  let ways = [("shifts", byShifts), ("unfolding", byUnfolding), ("directly", directly)]
  return Table(
    columns: ["algorithm", "output", "largest difference", "agrees"],
    rows: ways.map { name, way in
      let output = way(image, kernel)
      let difference = (output - expected).abs().maximum()
      return [
        name, "\(output.shape)", fixed(Double(difference), decimals: 7), difference < tolerance ? "✓" : "✗",
      ]
    })
}

/// Chosen kernels of a path with their loss.
func epochTable(_ epochs: [Int], _ path: [Tensor], loss: (Tensor) -> Float) -> Table {
  Table(
    columns: ["epoch", "kernel", "loss"],
    rows: epochs.map { ["\($0)", written(path[$0]), fixed(Double(loss(path[$0])), decimals: 6)] })
}

/// For each filter the sum of its weights at each size.
func sumsOfWeights(_ filters: (Int) -> [(name: String, kernel: Tensor)], sizes: [Int]) -> Table {
  let bySize = sizes.map(filters)
  return Table(
    columns: ["sum of weights"] + sizes.map { "\($0)×\($0)" },
    rows: bySize[0].indices.map { index in
      [bySize[0][index].name] + bySize.map { twoDecimals($0[index].kernel.sum()) }
    })
}

/// For each blur, how far its weights lie from the middle along one axis: the standard deviation, in pixels.
func spreadTable(_ blurs: [(name: String, kernel: (Int) -> Tensor)], sizes: [Int]) -> Table {
  Table(
    columns: ["spread in pixels"] + sizes.map { "\($0)×\($0)" },
    rows: blurs.map { name, kernel in
      [name]
        + sizes.map { size in
          let distances = Tensor(0..<size) - Float(size / 2)
          return twoDecimals((kernel(size) * distances.squared()).sum().squareRoot())
        }
    })
}

/// How large the Laplacian of a clean picture is, and how far noise moves it, as mean distances from 0.
func noiseTable(clean: Tensor, noisy: Tensor, sizes: [Int], _ kernel: (Int) -> Tensor) -> Table {
  Table(
    columns: ["Laplacian", "clean picture", "change by noise", "noise to picture"],
    rows: sizes.map { size in
      let kernel = kernel(size).reshaped(1, 1, size, size)
      func response(_ image: Tensor) -> Float { convolve2d(image.unsqueezed(axis: 0), kernel: kernel).abs().mean() }
      let (answer, noise) = (response(clean), response(noisy - clean))
      return ["of \(size)×\(size)", twoDecimals(answer), twoDecimals(noise), twoDecimals(noise / answer)]
    })
}

/// The row and the column of a matrix's largest element.
func place(ofLargest matrix: Tensor) -> (row: Int, column: Int) {
  let (row, column) = matrix.argmax().quotientAndRemainder(dividingBy: matrix.shape[1])
  return (row, column)
}

/// A kernel's weights to four decimals.
func written(_ kernel: Tensor) -> String {
  "[" + kernel.elements.map { Numerals.text(Double($0), decimals: 4) }.joined(separator: ", ") + "]"
}

/// The smallest and the largest value of an image.
func lowToHigh(_ image: Tensor) -> String {
  "\(twoDecimals(image.minimum())) to \(twoDecimals(image.maximum()))"
}

/// A number to two decimals.
func twoDecimals(_ value: Float) -> String { Numerals.text(Double(value), decimals: 2) }

/// A number to two decimals, or without any where it is large.
func readable(_ value: Float) -> String {
  value.magnitude < 1000 ? twoDecimals(value) : Numerals.text(Int(value.rounded()))
}

/// For each learning rate what is left of an error across the valley and along it, and the loss in the end.
func ratesTable(_ rates: [Float], _ results: (Float) -> [Float]) -> Table {
  Table(
    columns: ["rate", "left across", "left along", "loss after 20 epochs"],
    rows: rates.map { ["\($0)"] + results($0).map(readable) })
}
