/// Kernels at work on an image: the classic ones, and what the reader makes of them.
class KernelsAtWork {
  /** @param {KernelsFigure} figure */
  constructor(figure) {
    /** @type {KernelsData} */
    const data = JSON.parse(figure.querySelector("script").textContent);
    this.data = data;
    this.lessons = { shape: data.shape, pixels: bytesOf(data.pixels) };
    this.picture = this.lessons;
    this.all = floatsOf(data.weights, null);
    this.steps = { stride: 1, padding: 0, dilation: 1 };
    this.at = data.shape.slice(1).map((side) => Math.floor(side / 2));
    this.figure = figure;
    this.addControls();
    this.addPictures();
    const how = make("p", { class: "how" }, make("strong", {}, "Kernels at work. "),
      "Choose a kernel, or type other weights into its cells. Point at the output, or move through it with the arrow "
      + "keys, to see where a pixel comes from.");
    this.grids = make("div", { class: "grids" });
    this.sum = make("p", { class: "title" });
    this.range = make("p", { class: "range", "aria-live": "polite" });
    this.answer = make("p", { class: "answer", "aria-live": "polite" });
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", "Kernels at work");
    figure.append(how, this.controls, make("div", { class: "desk" }, this.input.element,
      this.output.element, make("div", { class: "kernel" }, this.grids, this.sum)), this.range, this.answer, this.sources);
    this.choose();
  }

  /** @type {(name: string, options: Child[], chosen: number, act: (at: number) => void) => HTMLSelectElement} */
  choice(name, options, chosen, act) {
    const select = make("select", {});
    options.forEach((option, index) => select.append(make("option", { value: index }, option)));
    select.value = String(chosen);
    select.addEventListener("change", () => act(Number(select.value)));
    this.controls.append(make("label", {}, `${name} `, select));
    return select;
  }

  addControls() {
    const { data } = this;
    this.controls = make("div", { class: "controls" });
    [this.kernel, this.size] = [data.first, 0];
    this.choice("kernel", data.names, data.first, (index) => { this.kernel = index; this.choose(); });
    this.choice("size", data.sizes.map((size) => `${size}×${size}`), 0, (index) => { this.size = index; this.choose(); });
    if (data.hasSteps) {
      for (const [name, least, most] of /** @type {const} */ ([["stride", 1, 4], ["padding", 0, 4], ["dilation", 1, 3]])) {
        const numbers = Array.from({ length: most - least + 1 }, (_, index) => least + index);
        this.choice(name, numbers, 0, (index) => { this.steps[name] = numbers[index]; this.compute(); });
      }
    }
    this.shown = this.choice("shown", ["black 0, white 1", "orange above 0, blue below",
      "black least, white greatest"], 0, () => this.paint());
    const turn = make("button", { type: "button" }, "Turn by 180°");
    turn.addEventListener("click", () => {
      for (const grid of this.slices) {
        grid.weights.reverse();
        grid.show();
      }
      this.compute();
    });
    this.controls.append(turn);
  }

