import Figures
import TensorCore
import Walkthrough

@main
struct CrossCorrelation: Lesson {
  static let title = "Cross-correlation: the sliding dot product"
  static let summary =
    "compute a cross-correlation by hand, write it in four ways, learn a kernel from examples, and choose the right "
    + "filter for a photograph."

  static func inspect(_ image: Tensor?) -> Inspection? {
    guard let image else {
      return .convolution(
        image: Tensor(0..<9).reshaped(1, 3, 3), kernel: Tensor(0..<4).reshaped(1, 1, 2, 2))
    }
    let sobel = Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    let channels = image.shape[0]
    return .convolution(
      image: image, kernel: sobel.broadcast(to: [1, channels, 3, 3]) / Float(channels))
  }

  static func walk(_ notebook: Notebook) throws {
    //: Lay a small matrix of weights, the **kernel**, on a picture. Multiply each weight by the pixel below it and add
    //: everything up: that is one number. Move the kernel by one pixel and do it again. Nothing more happens in the
    //: layers that gave convolutional networks their name, so it is worth seeing every step once.
    //:
    //: ## Four positions
    //: The image has 3×3 pixels and the kernel 2×2 weights.
    let image = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    let kernel = Tensor([[0, 1], [2, 3]])
    //: The kernel fits in four places. Each place gives one pixel of the output. The frame shows the **patch** under
    //: the kernel; the line below writes out the four products and their sum.
    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      notebook.show(
        Figure { KernelDiagram(image: image, kernel: kernel, at: (row, column), revealing: true) },
        named: "position-\(row)-\(column)",
        alt: "The kernel at row \(row), column \(column) of the image, and the output pixel it gives.")
    }
    //: Products of matching numbers, added up: that is the *dot product* of patch and kernel. Sliding it over the
    //: image is called **cross-correlation**, written image ⋆ kernel.
    //:
    //: ## How many positions
    //: The upper edge of the kernel can lie on row 0, on row 1, and so on, until the lower edge touches the last row.
    //: That makes *image height − kernel height + 1* rows of positions, and the same with widths for the columns.
    func positions(_ image: Tensor, _ kernel: Tensor) -> (rows: Int, columns: Int) {
      (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    }
    notebook.show("\(positions(image, kernel))")
    //: - Question: An image has 28×28 pixels and the kernel 5×5. How large is the output, and how many products does it
    //:   take?
    //: - Answer: 28 − 5 + 1 = 24, so the output is 24×24. Each of its 576 pixels takes 25 products: 14,400 in all.
    notebook.show("\(positions(Tensor.zeros(28, 28), Tensor.zeros(5, 5)))")

    //: ## By four nested loops
    //: Two loops go over the positions, two over the kernel. This is the definition, word for word.
    func byLoops(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let (rows, columns) = positions(image, kernel)
      var output = Tensor.zeros(rows, columns)
      for y in 0..<rows {
        for x in 0..<columns {
          for i in 0..<kernel.shape[0] {
            for j in 0..<kernel.shape[1] {
              output[y, x] += image[y + i, x + j] * kernel[i, j]
            }
          }
        }
      }
      return output
    }
    notebook.show(byLoops(image, kernel))

    //: ## Set right: rows come from the height
    //: It is easy to take the number of vertical steps from the *width*. On a square image nothing goes wrong, so the
    //: slip stays unseen. Here both ways count the steps on a tall image of 5×3 pixels.
    let tall = Tensor(0..<15).reshaped(5, 3)
    let rowsFromWidth = tall.shape[1] - kernel.shape[0] + 1
    notebook.show("rows from the height: \(positions(tall, kernel).rows), from the width: \(rowsFromWidth)")
    notebook.show(byLoops(tall, kernel))
    notebook.show(byLoops(tall, kernel)[0..<rowsFromWidth])
    //: The second result ends early: the lower half of the image was never looked at. On an image that is wider than
    //: high the same slip would read beyond the last row. Try your loops on an image that is *not* square.

    //: ## By shifting the image
    //: Turn the loops inside out. The weight at row i, column j meets every pixel of one large piece of the image: the
    //: piece that begins at row i, column j. So scale that whole piece at once, and add up the pieces.
    func byShifts(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let (rows, columns) = positions(image, kernel)
      var output = Tensor.zeros(rows, columns)
      for i in 0..<kernel.shape[0] {
        for j in 0..<kernel.shape[1] {
          output += image[i..<i + rows, j..<j + columns] * kernel[i, j]
        }
      }
      return output
    }
    notebook.show(byShifts(image, kernel))
    notebook.show(
      shiftedPieces(image, kernel, sum: byShifts(image, kernel)), named: "shift-and-add",
      caption: "One piece of the image for each of the four weights. Each is scaled by its weight; together they "
        + "are the output.",
      alt: "Four shifted 2×2 pieces of the image, each with its weight, and their weighted sum.")

    //: ## By unfolding the patches
    //: Computers are very good at multiplying matrices. So write each patch as one row of a matrix, and the kernel as
    //: a column. Then a single matrix product does all the dot products.
    func unfolded(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let (rows, columns) = positions(image, kernel)
      var patches: [Tensor] = []
      for y in 0..<rows {
        for x in 0..<columns {
          patches.append(image[y..<y + kernel.shape[0], x..<x + kernel.shape[1]].reshaped(-1))
        }
      }
      return Tensor.stacked(patches)
    }
    func byUnfolding(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let (rows, columns) = positions(image, kernel)
      return matmul(unfolded(image, kernel), kernel.reshaped(-1, 1)).reshaped(rows, columns)
    }
    notebook.show(byUnfolding(image, kernel))
    notebook.show(
      matrixProduct(unfolded(image, kernel), kernel.reshaped(-1, 1)), named: "unfolding",
      caption: "Each row of the left matrix is a patch. The framed one is the patch at the lower left, and gives "
        + "the framed number.",
      alt: "A 4×4 matrix of patches times the kernel as a column gives the four numbers 19, 25, 37 and 43.")
    //: The price is memory: the pixel 4 in the middle stands in all four patches. With a kernel of 3×3, the unfolded
    //: matrix is almost nine times as large as the image.

    //: ## Directly
    //: The fastest way copies nothing. It keeps a block of outputs in the processor's registers, loads each pixel
    //: once for many of them, and handles 8 or 16 numbers per instruction. You do not have to write it: `convolve2d`
    //: does it. It expects images as (channels, height, width) and kernels as (out, in, height, width), so a plain
    //: matrix needs a few axes of size 1.
    func directly(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let output = convolve2d(
        image.unsqueezed(axis: 0), kernel: kernel.unsqueezed(axis: 0).unsqueezed(axis: 0))
      return output.squeezed(axis: 0)
    }
    notebook.show(directly(image, kernel))

    //: ## Do all four agree?
    //: Small whole numbers forgive much. A better test: random numbers, an image that is not square, and a kernel that
    //: is neither square nor symmetric.
    var generator = notebook.generator()
    let noise = Tensor.uniform(20, 31, using: &generator)
    let weights = Tensor.uniform(3, 5, in: -1..<1, using: &generator)
    let expected = byLoops(noise, weights)
    func check(_ name: String, _ output: Tensor) -> [String] {
      let difference = (output - expected).abs().maximum()
      return [name, "\(output.shape)", fixed(Double(difference), decimals: 7), difference < 1e-5 ? "✓" : "✗"]
    }
    notebook.show(
      Table(
        columns: ["algorithm", "output", "largest difference from the loops", "agrees"],
        rows: [
          check("shifts", byShifts(noise, weights)), check("unfolding", byUnfolding(noise, weights)),
          check("directly", directly(noise, weights)),
        ]))
    //: The shifts add the products in the same order as the loops, and agree to the last bit. The other two add them
    //: in another order, or round less often. That changes the seventh digit or so of a 32-bit number: a difference
    //: below 0.00001 is rounding, not a mistake.

    //: ## How fast are they?
    //: The library has all four as well, in `Sources/TensorCore/Convolution`. Here they compute a layer of a small
    //: network on one core: 16 channels in, 16 out, kernels of 3×3, on 64×64 pixels. A multiply and an add count as
    //: two operations. The last column compares with the most that one core can do, measured just now.
    let work = (
      image: Tensor.uniform(16, 64, 64, using: &generator), kernel: Tensor.uniform(16, 16, 3, 3, using: &generator)
    )
    notebook.showInTerminal(timings(image: work.image, kernel: work.kernel))

    //: ## Edges
    //: What are the weights good for? Take an image of 6×8 pixels, dark, with a bright band in columns 2 to 5, and the
    //: smallest kernel that can notice a change: it subtracts the right neighbour.
    var band = Tensor.zeros(6, 8)
    band[0..., 2..<6] = Tensor.ones(6, 4)
    let step = Tensor([[1, -1]])
    let edges = byLoops(band, step)
    notebook.show(edges)
    notebook.show(
      Figure(columns: 3) {
        MatrixPanel(band, title: "image")
        MatrixPanel(step, title: "kernel")
        MatrixPanel(edges, title: "image ⋆ kernel")
      }, named: "vertical-edges",
      caption:
        "Where two neighbours are equal, the output is 0. It is −1 where dark turns bright, 1 where bright turns dark.",
      alt:
        "A 6×8 image with a band of ones; its 6×7 output has a column of −1 at the left edge and of 1 at the right edge."
    )
    //: - Question: What does the same kernel find in an image whose band lies flat, from left to right?
    //: - Answer: Nothing. Left and right neighbours are equal everywhere, also at the band's rim. To find flat edges,
    //:   the kernel must compare a pixel with the one *below* it. The next cell turns the image, and leaves the kernel.
    let flat = byLoops(band.transposed(), step)
    notebook.show("output \(flat.shape), smallest \(flat.minimum()), largest \(flat.maximum())")

    //: ## Set right: convolution turns the kernel
    //: Mathematics means something else by *convolution*: each bright pixel paints a copy of the kernel. Networks use
    //: cross-correlation and call it convolution, which does no harm, as they learn their kernels anyway. But what
    //: exactly is the difference? Here is the definition from mathematics, on an image of a single bright pixel.
    func painted(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      var canvas = Tensor.zeros(image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1)
      for y in 0..<image.shape[0] {
        for x in 0..<image.shape[1] {
          canvas[y..<y + kernel.shape[0], x..<x + kernel.shape[1]] += kernel * image[y, x]
        }
      }
      let (top, left) = (kernel.shape[0] - 1, kernel.shape[1] - 1)
      return canvas[top..<image.shape[0], left..<image.shape[1]]
    }
    let count = Tensor(1..<10).reshaped(3, 3)
    let turnedBy180 = count.flipped(axes: 0, 1)
    let turnedBy90 = count.transposed().flipped(axes: 1)
    var dot = Tensor.zeros(5, 5)
    dot[2, 2] = 1
    notebook.show(
      Figure(columns: 5) {
        MatrixPanel(dot, title: "dot")
        MatrixPanel(painted(dot, count), title: "convolution")
        MatrixPanel(byLoops(dot, count), title: "dot ⋆ kernel")
        MatrixPanel(byLoops(dot, turnedBy180), title: "⋆ kernel by 180°")
        MatrixPanel(byLoops(dot, turnedBy90), title: "⋆ kernel by 90°")
      }, named: "convolution-and-correlation",
      caption:
        "A single bright pixel and the kernel 1…9. Only the kernel turned by 180° gives what convolution gives.",
      alt:
        "Convolution gives 1 to 9 in order, cross-correlation 9 to 1; turned by 180° it gives 1 to 9, by 90° neither."
    )
    //: So convolution is cross-correlation with the kernel turned by **180°**: upside down *and* left to right. Some
    //: notebooks turn it by 90° instead. The next cell measures how far either is from convolution, on the noise from
    //: before.
    let convolution = painted(noise, count)
    for (angle, turned) in [(180, turnedBy180), (90, turnedBy90)] {
      let difference = (byLoops(noise, turned) - convolution).abs().maximum()
      notebook.show("turned by \(angle)°: largest difference \(fixed(Double(difference), decimals: 4))")
    }

    //: ## Learning a kernel
    //: Nobody has to invent kernels. Give a program the image with the band and the edges it should find, and let it
    //: look for the two weights. First it needs to know how wrong a kernel is: the **loss**, the sum of all squared
    //: errors.
    func errors(of kernel: Tensor) -> Tensor { byLoops(band, kernel) - edges }
    func loss(of kernel: Tensor) -> Float { errors(of: kernel).squared().sum() }
    notebook.show("loss of [0, 0]: \(loss(of: Tensor([[0, 0]]))), of [1, -1]: \(loss(of: Tensor([[1, -1]])))")
    //: Then it needs the **gradient**: by how much the loss grows when a weight does. One output pixel's error is
    //: *weight 0 × its pixel + weight 1 × the next pixel − target*. Its square changes with a weight at the rate
    //: 2 × error × the pixel that the weight meets. Sum that over all output pixels:
    func gradient(of kernel: Tensor) -> Tensor {
      let errors = errors(of: kernel)
      var gradient = Tensor.zeros(1, 2)
      for y in 0..<errors.shape[0] {
        for x in 0..<errors.shape[1] {
          gradient[0, 0] += 2 * errors[y, x] * band[y, x]
          gradient[0, 1] += 2 * errors[y, x] * band[y, x + 1]
        }
      }
      return gradient
    }
    notebook.show(gradient(of: Tensor([[0, 0]])))
    //: At [0, 0] the loss falls if weight 0 grows and weight 1 shrinks. Do you recognise the loops? They slide the
    //: errors over the image: the gradient is a cross-correlation itself, and the same two numbers come out.
    notebook.show(2 * byLoops(band, errors(of: Tensor([[0, 0]]))))
    //: **Gradient descent** starts anywhere and takes a small step against the gradient, again and again. How small is
    //: set by the *rate*, here 0.01. There is a single image, so an epoch, one pass over all examples, is one step.
    func descend(rate: Float, epochs: Int, from start: Tensor) -> [Tensor] {
      var path = [start]
      var kernel = start
      for _ in 0..<epochs {
        kernel -= rate * gradient(of: kernel)
        path.append(kernel)
      }
      return path
    }
    var dice = notebook.generator(2)
    let start = Tensor.uniform(1, 2, in: -1..<1, using: &dice)
    let path = descend(rate: 0.01, epochs: 100, from: start)
    func written(_ kernel: Tensor) -> String {
      "[" + kernel.elements.map { fixed(Double($0), decimals: 4) }.joined(separator: ", ") + "]"
    }
    notebook.show(
      Table(
        columns: ["epoch", "kernel", "loss"],
        rows: [0, 1, 2, 5, 10, 20, 50, 100].map {
          ["\($0)", written(path[$0]), fixed(Double(loss(of: path[$0])), decimals: 6)]
        }))
    notebook.show("learned: \(written(path[100]))")
    //: The program was never told "subtract the right neighbour". It found that by itself, to four decimals.
    notebook.show(
      Figure(columns: 2) {
        LineChart(
          [Series("", x: 0...100, y: path.map(loss))], xLabel: "epoch", yLabel: "sum of squared errors",
          integerX: true, logY: true, width: 290, height: 290)
        pathChart(path, loss: loss, goal: step)
      }, named: "learning-a-kernel",
      caption: "Left: the loss of each epoch, on a scale of powers of ten. Right: the kernel's path from its random "
        + "start to [1, −1]. On each ring the loss is the same, and four times that of the next ring inward.",
      alt:
        "The loss falls fast for two or three epochs, then steadily. The path jumps to the bottom of a narrow valley and "
        + "then follows it to the goal in ever smaller steps.")
    //: The rings are long and narrow: the loss is a valley. To understand the path, stand beside the goal, by [1, 1],
    //: which is across the valley, or by [1, −1], which is along it. What share of that distance is left after one step?
    func left(rate: Float, direction: Tensor) -> Float {
      let landed = descend(rate: rate, epochs: 1, from: step + direction)[1]
      return (landed - step)[0, 0] / direction[0, 0]
    }
    notebook.show(
      Table(
        columns: ["rate", "left across", "left along", "loss after 20 epochs"],
        rows: [Float(0.001), 0.01, 0.02, 0.03].map { rate in
          [
            "\(rate)", twoDecimals(left(rate: rate, direction: Tensor([[1, 1]]))),
            twoDecimals(left(rate: rate, direction: Tensor([[1, -1]]))),
            fixed(Double(loss(of: descend(rate: rate, epochs: 20, from: start)[20])), decimals: 4),
          ]
        }))
    //: At rate 0.01 a step leaves 0.16 of the error across the valley, but 0.88 of the error along it. That is why the
    //: path turns so soon, and why it then takes its time: 0.88 multiplied by itself 100 times is about 0.000003.
    //:
    //: - Question: Would a larger rate reach the goal sooner?
    //: - Answer: Up to a point. At 0.02 more is gained along the valley. Across it, the step is already too long: it lands on
    //:   the other slope, though closer than before (−0.68). At 0.03 it lands there *farther* away than it began
    //:   (−1.52), and the next step goes farther still. The loss explodes.

    //: ## On a photograph
    //: Long before kernels were learned, people wrote them by hand. We try the classic ones on a picture: a drawn
    //: harbour, or your own with `--image photo.png`. It is made small, at most 100 pixels a side, so that you can see
    //: what happens to single pixels; and grey, by weighting red, green and blue as the eye does.
    let photograph = try madeSmall(notebook.photograph())
    let grey = (photograph * Tensor([0.299, 0.587, 0.114]).reshaped(3, 1, 1)).sum(axes: 0)
    notebook.show(
      Figure(columns: 2) {
        ImagePanel(photograph, title: "photograph", side: 256)
        ImagePanel(grey, title: "grey", range: 0...1, side: 256)
      }, named: "photograph", alt: "The photograph in colour and in shades of grey.")
    //: A blur needs weights that are all positive and add up to 1. The **box** gives all pixels the same say. The
    //: **Gaussian** listens most to the middle; it is a bell times a bell.
    func box(_ size: Int) -> Tensor {
      Tensor.ones(size, size) / Float(size * size)
    }
    func gaussian(_ size: Int) -> Tensor {
      let distance = Tensor(0..<size) - Float(size / 2)
      let spread = Float(size) / 5
      let bell = (-0.5 * (distance / spread).squared()).exp()
      let square = matmul(bell.reshaped(-1, 1), bell.reshaped(1, -1))
      return square / square.sum()
    }
    //: The others compare pixels. **Sharpen** doubles a pixel and takes its blurred surroundings away. **Sobel x** and
    //: **Sobel y** measure how brightness grows to the right, and downward. The **Laplacian** compares a pixel with its
    //: neighbours on all sides. **Emboss** lights the picture as a relief.
    func filters(_ size: Int) -> [(name: String, kernel: Tensor)] {
      [
        ("box blur", box(size)), ("Gaussian blur", gaussian(size)),
        ("sharpen", 2 * single(size) - box(size)),
        ("Sobel x", balanced(smooth(size).reshaped(-1, 1) * slope(size))),
        ("Sobel y", balanced(slope(size).reshaped(-1, 1) * smooth(size))),
        ("Laplacian", balanced(cross(size) - cross(size).sum() * single(size))),
        ("emboss", balanced(diagonalSlope(size)) + single(size)),
      ]
    }
    notebook.show(
      Figure(columns: 4) {
        for filter in filters(3) { MatrixPanel(filter.kernel, title: filter.name) }
      }, named: "classic-kernels", caption: "The seven kernels with 3×3 weights. Blue weights are negative.",
      alt: "Seven 3×3 kernels with their numbers.")
    //: The weights of the first three add up to 1: a flat area keeps its brightness. Those of Sobel and the Laplacian
    //: add up to 0: a flat area turns to nothing. Emboss adds up to 1 again, so that flat areas stay as they are.
    notebook.show(
      Table(
        columns: ["filter", "sum of weights, 3×3", "5×5", "9×9"],
        rows: filters(3).indices.map { index in
          [filters(3)[index].name] + [3, 5, 9].map { twoDecimals(filters($0)[index].kernel.sum()) }
        }))
    //: Here they are at work, from small to large. Below each picture stands its range, the smallest and the largest
    //: value: an output pixel need not lie between 0 and 1.
    let pictures = filters(3).indices.map { index in
      [3, 5, 9].map { size in
        FilteredPicture(
          name: "\(filters(size)[index].name) \(size)×\(size)", image: directly(grey, filters(size)[index].kernel))
      }
    }
    notebook.show(
      Figure(columns: 3) {
        for picture in pictures[0..<3].joined() { picture.panel(.gray, range: 0...1) }
        for picture in pictures[6] { picture.panel(.gray, range: -1...2) }
      }, named: "blur-sharpen-emboss",
      caption:
        "The first nine pictures are on one scale, from black at 0 to white at 1; embossing needs more room, from −1 "
        + "to 2.",
      alt: "Box blur, Gaussian blur, sharpening and embossing with windows of 3, 5 and 9 pixels.")
    //: The larger the window, the stronger the blur. At 9×9 the box wipes out the lighthouse's stripes; the Gaussian,
    //: which listens most to the middle, still shows them. Sharpened pictures leave the range from 0 to 1,
    //: and what lies outside is drawn black or white.
    notebook.show(
      Figure(columns: 3) { for picture in pictures[3..<6].joined() { picture.panel(.diverging, range: -2...2) } },
      named: "edges",
      caption: "All pictures on one scale that has white at 0: orange is positive, blue negative.",
      alt: "Sobel x, Sobel y and the Laplacian with windows of 3, 5 and 9 pixels.")
    //: Sobel x finds upright edges: the tree's trunk, the fence's boards. Sobel y finds level ones: the clouds, the
    //: boat. The Laplacian finds all of them, and cares for no direction. Small windows see fine texture, large ones
    //: what is large.
    //:
    //: Where is Sobel x strongest? Opened up, that pixel has a dark side and a bright one.
    let sobel = filters(3)[3].kernel
    let strength = directly(grey, sobel).abs()
    let (row, column) = (strength.argmax() / strength.shape[1], strength.argmax() % strength.shape[1])
    notebook.show(
      Figure { KernelDiagram(image: grey, kernel: sobel, at: (row, column)) }, named: "strongest-edge",
      caption: "Row \(row), column \(column) of the output. Row and column numbers stand beside the values.",
      alt: "The pixels around the strongest upright edge, the Sobel kernel, and the output around it.")
    //: > You can open any pixel: `--pixel 1,0` explains one of the little image at the top, and with `--image` one of a
    //: > picture of your own.

    //: ## Set right: 1 / H × W is not 1 / (H × W)
    //: A box kernel is sometimes written as `ones * 1 / height * width`. Read from the left, that divides by the height
    //: and multiplies by the width again.
    let (height, width): (Float, Float) = (5, 5)
    let wrong = Tensor.ones(5, 5) * 1 / height * width
    let right = Tensor.ones(5, 5) * 1 / (height * width)
    let (summed, averaged) = (directly(grey, wrong), directly(grey, right))
    notebook.show("wrong: weights add up to \(wrong.sum()), output from \(summed.minimum()) to \(summed.maximum())")
    notebook.show(
      "right: weights add up to \(right.sum()), output from \(averaged.minimum()) to \(averaged.maximum())")
    notebook.show(
      Figure(columns: 4) {
        ImagePanel(summed, title: "wrong, own range", side: 128)
        ImagePanel(averaged, title: "right, own range", side: 128)
        ImagePanel(summed, title: "wrong, 0 to 1", range: 0...1, side: 128)
        ImagePanel(averaged, title: "right, 0 to 1", range: 0...1, side: 128)
      }, named: "not-an-average",
      caption: "Stretched to their own range, the two look alike. On one scale from 0 to 1, they do not.",
      alt:
        "Two blurred pictures that look the same, then the same two on a common scale: one is white, the other as before."
    )
    //: The wrong kernel is all ones, and the sum of 25 pixels is no average. A picture that is stretched to its own
    //: range hides that completely. So print the range.
    //:
    //: ## Set right: random normal numbers are not a Gaussian kernel
    //: Both have to do with the same bell curve. But a Gaussian *kernel* is the curve itself, with its top in the
    //: middle. Numbers *drawn* from a normal distribution have no order: half of them, more or less, are negative.
    let random = Tensor.normal(5, 5, using: &generator)
    notebook.show(
      Figure(columns: 2) {
        MatrixPanel(
          gaussian(5), title: "Gaussian kernel, sum \(twoDecimals(gaussian(5).sum()))", decimals: 2)
        MatrixPanel(
          random, title: "random normal numbers, sum \(twoDecimals(random.sum()))", decimals: 2)
        FilteredPicture(name: "blurred", image: directly(grey, gaussian(5))).panel(.gray, range: 0...1)
        FilteredPicture(name: "not blurred", image: directly(grey, random)).panel(.gray)
      }, named: "gaussian-kernel",
      caption: "The right picture is stretched to its own range, which is printed below it.",
      alt:
        "A Gaussian kernel and the picture blurred by it; a matrix of random numbers and the noisy relief it makes.")
    //: ## Where next
    //: The output is always a little smaller than the image, and pixels in the corner are seen by one window only. The
    //: next lesson, `lesson-02-padding-stride`, adds a border to mend that, and lets the kernel take longer steps.
  }
}

