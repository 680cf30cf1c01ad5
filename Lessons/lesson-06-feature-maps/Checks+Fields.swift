import Checking
import TensorCore
import Walkthrough

extension FeatureMaps {
  typealias Windows = [(kernel: Int, stride: Int)]

  static let receptiveField = Exercise(
    "6.2", answers,
    cases: [
      Case("two convolutions and a pooling", [(kernel: 3, stride: 1), (3, 1), (2, 2)] as Windows),
      Case("one convolution", [(kernel: 5, stride: 1)]),
      Case("three convolutions", [(kernel: 3, stride: 1), (5, 1), (2, 1)]),
      Case("LeNet's convolutions and poolings", [(kernel: 5, stride: 1), (2, 2), (5, 1), (2, 2)]),
      Case("large steps at first", [(kernel: 7, stride: 3), (3, 2), (4, 1), (2, 2)]),
      Case("windows that leave pixels out", [(kernel: 2, stride: 3), (1, 2), (3, 1)]),
      Case("eight layers", [(kernel: 3, stride: 1), (3, 1), (2, 2), (3, 2), (5, 3), (2, 2), (7, 1), (4, 3)]),
    ],
    drawing: { draw in (0..<draw.size()).map { _ in (kernel: draw.integer(1...5), stride: draw.integer(1...3)) } },
    expected: { layers in
      // One pixel of the last map, followed back: from the first pixel it depends on to the last.
      layers.reversed().reduce(0...0) { pixels, layer in
        pixels.lowerBound * layer.stride...pixels.upperBound * layer.stride + layer.kernel - 1
      }.count
    },
    answer: { try $0.receptiveField($1) },
    mistakes: [
      Mistake(
        "the kernels are added up",
        "At stride 1 two neighbours under a kernel of 3 see 4 pixels, not 6. One pixel is seen already: a layer adds "
          + "`kernel − 1` steps, each as long as the strides before it make it."
      ) { $0.reduce(0) { $0 + $1.kernel } },
      Mistake(
        "the kernels are added up, each times the strides before it",
        "Windows overlap: a layer adds `kernel − 1` steps to what has been there before, as one pixel is seen "
          + "already."
      ) { $0.reduce((size: 0, step: 1)) { ($0.size + $1.kernel * $0.step, $0.step * $1.stride) }.size },
      Mistake(
        "the way back starts with no pixel at all", "It starts with one pixel of the last map: `var size = 1`."
      ) { $0.reversed().reduce(0) { ($0 - 1) * $1.stride + $1.kernel } },
      Mistake(
        "the strides are ignored",
        "Behind a layer of stride 2, a step of one pixel is a step of two pixels of the map before it."
      ) { $0.reduce(1) { $0 + $1.kernel - 1 } },
      Mistake(
        "the layers are taken in the wrong order",
        "A stride makes the steps of all *later* layers longer, not those of the earlier ones. Going back, begin "
          + "with the last layer."
      ) { $0.reduce(1) { ($0 - 1) * $1.stride + $1.kernel } },
      Mistake(
        "the whole size is multiplied by the stride",
        "Of `size` neighbours, only the `size − 1` steps between them become longer."
      ) { $0.reversed().reduce(1) { $0 * $1.stride + $1.kernel - 1 } },
      Mistake(
        "whole kernels are added while going back",
        "The first window covers `kernel` pixels, and each of the other `size − 1` adds its stride."
      ) { $0.reversed().reduce(1) { $0 * $1.stride + $1.kernel } },
      Mistake(
        "a layer's own stride already lengthens its kernel",
        "The stride of a layer counts for the layers after it. Multiply the steps after the kernel has been added."
      ) {
        $0.reduce((size: 1, step: 1)) { ($0.size + ($1.kernel - 1) * $0.step * $1.stride, $0.step * $1.stride) }.size
      },
      Mistake(
        "only the stride of the layer before counts",
        "The strides of all layers before a kernel are multiplied: 2 and then 2 again make steps of 4."
      ) { layers in
        layers.indices.reduce(1) { $0 + (layers[$1].kernel - 1) * ($1 == 0 ? 1 : layers[$1 - 1].stride) }
      },
      Mistake(
        "strides are added in place of multiplied",
        "The strides of all layers before a kernel are multiplied: 2 and then 3 make steps of 6."
      ) { $0.reduce((size: 1, step: 1)) { ($0.size + ($1.kernel - 1) * $0.step, $0.step + $1.stride - 1) }.size },
      Mistake(
        "the kernels are multiplied",
        "At stride 1 a kernel of 3 after a kernel of 3 sees 5 pixels, not 9: their windows overlap."
      ) { $0.reduce(1) { $0 * $1.kernel } },
      Mistake(
        "the number of pixels in the field is given", "Asked for is its height, which is also its width."
      ) { size($0) * size($0) },
      Mistake(
        "the last layer is left out", "Begin with one pixel of the last map: it sees a window of the map before."
      ) { size($0.dropLast()) },
      Mistake(
        "the first layer is left out", "Go back as far as the image: the first layer's kernel counts, too."
      ) { size($0.dropFirst()) },
    ])

  private static func size(_ layers: Windows.SubSequence) -> Int {
    layers.reversed().reduce(1) { ($0 - 1) * $1.stride + $1.kernel }
  }

  private static func size(_ layers: Windows) -> Int { size(layers[...]) }
}
