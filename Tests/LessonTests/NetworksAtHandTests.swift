import Datasets
import Foundation
import TensorCore
import TestedPackage
import Testing

/// What a reader does to the image of a network, and how the page follows.
@Suite(
  .serialized,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: nothing has been drawn on the pages' networks"))
struct NetworksAtHandTests {
  private func page() throws -> Browser {
    let browser = try Browser()
    try browser.open(PageNetwork.page(of: "lesson-05-lenet"), width: 1440)
    return browser
  }

  /// However many places of the pen a frame brings, the network runs once for it, and the page only gets other texts and
  /// other pixels.
  @Test func aFrameOfAStrokeIsOneRunAndNoNewElement() throws {
    let browser = try page()
    let counts = try browser.evaluate(
      """
      (async () => {
        const figure = document.querySelector(".network");
        const view = figure.network;
        const frame = () => new Promise(requestAnimationFrame);
        await frame();
        const { canvas } = view.pad;
        const box = canvas.getBoundingClientRect();
        canvas.setPointerCapture = () => {};
        const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type,
          { clientX: box.x + x * box.width, clientY: box.y + y * box.height, button: 0, pointerId: 1 }));
        let [runs, made] = [0, 0];
        const outputs = view.network.outputs.bind(view.network);
        view.network.outputs = (input) => { runs += 1; return outputs(input); };
        const observer = new MutationObserver((changes) => changes.forEach(({ addedNodes }) => {
          made += [...addedNodes].filter((node) => node instanceof Element).length;
        }));
        observer.observe(figure, { childList: true, subtree: true });
        send("pointerdown", 0.3, 0.2);
        for (let step = 0; step < 20; step += 1) {
          for (let move = 0; move < 5; move += 1) send("pointermove", 0.3 + step / 50, 0.2 + step / 40 + move / 200);
          await frame();
        }
        await frame();
        const [{ length }] = view.pad.strokes;
        return [runs, made, length, view.pixels.some((pixel) => pixel > 0) ? 1 : 0];
      })()
      """)
    let told = try #require(counts as? [Int])
    #expect((10...22).contains(told[0]), "\(told[0]) runs in 20 frames")
    #expect(told[1] == 0)
    #expect(told[2...] == [101, 1])
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// The square is moved with keys and with a pointer, the answer is that for the covered image, and the map of what is
  /// lost says the same.
  @Test func theGreySquareCostsWhatTheMapSays() throws {
    let browser = try page()
    _ = try browser.evaluate("document.querySelector('.network').network.choose(3)")
    try browser.click(".network [aria-pressed=false]:not(.map)")
    for key in ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft"] {
      try browser.press(key)
    }
    let answer = try browser.evaluate(
      """
      (async () => {
        const view = document.querySelector(".network").network;
        const frames = async (count) => { for (let at = 0; at < count; at += 1) await new Promise(requestAnimationFrame); };
        const { cover, network, influence } = view;
        const focused = document.activeElement === cover.element;
        const keyed = [cover.at.row, cover.at.column];
        const share = () => network.probabilities(view.outputs)[3];
        cover.element.setPointerCapture = () => {};
        cover.element.dispatchEvent(new PointerEvent("pointerdown"));
        const drag = async (row, column) => {
          const box = view.view(-1).canvases[0].getBoundingClientRect();
          cover.element.dispatchEvent(new PointerEvent("pointermove", { clientX: box.x + (column + 0.5) / 28 * box.width,
            clientY: box.y + (row + 0.5) / 28 * box.height }));
          await frames(2);
        };
        influence.choice.value = "3";
        influence.choice.dispatchEvent(new Event("change"));
        for (let wait = 0; wait < 600 && influence.isRunning; wait += 1) await frames(1);
        const whole = network.probabilities(network.outputs(network.inputFor(view.pixels)))[3];
        let differing = 0;
        for (const [row, column] of [[14, 14], [6, 12], [0, 0], [26, 26], [20, 8], [10, 18]]) {
          await drag(row, column);
          if (Math.fround(whole - share()) !== influence.lost[28 * row + column]) differing += 1;
        }
        const gray = view.seen.filter((pixel, place) => pixel === 128 && view.pixels[place] !== 128).length;
        const lost = Math.max(...influence.lost);
        influence.occlusion.dispatchEvent(new MouseEvent("click", { bubbles: true }));
        cover.element.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        await frames(2);
        return { focused, keyed, differing, gray, lost, isBack: share() === whole, isHidden: cover.element.hidden };
      })()
      """)
    let told = try #require(answer as? [String: Any])
    #expect(told["focused"] as? Bool == true)
    #expect(told["keyed"] as? [Int] == [16, 12])
    #expect(told["differing"] as? Int == 0)
    #expect(told["gray"] as? Int == 25)
    #expect(try #require(told["lost"] as? Double) > 0)
    #expect(told["isBack"] as? Bool == true && told["isHidden"] as? Bool == true)
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// While one finger draws or holds the grey square, another does neither; and what it chooses instead of the drawing
  /// stays.
  @Test func aSecondFingerDisturbsNothing() throws {
    let browser = try page()
    let answer = try browser.evaluate(
      """
      (async () => {
        const view = document.querySelector(".network").network;
        const frames = async (count) => { for (let at = 0; at < count; at += 1) await new Promise(requestAnimationFrame); };
        const on = (element) => {
          element.setPointerCapture = () => {};
          element.hasPointerCapture = () => true;
          const box = element.getBoundingClientRect();
          return (type, pointerId, x, y) => element.dispatchEvent(new PointerEvent(type,
            { clientX: box.x + x * box.width, clientY: box.y + y * box.height, pointerId }));
        };
        const draw = on(view.pad.canvas);
        draw("pointerdown", 1, 0.3, 0.2);
        draw("pointermove", 1, 0.3, 0.6);
        draw("pointerdown", 2, 0.8, 0.8);
        draw("pointermove", 2, 0.9, 0.8);
        await frames(2);
        const isOneStroke = view.pad.strokes.length === 1 && view.pad.strokes[0].length === 2;
        view.pad.undo();
        draw("pointermove", 1, 0.3, 0.7);
        draw("lostpointercapture", 1, 0.3, 0.7);
        const isTakenBack = view.pad.strokes.length === 0;
        draw("pointerdown", 1, 0.3, 0.2);
        await frames(2);
        view.choose(3);
        draw("pointermove", 1, 0.3, 0.6);
        draw("lostpointercapture", 1, 0.3, 0.6);
        await frames(2);
        const isKept = view.pixels.every((pixel, at) => pixel === view.samples[3].pixels[at]);
        view.cover.put({ row: 14, column: 14 });
        const move = on(view.cover.element);
        move("pointerdown", 1, 0.5, 0.5);
        move("pointerdown", 2, 0, 0);
        move("pointermove", 2, 2, 2);
        const isStill = view.cover.at.row === 14 && view.cover.at.column === 14;
        move("lostpointercapture", 2, 2, 2);
        move("pointermove", 1, 0.5, 1.5);
        return [isOneStroke, isTakenBack, isKept, isStill, view.cover.isHeld && view.cover.at.row > 14];
      })()
      """)
    #expect(answer as? [Bool] == [true, true, true, true, true])
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// What matters is asked for the class that is read, whatever image comes, until the reader chooses one.
  @Test func whatMattersIsAskedForTheClassThatIsRead() throws {
    let browser = try page()
    let answer = try browser.evaluate(
      """
      (async () => {
        const { network: view } = document.querySelector(".network");
        const { influence } = view;
        const asked = async (index) => {
          view.choose(index);
          await new Promise((done) => setTimeout(done, 500));
          return Number(influence.choice.value) === view.answer;
        };
        view.show();
        influence.element.querySelector("button").click();
        const follows = [await asked(1), await asked(4)];
        influence.choice.value = "4";
        influence.choice.dispatchEvent(new Event("change"));
        return [...follows, await asked(7), influence.choice.value === "4"];
      })()
      """)
    #expect(answer as? [Bool] == [true, true, false, true])
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// A weight that is typed: numbers as they are written anywhere, and nothing that is none or would let sums overflow.
  @Test func aWeightTakesANumberAndNothingElse() throws {
    let browser = try page()
    let answer = try browser.evaluate(
      """
      (() => {
        const { network: view } = document.querySelector(".network");
        const { network, tracing } = view;
        const layer = network.layers.findLastIndex(({ data }) => data.kind === "convolution");
        const { weight } = network.layers[layer];
        view.show();
        tracing.ask(layer, 0);
        return ["", "abc", "NaN", "Infinity", "1e40", "1e30", "1/0", "--1", "0,5", "−1.5", "1/4", " 2 "].map((text) => {
          tracing.element.querySelector(".kernel button").click();
          const { field } = tracing;
          field.value = text;
          field.dispatchEvent(new Event("input"));
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
          const told = [field.ariaInvalid, weight[0] === network.original[network.layers[layer].data.weight[0]]
            ? "as it was" : String(weight[0])];
          network.reset();
          view.show();
          return told.join(" ");
        });
      })()
      """)
    let expected =
      Array(repeating: "true as it was", count: 8) + ["false 0.5", "false -1.5", "false 0.25", "false 2"]
    #expect(answer as? [String] == expected)
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// A window that begins in the padding, where there is nothing to go to, is reached by the tabulator all the same.
  @Test func aWindowAtTheEdgeIsInTheOrderOfTabs() throws {
    let browser = try page()
    let answer = try browser.evaluate(
      """
      (() => {
        const { network: view } = document.querySelector(".network");
        const { network, tracing } = view;
        view.show();
        tracing.ask(network.layers.findIndex(({ data }) => data.kind === "convolution" && data.padding[0] > 0), 0);
        const cells = [...tracing.element.querySelectorAll(".patch button")];
        const stops = cells.filter(({ tabIndex }) => tabIndex === 0);
        return [cells[0].disabled, stops.length === 1, stops.every(({ disabled }) => !disabled)];
      })()
      """)
    #expect(answer as? [Bool] == [true, true, true])
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  /// A moved image beside itself: every map shows the difference in colours about zero, and says where they end.
  @Test func theDifferenceToTheImageBeforeHasOneScaleAboutZero() throws {
    let browser = try page()
    let answer = try browser.evaluate(
      """
      (async () => {
        const view = document.querySelector(".network").network;
        const frames = async (count) => { for (let at = 0; at < count; at += 1) await new Promise(requestAnimationFrame); };
        view.choose(2);
        await frames(2);
        const before = view.outputs;
        view.compared.value = "image";
        document.querySelector(".network [aria-label='one pixel right']").click();
        await frames(2);
        const layer = view.views.get(2);
        layer.paint();
        const expected = view.outputs[2].map((value, place) => value - before[2][place]);
        const reach = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const colors = [...layer.bar.getContext("2d").getImageData(0, 0, 256, 1).data];
        const cell = expected.findIndex((value) => Math.abs(value) === reach);
        const size = layer.rows * layer.columns;
        const shown = layer.canvases[Math.floor(cell / size)].getContext("2d").getImageData(cell % size % layer.columns,
          Math.floor(cell % size / layer.columns), 1, 1).data;
        const end = expected[cell] > 0 ? colors.slice(-4) : colors.slice(0, 4);
        return { same: expected.every((value, place) => value === layer.shown.values[place]), some: reach > 0,
          range: [layer.low.textContent, layer.high.textContent], middle: colors.slice(4 * 127, 4 * 127 + 3),
          isStrongest: [...shown].every((byte, at) => byte === end[at]) };
      })()
      """)
    let told = try #require(answer as? [String: Any])
    #expect(told["same"] as? Bool == true && told["some"] as? Bool == true && told["isStrongest"] as? Bool == true)
    let range = try #require(told["range"] as? [String])
    #expect(range[0] == "−\(range[1])")
    #expect(try #require(told["middle"] as? [Int]).allSatisfy { $0 >= 250 })
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }
}
