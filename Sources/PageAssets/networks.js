/// A trained network laid open.
class NetworkView {
  /** @param {NetworkFigure} figure */
  constructor(figure) {
    /** @type {NetworkData} */
    const data = JSON.parse(figure.querySelector("script").textContent);
    this.network = new Network(data);
    this.pixels = new Uint8ClampedArray(countOf(data.input));
    /// What one can choose from: the reader's own picture, if there is one, and test images.
    this.samples = [...(data.own ? [{ name: "your picture", title: "your picture", pixels: bytesOf(data.own) }] : []),
      ...data.labels.map((label, index) => ({
        name: `test image ${index}: ${data.classes[label]}`, title: data.classes[label],
        pixels: bytesOf(data.images).slice(index * this.pixels.length, (index + 1) * this.pixels.length)
      }))];
    this.isShared = true;
    this.isWaiting = false;
    this.input = new Float32Array();
    /** @type {Float32Array[]} */
    this.outputs = [];
    this.answer = 0;
    const names = data.layers.map(({ name, title }) => (/^[\d.]+$/.test(name) ? `${name} ${title.split("(")[0]}` : name));
    this.tracing = new Tracing(this.network, names, {
      asked: (layer, index, isStep) => this.asked(layer, index, isStep), edited: () => this.update()
    });
    /** @type {Map<number, LayerView>} */
    this.views = new Map();
    this.influence = new Influence(this.network, () => this);
    this.desk = make("div", { class: "desk" });
    this.status = make("p", { class: "status", role: "status" });
    this.lines = this.network.data.classes.map((name) => {
      const [bar, share] = [make("span", { class: "bar" }), make("span", { class: "share" })];
      return { line: make("li", {}, make("span", {}, name), bar, share), bar, share };
    });
    this.bars = make("ol", { class: "probabilities", "aria-label": "Probabilities" },
      ...this.lines.map(({ line }) => line));
    this.read = make("p", { class: "read", "aria-hidden": "true" });
    figure.append(...this.layOut(names, figure));
    figure.network = this;
    this.choose(0);
  }

  /** @type {(names: string[], figure: HTMLElement) => HTMLElement[]} */
  layOut(names, figure) {
    const { data } = this.network;
    const task = data.drawable ? "Draw a digit, or choose one. " : "Choose an image. ";
    const how = make("p", { class: "how" }, make("strong", {}, task),
      "Everything is computed here, with the program’s own "
      + "numbers, to the bit. Ask any cell of any map where it comes from.");
    const view = this.addView(-1, { name: "image", about: "what the network sees,", isImage: true }, data.input);
    const { desk } = this;
    if (data.drawable) {
      this.pad = new DrawingPad((pixels) => { this.pixels = pixels; this.update(); });
      desk.append(this.pad.element);
    }
    desk.append(view.element, make("div", { class: "verdict" }, this.read, this.bars));
    const layers = make("div", { class: "layers" });
    data.layers.forEach((layer, index) => {
      if (layer.kind === "identity") return;
      const parts = [layer.title, layer.shape.join("×")];
      if (layer.parameters) parts.push(`${grouped(layer.parameters)} parameters`);
      if (layer.multiplyAdds) parts.push(`${grouped(layer.multiplyAdds)} multiply-adds`);
      const about = `${parts.join(" · ")},`;
      const name = names[index] === layer.name ? layer.name : `layer ${layer.name}`;
      layers.append(this.addView(index, { name, about, isImage: false }, layer.shape).element);
    });
    return [how, desk, this.sampleButtons(), this.pictureButton(figure), this.changeButtons(), this.influence.element,
      this.controls(), layers, this.status];
  }

  /** @type {(layer: number, heading: LayerHeading, shape: number[]) => LayerView} */
  addView(layer, heading, shape) {
    const view = new LayerView(heading, shape, (index) => this.tracing.ask(layer, index));
    this.views.set(layer, view);
    return view;
  }

  /** @type {(layer: number) => LayerView} */
  view(layer) {
    const view = this.views.get(layer);
    if (!view) throw new Error(`layer ${layer} is not on the page`);
    return view;
  }

