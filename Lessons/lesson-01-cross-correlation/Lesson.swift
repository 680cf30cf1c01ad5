import Checking
import Figures
import Inspector
import System
import TensorCore
import Walkthrough

@main
struct CrossCorrelation: Lesson {
  static let title = "Cross-correlation: the sliding dot product"
  static let summary =
    "compute a cross-correlation by hand and in four ways in code, learn a kernel, and choose a filter for a picture."

  static func inspect(_ image: Tensor?) -> Inspection? {
    guard let image else {
      return .convolution(
        image: Tensor(0..<9).reshaped(1, 3, 3), kernel: Tensor(0..<4).reshaped(1, 1, 2, 2))
    }
    return .convolution(image: image, kernel: sobelX(channels: image.shape[0]))
  }

  static func walk(_ notebook: Notebook) throws {
    //: A network is made of *units*: each multiplies the numbers it is given by weights and adds everything up. Units stand
    //: in *layers*: what one layer puts out is given to the next. If a unit is given a whole colour picture of 224×224
    //: pixels, that takes $224 · 224 · 3 = 150,528$ weights, for *each* unit. And what a unit learns about an eye at the
    //: upper left tells it nothing about one at the lower right.
    //:
    //: Pictures allow something better. What there is to see first, an edge or a corner, is a few pixels wide: a unit
    //: need only look at a small neighbourhood (**locality**). And an edge is an edge wherever it is: the same weights can
    //: look for it everywhere (**weight sharing**).
    //:
    //: So lay a small matrix of weights, the **kernel**, on the picture. Multiply each weight by the pixel below it and
    //: add everything up: that is one number. Move the kernel by one pixel and do it again. Everything else in a
    //: convolutional layer is built on this.
    //:
    //: ## Four positions
    //: The image has 3×3 pixels and the kernel 2×2 weights.
    let image = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    let kernel = Tensor([[0, 1], [2, 3]])
    //: The kernel fits in four places. Each place gives one pixel of the output. The frame shows the **patch** under
    //: the kernel; the line below writes out the four products and their sum.
    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      let position = KernelDiagram(
        image: image, kernel: kernel, at: (row, column), revealing: true)
      notebook.show(
        Figure { position }, named: "position-\(row)-\(column)",
        alt: "The window at row \(row), column \(column), its four products, and the outputs so far")
    }
    //: Products of matching numbers, added up: that is the **dot product** of patch and kernel. Sliding it over the
    //: image is called **cross-correlation**, written $image ⋆ kernel$. At row *y* and column *x*, with *i* and *j* for the
    //: row and the column within the kernel, and Σ for the sum over all of these:
    //:
    //: > $(image ⋆ kernel)[y, x] = Σᵢⱼ image[y + i, x + j] · kernel[i, j]$
    //:
    //: ## How many positions
    //: The kernel's first row can lie on row 0, on row 1, and so on, until its last row lies on the last row of the image.
    //: That makes $image height − kernel height + 1$ rows of positions, and the same with widths for the columns.
    notebook.show(definitionOf: "positions", in: "Lessons/lesson-01-cross-correlation/FourWays.swift")
    notebook.show("\(positions(image, kernel))")
    //: - Question: An image has 28×28 pixels and the kernel 5×5 weights. How many products does the whole output take?
    //: - Answer: $28 − 5 + 1 = 24$, so the output is 24×24. Each of its 576 pixels takes 25 products: 14,400 in all.
    let (rows, columns) = positions(.zeros(28, 28), .zeros(5, 5))
    notebook.ask(
      .number(
        rows * columns * 5 * 5,
        slips: [
          28 * 28 * 5 * 5: "You put the kernel on every pixel: it has to fit.",
          23 * 23 * 5 * 5: "You forgot the + 1: a kernel as large as the image still fits once.",
          rows * columns: "You counted outputs: each of them takes as many products as the kernel has weights.",
          rows * columns * 5: "You took one row of the kernel: it has five.",
        ]))

