class Inquiry {
  /** @param {InquiryFigure} figure */
  constructor(figure) {
    this.data = JSON.parse(figure.querySelector("script").textContent);
    [this.stride, this.padding, this.map] = [[...this.data.stride], [...this.data.padding], 0];
    this.at = [...this.data.at];
    this.isPooling = this.data.operation !== "convolution";
    this.controls = make("div", { class: "controls" });
    this.grids = make("div", { class: "grids" });
    this.answer = make("div", { class: "answer", "aria-live": "polite" });
    const how = make("p", { class: "how" }, make("strong", {}, "Ask any pixel. "),
      "Point at an output, tap it, or move through the outputs with the arrow keys.");
    figure.append(how, this.controls, this.grids, this.answer);
    this.addControls();
    this.layOut();
  }

  addControls() {
    if (this.data.kernels.length > 1) {
      const choice = make("select", { "aria-label": "Output map" });
      this.data.kernels.forEach((_, map) => choice.append(make("option", { value: map }, `map ${map}`)));
      choice.addEventListener("change", () => { this.map = Number(choice.value); this.layOut(); });
      this.controls.append(make("label", {}, "Output ", choice));
    }
    if (!this.data.adjustable) return;
    /** @type {(name: string, values: Pair, least: number, most: number) => void} */
    const slider = (name, values, least, most) => {
      const shown = make("output", {}, values[0]);
      const input = make("input", { type: "range", min: least, max: most, value: values[0], "aria-label": name });
      input.addEventListener("input", () => {
        values[0] = values[1] = Number(input.value);
        shown.textContent = input.value;
        this.layOut();
      });
      this.controls.append(make("label", {}, `${name} `, input, " ", shown));
    };
    slider("stride", this.stride, 1, 4);
    slider("padding", this.padding, 0, this.data.widest[0] + (this.isPooling ? 1 : 0));
    this.formula = make("div", { class: "formula" });
    this.controls.append(this.formula);
  }

  /// Rows and columns of the output; the reason why there are none, if there are none.
  /** @type {() => OutputSize | Refusal} */
  outputSize() {
    const { size, window, widest } = this.data;
    if (this.padding.some((padding, axis) => padding > widest[axis])) {
      return { refusal: "Padding of more than half the window is not allowed: a window could then see nothing but "
        + "padding, and would have no value to choose." };
    }
    const counts = [0, 1].map((axis) => size[axis] - window[axis] + 2 * this.padding[axis]);
    if (counts.some((count) => count < 0)) {
      return { refusal: `The window of ${window[0]}×${window[1]} does not fit into the padded image of `
        + `${size[0] + 2 * this.padding[0]}×${size[1] + 2 * this.padding[1]}.` };
    }
    return { rows: Math.floor(counts[0] / this.stride[0]) + 1, columns: Math.floor(counts[1] / this.stride[1]) + 1 };
  }

  layOut() {
    this.grids.replaceChildren();
    this.answer.replaceChildren();
    const output = this.outputSize();
    if (this.formula) this.showFormula(output);
    if (output.refusal) {
      this.answer.append(make("p", { class: "refusal" }, output.refusal));
      return;
    }
    this.output = output;
    this.at = [Math.min(this.at[0], output.rows - 1), Math.min(this.at[1], output.columns - 1)];
    this.images = this.data.image.map((values, channel) => this.imageGrid(values, channel));
    if (!this.isPooling) {
      this.data.kernels[this.map].forEach((values, channel) => {
        const { window } = this.data;
        const several = this.data.image.length > 1 ? `, channel ${channel}` : "";
        this.grids.append(this.grid(`${this.data.titles[1]}${several}`, window[0], window[1], (row, column) =>
          make("td", { class: "kernel" }, values[row * window[1] + column])).frame);
      });
    }
    this.outputs = this.isPooling ? this.data.image.map((_, channel) => this.outputGrid(channel))
      : [this.outputGrid(0)];
    this.explain();
  }

