import Datasets
import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing

/// The networks of the written pages in a real browser, held to what the program computes, value by value.
@Suite(
  .waiting,
  .enabled(
    if: Browser.path != nil, "no Chromium on this machine: the pages' networks have not been asked in a browser"))
struct NetworksInABrowserTests {
  /// What is asked of a network as it came and with a weight edited: a checksum and a count of each tensor, by image.
  private static let script = """
    (images, change, unit) => images.map((pixels, at) => {
      const { network } = document.querySelector(".network").network;
      const sum = (values) => {
        let hash = 0x811c9dc5;
        for (const word of new Uint32Array(values.buffer, values.byteOffset, values.length)) {
          hash = Math.imul(hash ^ word, 0x01000193);
        }
        return (hash >>> 0).toString(16) + ":" + values.length;
      };
      const input = network.inputFor(pixels);
      const units = unit === null ? Array.from(network.data.classes.keys()) : [(unit + at) % network.data.classes.length];
      const tensors = () => {
        const outputs = network.outputs(input);
        return [...outputs, network.probabilities(outputs),
          ...units.map((one) => network.gradients(input, outputs, one)[0])].map(sum);
      };
      const original = tensors();
      network.weights[change.index] = change.value;
      const changed = tensors();
      network.reset();
      return [...original, ...changed].join(" ");
    })
    """

  private func sum(_ tensor: Tensor) -> String { "\(Node.checksum(tensor.elements)):\(tensor.count)" }

  /// Strokes as a hand may draw them: the page makes pixels of them, which the program then is given.
  private func drawn(_ count: Int, in browser: Browser) throws -> [[UInt8]] {
    var generator = SeededGenerator(seed: 21)
    let strokes = (0..<count).map { _ in
      (0..<Int(generator.uniform() * 3) + 1).map { _ in
        (0..<8).map { _ in ["x": Double(generator.uniform()), "y": Double(generator.uniform())] }
      }
    }
    let text = String(decoding: try JSONSerialization.data(withJSONObject: strokes), as: UTF8.self)
    let pixels = try browser.evaluate(
      "\(text).map((strokes) => Array.from(document.querySelector('.network').network.pad.constructor.pixels(strokes)))"
    )
    return try #require(pixels as? [[Int]]).map { $0.map(UInt8.init) }
  }

  /// 100 images: those of the page, drawn strokes where one can draw, noise, nothing, and others of the set's kind.
  private func images(_ tested: PageNetwork, in browser: Browser) throws -> [[UInt8]] {
    var images = tested.images + [Array(repeating: 0, count: 784)]
    let isDrawable = try browser.evaluate("document.querySelector('.network').network.network.data.drawable") as? Bool
    if isDrawable == true { images += try drawn(30, in: browser) }
    var generator = SeededGenerator(seed: 22)
    images += (0..<20).map { _ in (0..<784).map { _ in UInt8(generator.uniform() * 256) } }
    let others =
      isDrawable == true ? DrawnDigits.dataset(count: 100, seed: 23) : DrawnGarments.dataset(count: 100, seed: 23)
    let pixels = others.images.elements.map { UInt8(($0 * 255).rounded()) }
    images += (0..<100 - images.count).map { Array(pixels[$0 * 784..<($0 + 1) * 784]) }
    return images
  }

  /// What the program computes: every layer's values, the probabilities, and the gradients of some logits on the image.
  private func tensors(of network: Sequential, _ input: Variable, _ units: [Int]) -> [Tensor] {
    let outputs = network.layerOutputs(input)
    let last = outputs[outputs.count - 1]
    let isLogarithmic = network.layers.last?.layer is LogSoftmax
    let logits = isLogarithmic ? outputs[outputs.count - 2] : last
    let gradients = units.map { unit in
      var upstream = Tensor(shape: logits.shape, repeating: 0)
      upstream[0, unit] = 1
      return logits.gradients(of: [input], upstream: upstream)[0]
    }
    return outputs.map(\.value) + [isLogarithmic ? last.value.exp() : last.value.softmax()] + gradients
  }

