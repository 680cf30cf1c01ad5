import assert from "node:assert/strict";
import test from "node:test";
import { Element, run } from "./page.mjs";

const scripts = ["elements.js", "arithmetic.js", "sliding-window.js", "typing.js", "inquiry-numbers.js", "inquiry.js"];
const { Inquiry, InquiryNumbers } = run(scripts, ["Inquiry", "InquiryNumbers"], {}, { clearInterval, Event });

const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** The first rows or columns of the windows along one axis. */
function starts(size, window, stride, padding) {
  const all = [];
  for (let start = -padding; start + window <= size + padding; start += stride) all.push(start);
  return all;
}

/**
 * The data of an inquiry. Its numbers are told apart by their places: "x0.7" is in channel 0 of the image, "1: −2, 3" the
 * output of map 1 (of channel 1 for pooling) for the window whose corner is there.
 */
function dataOf({ operation = "convolution", maps = 1, channels = 1, size = [4, 5], window = [2, 3], widest = [1, 2],
  ...others } = {}) {
  const isPooling = operation !== "convolution";
  const count = window[0] * window[1];
  const places = starts(size[0], window[0], 1, widest[0]).flatMap((top) =>
    starts(size[1], window[1], 1, widest[1]).map((left) => `${top}, ${left}`));
  return {
    titles: ["image", "kernel", "output"], operation, size, window, stride: [1, 1], padding: [0, 0], widest,
    adjustable: true, at: [0, 0], biases: [],
    image: list(channels, (channel) => list(size[0] * size[1], (index) => `x${channel}.${index}`)),
    kernels: isPooling ? [] : list(maps, (map) => list(channels, () => list(count, (index) => `k${map}.${index}`))),
    windows: list(isPooling ? 1 : maps, (map) => places.map((place) => ({
      products: isPooling ? [] : list(channels, (channel) => list(count, (index) => `p${channel}.${index}`)),
      subtotals: list(channels, (channel) => `s${channel}`),
      winners: operation === "maximum" ? list(channels, () => count - 1) : [],
      outputs: isPooling ? list(channels, (channel) => `${channel}: ${place}`) : [`${map}: ${place}`],
    }))),
    values: list(channels, (channel) => list(size[0] * size[1], (index) => 100 * channel + index)),
    weights: isPooling ? [] : list(maps, (map) => list(channels, () => list(count, (index) => map + index))),
    offsets: [],
    ...others,
  };
}

/** The figure of a page that holds an inquiry's data. */
function figureOf(data) {
  const [figure, script] = [new Element("figure"), new Element("script")];
  script.append(JSON.stringify(data));
  figure.append(script);
  return figure;
}

/** An inquiry on a page: what its parts show, and what a reader can do with it. */
function open(data) {
  const figure = figureOf(data);
  const inquiry = new Inquiry(figure);
  const labelled = (label) => figure.all((element) => element.attributes["aria-label"] === label)[0];
  const cells = (title) => labelled(title).all((element) => element.name === "td");
  const enter = (label, event, value) => {
    const control = labelled(label);
    control.value = String(value);
    control.send(event);
  };
  return {
    inquiry, figure, labelled, cells,
    rows: (title) => labelled(title).children.map((row) => row.children.map((cell) => cell.textContent)),
    slide: (name, value) => enter(name, "input", value),
    choose: (map) => enter("Output map", "change", map),
    /** Whether the page takes the key for itself. */
    press: (key, others = {}) => {
      let isTaken = false;
      labelled("output").send("keydown", { key, ...others, preventDefault: () => { isTaken = true; } });
      return isTaken;
    },
    chosen: (title = "output") => cells(title).findIndex((cell) => cell.attributes["aria-selected"] === "true"),
    marked: (mark, title = "image") => cells(title).flatMap((cell, index) => (cell.marks.has(mark) ? [index] : [])),
    answer: () => inquiry.answer.children.map((part) => part.textContent),
    terms: () => inquiry.answer.all((element) => element.name === "span"),
    /** Chooses a cell of the image or the kernel, and types a number for it. */
    type: (title, cell, text) => {
      cells(title)[cell].send("focus");
      const field = inquiry.about.querySelector("input");
      field.value = text;
      field.send("input");
    },
    push: (name) => figure.all((element) => element.name === "button" && element.textContent === name)[0].send("click"),
    about: () => inquiry.usage.textContent,
    formula: () => inquiry.formula.children.map((part) => part.textContent),
  };
}