  /** @type {(title: string, rows: number, columns: number, cell: MakeCell, attributes?: Attributes) => Grid} */
  grid(title, rows, columns, cell, attributes = {}) {
    const table = make("table", { "aria-label": title, ...attributes });
    const cells = [];
    for (let row = 0; row < rows; row += 1) {
      const line = make("tr", attributes.role ? { role: "row" } : {});
      for (let column = 0; column < columns; column += 1) {
        cells.push(cell(row, column));
        line.append(cells.at(-1));
      }
      table.append(line);
    }
    const frame = make("div", { class: "grid" }, make("p", { class: "title", "aria-hidden": "true" }, title), table);
    return { frame, table, cells, columns };
  }

  /** @type {(values: string[], channel: number) => Grid} */
  imageGrid(values, channel) {
    const { size } = this.data;
    const [top, left] = this.padding;
    const title = this.data.titles[0] + (this.data.image.length > 1 ? `, channel ${channel}` : "");
    const grid = this.grid(title, size[0] + 2 * top, size[1] + 2 * left, (row, column) => {
      const [y, x] = [row - top, column - left];
      const inside = y >= 0 && x >= 0 && y < size[0] && x < size[1];
      return inside ? make("td", {}, values[y * size[1] + x])
        : make("td", { class: "pad" }, this.data.operation === "maximum" ? "·" : "0");
    });
    this.grids.append(grid.frame);
    return grid;
  }

  /** @type {(channel: number) => Grid} */
  outputGrid(channel) {
    const several = this.isPooling && this.data.image.length > 1;
    const title = this.data.titles[2] + (several ? `, channel ${channel}` : this.data.kernels.length > 1
      ? `, map ${this.map}` : "");
    const grid = this.grid(title, this.output.rows, this.output.columns, (row, column) => {
      const cell = make("td", { role: "gridcell", "data-row": row, "data-column": column, tabindex: -1 },
        this.windowAt(row, column).outputs[channel]);
      const choose = () => { this.at = [row, column]; this.explain(); };
      cell.addEventListener("mouseenter", choose);
      cell.addEventListener("click", choose);
      cell.addEventListener("focus", choose);
      return cell;
    }, { role: "grid" });
    grid.table.addEventListener("keydown", (event) => this.move(event, grid));
    this.grids.append(grid.frame);
    return grid;
  }