  @Test(arguments: PageNetwork.lessons) func everyValueHasTheProgramsBits(_ lesson: String) throws {
    let tested = try PageNetwork(lesson), network = tested.network
    let browser = try Browser()
    try browser.open(PageNetwork.page(of: lesson), width: 1440)
    let images = try images(tested, in: browser)
    #expect(images.count == 100)
    let weights = network.parameters[0].value
    let change = (index: weights.count / 2, value: Float(0.375))
    var count = 0
    for start in stride(from: 0, to: images.count, by: 10) {
      let unit = start == 0 ? "null" : "\(start)"
      let some = Array(images[start..<start + 10])
      let answer = try browser.evaluate(
        "(\(NetworksInABrowserTests.script))(\(some), { index: \(change.index), value: \(change.value) }, \(unit))")
      let lines = try #require(answer as? [String])
      for (at, (pixels, line)) in zip(some, lines).enumerated() {
        let input = Variable(tested.input(pixels))
        let classes = network.outputShape[0]
        let units = start == 0 ? Array(0..<classes) : [(start + at) % classes]
        var expected = tensors(of: network, input, units)
        var changed = weights.elements
        changed[change.index] = change.value
        network.parameters[0].value = Tensor(shape: weights.shape, elements: changed)
        expected += tensors(of: network, input, units)
        network.parameters[0].value = weights
        #expect(line == expected.map(sum).joined(separator: " "), "\(lesson), image \(start + at)")
        count += expected.reduce(0) { $0 + $1.count }
      }
    }
    #expect(browser.errors.isEmpty, "\(browser.errors)")
    print("\(lesson): \(count) values of 100 images compared in the browser")
  }

