import Learning
import TensorCore
import Testing

@Suite("Derivatives of convolution and pooling against finite differences in Double")
struct ConvolutionDerivativeTests {
  struct Case: CustomStringConvertible {
    let batch, channels: Int
    let size, window, stride, padding: Size2D
    var description: String { "\(batch)×\(channels)×\(size), window \(window), stride \(stride), padding \(padding)" }
    var positions: Size2D { slidingPositions(size, window: window, stride: stride, padding: padding) }
  }

  static let cases = [
    Case(batch: 2, channels: 3, size: [6, 7], window: [3, 2], stride: 1, padding: 0),
    Case(batch: 1, channels: 1, size: [5, 9], window: 3, stride: 1, padding: 1),
    Case(batch: 2, channels: 2, size: [7, 6], window: [2, 3], stride: 2, padding: [1, 0]),
    Case(batch: 1, channels: 2, size: [8, 8], window: 3, stride: [3, 2], padding: [0, 1]),
    Case(batch: 1, channels: 4, size: [4, 5], window: 1, stride: 1, padding: 0),
    Case(batch: 1, channels: 2, size: [4, 18], window: [4, 3], stride: 1, padding: [2, 1]),
  ]

  @Test(arguments: cases.indices) func convolution(_ number: Int) {
    let c = Self.cases[number]
    check(c)
  }

  @Test func paddingLargerThanTheKernelSees() {
    check(Case(batch: 1, channels: 2, size: [3, 4], window: 2, stride: 1, padding: [2, 3]))
    check(Case(batch: 1, channels: 1, size: [3, 4], window: 1, stride: 2, padding: [1, 2]))
  }

  private func check(_ c: Case) {
    var generator = SeededGenerator(seed: 8)
    let out = 7
    let image = Tensor.uniform(c.batch, c.channels, c.size.height, c.size.width, in: -1..<1, using: &generator)
    let kernel = Tensor.uniform(out, c.channels, c.window.height, c.window.width, in: -1..<1, using: &generator)
    let bias = Tensor.uniform(out, in: -1..<1, using: &generator)
    checkGradients(
      "convolve2d \(c)", [image, kernel, bias],
      { convolve2d($0[0], kernel: $0[1], bias: $0[2], stride: c.stride, padding: c.padding) },
      { x in
        .filled([c.batch, out, c.positions.height, c.positions.width]) { place in
          var sum = x[2][place[1]]
          for channel in 0..<c.channels {
            for i in 0..<c.window.height {
              for j in 0..<c.window.width {
                let row = place[2] * c.stride.height + i - c.padding.height
                let column = place[3] * c.stride.width + j - c.padding.width
                guard row >= 0, row < c.size.height, column >= 0, column < c.size.width else { continue }
                sum += x[0][place[0], channel, row, column] * x[1][place[1], channel, i, j]
              }
            }
          }
          return sum
        }
      })
  }

  @Test(arguments: [true, false]) func pooling(maximum: Bool) {
    let cases = [
      Case(batch: 2, channels: 2, size: [6, 7], window: 2, stride: 2, padding: 0),
      Case(batch: 1, channels: 3, size: [5, 6], window: [3, 2], stride: 1, padding: [1, 1]),
      Case(batch: 1, channels: 1, size: [7, 7], window: 3, stride: [2, 3], padding: [1, 0]),
    ]
    for c in cases {
      var generator = SeededGenerator(seed: 4)
      let image = Tensor.uniform(c.batch, c.channels, c.size.height, c.size.width, in: -1..<1, using: &generator)
      checkGradients(
        "pooling \(c)", [image],
        {
          maximum
            ? maxPool2d($0[0], window: c.window, stride: c.stride, padding: c.padding)
            : averagePool2d($0[0], window: c.window, stride: c.stride, padding: c.padding)
        },
        { x in
          .filled([c.batch, c.channels, c.positions.height, c.positions.width]) { place in
            var seen: [Double] = []
            for i in 0..<c.window.height {
              for j in 0..<c.window.width {
                let row = place[2] * c.stride.height + i - c.padding.height
                let column = place[3] * c.stride.width + j - c.padding.width
                guard row >= 0, row < c.size.height, column >= 0, column < c.size.width else { continue }
                seen.append(x[0][place[0], place[1], row, column])
              }
            }
            return maximum
              ? seen.max() ?? 0 : seen.reduce(0, +) / Double(c.window.height * c.window.width)
          }
        })
    }
  }