    //: ## By four nested loops
    //: Two loops go over the positions, two over the kernel, as the formula says.
    notebook.show(definitionOf: "byLoops", in: "Lessons/lesson-01-cross-correlation/FourWays.swift")
    notebook.show(byLoops(image, kernel))

    //: ## A common slip: rows from the width
    //: It is easy to take the number of rows of positions from the *width*. On a square image nothing goes wrong, so the
    //: slip can go unnoticed for a long time. Here both ways count on a tall image of 5×3 pixels.
    let tall = Tensor(0..<15).reshaped(5, 3)
    let fromHeight = tall.shape[0] - kernel.shape[0] + 1
    let fromWidth = tall.shape[1] - kernel.shape[0] + 1
    notebook.show("rows by height: \(fromHeight), by width: \(fromWidth)")
    notebook.show(byLoops(tall, kernel))
    notebook.show(byLoops(tall, kernel)[0..<fromWidth])
    //: The second result ends early: no window has touched the last two rows of the image. On an image that is wider
    //: than high the same slip would read beyond the last row. Try your loops on an image that is *not* square.

    //: - Question: What is the output's shape for an image of 4 rows and 9 columns and a kernel of 2 rows and 3 columns?
    //: - Answer: `(3, 7)`: $4 − 2 + 1$ rows and $9 − 3 + 1$ columns.
    notebook.ask(
      .shape(
        byLoops(.zeros(4, 9), .zeros(2, 3)).shape,
        slips: [
          [8, 2]: "You took rows from the width: height belongs to height.",
          [7, 3]: "You named the columns first: a shape begins with the rows.",
          [2, 6]: "You forgot the + 1: the place where the kernel begins counts too.",
          [4, 9]: "You kept the size: the kernel has to fit.",
        ]))

    //: ## By shifting the image
    //: Turn the loops inside out. The weight at row i, column j meets every pixel of one large piece of the image: the
    //: piece that begins at row i, column j. So scale that whole piece at once, and add up the pieces.
    notebook.show(definitionOf: "byShifts", in: "Lessons/lesson-01-cross-correlation/FourWays.swift")
    notebook.show(byShifts(image, kernel))
    notebook.show(
      shiftedPieces(image, kernel, sum: byShifts(image, kernel)),
      named: "shift-and-add",
      caption: "Each weight scales one piece of the image.",
      alt: "Four framed pieces; the pieces times 0, 1, 2 and 3; their sum.")

    //: ## By unfolding the patches
    //: Computers are very good at multiplying matrices. So write each patch as one row of a matrix, and the kernel as
    //: a column. Then a single matrix product does all the dot products.
    notebook.show(definitionOf: "unfolded", in: "Lessons/lesson-01-cross-correlation/FourWays.swift")
    notebook.show(definitionOf: "byUnfolding", in: "Lessons/lesson-01-cross-correlation/FourWays.swift")
    notebook.show(byUnfolding(image, kernel))
    notebook.show(
      matrixProduct(unfolded(image, kernel), kernel.reshaped(-1, 1)),
      named: "unfolding",
      caption: "Each row is a patch. The third, from the lower left of the image, gives 37.",
      alt: "A 4×4 matrix times the column 0, 1, 2, 3: 19, 25, 37, 43.")
    //: The price is memory: the pixel 4 in the middle stands in all four patches. With a kernel of 3×3, the unfolded
    //: matrix of a large image is almost nine times as large as the image.

    //: - Question: An image of 10×12 is unfolded for a kernel of 3×3. What is the shape of the matrix?
    //: - Answer: `(80, 9)`: a row for each of the $8 · 10$ places, and in it the nine pixels of the patch.
    notebook.ask(
      .shape(
        unfolded(.zeros(10, 12), .zeros(3, 3)).shape,
        slips: [
          [120, 9]: "You gave each pixel a patch: in the last two rows and columns none can begin.",
          [9, 80]: "You exchanged rows and columns: here each patch is a row.",
          [8, 10]: "You named the shape of the output: the product gets it once it is folded back.",
        ]))