// MARK: - Figures and tables

/// The framed pieces of an image that each weight of a 2×2 kernel meets; below them the pieces times their weights.
private func shiftedPieces(_ image: Tensor, _ kernel: Tensor, sum: Tensor) -> Figure {
  let places = [(0, 0), (0, 1), (1, 0), (1, 1)]
  return Figure(columns: 5) {
    for (i, j) in places {
      MatrixPanel(
        image, title: "weight \(Int(kernel[i, j]))", range: -8...8,
        highlights: [Highlight(rows: i..<i + sum.shape[0], columns: j..<j + sum.shape[1])])
    }
    MatrixPanel(kernel, title: "kernel")
    for (i, j) in places {
      MatrixPanel(
        image[i..<i + sum.shape[0], j..<j + sum.shape[1]] * kernel[i, j], title: "\(Int(kernel[i, j])) × piece",
        range: -43...43)
    }
    MatrixPanel(sum, title: "sum", range: -43...43)
  }
}

/// A product of a matrix and a column, with the third row framed.
private func matrixProduct(_ matrix: Tensor, _ column: Tensor) -> Figure {
  Figure(columns: 3) {
    MatrixPanel(matrix, title: "patches", highlights: [Highlight(rows: 2..<3, columns: 0..<matrix.shape[1])])
    MatrixPanel(column, title: "× kernel", highlights: [Highlight(rows: 0..<column.shape[0], columns: 0..<1)])
    MatrixPanel(matmul(matrix, column), title: "= output", highlights: [Highlight(row: 2, column: 0)])
  }
}

