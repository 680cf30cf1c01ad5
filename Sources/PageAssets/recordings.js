/// One training that the program has recorded: what the network was like after some of its steps.
class Recording {
  /** @param {RecordedRun} run @param {RecordingData} data */
  constructor(run, data) {
    [this.run, this.data] = [run, data];
    // The weights of all moments come one after the other; those of the present one are copied to the front.
    this.network = new Network({ ...data, drawable: false, layers: run.layers,
      exponents: run.exponents, weights: run.weights });
    this.count = run.layers.reduce((sum, { weight, bias }) => sum + (weight?.[1] ?? 0) + (bias?.[1] ?? 0), 0);
    this.numbers = floatsOf(run.numbers, null);
    this.curves = run.curves.map((values) => floatsOf(values, null));
    this.meanCount = data.means.length * run.parameters.length;
    this.size = this.meanCount + data.labels.length * data.classes.length;
  }

  /// Mean sizes of each parameter at a moment, of one of the kinds that were recorded.
  /** @type {(moment: number, kind: number) => Float32Array} */
  means(moment, kind) {
    const start = moment * this.size + kind * this.run.parameters.length;
    return this.numbers.subarray(start, start + this.run.parameters.length);
  }

  /// The probabilities of the classes for a picture, as the whole network gave them.
  /** @type {(moment: number, picture: number) => Float32Array} */
  answer(moment, picture) {
    const { length } = this.data.classes;
    const start = moment * this.size + this.meanCount + picture * length;
    return this.numbers.subarray(start, start + length);
  }

  /// The weights of the first layers at a moment.
  /** @type {(moment: number) => Float32Array} */
  weights(moment) {
    return this.network.original.subarray(moment * this.count, (moment + 1) * this.count);
  }

  /// What the first layers made of pixels at a moment.
  /** @type {(moment: number, pixels: ArrayLike<number>) => Float32Array[]} */
  outputs(moment, pixels) {
    this.network.weights.set(this.weights(moment));
    return this.network.outputs(this.network.inputFor(pixels));
  }
}