test("the output has as many rows and columns as the window has places", () => {
  for (let size = 1; size <= 7; size += 1) {
    for (let window = 1; window <= 4; window += 1) {
      for (let stride = 1; stride <= 4; stride += 1) {
        for (let padding = 0; padding <= 2; padding += 1) {
          const { rows, columns, refusal } = Inquiry.prototype.outputSize.call({
            data: { size: [size, 9], window: [window, 2], widest: [2, 2] }, stride: [stride, 3], padding: [padding, 1],
          });
          const places = starts(size, window, stride, padding).length;
          const padded = `${size + 2 * padding}×11`;
          if (places > 0) assert.deepEqual([rows, columns], [places, 4]);
          else assert.equal(refusal, `The window of ${window}×2 does not fit into the padded image of ${padded}.`);
        }
      }
    }
  }
});

test("an output shows the number of the window that stride and padding lead to", () => {
  const page = open(dataOf({ widest: [2, 2] }));
  for (const stride of [1, 2, 3, 4]) {
    for (const padding of [0, 1, 2]) {
      page.slide("stride", stride);
      page.slide("padding", padding);
      assert.deepEqual(page.rows("output"), starts(4, 2, stride, padding).map((top) =>
        starts(5, 3, stride, padding).map((left) => `0: ${top}, ${left}`)));
    }
  }
});

test("a stride and a padding of two different numbers keep to their axes", () => {
  const { rows } = open(dataOf({ stride: [1, 2], padding: [0, 2] }));
  assert.deepEqual(rows("output"), [0, 1, 2].map((top) => [-2, 0, 2, 4].map((left) => `0: ${top}, ${left}`)));
});

test("a window that does not fit is refused, with both sizes and without an output", () => {
  const page = open(dataOf({ size: [3, 5], window: [5, 2], padding: [1, 1] }));
  assert.equal(page.labelled("output").children.length, 1);
  page.slide("padding", 0);
  assert.deepEqual(page.answer(), ["The window of 5×2 does not fit into the padded image of 3×5."]);
  assert.equal(page.labelled("output"), undefined);
  page.slide("padding", 1);
  assert.equal(page.labelled("output").children.length, 1);
});

test("what is refused stays refused, whatever is pressed meanwhile", () => {
  const page = open(dataOf({ size: [3, 3], window: [2, 2], widest: [0, 0], maps: 2 }));
  page.cells("image")[0].send("focus");
  page.slide("dilation", 3);
  for (const act of [() => page.push("Step"), () => page.choose(1), () => page.push("Step")]) {
    act();
    assert.deepEqual(page.answer(), ["The window of 4×4 does not fit into the padded image of 3×3."]);
    assert.equal(page.about(), "");
  }
  page.slide("dilation", 1);
  assert.equal(page.cells("output, map 1").length, 4);
});

test("padding of more than half the pooling window is refused, though the slider goes that far", () => {
  const page = open(dataOf({ operation: "maximum", window: [2, 2], widest: [1, 1] }));
  assert.equal(page.labelled("padding").attributes.max, "2");
  page.slide("padding", 2);
  assert.match(page.answer()[0], /^Padding of more than half the window is not allowed: .* no value to choose\.$/u);
  assert.deepEqual(page.formula(), []);
});

test("the formula holds the numbers of the page: of both axes unless they are the same", () => {
  const square = open(dataOf({ size: [6, 6], window: [3, 3], widest: [2, 2], stride: [2, 2], padding: [1, 1] }));
  assert.deepEqual(square.formula(), ["rows and columns: ⌊6−3+2·12⌋+1=3 "]);
  const [fraction] = square.inquiry.formula.all((element) => element.name === "mfrac");
  assert.deepEqual(fraction.children.map((part) => part.textContent), ["6−3+2·1", "2"]);
  assert.deepEqual(open(dataOf()).formula(), ["rows: ⌊4−2+2·01⌋+1=3 ", "columns: ⌊5−3+2·01⌋+1=3 "]);
});

test("only what is the same on both axes has one formula", () => {
  for (const unequal of [{ size: [4, 5], window: [2, 2] }, { size: [5, 5], window: [2, 3] }]) {
    assert.equal(open(dataOf(unequal)).formula().length, 2);
  }
});

