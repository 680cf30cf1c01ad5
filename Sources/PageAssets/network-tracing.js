/// Where the cells of a network's layers come from.
class Origins {
  /** @param {Network} network */
  constructor(network) { this.network = network; }

  /// The layers whose numbers a layer reads: those between that pass numbers on are left out; −1 is the image.
  /** @type {(layer: number) => number[]} */
  sources(layer) {
    return this.network.sources[layer].map((source) => {
      let before = source;
      while (before >= 0 && this.network.layers[before].data.kind === "identity") [before] = this.network.sources[before];
      return before;
    });
  }

  /** @type {(layer: number) => number[]} */
  shape(layer) { return layer < 0 ? this.network.data.input : this.network.layers[layer].shape; }

  /// A cell in words.
  /** @type {(layer: number, index: number) => string} */
  place(layer, index) {
    const [, height = 0, width = 0] = this.shape(layer);
    if (!width) return `unit ${index}`;
    const [map, row, column] = [Math.floor(index / (height * width)), Math.floor(index / width) % height, index % width];
    return `${this.shape(layer)[0] === 1 ? "" : `map ${map}, `}row ${row}, column ${column}`;
  }

  /// The part of a layer that is one cell.
  /** @type {(layer: number, index: number) => Field} */
  cell(layer, index) {
    const [count, height = 1, width = 1] = this.shape(layer);
    if (this.shape(layer).length === 1) {
      return { map: 0, top: 0, bottom: 1, left: index, right: index + 1, whole: count === 1 };
    }
    const [row, column] = [Math.floor(index / width) % height, index % width];
    return {
      map: Math.floor(index / (height * width)), top: row, bottom: row + 1, left: column, right: column + 1, whole: false
    };
  }

  /// What a part of a layer depends on in each of the layers that it reads; null for nothing.
  /** @type {(layer: number, field: Field) => (Field | null)[]} */
  before(layer, field) {
    const { data, shape } = this.network.layers[layer];
    let start = 0;
    return this.sources(layer).map((source) => {
      if (data.kind !== "concatenation") return this.beneath(layer, field, source);
      const first = start;
      const count = countOf(this.shape(source)) / countOf(shape.slice(1));
      start += count;
      if (shape.length === 1) {
        const [left, right] = [Math.max(0, field.left - first), Math.min(count, field.right - first)];
        return left < right ? this.unfolded({ ...field, left, right, whole: right - left === count }, source) : null;
      }
      if (field.map === null) return field;
      return field.map >= first && field.map < first + count ? { ...field, map: field.map - first } : null;
    });
  }

  /// All of a layer.
  /** @type {(layer: number) => Field} */
  all(layer) {
    const shape = this.shape(layer);
    const [, height = 1, width = shape[0]] = shape;
    return { map: shape.length === 1 ? 0 : null, top: 0, bottom: height, left: 0, right: width, whole: true };
  }

  /// A part of a row of numbers in the layer that they are the numbers of, which may be one of maps.
  /** @type {(field: Field, source: number) => Field} */
  unfolded(field, source) {
    if (this.shape(source).length === 1) return field;
    return field.right === field.left + 1 ? this.cell(source, field.left) : this.all(source);
  }

  /// What a part of a layer depends on in one that it reads.
  /** @type {(layer: number, field: Field, source: number) => Field} */
  beneath(layer, field, source) {
    const made = this.network.layers[layer];
    const { kind, groups } = made.data;
    if (field.whole || ["dense", "softmax", "logSoftmax", "adaptive"].includes(kind)) return this.all(source);
    const windows = made instanceof TransposedConvolution ? made.back.windows : made.windows;
    if (!windows || !["convolution", "transposed", "maximum", "average"].includes(kind)) {
      return made.shape.length === 1 ? this.unfolded(field, source) : field;
    }
    const { window, stride, padding, dilation } = windows;
    const [, height, width] = this.shape(source);
    /** @type {(axis: 0 | 1, first: number, end: number, size: number) => Pair} */
    const reach = (axis, first, end, size) => {
      const span = (window[axis] - 1) * dilation[axis];
      const [low, high] = kind === "transposed"
        ? [Math.ceil((first + padding[axis] - span) / stride[axis]), Math.floor((end - 1 + padding[axis]) / stride[axis])]
        : [first * stride[axis] - padding[axis], (end - 1) * stride[axis] - padding[axis] + span];
      return [Math.max(0, low), Math.max(0, Math.min(size, high + 1))];
    };
    const [[top, bottom], [left, right]] = [reach(0, field.top, field.bottom, height),
      reach(1, field.left, field.right, width)];
    return { map: groups === undefined ? field.map : null, top, bottom, left, right, whole: false };
  }