/// How long the library's algorithms take on one core.
private func timings(image: Tensor, kernel: Tensor) -> Table {
  let threads = Threads.count
  Threads.count = 1
  defer { Threads.count = threads }
  let output = convolve2d(image, kernel: kernel)
  let operations = 2 * Double(output.count * kernel.count / kernel.shape[0])
  let peak = Timing.peakPerCore()
  return Table(
    columns: ["algorithm", "time", "GFLOP/s", "share of peak"],
    rows: ConvolutionAlgorithm.allCases.map { algorithm in
      let seconds = Timing.seconds(budget: 0.03) {
        Timing.consume(convolve2d(image, kernel: kernel, algorithm: algorithm))
      }
      return [
        algorithm.rawValue, fixed(seconds * 1e3, decimals: 2) + " ms",
        fixed(operations / seconds / 1e9, decimals: 1), fixed(operations / seconds / peak * 100, decimals: 1) + " %",
      ]
    } + [["this core's peak", "", fixed(peak / 1e9, decimals: 1), "100 %"]])
}

/// The kernels of a path, weight 1 over weight 0, over rings of equal loss around the kernel it leads to.
private func pathChart(_ path: [Tensor], loss: (Tensor) -> Float, goal: Tensor) -> LineChart {
  // The loss grows with the square of the distance from the goal, so one look in each direction gives all rings.
  let directions = (0...200).map { step -> Tensor in
    let t = Float(step % 100) / 50 - 1
    let side: Float = step < 100 || step == 200 ? 1 : -1
    return Tensor([[side * (1 - t * t) / (1 + t * t), side * 2 * t / (1 + t * t)]])
  }
  let reach = directions.map { (1 / loss(goal + $0)).squareRoot() }
  let rings = [0.25, 1, 4, 16, 64].map { level in
    let points = zip(directions, reach).map { goal + $0 * ($1 * Float(level).squareRoot()) }
    return Series(
      level == 1 ? "equal loss" : "", x: points.map { Double($0[0, 0]) }, y: points.map { $0[0, 1] }, color: .hairline
    )
  }
  let kernels = Series(
    "kernel", x: path.map { Double($0[0, 0]) }, y: path.map { $0[0, 1] }, style: .lineAndDots, color: .orange)
  return LineChart(
    rings + [kernels, Series("goal", x: [Double(goal[0, 0])], y: [goal[0, 1]], style: .dots, color: .blue)],
    xLabel: "weight 0", yLabel: "weight 1", xRange: -1.2...1.8, yRange: -1.8...1.2, width: 290, height: 290)
}