    //: ## Directly
    //: The fastest way copies no patches. It keeps a block of outputs in the processor's registers, loads each pixel
    //: once for many of them, and handles up to 16 numbers per instruction. You do not have to write it: `convolve2d`
    //: does it. It expects images as `(C, H, W)` and kernels as
    //: `(out channels, in channels, kernel height, kernel width)`, so a plain matrix needs a few axes of size 1.
    //: Lesson 3 explains the channels; here one goes in, and one comes out.
    notebook.show(definitionOf: "directly", in: "Lessons/lesson-01-cross-correlation/FourWays.swift")
    notebook.show(directly(image, kernel))

    //: ## Do all four agree?
    //: Four small whole numbers are a weak test. A better one takes random numbers, an image that is not square, and a
    //: kernel that is neither square nor symmetric.
    var generator = notebook.generator()
    let noise = Tensor.uniform(20, 31, using: &generator)
    let weights = Tensor.uniform(3, 5, in: -1..<1, using: &generator)
    notebook.show(agreement(of: noise, weights, tolerance: 1e-5))
    //: The shifts add the products in the same order as the loops, and agree to the last bit. The others multiply
    //: and add with one rounding in place of two, which changes the seventh digit or so. A difference below 0.00001 is
    //: rounding here, not a mistake.

    //: ## How fast are they?
    //: The library has all four as well, in `Sources/TensorCore/Convolution`. Here they compute a layer of a small
    //: network on one core: 16 channels in, 16 out, kernels of 3×3, on 32×32 pixels. A multiply and an add count as
    //: two operations; a GFLOP/s is a billion of them in a second. The last column compares with the most that one core
    //: can do, measured just now.
    notebook.showInTerminal(
      timings(image: .ones(16, 32, 32), kernel: .ones(16, 16, 3, 3)))

    //: ## Move the image, and the output moves along
    //: The weights are the same everywhere. So if something in the image moves, the answer to it moves along, and is
    //: otherwise the same:
    var mark = Tensor.zeros(5, 9)
    mark[1..<3, 1..<3] = Tensor([[1, 2], [3, 0]])
    let markMoved = movedRight(mark, by: 3)
    notebook.show(byLoops(markMoved, kernel) == movedRight(byLoops(mark, kernel), by: 3))
    notebook.show(
      movedFigure(mark, markMoved, kernel), named: "equivariance",
      caption: "The same numbers, three columns further, in the image and in the output.",
      alt: "An image with 1, 2, 3 near its upper left corner, and its output; below, both moved by three columns.")
    //: This is **translation equivariance**: moving and then filtering gives the same as filtering and then moving.
    //: (*Invariance* would mean that the output does not change at all; [lesson-04-pooling](../lesson-04-pooling/) comes
    //: nearer to that.) Equivariance ends where the image ends. The random image has pixels right up to its border; moved
    //: by two, it leaves two columns to be filled, here with zeros, and windows that see them give other answers:
    let difference = byLoops(movedRight(noise, by: 2), weights) - movedRight(byLoops(noise, weights), by: 2)
    notebook.show("columns that differ: \(columnsWithAny(difference)) of \(difference.shape[1])")
    //: Nor does it hold for turning or enlarging: the kernel does not turn or grow along.

    //: ## Edges
    //: What are the weights good for? Take an image of 6×8 pixels, dark, with a bright band in columns 2 to 5, and the
    //: smallest kernel that can notice a change: from each pixel it subtracts the neighbour on the right.
    var band = Tensor.zeros(6, 8)
    band[0..., 2..<6] = Tensor.ones(6, 4)
    let step = Tensor([[1, -1]])
    let edges = byLoops(band, step)
    notebook.show(edges)
    notebook.show(
      matrices(["image": band, "kernel": step, "image ⋆ kernel": edges]),
      named: "vertical-edges",
      caption: "Left to right: −1 where dark turns bright, 1 where bright turns dark.",
      alt: "A band of ones; a column of −1 and one of 1 at its rims.")

    //: One pixel, taken apart: where the band begins, a dark pixel meets 1 and a bright one −1. (The *bias*, a number
    //: that may be added to every output, comes in the next lessons. In a browser, point at any pixel.)
    notebook.show(
      inspecting: .convolution(image: band.reshaped(1, 6, 8), kernel: step.reshaped(1, 1, 1, 2)),
      row: 1, column: 1, named: "one-pixel-of-an-edge")