/// One training on the page: its answer, kernels, maps and mean sizes.
class RecordingView {
  /** @param {Recording} recording @param {number} place @param {Pair} range what the sizes lie between */
  constructor(recording, place, range) {
    [this.recording, this.range] = [recording, range];
    const { run, data } = recording;
    this.kind = ["first", "second", "third"][place];
    this.read = make("p", { class: "read" });
    this.losses = make("p", { class: "about" });
    this.lines = data.classes.map((name) => {
      const bar = make("span", { class: "bar" });
      return { bar, line: make("li", {}, make("span", {}, name), bar) };
    });
    this.element = make("section", { class: "recorded", "aria-label": run.name },
      make("p", { class: "title" }, make("span", { class: ["swatch", this.kind].join(" ") }),
        make("strong", {}, run.name)),
      this.losses, this.read,
      make("ol", { class: "answers", "aria-hidden": "true" }, ...this.lines.map(({ line }) => line)));
    this.kernels = this.tiles(run.layers.findIndex(({ kind }) => kind === "convolution"), true);
    this.maps = run.shown.map((layer) => this.tiles(layer, false));
    this.rows = run.parameters.map((name) => {
      const cells = data.means.map(() => ({ bar: make("span", { class: "bar" }), value: make("span", {}) }));
      return { cells, row: make("tr", {}, make("th", { scope: "row" }, name),
        ...cells.map(({ bar, value }) => make("td", {}, bar, value))) };
    });
    if (!data.means.length) return;
    this.element.append(make("table", { class: "means" },
      make("thead", {}, make("tr", {}, make("td", {}, "powers of ten"),
        ...data.means.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...this.rows.map(({ row }) => row))));
  }

  /// Small pictures of a layer: of the kernels of a convolution that sees one channel, or of a layer's maps.
  /** @type {(layer: number, areKernels: boolean) => Tiles | null} */
  tiles(layer, areKernels) {
    const data = this.recording.run.layers[layer];
    if (!data) return null;
    const [rows, columns] = areKernels ? data.window ?? [1, 1] : [data.shape[1], data.shape[2]];
    const canvases = Array.from({ length: data.shape[0] }, () => make("canvas", { width: columns, height: rows }));
    const range = make("span", { class: "range" });
    const title = /^\d+$/.test(data.name) ? `layer ${data.name}, ${data.title.split("(")[0]}` : data.name;
    const name = `${title}: ${data.shape[0]} ${areKernels ? "kernels" : "maps"}`;
    this.element.append(make("p", { class: "about" }, `${name}, `, range),
      make("div", { class: areKernels ? "kernels" : "maps", role: "img", "aria-label": name }, ...canvases));
    return { layer, canvases, range, size: rows * columns };
  }

  /** @type {(moment: number, picture: number, pixels: ArrayLike<number>) => string} */
  show(moment, picture, pixels) {
    const { recording, kernels } = this;
    const { classes, labels } = recording.data;
    const shares = recording.answer(moment, picture);
    const most = shares.indexOf(Math.max(...shares));
    const isRight = most === labels[picture];
    this.read.replaceChildren("reads ", make("strong", {}, classes[most]), ` with ${percent(shares[most])}, `,
      isRight ? "right" : `wrong: it is\u00a0${classes[labels[picture]]}`);
    const step = recording.run.steps[moment];
    this.losses.textContent = step === 0 ? "no step yet"
      : recording.curves.map((values, curve) => `${recording.data.curves[curve]} ${short(values[step - 1])}`).join(", ");
    this.lines.forEach(({ bar, line }, index) => {
      bar.setAttribute("style", `--share: ${100 * shares[index]}%`);
      line.classList.toggle("most", index === most);
    });
    if (kernels) {
      const all = recording.network.data.layers[kernels.layer].weight ?? [0, 0];
      const weights = recording.weights(moment).subarray(all[0], all[0] + all[1]);
      RecordingView.paint(kernels, weights);
    }
    const outputs = this.maps.length ? recording.outputs(moment, pixels) : [];
    this.maps.forEach((tiles) => tiles && RecordingView.paint(tiles, outputs[tiles.layer]));
    this.showMeans(moment);
    return `${recording.run.name} reads ${classes[most]} with ${percent(shares[most])}`;
  }

  /** @type {(tiles: Tiles, values: Float32Array) => void} */
  static paint({ canvases, range, size }, values) {
    const scale = scaleOf(values);
    canvases.forEach((canvas, index) => paint(canvas, values.subarray(index * size, (index + 1) * size), scale));
    range.textContent = `${written(scale.least)} to ${written(scale.most)}`;
  }

  /** @type {(moment: number) => void} */
  showMeans(moment) {
    const [low, high] = this.range.map(Math.log10);
    this.recording.data.means.forEach((_, kind) => {
      const means = this.recording.means(moment, kind);
      this.rows.forEach(({ cells }, index) => {
        const { bar, value } = cells[kind];
        const share = means[index] > 0 ? Math.max(0, (Math.log10(means[index]) - low) / (high - low)) : 0;
        bar.setAttribute("style", `--share: ${100 * share}%`);
        value.textContent = Number.isNaN(means[index]) ? "–" : means[index] >= 1e-6 && means[index] < 100
          ? means[index].toPrecision(2) : short(means[index]);
      });
    });
  }
}

/// Trainings that the program has recorded, side by side, to be wound back and forth together.
class RecordingsView {
  /** @param {TrainingFigure} figure */
  constructor(figure) {
    /** @type {RecordingData} */
    this.data = JSON.parse(figure.querySelector("script").textContent);
    const { data } = this;
    this.recordings = data.runs.map((run) => new Recording(run, data));
    const sizes = this.recordings.flatMap((recording) => recording.run.steps.flatMap((_, moment) => (
      data.means.flatMap((__, kind) => [...recording.means(moment, kind)]))));
    const positive = sizes.filter((size) => size > 0);
    const range = /** @type {Pair} */ ([Math.min(...positive) / 2, Math.max(...positive)]);
    this.views = this.recordings.map((recording, place) => new RecordingView(recording, place, range));
    this.images = bytesOf(data.images);
    this.picture = 0;
    this.chart = new Chart(`${data.curves.join(", ")} after each ${data.unit}`, 190);
    this.player = new Player(`${data.unit}s of the training`, (moment) => this.show(moment));
    this.teller = new Teller();
    this.place = make("p", { class: "report" });
    figure.append(
      make("p", { class: "how" }, make("strong", {}, "Wind the training back. "),
        `The program kept ${data.runs.length > 1 ? "each network" : "the network"} at `
        + `${data.runs[0].steps.length} moments: move the slider, or play them.`
        + (data.runs[0].exponents ? " Kernels are rounded to 12 bits here, and the maps are of these." : "")),
      this.player.element, make("div", { class: "charts" }, this.chart.element,
        make("div", {}, this.place, this.legend(), this.pictures())),
      make("div", { class: "runs" }, ...this.views.map(({ element }) => element)), this.teller.element);
    figure.training = this;
    this.drawChart();
    this.player.take(data.runs[0].steps.length, 0);
    // Paper does not play: it gets what came of the training.
    window.addEventListener("beforeprint", () => this.show(this.player.last));
    window.addEventListener("afterprint", () => this.show(this.player.moment));
  }

