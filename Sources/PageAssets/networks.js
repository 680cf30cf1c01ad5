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
    /// Whether there are strokes that have not been read.
    this.isDrawn = false;
    /// The file that is being read, unless another image has come since.
    /** @type {File | undefined} */
    this.taking = undefined;
    /// What the network sees, and what it saw before the last thing that was done to the image.
    this.seen = this.pixels;
    this.before = this.pixels;
    /// The image for which it was last shown what matters; none if the network has changed since.
    /** @type {Uint8ClampedArray | undefined} */
    this.explained = this.pixels;
    this.input = new Float32Array();
    /** @type {Float32Array[]} */
    this.outputs = [];
    this.answer = 0;
    const names = data.layers.map(({ name, title }) => (/^[\d.]+$/.test(name) ? `${name} ${title.split("(")[0]}` : name));
    this.tracing = new Tracing(this.network, names, {
      asked: (layer, index, isStep) => this.asked(layer, index, isStep), edited: () => this.change()
    });
    /** @type {Map<number, LayerView>} */
    this.views = new Map();
    this.influence = new Influence(this.network, () => this, (place) => this.cover?.put(place));
    this.desk = make("div", { class: "desk" });
    this.status = make("p", { class: "status", role: "status" });
    this.lines = this.network.data.classes.map((name) => {
      const [bar, share] = [make("span", { class: "bar" }), make("span", { class: "share" })];
      return { line: make("li", {}, make("span", {}, name), bar, share), bar, share };
    });
    this.bars = make("ol", { class: "probabilities", "aria-label": "Probabilities" },
      ...this.lines.map(({ line }) => line));
    [this.name, this.share, this.note] = [make("strong"), make("span"), make("small")];
    this.read = make("p", { class: "read", "aria-hidden": "true" }, this.name, this.share, this.note);
    figure.append(...this.layOut(names, figure));
    figure.network = this;
    this.choose(0);
    this.watch();
  }

  /** @type {(names: string[], figure: HTMLElement) => HTMLElement[]} */
  layOut(names, figure) {
    const { data } = this.network;
    const task = data.drawable ? "Draw a digit, or choose one. " : "Choose an image. ";
    const how = make("p", { class: "how" }, make("strong", {}, task),
      "Everything is computed here, with the program’s own numbers, to the bit. Ask any cell of any map where it comes "
      + "from.");
    const view = this.addView(-1, { name: "image", about: "what the network sees,", isImage: true }, data.input);
    const { desk } = this;
    if (data.drawable) {
      this.pad = new DrawingPad((isNew) => {
        if (isNew) {
          this.keep();
          this.forgetFile();
        }
        this.isDrawn = true;
        this.update();
      });
      desk.append(this.pad.element);
    }
    this.cover = new Cover(data.input, view.canvases[0], (isNew) => {
      if (isNew) this.keep();
      this.update();
    });
    view.grid.append(this.cover.element);
    desk.append(view.element, make("div", { class: "verdict" }, this.read, this.bars));
    const layers = make("div", { class: "layers" });
    data.layers.forEach((layer, index) => {
      if (layer.kind === "identity") return;
      const parts = [layer.title, layer.shape.join("×")];
      if (layer.parameters) parts.push(`${grouped(layer.parameters)} parameters`);
      if (layer.multiplyAdds) parts.push(`${grouped(layer.multiplyAdds)} multiply-adds`);
      const about = `${parts.join("\u00a0· ")},`;
      const name = names[index] === layer.name ? layer.name : `layer ${layer.name}`;
      layers.append(this.addView(index, { name, about, isImage: false }, layer.shape).element);
    });
    const rounded = make("p", { class: "how" }, "The weights are rounded to 12 bits each, here and where the program "
      + "answers ", make("code", { class: "whole" }, "--pixel"), ".");
    return [how, desk, this.sampleButtons(), this.pictureButton(figure), this.changeButtons(), this.influence.element,
      this.controls(), layers, ...(data.exponents ? [rounded] : []), this.status];
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
    this.taken = make("span", { class: "taken" });
    this.forgetFile();
    return make("div", { class: "tools" }, button, field, this.taken);
  }

  /// Says nothing more of a file, as another image is there.
  forgetFile() {
    this.taking = undefined;
    if (this.taken) this.taken.textContent = "or drop one here";
  }

  /// Takes a picture from a file.
  /** @type {(file: File | undefined) => Promise<void>} */
  async take(file) {
    if (!file || !this.taken) return;
    this.taking = file;
    const { input: [channels, height, width], drawable } = this.network.data;
    try {
      const picture = await ownPicture.read(file);
      // Another image has come meanwhile.
      if (this.taking !== file) return;
      const plane = ownPicture.pixels(picture, height, width, drawable);
      const pixels = this.pixels.slice();
      for (let channel = 0; channel < channels; channel += 1) pixels.set(plane, channel * height * width);
      this.see(pixels);
      this.taken.textContent = `${file.name}, made ${height}×${width} as --image does it`;
      if (this.pad) this.pad.empty();
    } catch (error) {
      if (this.taking !== file) return;
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
        this.see(change(this.pixels, height * this.network.data.input[0], width));
      });
      group.append(button);
    }
    if (this.cover) group.append(this.cover.switch);
    return group;
  }

  controls() {
    const scale = make("select", { "aria-label": "Scale of the maps" },
      make("option", { value: "layer" }, "one scale for a layer"),
      make("option", { value: "map" }, "one scale for each map"));
    scale.addEventListener("change", () => { this.isShared = scale.value === "layer"; this.update(); });
    this.compared = make("select", { "aria-label": "What the maps show" },
      make("option", { value: "values" }, "values"),
      make("option", { value: "image" }, "the difference to the image before"),
      make("option", { value: "network" }, "the difference to the network as it was"));
    this.compared.addEventListener("change", () => this.update());
    this.switch = make("button", { type: "button", disabled: "" }, "Switch this map off");
    this.switch.addEventListener("click", () => this.switchMap());
    const reset = make("button", { type: "button" }, "Network as it was");
    reset.addEventListener("click", () => { this.network.reset(); this.change(); });
    return make("div", { class: "tools controls" }, make("label", {}, "Maps: ", this.compared),
      make("label", {}, "on ", scale), this.switch, reset);
  }

  /// Takes one of the images to choose from.
  /** @type {(index: number) => void} */
  choose(index) {
    this.see(new Uint8ClampedArray(this.samples[index].pixels));
    if (this.pad) this.pad.empty();
  }

  /// Takes an image.
  /** @type {(pixels: Uint8ClampedArray) => void} */
  see(pixels) {
    this.keep();
    this.forgetFile();
    [this.pixels, this.isDrawn] = [pixels, false];
    this.update();
  }

  /// Keeps what the network sees, to compare it with what comes.
  keep() {
    this.before = this.seen;
    this.outputsBefore = undefined;
  }

  /// Shows what a changed network makes of the image.
  change() {
    this.outputsBefore = undefined;
    this.explained = undefined;
    this.update();
  }

  /// Layers that are not on the screen are painted when they come, or when all are printed.
  watch() {
    /** @type {Map<Element, LayerView>} */
    const layers = new Map(Array.from(this.views.values(), (view) => [view.element, view]));
    const observer = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
      const view = layers.get(target);
      if (!view) return;
      view.isNear = isIntersecting;
      if (isIntersecting) view.paint();
    }), { rootMargin: "25%" });
    layers.forEach((_, element) => observer.observe(element));
    addEventListener("beforeprint", () => layers.forEach((view) => view.paint()));
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
    if (this.isDrawn && this.pad) this.pixels = this.pad.read();
    this.isDrawn = false;
    this.seen = this.cover ? this.cover.hide(this.pixels) : this.pixels;
    this.input = network.inputFor(this.seen);
    this.outputs = network.outputs(this.input);
    const shares = network.probabilities(this.outputs);
    this.answer = shares.indexOf(Math.max(...shares));
    if (this.explained !== this.pixels) this.influence.follow();
    this.explained = this.pixels;
    const original = network.isChanged ? network.originalOutputs(this.input) : this.outputs;
    this.showAnswer(shares, original);
    const before = this.othersOutputs(original);
    this.views.forEach((view, layer) => {
      if (layer < 0) view.show(this.input, this.isShared, false);
      else {
        const values = this.outputs[layer];
        const shown = before ? values.map((value, place) => value - before[layer][place]) : values;
        view.show(shown, this.isShared, before !== null);
      }
    });
    this.trace();
    this.showSwitch();
  }

  /// What the layers are compared with: what they gave for the image before, or give in the network as it was.
  /** @type {(original: Float32Array[]) => Float32Array[] | null} */
  othersOutputs(original) {
    const kind = this.compared ? this.compared.value : "values";
    if (kind === "network") return original;
    if (kind === "values") return null;
    this.outputsBefore ??= this.network.outputs(this.network.inputFor(this.before));
    return this.outputsBefore;
  }

  /// Shows the sum that was asked for; while something is drawn or moved, a few times a second.
  trace() {
    clearTimeout(this.traceTimer);
    const show = () => {
      // What is pressed must still be there when it is let go.
      if (this.tracing.isPressed) this.traceTimer = setTimeout(show, 50);
      else this.tracing.show(this.input, this.outputs);
    };
    if (this.pad?.isHeld || this.cover?.isHeld) this.traceTimer = setTimeout(show, 100);
    else show();
  }

  /** @type {(shares: Float32Array, original: Float32Array[]) => void} */
  showAnswer(shares, original) {
    const { classes } = this.network.data;
    const isEmpty = this.seen.every((pixel) => pixel === 0);
    say(this.name, isEmpty ? "–" : classes[this.answer]);
    say(this.share, isEmpty ? " an empty image" : ` ${percent(shares[this.answer])}`);
    const before = original === this.outputs ? null : this.network.probabilities(original);
    const was = before ? before.indexOf(Math.max(...before)) : 0;
    say(this.note, before ? ` changed; it was ${classes[was]}, ${percent(before[was])}` : "");
    this.lines.forEach(({ line, bar, share }, unit) => {
      bar.setAttribute("style", `--share: ${shares[unit]}`);
      say(share, percent(shares[unit]));
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
    this.view(layer).goTo(index);
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
    if (!isStep) return;
    this.tracing.enter();
    this.tracing.element.scrollIntoView({ block: "nearest" });
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
    this.change();
  }

  showSwitch() {
    const chosen = this.chosenMap;
    if (!this.switch) return;
    this.switch.disabled = !chosen;
    const isOff = chosen && this.network.masks[chosen.layer].has(chosen.map);
    const kind = chosen && this.network.layers[chosen.layer].shape.length === 1 ? "unit" : "map";
    const name = chosen ? `${kind} ${chosen.map} of ${this.tracing.name(chosen.layer)}` : "this map";
    say(this.switch, `Switch ${name} ${isOff ? "on" : "off"}`);
  }
}

document.querySelectorAll(".network").forEach((figure) => new NetworkView(figure));