    //: - Question: The image is turned, so that its band is horizontal; the kernel stays as it is. What is the largest
    //:   value in the output?
    //: - Answer: 0, and so is the smallest. Left and right neighbours are equal everywhere, also at the band's rim. To find
    //:   horizontal edges, the kernel must compare a pixel with the one *below* it.
    notebook.ask(
      .number(
        byLoops(band.transposed(), step).maximum(),
        slips: [
          1: "You turned the kernel too: as it is, it compares with the right neighbour.",
          2: "You added the pixels: the kernel subtracts one from the other.",
        ]))
    let flat = byLoops(band.transposed(), step)
    notebook.show("from \(flat.minimum()) to \(flat.maximum())")

    //: ## A common slip: convolution turns the kernel
    //: Mathematics means something else by *convolution*: each pixel paints a copy of the kernel, times its value.
    //: Networks use cross-correlation and call it convolution, which does no harm, as they learn their kernels anyway.
    //: Here is what mathematics means, cut to the size of a cross-correlation.
    notebook.show(definitionOf: "painted", in: "Lessons/lesson-01-cross-correlation/KernelParts.swift")
    let count = Tensor(1..<10).reshaped(3, 3)
    let turnedBy180 = count.flipped(axes: 0, 1)
    let turnedBy90 = count.transposed().flipped(axes: 1)
    let dot = ClassicKernels.identity(5)
    notebook.show(
      turnedFigure(dot, count, turnedBy180, turnedBy90), named: "convolution-and-correlation",
      caption: "A single bright pixel; a kernel; what convolution and ⋆ make of them, and ⋆ with the kernel turned.",
      alt:
        "Convolution gives the kernel itself, 1 to 9, and so does ⋆ with the kernel turned by 180°, but not by 90°.")
    //: So convolution is cross-correlation with the kernel turned by **180°**: upside down *and* left to right. Turned
    //: by 90°, it is something else. Here is how far either is from convolution, on the random image from above.
    let convolution = painted(noise, count)
    for (angle, turned) in [(180, turnedBy180), (90, turnedBy90)] {
      let difference = byLoops(noise, turned) - convolution
      let largest = fixed(Double(difference.abs().maximum()), decimals: 4)
      notebook.show("turned by \(angle)°: largest difference \(largest)")
    }