  /// All that a cell depends on, by layer and then the image, which is the last.
  /** @type {(layer: number, index: number) => (Field | null)[]} */
  fields(layer, index) {
    /** @type {(Field | null)[]} */
    const fields = Array.from({ length: layer + 2 }, () => null);
    fields.splice(layer + 1, 1, this.cell(layer, index));
    for (let at = layer; at >= 0; at -= 1) {
      const field = fields[at + 1];
      if (field) {
        this.before(at, field).forEach((part, place) => {
          const source = this.sources(at)[place] + 1;
          fields.splice(source, 1, Origins.united(fields[source], part));
        });
      }
    }
    return fields;
  }

  /// What two parts of a layer lie in together.
  /** @type {(one: Field | null, other: Field | null) => Field | null} */
  static united(one, other) {
    if (!one || !other) return one ?? other;
    return {
      map: one.map === other.map ? one.map : null, top: Math.min(one.top, other.top),
      bottom: Math.max(one.bottom, other.bottom), left: Math.min(one.left, other.left),
      right: Math.max(one.right, other.right), whole: one.whole || other.whole
    };
  }
}

/// The sum behind a value, with the way back to the pixels.
class Tracing {
  /** @param {Network} network @param {string[]} names @param {Tracer} tracer */
  constructor(network, names, tracer) {
    [this.network, this.names, this.tracer] = [network, names, tracer];
    this.origins = new Origins(network);
    this.element = make("section", { class: "trace", "aria-label": "Where a value comes from" });
    /// Whether a pointer is down in the sum, which must not be another before it is up.
    this.isPressed = false;
    this.element.addEventListener("pointerdown", () => { this.isPressed = true; });
    for (const event of ["pointerup", "pointercancel"]) addEventListener(event, () => { this.isPressed = false; });
    /// Whether elements are being replaced, at which a field that is typed in stays open.
    this.isRenewing = false;
    /// The field of a weight, if one is open.
    /** @type {HTMLElement | null} */
    this.field = null;
    /** @type {Cell[]} */
    this.path = [];
    this.input = new Float32Array();
    /** @type {Float32Array[]} */
    this.outputs = [];
  }

  /** @type {(layer: number) => string} */
  name(layer) { return layer < 0 ? "image" : this.names[layer]; }

  /** @type {(layer: number) => Float32Array} */
  values(layer) { return layer < 0 ? this.input : this.outputs[layer]; }

  /// Asks for a cell: anew, or as the next step of the way back.
  /** @type {(layer: number, index: number, isStep?: boolean) => void} */
  ask(layer, index, isStep = false) {
    this.path = [...(isStep ? this.path : []), { layer, index }];
    this.tracer.asked(layer, index, isStep);
  }