test("a slider starts at the page's own number and shows what it is moved to", () => {
  const page = open(dataOf({ stride: [3, 1], padding: [1, 0], widest: [1, 2] }));
  const label = (name) => page.figure.all((element) =>
    element.name === "label" && element.children.includes(page.labelled(name)))[0].textContent.replace("  ", " ");
  const { min, max, value } = page.labelled("padding").attributes;
  assert.deepEqual([min, max, value, label("padding")], ["0", "1", "1", "padding 1"]);
  assert.equal(label("stride"), "stride 3");
  page.slide("stride", 2);
  assert.equal(label("stride"), "stride 2");
});

test("what cannot be adjusted has neither sliders nor a formula, one map no choice", () => {
  const { figure } = open(dataOf({ adjustable: false }));
  assert.deepEqual(figure.all((element) => ["input", "math", "select"].includes(element.name)), []);
});

test("the image stands in its padding", () => {
  const page = open(dataOf({ size: [2, 3], padding: [1, 2] }));
  assert.deepEqual(page.rows("image"), [
    ["0", "0", "0", "0", "0", "0", "0"],
    ["0", "0", "x0.0", "x0.1", "x0.2", "0", "0"],
    ["0", "0", "x0.3", "x0.4", "x0.5", "0", "0"],
    ["0", "0", "0", "0", "0", "0", "0"],
  ]);
  for (const cell of page.cells("image")) {
    assert.equal(cell.attributes.class, cell.textContent === "0" ? "pad" : undefined);
  }
});

test("the window of the chosen output is lit in the image, its padding among it", () => {
  const page = open(dataOf({ padding: [0, 1], at: [0, 1] }));
  assert.deepEqual(page.marked("patch"), [1, 2, 3, 8, 9, 10]);
  assert.equal(page.chosen(), 1);
  for (const [event, output, patch] of [["mouseenter", 5, [7, 8, 9, 14, 15, 16]], ["click", 0, [0, 1, 2, 7, 8, 9]],
    ["focus", 14, [18, 19, 20, 25, 26, 27]]]) {
    page.cells("output")[output].send(event);
    assert.deepEqual(page.marked("patch"), patch);
    assert.equal(page.chosen(), output);
  }
});

test("the terms of a window over the far corner are those of the image, and zeros beyond it", () => {
  const page = open(dataOf({ size: [2, 3], padding: [1, 2], at: [2, 4], operation: "average" }));
  assert.equal(page.answer()[1], "x0.5 + 0 + 0 + 0 + 0 + 0");
  assert.deepEqual(page.terms().map((term) => term.attributes.class), [undefined, ...Array(5).fill("pad")]);
  page.cells("output")[8].send("click");
  assert.equal(page.answer()[1], "x0.1 + x0.2 + 0 + x0.4 + x0.5 + 0");
});

test("readers who listen are told what is a grid, its rows and its cells", () => {
  const page = open(dataOf());
  assert.equal(page.labelled("output").attributes.role, "grid");
  for (const row of page.labelled("output").children) assert.equal(row.attributes.role, "row");
  for (const cell of page.cells("output")) assert.equal(cell.attributes.role, "gridcell");
  assert.equal(page.inquiry.answer.attributes["aria-live"], "polite");
  assert.deepEqual([page.labelled("image"), page.labelled("image").children[0]].map((part) => part.attributes.role),
    ["grid", "row"]);
});

test("a convolution shows each product, the sum of each channel and the sum of all with the bias", () => {
  const page = open(dataOf({ size: [2, 2], window: [1, 2], widest: [0, 1], channels: 2, padding: [0, 1], biases: ["−3"],
    image: [["−1", "2", "4", "5"], ["6", "7", "8", "9"]], kernels: [[["1", "−2"], ["0", "3"]]],
    windows: [[
      { products: [["0", "2"], ["0", "18"]], subtotals: ["−2", "18"], winners: [], outputs: ["13"] },
      ...Array(5).fill({ products: [["0", "0"], ["0", "0"]], subtotals: ["0", "0"], winners: [], outputs: ["−3"] }),
    ]] }));
  assert.deepEqual(page.answer(), [
    "Output, row 0, column 0. Window: row 0, columns −1 to 0.",
    "Channel 0: 0×1 + (−1)×(−2)", "= 0 + 2", "Channel 0: sum of the products −2",
    "Channel 1: 0×0 + 6×3", "= 0 + 18", "Channel 1: sum of the products 18",
    "(−2) + 18 + bias (−3) = output 13",
  ]);
  assert.deepEqual(page.rows("kernel, channel 1"), [["0", "3"]]);
  assert.equal(page.rows("output")[0][0], "13");
  const terms = page.terms();
  assert.deepEqual(terms.map((term) => term.attributes.class), ["pad", undefined, "pad", undefined]);
  assert.deepEqual(terms.map((term) => term.attributes.title), ["= 0", "= 2", "= 0", "= 18"]);
});