  /// The patch, the kernel, the subtotals and the sum of a cell of LeNet's second convolution, as page and program tell them.
  @Test func thePageTellsACellAsTheOptionDoes() throws {
    let lesson = "lesson-05-lenet"
    let browser = try Browser()
    try browser.open(PageNetwork.page(of: lesson), width: 1440)
    let told = try browser.evaluate(
      """
      (() => {
        const view = document.querySelector(".network").network;
        view.show();
        const layer = view.network.data.layers.findIndex(({ name }) => name === "3");
        const [, height, width] = view.network.data.layers[layer].shape;
        view.tracing.ask(layer, (5 * height + 4) * width + 7);
        const { element } = view.tracing;
        const texts = (selector) => [...element.querySelectorAll(selector)].map((cell) => cell.textContent);
        return [...element.querySelectorAll(".channel")].flatMap((channel) => {
          const cells = (kind) => [...channel.querySelectorAll("." + kind + " button")].map((cell) => cell.textContent);
          return [channel.querySelector(".title").textContent, ...cells("patch"), "×", ...cells("kernel"),
            channel.querySelector(".subtotal").textContent];
        }).concat(texts(".terms"), texts(".total"));
      })()
      """)
    let page = try #require(told as? [String])
    #expect(page.count > 6 * 50)
    let run = try LessonRun(lesson, "--pixel", "3:5:4,7", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    let blocks = run.output.components(separatedBy: "\n\n").filter { $0.contains("\nsum ") }
    #expect(blocks.count == 6)
    var program = blocks.flatMap { block -> [String] in
      let lines = block.split(separator: "\n").map(String.init)
      let rows = lines.dropFirst().dropLast().map { $0.split(separator: " ").filter { $0 != "×" }.map(String.init) }
      let columns = rows[0].count / 2
      return [lines[0]] + rows.flatMap { $0[..<columns] } + ["×"] + rows.flatMap { $0[columns...] } + [
        lines[lines.count - 1]
      ]
    }
    program += run.output.split(separator: "\n").filter { $0.contains(" + bias ") || $0.hasPrefix("3 Conv2d = ") }
      .map(String.init)
    #expect(page == program.map { $0 == "·" ? "0" : $0 })
  }

  @Test func thereIsRoomToDrawOnEveryScreen() throws {
    let browser = try Browser()
    for page in [TestedPackage.root.appending(path: "output/index.html"), PageNetwork.page(of: "lesson-05-lenet")] {
      for width in [320, 375, 768, 1440, 1920] {
        try browser.open(page, width: width)
        let size = try browser.evaluate(
          "(({ width, height }) => [width, height])(document.querySelector('.network .pad').getBoundingClientRect())")
        let sides = try #require(size as? [Double])
        #expect(sides.allSatisfy { $0 >= 200 }, "\(page.path) at \(width): \(sides)")
      }
    }
  }

  @Test func aPictureThatIsDroppedIsReadAsTheOptionReadsIt() throws {
    let browser = try Browser()
    try browser.open(PageNetwork.page(of: "lesson-05-lenet"), width: 1440)
    let answer = try browser.evaluate(
      """
      (async () => {
        const view = document.querySelector(".network").network;
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [120, 90];
        const context = canvas.getContext("2d");
        context.fillStyle = "#fff";
        context.fillRect(0, 0, 120, 90);
        context.fillStyle = "#000";
        context.fillRect(55, 10, 9, 70);
        const blob = await new Promise((done) => canvas.toBlob(done));
        const transfer = new DataTransfer();
        transfer.items.add(new File([blob], "one.png", { type: "image/png" }));
        document.querySelector(".network .layer").dispatchEvent(
          new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        for (let frame = 0; frame < 120 && !view.taken.textContent.includes("one.png"); frame += 1) {
          await new Promise(requestAnimationFrame);
        }
        const rows = new Set([...view.pixels.keys()].filter((place) => view.pixels[place] > 0).map((place) => place / 28 | 0));
        view.show();
        const read = view.network.data.classes[view.answer];
        await view.take(new File(["no picture"], "two.png"));
        const told = view.taken.textContent;
        const late = view.take(new File([blob], "late.png"));
        view.choose(3);
        await late;
        return [told, rows.size, read, view.pixels.every((pixel, at) => pixel === view.samples[3].pixels[at])];
      })()
      """)
    let told = try #require(answer as? [Any])
    #expect(told[0] as? String == "two.png: this browser cannot read it as a picture")
    #expect(told[1] as? Int == 20)
    #expect(told[2] as? String == "1")
    #expect(told[3] as? Bool == true, "a picture came after another image had been chosen")
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// While one draws, a frame's work must be done in the time of a frame.
  @Test func aStrokeIsReadWithinAFrame() throws {
    let browser = try Browser()
    try browser.open(PageNetwork.page(of: "lesson-05-lenet"), width: 1440)
    let times = try browser.evaluate(
      """
      (async () => {
        const view = document.querySelector(".network").network;
        const box = view.pad.canvas.getBoundingClientRect();
        view.pad.canvas.setPointerCapture = () => {};
        const send = (type, x, y) => view.pad.canvas.dispatchEvent(new PointerEvent(type,
          { clientX: box.x + x * box.width, clientY: box.y + y * box.height, button: 0, pointerId: 1 }));
        send("pointerdown", 0.3, 0.2);
        const work = [];
        const show = view.show.bind(view);
        view.show = () => { const start = performance.now(); show(); work.push(performance.now() - start); };
        const start = performance.now();
        let frames = 0;
        while (performance.now() - start < 2000) {
          const t = (performance.now() - start) / 2000;
          send("pointermove", 0.3 + 0.4 * t, 0.2 + 0.6 * t + 0.05 * Math.sin(20 * t));
          await new Promise(requestAnimationFrame);
          frames += 1;
        }
        work.sort((a, b) => a - b);
        return [frames / 2, work[Math.floor(work.length / 2)], work[0]];
      })()
      """)
    let measured = try #require(times as? [Double])
    print(
      "drawing on LeNet: \(measured[0]) frames a second, \(measured[1]) ms of work in the middle one, in the browser")
    #expect(measured[2] < 50)
  }

  /// How well the front page's network reads what people have written.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["PATCHWORK_MNIST"] != nil,
      "PATCHWORK_MNIST names no folder with MNIST: the front page's network has not been measured"))
  func theFrontPagesNetworkReadsRealDigits() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["PATCHWORK_MNIST"])
    let test = try Dataset.mnist(directory: folder, split: .test)
    let tested = try PageNetwork("lesson-05-lenet", in: TestedPackage.root.appending(path: "output/index.html"))
    let answers = tested.network.outputs(of: test.images).argmax(axis: 1)
    let right = zip(answers, test.labels).filter { $0 == $1 }.count
    let share = 100 * Double(right) / Double(test.count)
    print("the front page's network reads \(share) % of the \(test.count) test images of MNIST")
    #expect(share >= 95)
  }
}