    //: ## Learning a kernel
    //: Kernels need not be invented. Give a program the band and the edges to find in it, and let it look for the two
    //: weights. First it needs to know how wrong a kernel is: the **loss**, the sum of all squared errors.
    func errors(of kernel: Tensor) -> Tensor { byLoops(band, kernel) - edges }
    func loss(of kernel: Tensor) -> Float { errors(of: kernel).squared().sum() }
    let zeros = Tensor([[0, 0]])
    notebook.show("[0, 0]: \(loss(of: zeros)), [1, −1]: \(loss(of: step))")
    //: Then it needs the **gradient**: how fast the loss grows as each weight grows. With *p* and *q* for the two
    //: pixels under the kernel, one output pixel is wrong by
    //:
    //: > $error = weight₀ · p + weight₁ · q − target$
    //:
    //: Its square changes with a weight at the rate of $2 · error$ times the pixel that the weight meets. Sum that
    //: over all output pixels:
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
    notebook.show(gradient(of: zeros))
    //: At [0, 0] the loss falls if weight 0 grows and weight 1 shrinks. Do you recognise the loops? They slide the
    //: errors over the image: the gradient is a cross-correlation itself, and the same two numbers come out.
    notebook.show(2 * byLoops(band, errors(of: zeros)))
    //: **Gradient descent** starts anywhere and takes a small step against the gradient, again and again. How small
    //: is set by the **learning rate**, here 0.01. There is a single image, so an epoch, one pass over all examples,
    //: is one step.
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
    notebook.show(epochTable([0, 1, 2, 5, 10, 20, 50, 100], path, loss: loss))
    notebook.show("learned: \(written(path[100]))")
    //: The program was never told "subtract the right neighbour". It found that from the image and the wanted output, to
    //: four decimals.
    notebook.show(
      descentFigure(path, loss: loss, goal: step),
      living: .descent(on: band, to: edges, goal: step, from: start, rate: 0.01, epochs: 100),
      named: "learning-a-kernel",
      caption: "Left, the loss of each epoch. Right, the kernel's path from a random start, on rings of equal loss.",
      alt: "A steadily falling loss; a path that follows a valley to the goal.")
    //: Each ring joins kernels of equal loss, four times that of the next ring inward. The rings are long and narrow:
    //: the loss is a valley. Start away from the goal by [1, 1], across the valley, or by [1, −1], along it. What share of
    //: that distance is left after one step? (A share below 0 has gone past the goal.)
    func left(rate: Float, direction: Tensor) -> Float {
      let landed = descend(rate: rate, epochs: 1, from: step + direction)[1]
      return (landed - step)[0, 0] / direction[0, 0]
    }
    notebook.show(
      ratesTable([0.001, 0.01, 0.02, 0.03]) { rate in
        [
          left(rate: rate, direction: Tensor([[1, 1]])), left(rate: rate, direction: Tensor([[1, -1]])),
          loss(of: descend(rate: rate, epochs: 20, from: start)[20]),
        ]
      })
    //: At rate 0.01 a step leaves 0.16 of the error across the valley, but 0.88 of the error along it. That is why the
    //: path turns so soon, and why it then takes its time: after 100 steps 0.88¹⁰⁰ is left, about 0.000003.
    //: (In a browser, start in the valley or high above it, and go through the steps one by one.)
    //:
    //: - Question: Which of the four rates is the smallest at which a step across the valley ends farther from the goal
    //:   than it began?
    //: - Answer: 0.03. A larger rate reaches the goal sooner, but only up to a point. At 0.02 a step along the valley
    //:   leaves less than at 0.01. Across it, the step is already too long: it ends on the other slope, though closer than
    //:   before (−0.68). At 0.03 it ends there *farther* away than it began (−1.52), and the next step goes farther still.
    //:   The loss explodes.
    notebook.ask(
      .number(
        [0.001, 0.01, 0.02, 0.03].first { abs(left(rate: $0, direction: Tensor([[1, 1]]))) > 1 } ?? 0,
        slips: [
          0.02: "You stopped at the sign: the step ends on the other slope, but 0.68 is less than 1.",
          0.01: "You stopped too soon: across the valley 0.16 is left, and that is less than 1.",
        ]))

