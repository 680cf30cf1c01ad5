class Inquiry {
  /** @param {InquiryFigure} figure */
  constructor(figure) {
    this.data = JSON.parse(figure.querySelector("script").textContent);
    [this.stride, this.padding, this.map] = [[...this.data.stride], [...this.data.padding], 0];
    this.at = [...this.data.at];
    this.isPooling = this.data.operation !== "convolution";
    this.figure = figure;
    this.isPinned = false;
    this.outputName = this.data.titles[2];
    this.controls = make("div", { class: "controls" });
    this.grids = make("div", { class: "grids" });
    this.answer = make("div", { class: "answer", "aria-live": "polite" });
    const how = make("p", { class: "how" }, make("strong", {}, "Ask any pixel. "),
      `Point at a cell of the ${this.outputName}, or move through it with the arrow keys. `
      + "A click holds the cell, another lets it go.");
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", `Ask any pixel of the ${this.outputName}`);
    figure.append(how, this.controls, make("div", { class: "asked" }, this.grids, this.answer));
    figure.addEventListener("keydown", (event) => { if (event.key === "Escape") this.pin(false); });
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
          make("td", { style: this.tint(values, row * window[1] + column) }, values[row * window[1] + column])).frame);
      });
    }
    this.outputs = this.isPooling ? this.data.image.map((_, channel) => this.outputGrid(channel))
      : [this.outputGrid(0)];
    this.explain();
  }

  /// How strongly a cell is tinted: by its number's share of the largest of its matrix, as in the figures.
  /** @type {(values: string[], place: number) => string | null} */
  tint(values, place) {
    const numbers = values.map((value) => Number(value.replace("−", "-")));
    const share = numbers[place] / Math.max(...numbers.map(Math.abs));
    if (!Number.isFinite(share) || share === 0) return null;
    return `${share < 0 ? "--down: " : "--up: "}${Math.round(Math.abs(share) * 100)}%`;
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
      return inside ? make("td", { style: this.tint(values, y * size[1] + x) }, values[y * size[1] + x])
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
    const { rows, columns } = this.output;
    const values = Array.from({ length: rows * columns }, (_, place) =>
      this.windowAt(Math.floor(place / columns), place % columns).outputs[channel]);
    const grid = this.grid(title, rows, columns, (row, column) => {
      const value = values[row * columns + column];
      const cell = make("td", { role: "gridcell", "data-row": row, "data-column": column, tabindex: -1,
        style: this.tint(values, row * columns + column), "aria-label": `row ${row}, column ${column}: ${value}`,
      }, value);
      const choose = () => { this.at = [row, column]; this.explain(); };
      cell.addEventListener("mouseenter", () => { if (!this.isPinned) choose(); });
      // A click brings the focus first, and with it the cell.
      cell.addEventListener("mousedown", () => { this.held = this.isPinned ? [...this.at] : undefined; });
      cell.addEventListener("click", () => {
        choose();
        this.pin(!(this.held && this.held[0] === row && this.held[1] === column));
      });
      cell.addEventListener("focus", choose);
      return cell;
    }, { role: "grid" });
    grid.table.addEventListener("keydown", (event) => this.move(event, grid));
    this.grids.append(grid.frame);
    return grid;
  }

  /// Whether the chosen output stays, whatever is pointed at.
  /** @type {(isPinned: boolean) => void} */
  pin(isPinned) {
    this.isPinned = isPinned;
    this.figure.classList.toggle("pinned", isPinned);
  }

  /** @type {(event: KeyboardEvent, grid: Grid) => void} */
  move(event, grid) {
    const [lastRow, lastColumn] = [this.output.rows - 1, this.output.columns - 1];
    const [row, column] = this.at;
    /** @type {Record<string, Pair>} */
    const goals = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? lastRow : row, lastColumn],
      PageUp: [0, column], PageDown: [lastRow, column],
    };
    const goal = goals[event.key];
    if (!goal) return;
    event.preventDefault();
    const place = [Math.max(0, Math.min(lastRow, goal[0])), Math.max(0, Math.min(lastColumn, goal[1]))];
    grid.cells[place[0] * grid.columns + place[1]].focus();
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
        cell.classList.toggle("top", inside && y === top);
        cell.classList.toggle("bottom", inside && y === top + window[0] - 1);
        cell.classList.toggle("left", inside && x === left);
        cell.classList.toggle("right", inside && x === left + window[1] - 1);
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
    const name = this.outputName[0].toUpperCase() + this.outputName.slice(1);
    const parts = [make("p", {}, `${name}, row ${row}, column ${column}. `
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
      const isAll = chosen.subtotals.length === 1 && this.data.biases.length === 0;
      return isAll ? [terms, products] : [terms, products, make("p", { class: "subtotal" },
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
    return [make("p", { class: "total" }, hasSum ? `${sums} = ` : "= ", `${this.outputName} ${chosen.outputs[0]}`)];
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