  /** @type {(event: KeyboardEvent, grid: Grid) => void} */
  move(event, grid) {
    /** @type {number[] | undefined} */
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    /** @type {Record<string, number>} */
    const ends = { Home: 0, End: this.output.columns - 1 };
    if (!step && !(event.key in ends)) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(this.output.rows - 1, this.at[0] + (step ? step[0] : 0)));
    const column = step ? Math.max(0, Math.min(this.output.columns - 1, this.at[1] + step[1])) : ends[event.key];
    grid.cells[row * grid.columns + column].focus();
  }

  /** @type {(row: number, column: number) => Pair} */
  corner(row, column) {
    return [row * this.stride[0] - this.padding[0], column * this.stride[1] - this.padding[1]];
  }

  /** @type {(row: number, column: number) => WindowNumbers} */
  windowAt(row, column) {
    const { size, window, widest, windows } = this.data;
    const [top, left] = this.corner(row, column);
    const places = size[1] - window[1] + 2 * widest[1] + 1;
    return windows[this.isPooling ? 0 : this.map][(top + widest[0]) * places + left + widest[1]];
  }

  /** @type {(row: number, column: number) => boolean} */
  isPadding(row, column) {
    const { size } = this.data;
    return row < 0 || column < 0 || row >= size[0] || column >= size[1];
  }

  explain() {
    const [row, column] = this.at;
    const { window, size, image } = this.data;
    const [top, left] = this.corner(row, column);
    const chosen = this.windowAt(row, column);
    this.images.forEach((grid, channel) => {
      grid.cells.forEach((cell, index) => {
        const y = Math.floor(index / grid.columns) - this.padding[0];
        const x = (index % grid.columns) - this.padding[1];
        const inside = y >= top && y < top + window[0] && x >= left && x < left + window[1];
        const place = (y - top) * window[1] + (x - left);
        cell.classList.toggle("patch", inside);
        cell.classList.toggle("winner", inside && chosen.winners[channel] === place);
      });
    });
    for (const grid of this.outputs) {
      grid.cells.forEach((cell, index) => {
        const isChosen = index === row * grid.columns + column;
        cell.setAttribute("aria-selected", isChosen);
        cell.tabIndex = isChosen ? 0 : -1;
      });
    }
    /** @type {(name: string, first: number, count: number) => string} */
    const range = (name, first, count) => (count === 1 ? `${name} ${proper(first)}`
      : `${name}s ${proper(first)} to ${proper(first + count - 1)}`);
    /** @type {(channel: number) => (string | null)[]} */
    const patch = (channel) => Array.from({ length: window[0] * window[1] }, (_, place) => {
      const [y, x] = [top + Math.floor(place / window[1]), left + (place % window[1])];
      return this.isPadding(y, x) ? null : image[channel][y * size[1] + x];
    });
    const parts = [make("p", {}, `Output row ${row}, column ${column}. `
      + `Window: ${range("row", top, window[0])}, ${range("column", left, window[1])}.`)];
    image.forEach((_, channel) => parts.push(...this.channelParts(chosen, channel, patch(channel))));
    if (!this.isPooling) parts.push(...this.totalParts(chosen));
    this.answer.replaceChildren(...parts);
  }

  /** @type {(chosen: WindowNumbers, channel: number, patch: (string | null)[]) => HTMLParagraphElement[]} */
  channelParts(chosen, channel, patch) {
    const name = this.data.image.length > 1 ? `Channel ${channel}: ` : "";
    const terms = make("p", { class: "terms" }, name);
    const kernel = this.isPooling ? null : this.data.kernels[this.map][channel];
    patch.forEach((value, place) => {
      const sign = place === 0 ? "" : this.data.operation === "maximum" ? ", " : " + ";
      const text = kernel ? `${inParentheses(value ?? "0")}×${inParentheses(kernel[place])}`
        : value === null && this.data.operation === "maximum" ? "·" : inParentheses(value ?? "0");
      const product = kernel ? { title: `= ${chosen.products[channel][place]}` } : {};
      terms.append(sign, make("span", { ...product, class: value === null ? "pad" : null }, text));
    });
    if (this.data.operation === "maximum") {
      return [terms, make("p", { class: "total" }, `${name}largest: ${chosen.outputs[channel]}`)];
    }
    if (kernel) {
      const products = make("p", { class: "terms" }, "= ",
        chosen.products[channel].map(inParentheses).join(" + "));
      return [terms, products, make("p", { class: "subtotal" },
        `${name}sum of the products ${chosen.subtotals[channel]}`)];
    }
    const mean = `${chosen.subtotals[channel]} / ${patch.length} = ${chosen.outputs[channel]}`;
    return [terms, make("p", { class: "total" }, `${name}mean: ${mean}`)];
  }

  /** @type {(chosen: WindowNumbers) => HTMLParagraphElement[]} */
  totalParts(chosen) {
    const bias = this.data.biases.length ? this.data.biases[this.map] : null;
    const sums = chosen.subtotals.map(inParentheses).join(" + ") + (bias === null ? "" : ` + bias ${inParentheses(bias)}`);
    const hasSum = chosen.subtotals.length > 1 || bias !== null;
    return [make("p", { class: "total" }, hasSum ? `${sums} = ` : "", `output ${chosen.outputs[0]}`)];
  }

  /** @type {(output: OutputSize | Refusal) => void} */
  showFormula(output) {
    const { size, window } = this.data;
    /** @type {(name: string, axis: 0 | 1, count: number) => HTMLElement} */
    const side = (name, axis, count) => {
      /** @type {[(value: number) => Element, (text: string) => Element]} */
      const [number, sign] = [(value) => element("mn", String(value)), (text) => element("mo", text)];
      const above = element("mrow", number(size[axis]), sign("−"), number(window[axis]), sign("+"), number(2), sign("·"),
        number(this.padding[axis]));
      const math = element("math", element("mo", "⌊"), element("mfrac", above, number(this.stride[axis])), sign("⌋"),
        sign("+"), number(1), sign("="), number(count));
      math.setAttribute("displaystyle", "true");
      return make("span", {}, `${name}: `, math, " ");
    };
    const isSquare = size[0] === size[1] && window[0] === window[1];
    this.formula.replaceChildren(...(output.refusal ? [] : isSquare ? [side("rows and columns", 0, output.rows)]
      : [side("rows", 0, output.rows), side("columns", 1, output.columns)]));
  }
}

document.querySelectorAll(".inquiry").forEach((figure) => new Inquiry(figure));