  addPictures() {
    const file = make("input", { type: "file", accept: "image/*" });
    file.addEventListener("change", () => { if (file.files?.[0]) this.take(file.files[0]); });
    const back = make("button", { type: "button" }, "The lesson’s image");
    back.addEventListener("click", () => {
      // So that the same file can be chosen once more.
      file.value = "";
      this.show(this.lessons);
    });
    this.message = make("span", { role: "status" });
    this.sources = make("div", { class: "controls sources" }, make("label", {}, "A picture of your own, or drop it here: ",
      file), back, this.message);
    this.figure.addEventListener("dragover", (event) => event.preventDefault());
    this.figure.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer?.files[0]) this.take(event.dataTransfer.files[0]);
    });
    [this.input, this.output] = [this.view("image"), this.view("output")];
    const { canvas } = this.output;
    canvas.setAttribute("tabindex", 0);
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Output. The arrow keys lead to the pixel that is explained.");
    for (const event of /** @type {const} */ (["pointermove", "pointerdown"])) {
      canvas.addEventListener(event, (pointer) => {
        const box = canvas.getBoundingClientRect();
        this.ask(Math.floor((pointer.clientY - box.top) / box.height * canvas.height),
          Math.floor((pointer.clientX - box.left) / box.width * canvas.width));
      });
    }
    canvas.addEventListener("keydown", (event) => {
      /** @type {Record<string, Pair | undefined>} */
      const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
        PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -10], End: [0, 10] };
      const step = steps[event.key];
      if (!step || !isAlone(event)) return;
      event.preventDefault();
      this.ask(this.at[0] + step[0], this.at[1] + step[1]);
    });
  }

  /** @type {(title: string) => KernelView} */
  view(title) {
    const [canvas, frame] = [make("canvas", { role: "img", "aria-label": title }), make("span", { class: "frame" })];
    const name = make("span", {}, title);
    const view = make("span", { class: "view" }, canvas, frame);
    const element = make("div", { class: "picture" }, make("p", { class: "title" }, name), view);
    return { canvas, frame, name, view, element };
  }

  /// A picture of the reader's, at most 100 pixels a side, in as many channels as the lesson's.
  /** @type {(file: File) => Promise<void>} */
  async take(file) {
    this.message.textContent = "";
    this.taking = file;
    try {
      const bitmap = await createImageBitmap(file);
      // Another image has come meanwhile.
      if (this.taking !== file) return;
      const scale = Math.min(1, 100 / Math.max(bitmap.width, bitmap.height));
      const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
      const context = contextOf(make("canvas", { width, height }));
      context.fillStyle = "#fff";
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, width, height);
      const colors = context.getImageData(0, 0, width, height).data;
      const channels = this.data.shape[0];
      this.show({ shape: [channels, height, width], pixels: KernelsAtWork.channelsOf(colors, channels) });
    } catch {
      if (this.taking !== file) return;
      this.message.textContent = `This browser cannot read ${file.name} as a picture.`;
    }
  }

  /// Red, green and blue one after the other, or the grey that the eye makes of them.
  /** @type {(colors: Uint8ClampedArray, channels: number) => Uint8Array} */
  static channelsOf(colors, channels) {
    const plane = colors.length / 4;
    return Uint8Array.from({ length: channels * plane }, (_, index) => {
      const at = 4 * (index % plane);
      return channels === 3 ? colors[at + Math.floor(index / plane)]
        : Math.round(0.299 * colors[at] + 0.587 * colors[at + 1] + 0.114 * colors[at + 2]);
    });
  }

  /** @type {(picture: Picture) => void} */
  show(picture) {
    this.picture = picture;
    this.taking = undefined;
    this.compute();
  }

  /// Takes the chosen kernel as it comes with the page, and shows what it makes of the image in the colours that suit it.
  choose() {
    const { sizes, names, shape } = this.data;
    const size = sizes[this.size];
    const channels = shape[0];
    this.weights = KernelsAtWork.weightsOf(this.data, this.all, this.kernel, this.size);
    this.slices = (channels === 3 ? ["red", "green", "blue"] : [names[this.kernel]]).map((name, channel) =>
      new WeightGrid(name, size, this.weights.subarray(channel * size * size, (channel + 1) * size * size),
        () => this.compute()));
    this.grids.replaceChildren(...this.slices.map((slice) => slice.element));
    this.shown.value = this.weights.reduce((sum, weight) => sum + weight, 0) > 0.5 ? "0" : "1";
    this.compute();
  }

  /// The weights of a kernel in one of its sizes, a slice for each channel.
  /** @type {(data: KernelsData, all: Float32Array, kernel: number, size: number) => Float32Array} */
  static weightsOf({ sizes, slices, shape }, all, kernel, size) {
    /** @type {(some: number[]) => number} */
    const cells = (some) => some.reduce((sum, side) => sum + side * side, 0);
    const before = slices.slice(0, kernel).reduce((sum, count) => sum + count, 0);
    const start = before * cells(sizes) + slices[kernel] * cells(sizes.slice(0, size));
    const [plane, count] = [sizes[size] ** 2, slices[kernel]];
    return new Float32Array(shape[0] * plane).map((_, index) => all[start + index % (count * plane)]);
  }

  compute() {
    const [channels, height, width] = this.picture.shape;
    const plane = height * width;
    const values = Float32Array.from(this.picture.pixels, (pixel) => pixel / 255);
    this.planes = Array.from({ length: channels }, (_, channel) =>
      values.subarray(channel * plane, (channel + 1) * plane));
    const side = this.data.sizes[this.size];
    const { stride, padding, dilation } = this.steps;
    this.sliding = new SlidingWindow({ size: [height, width], window: [side, side], stride: [stride, stride],
      padding: [padding, padding], dilation: [dilation, dilation] });
    const [rows, columns] = this.sliding.output;
    const kernel = this.slices.map((slice) => slice.weights);
    this.made = new Float32Array(rows < 1 || columns < 1 ? 0 : rows * columns).map((_, index) =>
      this.sliding.sum(this.planes, kernel, Math.floor(index / columns), index % columns));
    const sum = this.weights.reduce((total, weight) => total + weight, 0);
    this.sum.textContent = `${this.weights.length} weights, together ${written(Math.round(sum * 1e6) / 1e6)}`;
    this.paint();
  }

  paint() {
    const [, height, width] = this.picture.shape;
    this.paintImage();
    this.input.name.textContent = `image, ${height}×${width}`;
    const { made, output } = this;
    output.element.hidden = !made.length;
    this.answer.textContent = "";
    if (!made.length) {
      this.range.textContent = "The window does not fit into the image: choose a smaller kernel or dilation, or more "
        + "padding.";
      this.input.frame.hidden = true;
      return;
    }
    const [rows, columns] = this.sliding.output;
    [output.canvas.height, output.canvas.width] = [rows, columns];
    output.name.textContent = `output, ${rows}×${columns}`;
    const most = Math.max(width, columns);
    for (const [view, side] of /** @type {const} */ ([[this.input, width], [output, columns]])) {
      view.view.setAttribute("style", `--share: ${side / most}`);
    }
    const own = scaleOf(made);
    const reach = Math.max(-own.least, own.most) || 1;
    const scale = [{ ...own, low: 0, high: 1, table: colors.gray },
      { ...own, low: -reach, high: reach, table: colors.diverging },
      { ...own, low: own.least, high: own.most > own.least ? own.most : own.least + 1, table: colors.gray },
    ][Number(this.shown.value)];
    paint(output.canvas, made, scale);
    const outside = made.reduce((count, value) => count + (value < scale.low || value > scale.high ? 1 : 0), 0);
    const shown = ["Black is 0 and white 1",
      `White is 0; the strongest colours are ${written(-reach)} and ${written(reach)}`,
      "Black is the least and white the greatest"][Number(this.shown.value)];
    this.range.textContent = `The output goes from ${written(own.least)} to ${written(own.most)}. ${shown}${outside
      ? `: ${grouped(outside)} of ${grouped(made.length)} pixels lie beyond and are drawn as black or white.` : "."}`;
    this.ask(this.at[0], this.at[1]);
  }

  /// The image as it is, in grey or in its colours.
  paintImage() {
    const [channels, height, width] = this.picture.shape;
    const { pixels } = this.picture;
    const { canvas } = this.input;
    [canvas.height, canvas.width] = [height, width];
    const context = contextOf(canvas);
    const picture = context.createImageData(width, height);
    const plane = height * width;
    for (let index = 0; index < plane; index += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        picture.data[4 * index + channel] = pixels[(channels === 3 ? channel * plane : 0) + index];
      }
      picture.data[4 * index + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }

  /// Frames a pixel of the output and its window, and says what its value is the sum of.
  /** @type {(row: number, column: number) => void} */
  ask(row, column) {
    if (!this.made.length) return;
    const { output: [rows, columns], size: [height, width], extent } = this.sliding;
    this.at = [Math.max(0, Math.min(rows - 1, row)), Math.max(0, Math.min(columns - 1, column))];
    const [y, x] = this.at;
    const corner = this.sliding.corner(y, x);
    /** @type {(frame: HTMLElement, top: number, left: number, side: number, tall: number, wide: number) => void} */
    const place = (frame, top, left, side, tall, wide) => frame.setAttribute("style", `--top: ${100 * top / tall}%; `
      + `--left: ${100 * left / wide}%; --width: ${100 * side / wide}%; --height: ${100 * side / tall}%`);
    place(this.output.frame, y, x, 1, rows, columns);
    place(this.input.frame, corner[0], corner[1], extent[0], height, width);
    this.input.frame.hidden = false;
    /** @type {string[]} */
    const terms = [];
    this.planes.forEach((plane, channel) => this.sliding.forEach(y, x, (at, pixel) => {
      const weight = this.slices[channel].weights[at];
      if (weight && pixel >= 0) terms.push(`${written(plane[pixel])}×${inParentheses(exact(weight))}`);
    }));
    const sum = terms.length > 9 ? `the sum of ${terms.length} products` : terms.join(" + ") || "nothing but zeros";
    const made = this.made[y * columns + x], whole = exact(made);
    this.answer.textContent = `Output, row ${y}, column ${x}: ${sum} = ${whole.length > 7 ? written(made) : whole}`;
  }
}

document.querySelectorAll(".kernels").forEach((figure) => new KernelsAtWork(figure));