/// A filtered picture that says its range.
private struct FilteredPicture {
  let name: String
  let image: Tensor

  func panel(_ colors: ColorMap, range: ClosedRange<Float>? = nil) -> ImagePanel {
    let (low, high) = (twoDecimals(image.minimum()), twoDecimals(image.maximum()))
    return ImagePanel(
      image, title: name, colors: colors, range: range, caption: "\(low) to \(high)".replacing("-", with: "−"),
      side: 128)
  }
}

/// A number to two decimals; never `-0.00`.
private func twoDecimals(_ value: Float) -> String {
  fixed(Double((value * 100).rounded() / 100 + 0), decimals: 2)
}

// MARK: - Parts of kernels

/// Zeros with a one in the middle.
private func single(_ size: Int) -> Tensor {
  var kernel = Tensor.zeros(size, size)
  kernel[size / 2, size / 2] = 1
  return kernel
}

/// Zeros with ones in the middle row and column.
private func cross(_ size: Int) -> Tensor {
  var kernel = Tensor.zeros(size, size)
  kernel[size / 2..<size / 2 + 1] = Tensor.ones(1, size)
  kernel[0..., size / 2..<size / 2 + 1] = Tensor.ones(size, 1)
  return kernel
}

/// A row of Pascal's triangle: `1 2 1`, `1 4 6 4 1`, ….
private func smooth(_ size: Int) -> Tensor {
  (1..<size).reduce(Tensor([1])) { row, _ in sums(row, distance: 1) }
}