test("a sum of one channel without a bias is not written twice", () => {
  assert.equal(open(dataOf()).answer().at(-1), "= output 0: 0, 0");
  assert.equal(open(dataOf({ biases: ["4"] })).answer().at(-1), "s0 + bias 4 = output 0: 0, 0");
  assert.equal(open(dataOf({ channels: 2 })).answer().at(-1), "s0 + s1 = output 0: 0, 0");
});

test("maximum pooling names the largest value, marks it and never takes padding for one", () => {
  const page = open(dataOf({
    operation: "maximum", size: [2, 4], window: [2, 3], widest: [1, 1], padding: [1, 1], channels: 2, at: [0, 2],
  }));
  assert.deepEqual(page.answer(), [
    "Output, row 0, column 2. Window: rows −1 to 0, columns 1 to 3.",
    "Channel 0: ·, ·, ·, x0.1, x0.2, x0.3", "Channel 0: largest: 0: -1, 1",
    "Channel 1: ·, ·, ·, x1.1, x1.2, x1.3", "Channel 1: largest: 1: -1, 1",
  ]);
  assert.deepEqual(page.rows("image, channel 1")[1], ["·", "x1.0", "x1.1", "x1.2", "x1.3", "·"]);
  for (const channel of [0, 1]) {
    assert.deepEqual(page.marked("winner", `image, channel ${channel}`), [10]);
    assert.equal(page.chosen(`output, channel ${channel}`), 2);
  }
});

test("average pooling divides by the whole window, padding counted as zeros", () => {
  const page = open(dataOf({ operation: "average", size: [2, 2], window: [2, 2], widest: [1, 1], padding: [1, 1] }));
  assert.deepEqual(page.answer(), [
    "Output, row 0, column 0. Window: rows −1 to 0, columns −1 to 0.", "0 + 0 + 0 + x0.0", "mean: s0 / 4 = 0: -1, -1",
  ]);
});

test("another output map has its own kernel and outputs", () => {
  const page = open(dataOf({ maps: 3 }));
  assert.equal(page.rows("output, map 0")[0][0], "0: 0, 0");
  page.choose(2);
  assert.equal(page.rows("output, map 2")[1][2], "2: 1, 2");
  assert.deepEqual(page.rows("kernel"), [["k2.0", "k2.1", "k2.2"], ["k2.3", "k2.4", "k2.5"]]);
});

test("the keys move through the outputs and stop at their edges", () => {
  const page = open(dataOf({ at: [1, 1] }));
  const after = (key) => {
    assert.ok(page.press(key));
    return page.chosen();
  };
  assert.deepEqual(["ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "Home", "ArrowLeft", "ArrowUp", "End", "ArrowUp",
    "ArrowUp"].map(after), [5, 5, 8, 8, 6, 6, 3, 5, 2, 2]);
  assert.deepEqual(page.cells("output").flatMap((cell, index) => (cell.tabIndex === 0 ? [index] : [])), [2]);
});

test("whole steps lead to the edges and corners", () => {
  const page = open(dataOf({ at: [1, 1] }));
  const after = (key, ctrlKey = false) => {
    page.labelled("output").send("keydown", { key, ctrlKey, preventDefault: () => {} });
    return page.chosen();
  };
  assert.deepEqual(["PageDown", "PageUp"].map((key) => after(key)), [7, 1]);
  assert.deepEqual([after("End", true), after("Home", true)], [8, 0]);
});

test("a click holds a cell against pointing, the same again and Escape let it go", () => {
  const page = open(dataOf());
  const click = (output) => ["mousedown", "focus", "click"].forEach((event) =>
    page.cells("output")[output].send(event));
  const point = (output) => {
    page.cells("output")[output].send("mouseenter");
    return page.chosen();
  };
  assert.equal(point(3), 3);
  click(4);
  assert.equal(point(5), 4);
  click(7);
  assert.equal(point(5), 7);
  click(7);
  assert.equal(point(5), 5);
  click(2);
  assert.ok(page.figure.marks.has("pinned"));
  page.figure.send("keydown", { key: "Escape" });
  assert.equal(point(6), 6);
});

