import Checking
import Datasets
import Drawing
import Figures
import Pages
import System
import TensorCore
import Walkthrough

@main
struct Images: Lesson {
  static let title = "Images as tensors"
  static let summary = "read an image as numbers, reshape it without losing your way, and prepare a data set."

  static func walk(_ notebook: Notebook) throws {
    //: A network never sees a picture. It sees numbers, and where each of them stands. In this lesson you get to know
    //: those numbers: you print them, draw them, give them other shapes, and measure thousands of images at once.

    //: ## A picture is a table of numbers
    //: Here are 36 random numbers in six rows and six columns, each from 0 to 1. They come from a generator that starts
    //: from a number, its *seed*: the same seed gives the same numbers, on any machine.
    var generator = notebook.generator()
    let grey = Tensor.uniform(6, 6, using: &generator)
    notebook.show(grey)
    //: Such a table is a **tensor**: numbers in order along any number of *axes*. A list has one axis, a table has two,
    //: rows and columns, and there may be more. The sizes along its axes are its **shape**, here `(6, 6)`. (Swift prints
    //: it in square brackets.)

    //: > If Swift is new to you, this is most of what the lessons need:
    //: >
    //: > - `let` names a value for good, `var` one that may change. `notebook.show` prints or draws.
    //: > - `0..<4` is 0, 1, 2, 3, and `0...4` has the 4 as well; `0...` alone takes a whole axis.
    //: > - `func f(_ x: Tensor) -> Tensor` is a function that makes one tensor from another. Without the `_`, a
    //: >   caller must name the argument: `f(x: grey)`.
    //: > - `{ $0 + 1 }` is a function without a name, and `$0` its argument; `{ x in x + 1 }` is the same function, with
    //: >   a name for the argument. `map` applies it to every element.
    //: > - `.gray` is short for `ColorMap.gray`, where Swift can tell that a colour map is meant.
    //: > - `&generator` lends a variable to be changed; `try` stands before what may fail; `"\(x)"` puts a value in a
    //: >   text.

    //: Let 0 be black and 1 be white, and the table becomes a picture.
    notebook.show(
      Figure(columns: 2) {
        MatrixPanel(grey, title: "the numbers", colors: .gray, range: 0...1)
        ImagePanel(
          grey, title: "the picture", range: 0...1, colorBar: true, side: 144)
      }, named: "grey-image",
      caption: "A grey image of 6×6 pixels: its numbers, rounded to two decimals, and its picture.",
      alt: "A table of 36 numbers from 0 to 1 on matching shades of grey, beside the same shades without numbers.")

    //: An element has an address: its row, counted from the top, and its column, counted from the left, both from 0.
    notebook.show("row 0, column 5: \(grey[0, 5])")
    notebook.show("row 5, column 0: \(grey[5, 0])")

    //: ## Colour: three numbers for each pixel
    //: A screen mixes red, green and blue light. A colour image is three grey ones, one for each light, called its
    //: **channels**. The channel comes first in the shape: `(C, H, W)`, channels, height, width.
    let color = Tensor.uniform(3, 6, 6, using: &generator)
    notebook.show("shape \(color.shape), \(color.count) numbers")

    //: The pixel in row 1, column 2 has one number in each channel. Together they are its colour. (`reshaped(-1)` writes
    //: them in one line; you will meet it again below.)
    notebook.show(color[0..., 1..<2, 2..<3].reshaped(-1))
    notebook.show(
      channelFigure(color, row: 1, column: 2), named: "colour-channels",
      caption: "One colour image and its three channels. The framed cells are the three numbers of one pixel.",
      alt: "Three tables of 36 numbers for red, green and blue, and the picture they mix to; row 1, column 2 is "
        + "framed in each.")

    //: ## A batch: several images in one tensor
    //: Networks take many images at a time. Stack them, and a fourth axis appears in front: `(B, C, H, W)`, for batch,
    //: channels, height and width. The whole course keeps to this order.
    let batch = Tensor.uniform(4, 3, 6, 6, using: &generator)
    let axes = ["B, the image", "C, the channel", "H, the row", "W, the column"]
    notebook.show(
      Table(
        columns: ["axis", "which", "size"],
        rows: (0..<4).map { ["\($0)", axes[$0], "\(batch.shape[$0])"] }))

    //: Choosing an index along an axis takes the axis away: an image of the batch, a channel of the image, a row of the
    //: channel, a number of the row. The last has no axis left; `item` is its number.
    let image = batch.selecting(3)
    let channel = image.selecting(0)
    let row = channel.selecting(5)
    let number = row.selecting(2)
    for part in [batch, image, channel, row, number] {
      notebook.show("shape \(part.shape), elements: \(part.count)")
    }
    notebook.show(number.item == batch[3, 0, 5, 2])
    notebook.show(
      batchFigure(batch), named: "batch",
      caption: "A batch of four colour images, `(4, 3, 6, 6)`.",
      alt: "Four coloured pictures of 6×6 pixels in a row.")

    //: - Question: How many numbers are in a batch of 64 colour images of 224×224 pixels?
    //: - Answer: $64 · 3 · 224 · 224 = 9,633,792$. At 4 bytes each that is 38.5 million bytes, for one step of
    //:   training.
    let pixels = 224 * 224
    notebook.ask(
      .number(
        64 * 3 * pixels,
        slips: [
          64 * pixels: "You forgot the channels: a pixel in colour has three numbers.",
          3 * pixels: "You counted one image: there are 64 of them.",
          64 * 3 * (224 + 224): "You added the sides: height and width are multiplied.",
        ]))

    //: ## A colour map is a choice
    //: A matrix has no colours; we give it some. This one runs from −1 in one corner to 1 in the opposite one.
    let ramp = Tensor(
      (0..<5).map { y in (0..<5).map { x in Float(x + y - 4) / 4 } })
    notebook.show(ramp)
    notebook.show(
      mapsFigure(ramp), named: "colour-maps",
      caption: "One matrix under three colour maps. Only in the diverging one does 0 stand out: it is white.",
      alt: "The same matrix three times: from black to white, from violet to yellow, and from blue to orange, white "
        + "on the diagonal of zeros.")

    //: Use `gray` for what is a picture, `viridis` for amounts, and `diverging`, on a range that is symmetric about zero,
    //: for what has a sign, such as a difference.

    //: ### Whose range?
    //: A colour map also needs to know which number gets its first colour, and which its last. Here is the ramp again,
    //: and a faint copy of it, squeezed into an eighth of the range.
    let faint = ramp / 8 + 0.5
    for (name, matrix) in [("ramp", ramp), ("faint", faint)] {
      notebook.show("\(name): from \(matrix.minimum()) to \(matrix.maximum())")
    }

    //: Many plotting tools, Matplotlib's `imshow` among them, stretch each matrix over the whole colour map unless told
    //: otherwise: its smallest number gets the first colour and its largest the last, whatever they are. In code:
    func stretched(_ image: Tensor) -> Tensor {
      (image - image.minimum()) / (image.maximum() - image.minimum())
    }
    notebook.show(ramp == faint)
    notebook.show(stretched(ramp) == stretched(faint))

    //: The numbers differ, and yet the stretched pictures are the same to the last shade. With one range for both, the
    //: difference shows.
    notebook.show(
      rangesFigure(ramp, faint), named: "value-ranges",
      caption: "Above, each matrix has its own range, and they look alike. Below, both share one.",
      alt: "Above, two pictures with equal shades and different colour bars. Below, the second is almost even grey.")

    //: So: before you compare two pictures, look at their colour bars, or print their ranges.

    //: ## Shapes: the same numbers, read differently
    //: In memory there are no rows. The numbers lie in one line, in which the index along the last axis changes fastest.
    //: This is called **row-major order**, and `reshaped(-1)` shows it: −1 means "as many as it takes".
    let small = Tensor(0..<12).reshaped(2, 2, 3)
    notebook.show(small)
    notebook.show(small.reshaped(-1))
    notebook.show(
      flatteningFigure(small), named: "row-major",
      caption: "An image `(2, 2, 3)` and the line it lies in. Frames of one colour hold the same numbers.",
      alt: "Two tables of two rows and three columns; below them one row of twelve cells, first channel 0, then "
        + "channel 1.")

    //: - Question: At which place of the line, counted from 0, is the element `[1, 0, 2]` of an image `(2, 4, 5)`?
    //: - Answer: At 22. A step along the first axis jumps over a whole channel, $4 · 5 = 20$ numbers, a step along the
    //:   second over a row of 5: $1 · 20 + 0 · 5 + 2$.
    notebook.ask(
      .number(
        Int(Tensor(0..<40).reshaped(2, 4, 5)[1, 0, 2]),
        slips: [
          3: "You added the indices: a step is longer along the outer axes.",
          17: "You took the first axis for the fastest: it is the last that runs fastest.",
          12: "You multiplied the wrong sizes: a channel has four rows of five.",
          23: "You counted from 1: the first element is at place 0.",
        ]))

    //: Now a digit of $28 · 28 = 784$ pixels. The digits of this course are drawn by a program, from a seed, to look
    //: handwritten. They have the size and roughly the look of **MNIST**, 70,000 scanned handwritten digits that many
    //: courses begin with; `--data mnist` takes the real ones.
    let training = try notebook.trainingData(drawn: 4000)
    let digit = training.image(4)
    notebook.show("\(digit.shape): \(digit.count) elements")

    //: Each line of the table makes a tensor of this digit. A *view* reads the same memory in another way; a *copy* has
    //: memory of its own.
    let looks: [(String, Tensor)] = [
      ("digit", digit),
      ("digit.reshaped(-1)", digit.reshaped(-1)),
      ("digit.reshaped(1, -1)", digit.reshaped(1, -1)),
      ("digit.reshaped(1, 1, -1)", digit.reshaped(1, 1, -1)),
      ("digit.squeezed()", digit.squeezed()),
      ("digit.unsqueezed(axis: 0)", digit.unsqueezed(axis: 0)),
      ("digit.permuted(1, 2, 0)", digit.permuted(1, 2, 0)),
      ("digit.transposed()", digit.transposed()),
      ("digit.transposed().reshaped(-1)", digit.transposed().reshaped(-1)),
      ("digit[0..., 4..<24, 4..<24]", digit[0..., 4..<24, 4..<24]),
      ("digit.padded(by: 2)", digit.padded(by: 2)),
      ("digit * 255", digit * 255),
    ]
    notebook.show(viewsAndCopies(looks, of: digit))

    //: `squeezed` drops the axes of size 1, `unsqueezed` adds one, `permuted` puts the axes in another order, and
    //: `padded(by: 2)` lays two rows or columns of zeros along each side. `transposed` exchanges the last two axes and moves
    //: no number: only their sizes change places, and their *strides*, the steps in memory from one element to the next
    //: along each axis. Flattening what was transposed makes a copy: its elements no longer lie in the order asked for.
    notebook.show("strides of the digit: \(digit.strides)")
    notebook.show("strides of its transpose: \(digit.transposed().strides)")

    //: Even so, a tensor behaves as a value. Change a view, and it takes a copy first: the original keeps its numbers. (In
    //: PyTorch and NumPy a change goes through to the original.)
    var view = small.reshaped(-1)
    notebook.show("shares memory: \(view.sharesStorage(with: small))")
    view[0] = 99
    notebook.show("shares memory: \(view.sharesStorage(with: small))")
    notebook.show("\(view[0]) in the view, \(small[0, 0, 0]) in the original")

    //: ### Permuting is not reshaping
    //: Most programs that read picture files keep the three numbers of a pixel together: `(H, W, C)`. To get there from
    //: `(C, H, W)`, the axes must change places. Reshaping gives the same shape and the wrong image, as it leaves the
    //: numbers in their line. (To be drawn, both are permuted back.)
    let permuted = color.permuted(1, 2, 0)
    let reshaped = color.reshaped(6, 6, 3)
    notebook.show("\(permuted.shape) and \(reshaped.shape)")
    notebook.show(
      threeImages(color, permuted.permuted(2, 0, 1), reshaped.permuted(2, 0, 1)), named: "permute-or-reshape",
      caption: "Permuted and reshaped have the same shape, `(6, 6, 3)`. Only permuting keeps the picture.",
      alt: "The colour image, an identical one after permuting, and a scrambled one after reshaping.")

    //: - Question: A batch of 8 colour images of 6×6 goes into a network that wants one line of numbers per image. What
    //:   shape must it have?
    //: - Answer: `(8, 108)`, by `reshaped(8, -1)`. The images stay apart, and $C · H · W = 3 · 6 · 6$ numbers of each go
    //:   into its line. `reshaped(-1)` would run all images together.
    notebook.ask(
      .shape(
        Tensor.zeros(8, 3, 6, 6).reshaped(8, -1).shape,
        slips: [
          Tensor.zeros(8, 3, 6, 6).reshaped(-1).shape: "You ran all images together: the first axis must stay.",
          [8, 36]: "You forgot the channels: each image has three.",
          [8, 3, 36]: "You kept the channels apart: a line of numbers has one axis.",
          [8, 6, 6]: "You dropped an axis: that loses numbers, and reshaping keeps all.",
        ]))

    //: ### Memory
    //: Each number of a tensor is a `Float` and takes 4 bytes. Picture files mostly keep the grey of a pixel in one byte, a
    //: `UInt8`: a whole number from 0 to 255.
    notebook.show(
      weights(
        of: ["one image": 1, "a batch of 64": 64, "the 60,000 training images of MNIST": 60_000],
        elements: digit.count))

    //: ### Broadcasting
    //: You can compute with whole tensors: `a + b` adds numbers that stand at the same place. If an axis has size 1 in one
    //: of them, or is missing at the front, its numbers are used again and again along that axis. This is called
    //: **broadcasting**. Here a row is added to each row, and a column to each column:
    let table = Tensor([[0, 0, 0], [10, 10, 10]])
    let (line, column) = (Tensor([1, 2, 3]), Tensor([[100], [200]]))
    notebook.show(table + line)
    notebook.show(table + column)
    //: So three numbers can change the colours of a whole image: factors of shape `(3, 1, 1)` meet every pixel of their
    //: channel. Here is the image with half its blue.
    let lessBlue = color * Tensor([1, 1, 0.5]).reshaped(3, 1, 1)
    notebook.show(lessBlue.shape)
    notebook.show(lessBlue[0..., 1..<2, 2..<3].reshaped(-1))

    //: - Question: Two tensors have the shapes `(4, 3)` and `(4)`. What does adding them give?
    //: - Answer: An error. Shapes are compared from the last axis, and 3 and 4 differ. As a column, `(4, 1)`, the second
    //:   would fit.
    notebook.ask(
      .choice(
        "an error",
        slips: [
          "a tensor (4, 3)": "You compared from the front: shapes are laid side by side at their last axis.",
          "a tensor (4, 4)": "You took 3 for 1: only an axis of size 1 is used again and again.",
          "a tensor (3)": "You thought of a matrix product: broadcasting computes place by place.",
        ]))

    //: - Question: What is the shape of the sum of a column `(4, 1)` and a row `(3)`?
    //: - Answer: `(4, 3)`. The column is used for each of three columns, and the row for each of four rows.
    notebook.ask(
      .shape(
        (Tensor.zeros(4, 1) + Tensor.zeros(3)).shape,
        slips: [
          [4, 1]: "You kept the first shape: the row has three numbers, and each meets every row.",
          [4]: "You paired the numbers up: each of the column meets each of the row.",
          [3, 4]: "You exchanged rows and columns: the column has four rows.",
        ]))

    //: ## The data set
    //: A data set is images with **labels**: for each image, which *class* it belongs to, here which of ten digits it shows.
    //: This one is split in two. A network learns from the *training* images. It is judged by the *test* images, which it
    //: has never seen. (The lessons from 5 on have a third set, of *validation* images, to choose by.)
    let test = try notebook.testData(drawn: 1000)
    for (name, set) in [("training", training), ("test", test)] {
      let (shape, count) = (set.images.shape, set.labels.count)
      notebook.show("\(name) images \(shape), \(count) labels")
    }

    //: Look at your data before anything else. Six samples, each with its label:
    let six = training.prefix(6)
    notebook.show(
      samplesFigure(six), named: "samples",
      caption: "The first six training images, titled with their labels.",
      alt: "Six images, white on black, in two rows of three.")

    //: How many are there of each class? If one were rare, a network could do well without ever naming it.
    notebook.show(classCounts(training))

    //: The mean image of each class: at every pixel, the mean of all images of that class. It is bright where most of them
    //: have ink, and blurred where they differ.
    notebook.show(
      meansFigure(training), named: "class-means",
      caption: "The mean image of each class, all on one scale.",
      alt: "Ten blurred images in two rows of five, one for each class, from dark violet to yellow.")

    //: ### Mean and standard deviation
    //: Over all pixels of all training images: what is their mean, and how far do they spread around it? The **standard
    //: deviation**, written σ, says that: the root of the mean squared distance from the mean.
    let (mean, deviation) = training.meanAndStandardDeviation
    notebook.show("mean: \(decimals(mean))")
    notebook.show("standard deviation: \(decimals(deviation))")

    //: To **normalise** is to subtract the mean and divide by the standard deviation. Then the mean is 0 and the
    //: standard deviation 1, whatever units the pixels came in; networks mostly learn faster from such numbers. Test
    //: images are normalised by the mean and standard deviation of the *training* images, so that both are measured
    //: alike; their own mean then comes out near 0, not exactly 0.
    let normalized = training.normalized(
      mean: mean, standardDeviation: deviation)
    let normalizedTest = test.normalized(
      mean: mean, standardDeviation: deviation)
    notebook.show(
      statistics([
        ("training pixels", training), ("training, normalised", normalized), ("test, normalised", normalizedTest),
      ]))

    //: That does not make their distribution a *normal distribution*. Normalising moves and stretches the numbers, and the
    //: distribution keeps its form. The share of black pixels, for one, is what it was. (`.==` gives 1 where two numbers
    //: are equal and 0 elsewhere, and the mean of that is the share.)
    for (name, set) in [("before", training), ("after", normalized)] {
      let share = (set.images .== set.images.minimum()).mean()
      notebook.show("\(name): \(decimals(share))")
    }

    //: Drawn on its own range, the picture looks as it did. Only its colour bar has changed.
    notebook.show(
      beforeAndAfter(digit, normalized.image(4)), named: "normalised",
      caption: "Before and after: the same picture, and another colour bar.",
      alt: "Twice the same image; the colour bar goes from 0 to 1 on the left, and from below 0 to above 2.5 on the "
        + "right.")

    //: ### What is white?
    //: Which mean you find depends on what you divide the bytes of the file by. White is the byte 255, so dividing by
    //: 255 makes it 1. Dividing by 256 makes it a little less, and every mean and standard deviation with it.
    notebook.show("white: 255/255 = \(255.0 / 255), 255/256 = \(255.0 / 256)")
    let darker = training.images * (255.0 / 256)
    notebook.show(
      whites(training.name, ["bytes / 255": training.images, "bytes / 256": darker]))

    //: For MNIST, tutorials name two pairs of numbers, 0.1307 with 0.3081 and 0.1302 with 0.3069. They are the same
    //: measurement, made with 255 and with 256:
    for by255 in [0.1307, 0.3081] {
      let by256 = fixed(by255 * 255 / 256, decimals: 4)
      notebook.show("\(by255) · 255/256 = \(by256)")
    }
    //: Use the pair that matches your division: pixels from 0 to 1 want the first. With real MNIST (`--data mnist`) the
    //: table above shows both.

    //: ### Changing an image, keeping its label
    //: Moved by a few pixels, turned a little, or seen through noise, an image keeps its label. Such **transforms** give a
    //: network more to learn from than there is in the file (*data augmentation*), or put it to the test.
    let shifted = digit.shifted(down: 2, right: 3)
    let rotated = digit.rotated(degrees: 20)
    let noisy = digit.addingNoise(standardDeviation: 0.2, using: &generator)
    notebook.show(
      transformsFigure([digit, shifted, rotated, noisy]), named: "transforms",
      caption: "One image, shifted, rotated, and with noise. What noise takes below 0 is black, above 1 white.",
      alt: "The same image four times: as it is, moved down and right, turned anticlockwise, and with grey noise.")

    //: - Question: Which of these changes should you *not* make to training images of digits?
    //: - Answer: Flipping. A flipped 2 or 7 is no longer a digit, yet the label would still call it one. A cat may be
    //:   flipped: whether a transform keeps the label depends on what the label means.
    notebook.ask(
      .choice(
        "flipping left to right",
        slips: [
          "moving by two pixels": "You thought of places: a digit is the same digit anywhere in the image.",
          "turning by ten degrees": "You thought of turning upside down: ten degrees are a slant, as in handwriting.",
          "faint noise": "You thought of single pixels: the strokes are still to be seen.",
        ]))

    //: ## Batches
    //: A network rarely takes all images at once: they and all that is computed from them would have to fit into memory,
    //: and the numbers that it learns would change only once in each pass. A **loader** hands out the data set in batches;
    //: the last may be smaller than the others.
    let hundred = training.prefix(100)
    let batches = hundred.batches(of: 32)

    //: - Question: 100 images, in batches of 32. How many images are in the last batch?
    //: - Answer: Four: three batches take 96 images, and the fourth gets those that are left.
    notebook.ask(
      .number(
        batches[batches.count - 1].labels.count,
        slips: [
          32: "You filled it up: there are no more images to take.",
          28: "You counted what is missing: 28 places stay empty, and the others are taken.",
          25: "You shared evenly: every batch but the last is full.",
        ]))
    notebook.show("\(hundred.count) images in \(batches.count) batches")
    for batch in batches {
      let labels = batch.labels.count
      notebook.show("images \(batch.images.shape), \(labels) labels")
    }

    //: A loader also **shuffles**. Suppose a file had its images, a thousand of them, sorted by class. The first batch
    //: would then hold one class only, and say nothing of the others.
    let thousand = training.prefix(1000)
    let indices = thousand.labels.indices.sorted { first, second in
      thousand.labels[first] < thousand.labels[second]
    }
    let ordered = thousand.gathered(indices)
    let unshuffled = ordered.batches(of: 20)
    let shuffled = ordered.batches(of: 20, shuffledBy: notebook.generator(1))
    notebook.show("sorted: \(unshuffled[0].labels)")
    notebook.show("shuffled: \(shuffled[0].labels)")
    notebook.show(
      batchesFigure(unshuffled[0], shuffled[0]), named: "shuffling",
      caption: "The first batch of a sorted set, without and with shuffling.",
      alt: "Left, 20 images of one class. Right, 20 images of mixed classes.")

    //: - Question: Suppose you shuffle the test images before each test. What happens to the share of correct answers?
    //: - Answer: It stays the same. Testing changes nothing in the network, so the order does not matter; without shuffling
    //:   it is even easier to tell which image an answer belongs to. Training is another matter: each step pulls the network
    //:   towards its batch, so every batch should be a fair sample, and another one each time.
    notebook.ask(
      .choice(
        "it stays the same",
        slips: [
          "it rises": "You thought of learning: a test changes nothing in the network.",
          "it falls": "You thought of lost labels: each image takes its label along.",
          "it varies from test to test": "You thought of a sample: every test asks all the images.",
        ]))

    //: An **epoch** is one pass over all training images. Each epoch takes a new order, from a seeded generator of its own.
    //: What is in a batch depends on that order and on the batch's number, and not on which batches were taken before.
    let secondEpoch = ordered.batches(
      of: 20, shuffledBy: notebook.generator(2))
    notebook.show("first epoch: \(shuffled[0].labels)")
    notebook.show("second epoch: \(secondEpoch[0].labels)")
    let (ahead, inTurn) = (shuffled[5], Array(shuffled.prefix(6))[5])
    notebook.show(ahead.images == inTurn.images)
    //: `true`: the sixth batch taken ahead is the sixth batch taken in turn. So a loader may prepare the next batches on
    //: another thread while the network still works on this one, and nothing changes but the waiting time.
    let prepared = shuffled.preparedAhead()
    notebook.show(zip(prepared, shuffled).allSatisfy { $0.images == $1.images })

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `tensor.reshaped(6, -1)` | `tensor.reshape(6, -1)`; `view` does the same where no copy is needed, and otherwise fails |
    //: | `permuted(1, 2, 0)`, `transposed()` | `permute(1, 2, 0)`, `mT` |
    //: | `squeezed()`, `unsqueezed(axis: 0)` | `squeeze()`, `unsqueeze(0)` |
    //: | `selecting(3)`, `tensor[0..., 4..<24]` | `tensor[3]`, `tensor[:, 4:24]` |
    //: | `set.batches(of: 32, shuffledBy: generator)` | `DataLoader(set, batch_size=32, shuffle=True)` |
    //: | `normalized(mean:standardDeviation:)` | `torchvision.transforms.Normalize(mean, std)` |
    //: | `shifted(down: 2)`, zeros come in | `torch.roll(image, 2, dims=-2)`: what leaves at the bottom comes in at the top |
    //: | resizing, as in exercise 0.8 | `torch.nn.functional.interpolate(x, size, mode="bilinear", align_corners=True)` |
    //:
    //: To read on:
    //:
    //: - Charles Harris and others, *Array programming with NumPy*, Nature, 2020: shapes, strides, broadcasting.
    //: - Yann LeCun, Corinna Cortes and Christopher Burges, *The MNIST Database of Handwritten Digits*, 1998.
    //: - Chhavi Yadav and Léon Bottou, *Cold Case: The Lost MNIST Digits*, 2019: how MNIST was made.

    //: ## Where next
    //: You know what a network is given. Next comes the first thing it does with it: slide a small window over the
    //: image, multiply and add. Go on to [lesson-01-cross-correlation](../lesson-01-cross-correlation/).
  }
}