/// What the smooth row becomes when it is asked for differences: `−1 0 1`, `−1 −2 0 2 1`, ….
private func slope(_ size: Int) -> Tensor { -1 * sums(smooth(size - 2), distance: 2, sign: -1) }

/// A row plus (or minus) itself moved to the right.
private func sums(_ row: Tensor, distance: Int, sign: Float = 1) -> Tensor {
  Tensor.concatenated([row, Tensor.zeros(distance)]) + sign * Tensor.concatenated([Tensor.zeros(distance), row])
}

/// Numbers that grow from the upper left corner, where they are negative, to the lower right.
private func diagonalSlope(_ size: Int) -> Tensor {
  let line = Tensor(0..<size) - Float(size / 2)
  return line.reshaped(-1, 1) + line
}

/// A kernel scaled so that its positive weights add up to 4, as they do in the classic kernels of 3×3: then outputs of
/// different sizes can be compared.
private func balanced(_ kernel: Tensor) -> Tensor { kernel * (4 / kernel.relu().sum()) }

// MARK: - The picture

/// A picture too small for the largest window.
private struct PictureTooSmall: Error, CustomStringConvertible {
  let shape: [Int]
  var description: String {
    "the picture has \(shape[1])×\(shape[2]) pixels once it is made small; this lesson needs at least 16×16: "
      + "give --image a larger one, or one that is less narrow"
  }
}

/// A picture of at most 100 pixels a side, by averaging whole blocks of pixels.
private func madeSmall(_ picture: Tensor) throws -> Tensor {
  let factor = (max(picture.shape[1], picture.shape[2]) + 99) / 100
  let (height, width) = (picture.shape[1] / factor, picture.shape[2] / factor)
  guard min(height, width) >= 16 else { throw PictureTooSmall(shape: [3, height, width]) }
  return averagePool2d(picture, window: Size2D(factor))
}