    //: ## On a picture
    //: Long before kernels were learned, people wrote them by hand. We try the classic ones on a picture: a harbour,
    //: which the course draws from a seed, or a photograph of your own with `--image photo.png`. It is made small, at most
    //: 100 pixels a side unless it is very long, so that you can see what happens to single pixels; and grey, by weighting
    //: red, green and blue as the eye does.
    let picture = madeSmall(try notebook.photograph())
    let luminance = Tensor([0.299, 0.587, 0.114]).reshaped(3, 1, 1)
    let grey = (picture * luminance).sum(axes: 0)
    notebook.show(
      colorAndGrey(picture, grey), named: "picture",
      alt: "The picture in colour, and in shades of grey")
    //: A blur has weights that are positive and add up to 1. The **box** gives all pixels the same weight. In the
    //: **Gaussian**, each weight is a bell-curve value for its row times one for its column, so the middle counts most.
    //: The others compare pixels. **Sharpen** doubles a pixel and takes the box blur around it away. **Sobel x** and
    //: **Sobel y** measure how brightness grows to the right, and downward. The **Laplacian** compares a pixel with its
    //: neighbours on all sides. **Emboss** shows the picture as a relief, lit from the upper left: what is bright
    //: stands high. (`ClassicKernels.swift`, in `Sources/Inspector`, makes them for windows of every odd size
    //: from 3 on. It scales those for edges so that their positive weights add up to 4 in every size.)
    notebook.show(
      kernels(filters(3)), named: "classic-kernels",
      caption: "Orange weights are positive, blue ones negative, those without colour zero; the numbers are rounded.",
      alt: "The seven kernels with their 3×3 weights")
    //: The weights of the first three and of emboss add up to 1: a flat area keeps its brightness. Those of Sobel and the
    //: Laplacian add up to 0: a flat area turns to nothing.
    notebook.show(sumsOfWeights(filters, sizes: [3, 5, 9]))
    //: Here they are at work, from small to large. Below each picture stands its range, the smallest and the largest
    //: value: an output pixel need not lie between 0 and 1.
    notebook.show(
      bySize(grey, filters, [0, 1, 2], .gray, range: 0...1),
      named: "blur-and-sharpen", caption: "From black, at 0 and below, to white, at 1 and above.",
      alt: "Box blur, Gaussian blur and sharpening, each with three windows")
    //: The larger the window, the stronger the blur. In the drawn harbour the box of 9×9 all but wipes out the
    //: lighthouse; with the Gaussian of 9×9 you still see it. But this Gaussian is the narrower blur: its weights lie
    //: nearer to the middle. Their spread along one axis, as a standard deviation:
    notebook.show(
      spreadTable([("box", ClassicKernels.box), ("Gaussian", ClassicKernels.gaussian)], sizes: [3, 5, 9]))
    //: Sharpened pictures go below 0 and above 1 at strong edges. So does the relief, and further:
    notebook.show(
      bySize(grey, filters, [6], .gray, range: -1...2),
      named: "emboss", caption: "From black, at −1 and below, to white, at 2 and above.",
      alt: "A grey relief, lit from the upper left, with three windows")
    notebook.show(
      bySize(grey, filters, [3, 4, 5], .diverging, range: -2.5...2.5),
      named: "edges", caption: "One scale for all: white is 0, orange positive, blue negative.",
      alt: "Sobel x, Sobel y and the Laplacian, each with three windows")
    //: Sobel x finds vertical edges (in the harbour, the tree's trunk and the fence), Sobel y horizontal ones (the
    //: clouds, the boat), and the Laplacian those of every direction. Mind the signs: Sobel x is *positive* where it
    //: gets brighter to the right, and the kernel [1, −1] from above was negative there.
    //:
    //: Small windows see fine texture, large ones what is large, because the large ones **blur before they look for
    //: edges**: the Laplacians of 5×5 and 9×9 are the 3×3 one applied to a Gaussian. That also helps against noise, which
    //: is full of edges. Add normal noise, of standard deviation 0.1, to the picture: how much does that change the
    //: Laplacian, compared with how large it is on the clean picture? (Means of the absolute values.)
    var snow = notebook.generator(3)
    let noisy = grey + 0.1 * Tensor.normal(grey.shape, using: &snow)
    notebook.show(noiseTable(clean: grey, noisy: noisy, sizes: [3, 5, 9]) { filters($0)[5].kernel })
    //: In the drawn harbour the Laplacians of 3×3 and 5×5 answer to the noise more than to the picture, the one of 9×9
    //: less.
    //:
    //: - Question: You make up a kernel that finds edges and nothing else. What must its weights add up to?
    //: - Answer: To 0, so that flat areas give nothing. For edges of one direction it has positive weights on one side and
    //:   negative ones on the other; for edges of every direction, one sign in the middle and the other around it. And
    //:   it blurs as much as the noise asks for.
    notebook.ask(
      .number(
        filters(3)[3].kernel.sum(),
        slips: [
          1: "You thought of a blur: weights that add up to 1 keep a flat area as it is.",
          9: "You counted the weights: their sum decides what a flat area gives.",
        ]))

    //: Now it is your turn. In a browser, choose a kernel and a size, type other weights into the cells, and lay it on a
    //: picture of your own. What comes out is computed on the page, to the same bits as here; the page has the picture
    //: in 256 shades of grey, as a file would.
    notebook.show(kernelsOn: grey, named: "kernels-at-work")