test("the frame of the window is drawn on its outer edges only", () => {
  const page = open(dataOf({ at: [1, 1] }));
  assert.deepEqual(["top", "bottom", "left", "right"].map((side) => page.marked(side)),
    [[6, 7, 8], [11, 12, 13], [6, 11], [8, 13]]);
});

test("numbers are tinted by their share of the largest, and cells say where they are", () => {
  const page = open(dataOf({ size: [1, 3], window: [1, 1], widest: [0, 0],
    image: [["−2", "0", "4"]], kernels: [[["1"]]],
    windows: [[["1"], ["−8"], ["0"]].map((outputs) =>
      ({ products: [["0"]], subtotals: ["0"], winners: [], outputs }))] }));
  assert.deepEqual(page.cells("image").map((cell) => cell.attributes.style),
    ["--down: 50%", undefined, "--up: 100%"]);
  assert.equal(page.figure.attributes["aria-label"], "Ask any pixel of the output");
  assert.equal(page.figure.all((element) => element.attributes["aria-label"] === "row 0, column 1: −8").length, 1);
});

test("the output is called what the lesson calls it", () => {
  const page = open(dataOf({ titles: ["image", "upstream", "gradient of the kernel"] }));
  assert.match(page.answer()[0], /^Gradient of the kernel, row 0/u);
  assert.equal(page.answer().at(-1), "= gradient of the kernel 0: 0, 0");
});

test("any other key is left to the browser", () => {
  const page = open(dataOf({ at: [1, 1] }));
  for (const key of ["Tab", "Enter", "a"]) assert.ok(!page.press(key));
  // The page before, the next tab.
  assert.ok(!page.press("ArrowLeft", { altKey: true }) && !page.press("PageDown", { ctrlKey: true }));
  assert.equal(page.chosen(), 4);
  page.cells("image")[0].send("focus");
  const preventDefault = () => assert.fail("the browser's zoom is taken");
  page.cells("image")[0].send("keydown", { key: "-", ctrlKey: true, preventDefault });
});

test("the place that is asked stays inside an output that becomes smaller", () => {
  const page = open(dataOf({ at: [2, 2] }));
  page.slide("stride", 2);
  assert.equal(page.chosen(), 3);
});

test("each figure of a page becomes an inquiry of its own", () => {
  const figures = [[0, 0], [2, 1]].map((at) => figureOf(dataOf({ at })));
  run(scripts, [], { ".inquiry": figures });
  const answers = figures.map((figure) => figure.all((element) => element.attributes.class === "answer")[0].textContent);
  assert.match(answers[0], /^Output, row 0, column 0\./u);
  assert.match(answers[1], /^Output, row 2, column 1\./u);
});

test("a number that is typed into a cell changes image, output and sum", () => {
  const page = open(dataOf({ size: [2, 3], window: [1, 2], widest: [0, 1], at: [1, 1] }));
  page.type("image", 4, "1/2");
  assert.deepEqual(page.rows("image"), [["0.000", "1.000", "2.000"], ["3.000", "0.500", "5.000"]]);
  assert.deepEqual(page.rows("output"), [["1", "2"], ["0.500", "5.000"]]);
  assert.equal(page.answer()[1], "0.500×0 + 5.000×1");
  page.type("kernel", 0, "−2");
  assert.deepEqual(page.rows("kernel"), [["−2", "1"]]);
  assert.deepEqual(page.rows("output")[1], ["−5.500", "4.000"]);
  page.type("kernel", 0, "1e9");
  assert.deepEqual(page.rows("kernel"), [["−2", "1"]]);
  assert.equal(page.inquiry.about.querySelector("input").attributes["aria-invalid"], "true");
  page.push("As it was");
  assert.deepEqual([page.rows("image")[1][1], page.rows("output")[1][1]], ["x0.4", "0: 1, 1"]);
});

test("a digit on a cell is the beginning of its new number, which counts at once", () => {
  const page = open(dataOf({ size: [2, 3], window: [1, 2], widest: [0, 1] }));
  page.cells("image")[4].send("focus");
  const field = page.inquiry.about.querySelector("input");
  // A phone's keyboard of digits may lack the minus sign.
  assert.ok(!("inputmode" in field.attributes));
  page.cells("image")[4].send("keydown", { key: "7", preventDefault: () => {} });
  assert.equal(field.value, "7");
  assert.deepEqual(page.rows("image"), [["0", "1", "2"], ["3", "7", "5"]]);
  page.cells("image")[4].send("keydown", { key: "−", preventDefault: () => {} });
  assert.deepEqual([field.value, field.attributes["aria-invalid"]], ["−", "true"]);
  assert.deepEqual(page.rows("image")[1], ["3", "7", "5"]);
});