  sampleButtons() {
    const [, height, width] = this.network.data.input;
    const row = make("div", { class: "samples", role: "group", "aria-label": "Images to choose from" });
    this.samples.forEach(({ name, title, pixels }, index) => {
      const canvas = make("canvas", { width, height });
      paint(canvas, Float32Array.from(pixels.subarray(0, height * width)),
        { low: 0, high: 255, least: 0, most: 255, table: colors.gray });
      const button = make("button", { type: "button", "aria-label": name, title }, canvas);
      button.addEventListener("click", () => this.choose(index));
      row.append(button);
    });
    return row;
  }

  /// A picture of the reader's own is chosen, or dropped anywhere on the network.
  /** @type {(figure: HTMLElement) => HTMLElement} */
  pictureButton(figure) {
    const field = make("input", { type: "file", accept: "image/*", hidden: "" });
    const button = make("button", { type: "button" }, "A picture of yours");
    button.addEventListener("click", () => field.click());
    field.addEventListener("change", () => {
      this.take(field.files?.[0]);
      field.value = "";
    });
    /** @type {(isOver: boolean) => (event: DragEvent) => void} */
    const drag = (isOver) => (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      figure.classList.toggle("over", isOver);
    };
    figure.addEventListener("dragover", drag(true));
    figure.addEventListener("dragleave", drag(false));
    figure.addEventListener("drop", (event) => {
      drag(false)(event);
      this.take(event.dataTransfer?.files[0]);
    });
    this.taken = make("span", { class: "taken" }, "or drop one here");
    return make("div", { class: "tools" }, button, field, this.taken);
  }

  /// Takes a picture from a file.
  /** @type {(file: File | undefined) => Promise<void>} */
  async take(file) {
    if (!file || !this.taken) return;
    const { input: [channels, height, width], drawable } = this.network.data;
    try {
      const plane = ownPicture.pixels(await ownPicture.read(file), height, width, drawable);
      for (let channel = 0; channel < channels; channel += 1) this.pixels.set(plane, channel * height * width);
      this.taken.textContent = `${file.name}, made ${height}×${width} as --image does it`;
      if (this.pad) this.pad.empty();
      this.update();
    } catch (error) {
      this.taken.textContent = `${file.name}: ${error instanceof RangeError ? error.message
        : "this browser cannot read it as a picture"}`;
    }
    this.status.textContent = this.taken.textContent;
  }

  changeButtons() {
    const [, height, width] = this.network.data.input;
    const group = make("div", { class: "tools", role: "group", "aria-label": "Change the image" });
    for (const [name, change] of Object.entries(imageChanges)) {
      /** @type {Record<string, string | undefined>} */
      const words = { "←": "one pixel left", "→": "one pixel right", "↑": "one pixel up", "↓": "one pixel down" };
      const button = make("button", { type: "button", "aria-label": words[name] ?? name }, name);
      button.addEventListener("click", () => {
        this.pixels = change(this.pixels, height * this.network.data.input[0], width);
        this.update();
      });
      group.append(button);
    }
    return group;
  }

  controls() {
    const scale = make("select", { "aria-label": "Scale of the maps" },
      make("option", { value: "layer" }, "one scale for a layer"),
      make("option", { value: "map" }, "one scale for each map"));
    scale.addEventListener("change", () => { this.isShared = scale.value === "layer"; this.update(); });
    this.compared = make("select", { "aria-label": "What the maps show" },
      make("option", { value: "values" }, "values"),
      make("option", { value: "difference" }, "what your changes of the network changed"));
    this.compared.addEventListener("change", () => this.update());
    this.switch = make("button", { type: "button", disabled: "" }, "Switch this map off");
    this.switch.addEventListener("click", () => this.switchMap());
    const reset = make("button", { type: "button" }, "Network as it was");
    reset.addEventListener("click", () => { this.network.reset(); this.update(); });
    return make("div", { class: "tools controls" }, make("label", {}, "Maps: ", this.compared),
      make("label", {}, "on ", scale), this.switch, reset);
  }