  /// Shows the last cell of the path as it is now. What is focused there stays so, and a field stays open.
  /** @type {(input: Float32Array, outputs: Float32Array[]) => void} */
  show(input, outputs) {
    [this.input, this.outputs] = [input, outputs];
    const cell = this.path[this.path.length - 1];
    const { activeElement: chosen } = document;
    const controls = () => [.../** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll("button, input"))];
    const place = controls().findIndex((control) => control === chosen);
    this.isRenewing = true;
    this.element.replaceChildren(...(cell ? [this.trail(), ...this.parts(cell)] : []));
    if (chosen instanceof HTMLElement && place >= 0) {
      const { weight } = chosen.dataset;
      const again = controls().find((control, at) => (weight ? control.dataset.weight === weight : at === place));
      const isOpen = chosen === this.field;
      if (isOpen && again) again.replaceWith(chosen);
      const focused = isOpen && again ? chosen : again;
      if (focused) focused.focus({ preventScroll: true });
    }
    this.isRenewing = false;
  }

  /// Focuses what leads on, or back where the way ends.
  enter() {
    const next = this.element.querySelector(".patch button:not(:disabled), .terms button, .contributions button")
      ?? this.element.querySelector(".trail li:nth-last-child(2) button");
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  trail() {
    const list = make("ol", { class: "trail", "aria-label": "The way here" });
    this.path.forEach(({ layer, index }, step) => {
      const text = `${this.name(layer)}, ${this.origins.place(layer, index)}`;
      if (step === this.path.length - 1) {
        list.append(make("li", {}, make("strong", {}, text)));
        return;
      }
      const back = make("button", { type: "button" }, text);
      back.addEventListener("click", () => {
        this.path = this.path.slice(0, step + 1);
        this.tracer.asked(layer, index, true);
      });
      list.append(make("li", {}, back));
    });
    return list;
  }

  /** @type {(cell: Cell) => HTMLElement[]} */
  parts({ layer, index }) {
    const value = this.values(layer)[index];
    if (layer < 0) {
      return [make("p", { class: "total" }, `A pixel of the image: ${exact(value)}. Here the way back ends.`)];
    }
    const made = this.network.layers[layer];
    const input = this.values(this.origins.sources(layer)[0]);
    const total = make("p", { class: "total" }, `${this.name(layer)} = ${exact(value)}`);
    const size = countOf(made.shape.slice(1));
    if (this.network.masks[layer].has(Math.floor(index / size))) {
      return [make("p", {}, "This map is switched off: all its values are 0."), total];
    }
    switch (made.data.kind) {
    case "convolution": case "transposed": return [...this.convolution(layer, index, input), total];
    case "normalization": return [this.normalization(layer, index, input), total];
    case "sum": case "concatenation": return [this.join(layer, index), total];
    case "maximum": case "average": case "adaptive": return [...this.pooling(layer, index, input), total];
    case "dense": return [...this.dense(layer, index, input), total];
    default: return [this.activation(layer, index, input), total];
    }
  }

  /** @type {(layer: number, index: number, input: Float32Array) => HTMLElement[]} */
  convolution(layer, index, input) {
    const made = this.network.layers[layer];
    if (!(made instanceof Convolution || made instanceof TransposedConvolution)) return [];
    const bias = written(made.bias[Math.floor(index / countOf(made.shape.slice(1)))]);
    const [source] = this.origins.sources(layer);
    const columns = (made.data.window ?? [1, 1])[1];
    const subtotals = [];
    const blocks = make("div", { class: "channels" });
    const channels = made.products(index);
    for (const { channel, pixels, weights } of channels) {
      const values = Float32Array.from(pixels, (pixel) => (pixel < 0 ? 0 : input[pixel]));
      const subtotal = values.reduce((sum, value, at) => Math.fround(sum + Math.fround(value * weights[at])), 0);
      subtotals.push(subtotal);
      blocks.append(make("div", { class: "channel" },
        make("p", { class: "title" }, channels.length > 1 ? `${this.name(source)} map ${channel}` : this.name(source)),
        this.table("patch", values, columns, (at) => (pixels[at] < 0 ? null
          : { say: `leads to ${this.origins.place(source, pixels[at])}`,
            act: () => this.ask(source, pixels[at], true) })),
        make("span", { class: "times" }, "×"),
        this.table("kernel", weights, columns, (at) => ({
          say: "change this weight", weight: weights.byteOffset + 4 * at,
          act: (cell) => this.edit(cell, weights, at)
        })),
        make("p", { class: "subtotal" }, `sum ${written(subtotal)}`)));
    }
    const sum = `${subtotals.map((value) => inParentheses(written(value))).join(" + ")} + bias ${inParentheses(bias)}`;
    const patch = made instanceof Convolution ? "Patch times kernel" : "What reaches this place, times the kernel";
    return [make("p", { class: "how" }, `${patch}, channel by channel, and the bias. A value of the patch leads `
      + "back to where it was made; a weight of the kernel can be changed."),
    this.presets(channels, made.data.window ?? [1, 1]), blocks, make("p", { class: "terms" }, sum)];
  }

  /// Other kernels for all channels of a map, if they are large enough for them.
  /** @type {(channels: ChannelProducts[], window: Pair) => HTMLElement} */
  presets(channels, [height, width]) {
    const line = make("p", { class: "tools" });
    if (height < 3 || width < 3) return line;
    line.append("All kernels of this map: ");
    for (const [name, kernel] of Object.entries(Tracing.kernels)) {
      const button = make("button", { type: "button" }, name);
      button.addEventListener("click", () => {
        const [top, left] = [Math.floor((height - 3) / 2), Math.floor((width - 3) / 2)];
        for (const { weights } of channels) {
          weights.fill(0);
          kernel.forEach((value, at) => {
            const place = (top + Math.floor(at / 3)) * width + left + at % 3;
            weights.fill(value, place, place + 1);
          });
        }
        this.tracer.edited();
      });
      line.append(button, " ");
    }
    return line;
  }

  /// Well-known kernels, row by row.
  /** @type {Record<string, number[]>} */
  static kernels = {
    "Sobel x": [-1, 0, 1, -2, 0, 2, -1, 0, 1].map((value) => value / 4),
    "Sobel y": [-1, -2, -1, 0, 0, 0, 1, 2, 1].map((value) => value / 4),
    Laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0].map((value) => value / 4),
    blur: Array.from({ length: 9 }, () => 1 / 9)
  };

  /// A button that leads to a cell that was read.
  /** @type {(source: number, index: number) => HTMLElement} */
  lead(source, index) {
    const lead = make("button", { type: "button" }, `${this.name(source)}, ${this.origins.place(source, index)}`);
    lead.addEventListener("click", () => this.ask(source, index, true));
    return lead;
  }

  /** @type {(layer: number, index: number, input: Float32Array) => HTMLElement} */
  normalization(layer, index, input) {
    const made = this.network.layers[layer];
    if (!(made instanceof Normalization)) return make("p");
    const channel = Math.floor(index / made.size);
    const scale = Math.fround(made.scale(channel)[0]);
    const [source] = this.origins.sources(layer);
    return make("p", { class: "terms" }, this.lead(source, index), `, less its running mean: (${exact(input[index])} − `
      + `${inParentheses(exact(made.mean[channel]))}) · ${inParentheses(exact(scale))} + `
      + inParentheses(exact(made.bias[channel])));
  }

  /// What stands side by side, added up or one after another.
  /** @type {(layer: number, index: number) => HTMLElement} */
  join(layer, index) {
    const isSum = this.network.layers[layer].data.kind === "sum";
    const line = make("p", { class: "terms" });
    let start = 0;
    this.origins.sources(layer).forEach((source, at) => {
      const values = this.values(source);
      const place = isSum ? index : index - start;
      if (place >= 0 && place < values.length) {
        line.append(isSum && at ? " + " : "", this.lead(source, place), `, ${exact(values[place])}`);
      }
      start += values.length;
    });
    return line;
  }

  /** @type {(layer: number, index: number, input: Float32Array) => HTMLElement[]} */
  pooling(layer, index, input) {
    const made = this.network.layers[layer];
    const [source] = this.origins.sources(layer);
    /** @type {number[]} */
    const places = [];
    if (made instanceof AveragePooling) made.forEachPixel(index, (pixel) => { places.push(pixel); });
    else {
      const { windows } = made;
      const plane = windows.rows * windows.columns;
      const start = Math.floor(index / plane) * windows.height * windows.width;
      windows.forEach(Math.floor((index % plane) / windows.columns), index % windows.columns,
        (_, pixel) => { places.push(start + pixel); });
    }
    const winner = made instanceof MaximumPooling ? made.winner(input, index) : -1;
    const values = Float32Array.from(places, (place) => input[place]);
    const width = places.filter((place) => Math.floor(place / made.inputShape[2])
      === Math.floor(places[0] / made.inputShape[2])).length;
    const zeros = made instanceof AveragePooling ? made.sizeOf(index) - places.length : 0;
    const beyond = zeros > 0 ? `, ${zeros} of them zeros of the padding` : "";
    const how = winner < 0 ? `The mean of ${places.length + zeros} values${beyond}.` : "The largest of the window.";
    return [make("p", { class: "how" }, how), this.table("patch", values, width, (at) => ({
      say: `leads to ${this.origins.place(source, places[at])}`, act: () => this.ask(source, places[at], true),
      isWinner: places[at] === winner
    }))];
  }

  /// The largest contributions, and all of them as a picture over the maps they come from.
  /** @type {(layer: number, index: number, input: Float32Array) => HTMLElement[]} */
  dense(layer, index, input) {
    const { weight, bias } = this.network.layers[layer];
    const [source] = this.origins.sources(layer);
    const start = index * input.length;
    const products = input.map((value, place) => value * weight[start + place]);
    const [count, height = 1, width = 1] = this.origins.shape(source);
    const parts = [make("p", { class: "how" }, `A sum of ${grouped(input.length)} products and the bias `
      + `${written(bias[index])}. Orange adds, blue subtracts; the largest lead back to where they were made.`)];
    if (width > 1) {
      const pictures = make("div", { class: "maps still" });
      const scale = scaleOf(products);
      for (let map = 0; map < count; map += 1) {
        const canvas = make("canvas", { width, height, role: "img", "aria-label": `contributions of map ${map}` });
        paint(canvas, products.subarray(map * height * width, (map + 1) * height * width),
          { ...scale, low: -Math.max(scale.most, -scale.least), high: Math.max(scale.most, -scale.least, 1e-9),
            table: colors.diverging });
        pictures.append(canvas);
      }
      parts.push(pictures);
    }
    const order = Array.from(products.keys()).sort((a, b) => Math.abs(products[b]) - Math.abs(products[a])).slice(0, 8);
    const list = make("ul", { class: "contributions" });
    for (const place of order) {
      const lead = make("button", { type: "button" }, this.origins.place(source, place));
      lead.addEventListener("click", () => this.ask(source, place, true));
      const factor = make("button", {
        type: "button", class: "weight", "data-weight": weight.byteOffset + 4 * (start + place)
      }, written(weight[start + place]));
      factor.setAttribute("aria-label", `change the weight ${written(weight[start + place])}`);
      factor.addEventListener("click", () => this.edit(factor, weight, start + place));
      list.append(make("li", {}, lead, `: ${written(input[place])} × `, factor, ` = ${written(products[place])}`));
    }
    return [...parts, list];
  }

  /** @type {(layer: number, index: number, input: Float32Array) => HTMLElement} */
  activation(layer, index, input) {
    const [source] = this.origins.sources(layer);
    return make("p", { class: "terms" }, `${this.network.layers[layer].data.title} of `, this.lead(source, index),
      `, ${exact(input[index])}`);
  }

  /// Values in rows. One of them is in the order of tabs, the arrow keys move among all, and Enter acts.
  /** @type {(kind: string, values: Float32Array, columns: number, action: CellAction) => HTMLTableElement} */
  table(kind, values, columns, action) {
    const table = make("table", { class: kind, role: "grid", "aria-label": kind });
    /** @type {HTMLButtonElement[]} */
    const cells = [];
    let line = make("tr", { role: "row" });
    values.forEach((value, at) => {
      if (at % columns === 0) {
        line = make("tr", { role: "row" });
        table.append(line);
      }
      const acts = action(at);
      const button = make("button", {
        type: "button", tabindex: -1, disabled: acts ? null : "", class: acts?.isWinner ? "winner" : null,
        "data-weight": acts?.weight,
        title: acts ? `${exact(value)}: ${acts.say}` : "padding",
        "aria-label": acts ? `${exact(value)}, ${acts.say}` : "padding"
      }, acts ? brief(value) : "0");
      button.addEventListener("click", () => acts?.act(button));
      cells.push(button);
      line.append(make("td", { role: "gridcell" }, button));
    });
    // The first may be padding, which nothing leads into.
    const first = cells.find((cell) => !cell.disabled);
    if (first) first.tabIndex = 0;
    table.addEventListener("keydown", (event) => {
      /** @type {Record<string, number | undefined>} */
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
      const step = steps[event.key];
      const at = cells.findIndex((cell) => cell === document.activeElement);
      if (!isAlone(event) || step === undefined || at < 0) return;
      event.preventDefault();
      const next = cells[at + step];
      if (next) next.focus();
    });
    return table;
  }

  /// Puts a field for a weight in the place of a button.
  /** @type {(button: HTMLElement, weights: Float32Array, at: number) => void} */
  edit(button, weights, at) {
    const field = make("input", { type: "text", value: exact(weights[at]),
      "aria-label": "New value of the weight", "data-weight": button.dataset.weight });
    /** @type {(isWanted: boolean) => void} */
    const close = (isWanted) => {
      if (this.field !== field || this.isRenewing) return;
      this.field = null;
      const value = numberIn(field.value);
      if (isWanted && value !== null) weights.fill(value, at, at + 1);
      this.tracer.edited();
    };
    field.addEventListener("input", () => field.setAttribute("aria-invalid", numberIn(field.value) === null));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") close(event.key === "Enter");
    });
    field.addEventListener("blur", () => close(true));
    button.replaceWith(field);
    this.field = field;
    field.focus();
    field.select();
  }
}