test("as it was are the numbers, the controls and what they control", () => {
  const page = open(dataOf({ maps: 2 }));
  const before = page.rows("output, map 0");
  page.choose(1);
  for (const [name, value] of [["stride", 2], ["padding", 1], ["dilation", 2]]) page.slide(name, value);
  page.push("As it was");
  assert.deepEqual(page.rows("output, map 0"), before);
  assert.deepEqual(["Output map", "stride", "padding", "dilation"].map((name) => page.labelled(name).value),
    ["0", "1", "0", "1"]);
});

test("a pixel tells which outputs use it, with which weight; a weight is used by all", () => {
  const page = open(dataOf({ size: [3, 3], window: [2, 2], widest: [0, 0] }));
  page.cells("image")[4].send("click");
  assert.equal(page.about(), "4 outputs use this pixel: row 0, column 0 with weight k0.3; row 0, column 1 with weight "
    + "k0.2; row 1, column 0 with weight k0.1; row 1, column 1 with weight k0.0.");
  assert.deepEqual([page.marked("picked"), page.marked("user", "output")], [[4], [0, 1, 2, 3]]);
  page.cells("image")[2].send("focus");
  assert.equal(page.about(), "One output uses this pixel: row 0, column 1 with weight k0.1.");
  assert.deepEqual([page.marked("picked"), page.marked("user", "output")], [[2], [1]]);
  page.slide("stride", 2);
  assert.equal(page.about(), "No output uses this pixel.");
  page.cells("image")[8].send("focus");
  assert.equal(page.about(), "No output uses this pixel.");
  page.cells("kernel")[0].send("focus");
  assert.equal(page.about(), "Every one of the 1 outputs uses this weight.");
  assert.deepEqual(page.marked("picked"), []);
});

test("pooling takes the largest or the mean, as the reader chooses", () => {
  const page = open(dataOf({ operation: "maximum", size: [2, 4], window: [2, 2], widest: [0, 0], stride: [2, 2] }));
  const choose = (operation) => {
    page.labelled("Pooling").value = operation;
    page.labelled("Pooling").send("change");
  };
  choose("average");
  assert.deepEqual(page.rows("output"), [["2.500", "4.500"]]);
  assert.equal(page.answer().at(-1), "mean: 10.000 / 4 = 2.500");
  choose("maximum");
  assert.deepEqual(page.rows("output"), [["5", "7"]]);
  assert.deepEqual(page.marked("winner"), [5]);
});

test("with dilation the pixels under the kernel lie apart", () => {
  const page = open(dataOf({ size: [4, 5], window: [2, 2], widest: [1, 1], at: [0, 0] }));
  page.slide("dilation", 2);
  assert.deepEqual(page.marked("patch"), [0, 2, 10, 12]);
  assert.equal(page.answer()[0], "Output, row 0, column 0. Window: rows 0, 2, columns 0, 2.");
  assert.deepEqual(page.rows("output"), [[58, 64, 70], [88, 94, 100]].map((row) => row.map(String)));
  assert.deepEqual(page.formula(), ["rows: ⌊4−3+2·01⌋+1=2 ", "columns: ⌊5−3+2·01⌋+1=3 "]);
  page.slide("dilation", 3);
  page.slide("padding", 0);
  assert.deepEqual(page.rows("output"), [[87, 93].map(String)]);
});

test("step by step the output fills in, and is whole again at the end", () => {
  const page = open(dataOf({ size: [1, 4], window: [1, 2], widest: [0, 0], at: [0, 2] }));
  const seen = list(4, () => {
    page.push("Step");
    return [page.chosen(), page.marked("blank", "output")];
  });
  assert.deepEqual(seen, [[0, [1, 2]], [1, [2]], [2, []], [2, []]]);
});

test("numbers are written as the program writes them", () => {
  for (const [values, written] of [[[1, -2], ["1", "−2"]], [[0.0625, 0.1875, -0.5], ["0.062", "0.188", "−0.500"]],
    [[0.001953125], ["0.001953"]], [[1000.5, -0.04], ["1000.5", "0.0"]], [[-0.0001, 1.5], ["0.000", "1.500"]]]) {
    assert.deepEqual(values.map(InquiryNumbers.style(values)), written);
  }
});