  /// Which line is which.
  legend() {
    return make("p", { class: "legend" }, ...this.lines.map(({ kind, name }) => make("span", {},
      make("span", { class: ["swatch", kind].join(" ") }), name)));
  }

  /// A line for each curve of each run; the second of a run is dashed.
  get lines() {
    const { curves, runs } = this.data;
    return this.recordings.flatMap((recording, run) => recording.curves.map((values, curve) => ({
      kind: `${this.views[run].kind}${curve ? " dashed" : ""}`, values,
      name: runs.length > 1 ? `${curves[curve]}, ${runs[run].name}` : curves[curve]
    })));
  }

  drawChart() {
    const values = this.lines.flatMap((line) => [...line.values]).filter(Number.isFinite);
    const last = Math.max(...this.recordings.flatMap(({ curves }) => curves.map(({ length }) => length)));
    this.chart.draw({ low: 0, high: last, name: this.data.unit },
      { low: 0, high: 1.05 * Math.max(...values), name: this.data.curves.length > 1 ? "loss" : this.data.curves[0] },
      this.lines.map(({ kind, values: line }) => ({
        kind, points: Array.from(line, (value, step) => /** @type {Pair} */ ([step + 1, value]))
      })));
  }

  /// The pictures that the networks were asked about, to choose from.
  pictures() {
    const { classes, labels, input } = this.data;
    const [, height, width] = input;
    const row = make("div", { class: "samples", role: "group", "aria-label": "Pictures" });
    const buttons = labels.map((label, index) => {
      const canvas = make("canvas", { width, height });
      paint(canvas, Float32Array.from(this.pixels(index).subarray(0, height * width)),
        { low: 0, high: 255, least: 0, most: 255, table: colors.gray });
      const button = make("button", {
        type: "button", "aria-label": `picture ${index}: ${classes[label]}`, "aria-pressed": String(index === 0),
        title: classes[label]
      }, canvas);
      button.addEventListener("click", () => {
        this.picture = index;
        buttons.forEach((other, place) => other.setAttribute("aria-pressed", place === index));
        this.player.move(this.player.moment);
      });
      return button;
    });
    row.append(...buttons);
    return row;
  }

  /** @type {(index: number) => Uint8Array} */
  pixels(index) {
    const size = countOf(this.data.input);
    return this.images.subarray(index * size, (index + 1) * size);
  }

  /** @type {(moment: number) => void} */
  show(moment) {
    const { unit, runs } = this.data;
    const step = runs[0].steps[moment];
    const answers = this.views.map((view) => view.show(moment, this.picture, this.pixels(this.picture)));
    this.chart.mark(step, this.lines.map(({ kind, values }) => ({
      kind, at: [step, step > 0 ? values[step - 1] : NaN]
    })));
    const place = step === 0 ? "The random start" : `After ${unit} ${step} of ${this.lines[0].values.length}`;
    this.place.replaceChildren(make("strong", {}, place));
    this.player.slider.setAttribute("aria-valuetext", place);
    this.teller.say(`${place}. ${answers.join("; ")}.`);
  }
}

document.querySelectorAll(".recording").forEach((figure) => new RecordingsView(figure));