  /// Takes one of the images to choose from.
  /** @type {(index: number) => void} */
  choose(index) {
    this.pixels = new Uint8ClampedArray(this.samples[index].pixels);
    if (this.pad) this.pad.empty();
    this.update();
  }

  /// Computes and shows all before the next frame.
  update() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.show();
    });
  }

  show() {
    const { network } = this;
    this.input = network.inputFor(this.pixels);
    this.outputs = network.outputs(this.input);
    const shares = network.probabilities(this.outputs);
    this.answer = shares.indexOf(Math.max(...shares));
    this.showAnswer(shares);
    const before = this.compared && this.compared.value === "difference" ? network.originalOutputs(this.input) : null;
    this.views.forEach((view, layer) => {
      const values = layer < 0 ? this.input : this.outputs[layer];
      view.show(before && layer >= 0 ? values.map((value, place) => value - before[layer][place]) : values, this.isShared);
    });
    this.tracing.show(this.input, this.outputs);
    this.showSwitch();
  }

  /** @type {(shares: Float32Array) => void} */
  showAnswer(shares) {
    const { classes } = this.network.data;
    const isEmpty = this.pixels.every((pixel) => pixel === 0);
    this.read.replaceChildren(make("strong", {}, isEmpty ? "–" : classes[this.answer]),
      isEmpty ? " an empty image" : ` ${percent(shares[this.answer])}`);
    const before = this.network.isChanged ? this.network.probabilities(this.network.originalOutputs(this.input)) : null;
    const was = before ? before.indexOf(Math.max(...before)) : 0;
    this.read.append(before ? make("small", {}, ` changed; it was ${classes[was]}, ${percent(before[was])}`) : "");
    this.lines.forEach(({ line, bar, share }, unit) => {
      bar.setAttribute("style", `--share: ${100 * shares[unit]}%`);
      share.textContent = percent(shares[unit]);
      line.classList.toggle("most", unit === this.answer);
    });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.status.textContent = isEmpty ? "The image is empty."
        : `The network reads ${classes[this.answer]}, with ${percent(shares[this.answer])}.`;
    }, 700);
  }

  /// A cell was asked for: its receptive field is framed on everything before it, and its sum stands below its layer.
  /** @type {(layer: number, index: number, isStep: boolean) => void} */
  asked(layer, index, isStep) {
    const { origins } = this.tracing;
    this.views.forEach((view) => view.frame(null, false));
    origins.fields(layer, index).forEach((field, place) => {
      if (field) this.view(place - 1).frame(field, place === layer + 1);
    });
    const above = layer < 0 ? this.desk : this.view(layer).element;
    if (above.nextSibling !== this.tracing.element) above.after(this.tracing.element);
    this.tracing.show(this.input, this.outputs);
    this.showSwitch();
    const value = exact(this.tracing.values(layer)[index]);
    this.status.textContent = `${this.tracing.name(layer)}, ${origins.place(layer, index)}: ${value}`;
    if (isStep) this.tracing.element.scrollIntoView({ block: "nearest" });
  }

  /// The map of the cell that was asked for, if it can be switched off.
  get chosenMap() {
    const cell = this.tracing.path[this.tracing.path.length - 1];
    if (!cell || cell.layer < 0) return null;
    return { layer: cell.layer, map: Math.floor(cell.index / countOf(this.network.layers[cell.layer].shape.slice(1))) };
  }

  switchMap() {
    const chosen = this.chosenMap;
    if (!chosen) return;
    const mask = this.network.masks[chosen.layer];
    if (!mask.delete(chosen.map)) mask.add(chosen.map);
    this.update();
  }

  showSwitch() {
    const chosen = this.chosenMap;
    if (!this.switch) return;
    this.switch.disabled = !chosen;
    const isOff = chosen && this.network.masks[chosen.layer].has(chosen.map);
    const kind = chosen && this.network.layers[chosen.layer].shape.length === 1 ? "unit" : "map";
    const name = chosen ? `${kind} ${chosen.map} of ${this.tracing.name(chosen.layer)}` : "this map";
    this.switch.textContent = `Switch ${name} ${isOff ? "on" : "off"}`;
  }
}

document.querySelectorAll(".network").forEach((figure) => new NetworkView(figure));