    //: Where is Sobel x strongest? Opened up, that pixel has a dark side and a bright one.
    let sobel = filters(3)[3].kernel
    let strength = directly(grey, sobel).abs()
    let (row, column) = place(ofLargest: strength)
    let patch = grey[row..<row + 3, column..<column + 3]
    notebook.show(
      Figure { KernelDiagram(image: patch, kernel: sobel, at: (0, 0)) }, named: "strongest-edge",
      caption: "Row \(row), column \(column), with its nine products.",
      alt: "A 3×3 patch, the Sobel kernel, and their products added up.")
    //: > `--pixel 1,0` opens a pixel of the output at the top; with `--image photo.png`, one of what Sobel x makes of it.

    //: ## A common slip: 1 / H × W is not 1 / (H × W)
    //: A box kernel is sometimes written as `ones * 1 / height * width`. Read from the left, that divides by the height
    //: and multiplies by the width again.
    let (height, width): (Float, Float) = (5, 5)
    let wrong = Tensor.ones(5, 5) * 1 / height * width
    let correct = Tensor.ones(5, 5) * 1 / (height * width)
    for (name, kernel) in [("wrong", wrong), ("correct", correct)] {
      let range = lowToHigh(directly(grey, kernel))
      notebook.show("\(name): sum of weights \(kernel.sum()), output \(range)")
    }
    notebook.show(
      ownAndCommonRange(
        wrong: directly(grey, wrong), correct: directly(grey, correct)),
      named: "not-an-average",
      caption: "On their own ranges they look alike; from 0 to 1 they do not.",
      alt: "Two equal blurred pictures; then a white square and the blur.")
    //: The wrong kernel is all ones, and the sum of 25 pixels is no average. A picture that is stretched to its own
    //: range hides that; only its colour bar tells. So print the range.
    //:
    //: ## A common slip: random normal numbers are not a Gaussian kernel
    //: Both have to do with the same bell curve. But a Gaussian *kernel* is the curve itself, with its top in the middle.
    //: Numbers *drawn* from a normal distribution come in no order, and each is as likely to be negative as positive.
    let random = Tensor.normal(5, 5, using: &generator)
    let gaussian = ClassicKernels.gaussian(5)
    notebook.show(
      kernelsAtWork((gaussian, directly(grey, gaussian)), (random, directly(grey, random))),
      named: "gaussian-kernel",
      caption: "Left: a blur, drawn from 0 to 1. Right: no blur, on its own range. Each kernel is tinted by itself.",
      alt: "A bell of weights and a blur; random weights and harsh edges.")
    //: The Gaussian kernel's sum is 1, and brightness stays the same. The sum of 25 random numbers is up to chance: over
    //: many draws it has mean 0 and a standard deviation of 5.

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `convolve2d(image, kernel: k)` | `F.conv2d(image, k)`, which is a cross-correlation too (`F` is `torch.nn.functional`) |
    //: | the unfolded patches | `F.unfold(image, kernel_size)`, a patch in each column |
    //: | `kernel.flipped(axes: 0, 1)` | `kernel.flip(0, 1)` |
    //: | the sum of squared errors | `F.mse_loss(output, target, reduction="sum")`; the mean is what it gives by default |
    //: | the gradient of the kernel | `loss.backward()`, then `kernel.grad` |
    //: | `kernel -= rate * gradient` | `torch.optim.SGD([kernel], lr=rate).step()` |
    //:
    //: To read on:
    //:
    //: - Yann LeCun, Léon Bottou, Yoshua Bengio and Patrick Haffner, *Gradient-Based Learning Applied to Document
    //:   Recognition*, 1998.
    //: - David Marr and Ellen Hildreth, *Theory of Edge Detection*, 1980: blur, then the Laplacian.
    //: - John Canny, *A Computational Approach to Edge Detection*, 1986.
    //: - Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning*, 2016, chapter 9: why to convolve.

    //: ## Where next
    //: The output is a little smaller than the image, and pixels in the corner are seen by one window only. The
    //: next lesson, [lesson-02-padding-stride](../lesson-02-padding-stride/), adds a frame to mend that, and lets the
    //: kernel take longer steps.
  }
}