  /// A convolution of every kind, written down: `sides` of padding are top, bottom, left and right.
  @Test(arguments: [1, 2, 4]) func dilationGroupsAndUnevenPadding(groups: Int) {
    var generator = SeededGenerator(seed: 12)
    let (dilation, stride) = (Size2D(height: 2, width: 3), Size2D(height: 1, width: 2))
    let image = Tensor.uniform(2, 4, 6, 9, in: -1..<1, using: &generator)
    let kernel = Tensor.uniform(8, 4 / groups, 3, 2, in: -1..<1, using: &generator)
    let bias = Tensor.uniform(8, in: -1..<1, using: &generator)
    checkGradients(
      "convolve2d in \(groups) groups", [image, kernel, bias],
      {
        convolve2d(
          $0[0], kernel: $0[1], bias: $0[2], stride: stride, padding: .sides(top: 1, bottom: 2, left: 0, right: 3),
          dilation: dilation, groups: groups)
      },
      { x in
        .filled([2, 8, 5, 5]) { place in
          var sum = x[2][place[1]]
          for channel in 0..<4 / groups {
            for i in 0..<3 {
              for j in 0..<2 {
                let (row, column) = (place[2] + 2 * i - 1, 2 * place[3] + 3 * j)
                guard row >= 0, row < 6, column >= 0, column < 9 else { continue }
                let from = place[1] / (8 / groups) * (4 / groups) + channel
                sum += x[0][place[0], from, row, column] * x[1][place[1], channel, i, j]
              }
            }
          }
          return sum
        }
      })
  }

  @Test(arguments: [1, 2]) func transposedConvolution(groups: Int) {
    var generator = SeededGenerator(seed: 13)
    let image = Tensor.uniform(2, 4, 3, 4, in: -1..<1, using: &generator)
    let kernel = Tensor.uniform(4, 3, 3, 2, in: -1..<1, using: &generator)
    let bias = Tensor.uniform(3 * groups, in: -1..<1, using: &generator)
    checkGradients(
      "convolveTransposed2d in \(groups) groups", [image, kernel, bias],
      {
        convolveTransposed2d(
          $0[0], kernel: $0[1], bias: $0[2], stride: [2, 3], padding: [1, 0], outputPadding: [1, 2],
          dilation: [1, 2], groups: groups)
      },
      { x in
        // Height 2 · 2 − 2 + 2 + 1 + 1, width 3 · 3 + 2 + 2 + 1.
        .filled([2, 3 * groups, 6, 14]) { place in
          var sum = x[2][place[1]]
          let (group, to) = place[1].quotientAndRemainder(dividingBy: 3)
          for channel in group * (4 / groups)..<(group + 1) * (4 / groups) {
            for y in 0..<3 {
              for column in 0..<4 {
                for i in 0..<3 {
                  for j in 0..<2 where 2 * y + i - 1 == place[2] && 3 * column + 2 * j == place[3] {
                    sum += x[0][place[0], channel, y, column] * x[1][channel, to, i, j]
                  }
                }
              }
            }
          }
          return sum
        }
      })
  }

  @Test func adaptivePooling() {
    var generator = SeededGenerator(seed: 14)
    let image = Tensor.uniform(2, 2, 7, 5, in: -1..<1, using: &generator)
    checkGradients(
      "adaptiveAveragePool2d", [image], { adaptiveAveragePool2d($0[0], size: [3, 4]) },
      { x in
        .filled([2, 2, 3, 4]) { place in
          let rows = place[2] * 7 / 3..<((place[2] + 1) * 7 + 2) / 3
          let columns = place[3] * 5 / 4..<((place[3] + 1) * 5 + 3) / 4
          var sum = 0.0
          for row in rows { for column in columns { sum += x[0][place[0], place[1], row, column] } }
          return sum / Double(rows.count * columns.count)
        }
      })
    checkGradients(
      "globalAveragePool2d", [image], { globalAveragePool2d($0[0]) },
      { x in
        .filled([2, 2]) { place in
          let start = (place[0] * 2 + place[1]) * 35
          return x[0].values[start..<start + 35].reduce(0, +) / 35
        }
      })
  }

  @Test func tiesGoToTheFirst() {
    let image = Variable(Tensor([[[[1, 3, 3], [3, 0, 3], [3, 3, 3]]]]))
    maxPool2d(image, window: 2, stride: 1).backward(Tensor([[[[1, 10], [100, 1000]]]]))
    #expect(image.gradient == Tensor([[[[0, 11, 0], [100, 0, 1000], [0, 0, 0]]]]))
    let flat = Variable(Tensor(shape: [1, 1, 2, 2], repeating: -.infinity))
    maxPool2d(flat, window: 2).backward()
    #expect(flat.gradient == Tensor([[[[1, 0], [0, 0]]]]))
  }

  @Test func reluIsFlatAtZero() {
    let x = Variable(Tensor([-1, 0, -0.0, 2]))
    relu(x).sum().backward()
    #expect(x.gradient == Tensor([0, 0, 0, 1]))
  }

  /// A pixel that is not a number reaches the derivative of those kernel elements only that meet it.
  @Test func aPixelThatIsNotANumberStaysWhereItBelongs() {
    for spoiled in [Float.nan, .infinity] {
      var pixels = Tensor(shape: [1, 1, 4, 4], repeating: 1)
      pixels[0, 0, 0, 3] = spoiled
      let kernel = Variable(Tensor(shape: [1, 1, 2, 2], repeating: 1))
      convolve2d(Variable(constant: pixels), kernel: kernel).sum().backward()
      let gradient = kernel.gradient?.elements ?? []
      #expect(
        gradient.count == 4 && gradient[0] == 9 && !gradient[1].isFinite && gradient[2] == 9 && gradient[3] == 9)
    }
  }
}
