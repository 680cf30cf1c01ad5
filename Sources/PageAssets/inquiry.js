class Inquiry {
  /** @param {InquiryFigure} figure */
  constructor(figure) {
    this.data = JSON.parse(figure.querySelector("script").textContent);
    [this.stride, this.padding, this.map] = [[...this.data.stride], [...this.data.padding], 0];
    this.at = [...this.data.at];
    [this.dilation, this.operation, this.shownTo] = [[1, 1], this.data.operation, Infinity];
    this.isPooling = this.data.operation !== "convolution";
    this.figure = figure;
    this.isPinned = false;
    /// What puts each control back to how the page came.
    /** @type {(() => void)[]} */
    this.resets = [];
    this.outputName = this.data.titles[2];
    this.controls = make("div", { class: "controls" });
    this.grids = make("div", { class: "grids" });
    this.answer = make("div", { class: "answer", "aria-live": "polite" });
    this.field = make("p");
    this.usage = make("p", { "aria-live": "polite" });
    this.about = make("div", { class: "about" }, this.field, this.usage);
    const how = make("p", { class: "how" }, make("strong", {}, "Ask any pixel. "),
      `Point at a cell of the ${this.outputName}, or move through it with the arrow keys. `
      + "A click holds the cell, another lets it go. Choose any other cell to change its number and to see what uses it.");
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", `Ask any pixel of the ${this.outputName}`);
    figure.append(how, this.controls, make("div", { class: "asked" }, this.grids,
      make("div", { class: "words" }, this.answer, this.about)));
    figure.addEventListener("keydown", (event) => { if (event.key === "Escape") this.pin(false); });
    this.addControls();
    this.layOut();
  }

  addControls() {
    if (this.data.kernels.length > 1) {
      const choice = make("select", { "aria-label": "Output map" });
      this.data.kernels.forEach((_, map) => choice.append(make("option", { value: map }, `map ${map}`)));
      choice.addEventListener("change", () => {
        this.map = Number(choice.value);
        this.layOut();
        if (this.picked) this.pick(this.picked);
      });
      this.resets.push(() => {
        this.map = 0;
        choice.value = "0";
      });
      this.controls.append(make("label", {}, "Output ", choice));
    }
    if (this.isPooling) {
      const choice = make("select", { "aria-label": "Pooling" });
      for (const operation of ["maximum", "average"]) choice.append(make("option", { value: operation }, operation));
      choice.value = this.operation;
      choice.addEventListener("change", () => {
        this.operation = choice.value === "maximum" ? "maximum" : "average";
        this.change();
      });
      this.resets.push(() => {
        this.operation = this.data.operation;
        choice.value = this.operation;
      });
      this.controls.append(make("label", {}, "Pooling ", choice));
    }
    this.addPlaying();
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
      const [down, across] = values;
      this.resets.push(() => {
        [values[0], values[1]] = [down, across];
        input.value = String(down);
        shown.textContent = input.value;
      });
      this.controls.append(make("label", {}, `${name} `, input, " ", shown));
    };
    slider("stride", this.stride, 1, 4);
    slider("padding", this.padding, 0, this.data.widest[0] + (this.isPooling ? 1 : 0));
    if (!this.isPooling) slider("dilation", this.dilation, 1, 3);
    this.formula = make("div", { class: "formula" });
    this.controls.append(this.formula);
  }

  /// What moves the window on, with the output filling in: by itself, unless the reader wants no motion, or step by step.
  addPlaying() {
    const [play, step, reset] = ["Play", "Step", "As it was"].map((name) => make("button", { type: "button" }, name));
    const stop = () => {
      clearInterval(this.timer);
      play.textContent = "Play";
      this.answer.setAttribute("aria-live", "polite");
    };
    const move = () => {
      const { rows, columns } = this.output;
      if (!rows) return;
      const next = Number.isFinite(this.shownTo) ? this.shownTo + 1 : 0;
      if (next >= rows * columns) {
        this.shownTo = Infinity;
        stop();
      } else {
        this.shownTo = next;
        this.at = [Math.floor(next / columns), next % columns];
      }
      this.explain();
    };
    play.addEventListener("click", () => {
      const isPlaying = play.textContent === "Pause";
      stop();
      if (isPlaying) return;
      play.textContent = "Pause";
      // What is said of each place would come too fast to be listened to.
      this.answer.setAttribute("aria-live", "off");
      this.timer = setInterval(move, 600);
    });
    step.addEventListener("click", () => { stop(); move(); });
    reset.addEventListener("click", () => {
      stop();
      this.data = JSON.parse(this.figure.querySelector("script").textContent);
      [this.numbers, this.picked, this.shownTo] = [undefined, undefined, Infinity];
      this.resets.forEach((putBack) => putBack());
      this.field.replaceChildren();
      this.usage.textContent = "";
      this.layOut();
    });
    const isStill = typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.controls.append(make("span", { class: "playing" }, ...(isStill ? [step, reset] : [play, step, reset])));
  }

  /// Computes from now on what the page came with, and shows it.
  change() {
    this.numbers ??= new InquiryNumbers(this.data);
    this.numbers.write(this.data);
    this.layOut();
  }

  /// Rows and columns of the output; the reason why there are none, if there are none.
  /** @type {() => OutputSize | Refusal} */
  outputSize() {
    const { size, window, widest } = this.data;
    const { dilation = [1, 1] } = this;
    if (this.padding.some((padding, axis) => padding > widest[axis])) {
      return { refusal: "Padding of more than half the window is not allowed: a window could then see nothing but "
        + "padding, and would have no value to choose." };
    }
    const counts = [0, 1].map((axis) => size[axis] - dilation[axis] * (window[axis] - 1) - 1
      + 2 * this.padding[axis]);
    if (counts.some((count) => count < 0)) {
      return { refusal: `The window of ${dilation[0] * (window[0] - 1) + 1}×`
        + `${dilation[1] * (window[1] - 1) + 1} does not fit into the padded image of `
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
      this.output = { rows: 0, columns: 0 };
      this.answer.append(make("p", { class: "refusal" }, output.refusal));
      this.usage.textContent = "";
      return;
    }
    this.output = output;
    const { size, window } = this.data;
    const { stride, padding, dilation } = this;
    this.sliding = new SlidingWindow({ size, window, stride, padding, dilation });
    this.at = [Math.min(this.at[0], output.rows - 1), Math.min(this.at[1], output.columns - 1)];
    this.images = this.data.image.map((values, channel) => this.imageGrid(values, channel));
    if (!this.isPooling) {
      this.data.kernels[this.map].forEach((values, channel) => {
        const several = this.data.image.length > 1 ? `, channel ${channel}` : "";
        const title = `${this.data.titles[1]}${several}`;
        const grid = this.grid(title, window[0], window[1], (row, column) => {
          const place = row * window[1] + column;
          const cell = make("td", { style: this.tint(values, place) }, values[place]);
          return this.choosable(cell, { isKernel: true, channel, place }, `row ${row}, column ${column}`);
        }, { role: "grid" });
        this.walkable(grid);
        this.grids.append(grid.frame);
      });
    }
    this.outputs = this.isPooling ? this.data.image.map((_, channel) => this.outputGrid(channel))
      : [this.outputGrid(0)];
    this.explain();
    if (this.picked) this.usage.textContent = this.uses(this.picked);
    this.mark();
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
      if (!inside) return make("td", { class: "pad", role: "gridcell" }, this.operation === "maximum" ? "·" : "0");
      const place = y * size[1] + x;
      return this.choosable(make("td", { style: this.tint(values, place) }, values[place]),
        { isKernel: false, channel, place }, `row ${y}, column ${x}`);
    }, { role: "grid" });
    this.walkable(grid);
    this.grids.append(grid.frame);
    return grid;
  }

  /// Makes a cell one that can be chosen, by pointing, touch or the keyboard.
  /** @type {(cell: HTMLTableCellElement, picked: Picked, place: string) => HTMLTableCellElement} */
  choosable(cell, picked, place) {
    for (const [name, value] of Object.entries({ role: "gridcell", tabindex: -1, "data-choosable": "",
      "aria-label": `${place}: ${cell.textContent}` })) cell.setAttribute(name, value);
    cell.addEventListener("focus", () => this.pick(picked));
    cell.addEventListener("click", () => this.pick(picked));
    cell.addEventListener("keydown", (event) => {
      if (!isAlone(event) || !/^(?:Enter|[\d.−-])$/u.test(event.key)) return;
      event.preventDefault();
      const field = this.about.querySelector("input");
      if (!field) return;
      field.focus();
      if (event.key === "Enter") return;
      field.value = event.key;
      field.dispatchEvent(new Event("input"));
    });
    return cell;
  }

  /// The arrow keys lead through the cells that can be chosen; the first of them is in the order of tabs.
  /** @type {(grid: Grid) => void} */
  walkable(grid) {
    const isIn = grid.cells.map((cell) => cell.getAttribute("data-choosable") !== null);
    if (isIn.includes(true)) grid.cells[isIn.indexOf(true)].tabIndex = 0;
    grid.table.addEventListener("keydown", (event) => {
      /** @type {Record<string, number>} */
      const steps = { ArrowUp: -grid.columns, ArrowDown: grid.columns, ArrowLeft: -1, ArrowRight: 1 };
      const step = steps[event.key];
      const from = grid.cells.findIndex((cell) => cell === document.activeElement);
      if (!isAlone(event) || !step || from < 0 || !isIn[from + step]) return;
      event.preventDefault();
      // A click may have led away from the one that was in the order of tabs.
      grid.cells.forEach((cell, at) => { if (isIn[at]) cell.tabIndex = at === from + step ? 0 : -1; });
      grid.cells[from + step].focus();
    });
  }

  /// Shows the number of a cell in a field, and, of a pixel, which outputs use it and with which weight.
  /** @type {(picked: Picked) => void} */
  pick(picked) {
    this.picked = picked;
    const { isKernel, channel, place } = picked;
    const { size, window, image, kernels, titles } = this.data;
    const columns = isKernel ? window[1] : size[1];
    const [row, column] = [Math.floor(place / columns), place % columns];
    const several = image.length > 1 ? `, channel ${channel}` : "";
    const name = `${titles[isKernel ? 1 : 0]}${several}, row ${row}, column ${column}`;
    const text = isKernel ? kernels[this.map][channel][place] : image[channel][place];
    const field = make("input", { type: "text", size: 8, value: text, "aria-label": name });
    field.addEventListener("focus", () => field.select());
    field.addEventListener("input", () => {
      const value = numberIn(field.value);
      field.setAttribute("aria-invalid", value === null);
      if (value === null) return;
      this.numbers ??= new InquiryNumbers(this.data);
      (isKernel ? this.numbers.kernels[this.map][channel] : this.numbers.image[channel])[place] = value;
      this.change();
    });
    this.field.replaceChildren(make("label", {}, `${name}: `, field));
    this.usage.textContent = this.uses(picked);
    this.mark();
  }

  /// The outputs whose window holds a pixel: for each its index, and the place in the window.
  /** @type {(pixel: number) => Pair[]} */
  users(pixel) {
    /** @type {Pair[]} */
    const found = [];
    const { rows, columns } = this.output;
    for (let index = 0; index < rows * columns; index += 1) {
      this.sliding.forEach(Math.floor(index / columns), index % columns, (place, under) => {
        if (under === pixel) found.push([index, place]);
      });
    }
    return found;
  }

  /** @type {(picked: Picked) => string} */
  uses({ isKernel, channel, place }) {
    const { columns, rows } = this.output;
    if (!rows) return "";
    if (isKernel) return `Every one of the ${rows * columns} outputs uses this weight.`;
    const users = this.users(place);
    if (!users.length) return "No output uses this pixel.";
    const words = users.map(([index, at]) => {
      const weight = this.isPooling ? "" : ` with weight ${this.data.kernels[this.map][channel][at]}`;
      const { winners } = this.windowAt(Math.floor(index / columns), index % columns);
      const wins = this.operation === "maximum" && winners[channel] === at ? " (here it is the largest)" : "";
      return `row ${Math.floor(index / columns)}, column ${index % columns}${weight}${wins}`;
    });
    return `${users.length === 1 ? "One output uses" : `${users.length} outputs use`} this pixel: ${words.join("; ")}.`;
  }

  /// Marks the chosen pixel, and the outputs that use it.
  mark() {
    const pixel = this.picked && !this.picked.isKernel ? this.picked : undefined;
    const users = pixel ? this.users(pixel.place).map(([index]) => index) : [];
    for (const grid of this.outputs) {
      grid.cells.forEach((cell, index) => cell.classList.toggle("user", users.includes(index)));
    }
    const { size } = this.data;
    this.images.forEach((grid, channel) => grid.cells.forEach((cell, index) => {
      const [y, x] = [Math.floor(index / grid.columns) - this.padding[0], index % grid.columns - this.padding[1]];
      const isThere = x >= 0 && x < size[1] && y * size[1] + x === pixel?.place;
      cell.classList.toggle("picked", isThere && channel === pixel?.channel);
    }));
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
    const isToEnd = event.ctrlKey && /^(?:Home|End)$/u.test(event.key);
    if (!goal || !(isAlone(event) || isToEnd)) return;
    event.preventDefault();
    const place = [Math.max(0, Math.min(lastRow, goal[0])), Math.max(0, Math.min(lastColumn, goal[1]))];
    grid.cells[place[0] * grid.columns + place[1]].focus();
  }

  /** @type {(row: number, column: number) => WindowNumbers} */
  windowAt(row, column) {
    if (this.numbers || this.dilation[0] > 1) {
      this.numbers ??= new InquiryNumbers(this.data);
      return this.numbers.window(this.sliding, this.operation, this.map, [row, column]);
    }
    const { size, window, widest, windows } = this.data;
    const [top, left] = this.sliding.corner(row, column);
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
    const { dilation } = this;
    const [top, left] = this.sliding.corner(row, column);
    const chosen = this.windowAt(row, column);
    this.images.forEach((grid, channel) => {
      grid.cells.forEach((cell, index) => {
        const y = Math.floor(index / grid.columns) - this.padding[0];
        const x = (index % grid.columns) - this.padding[1];
        const [down, across] = [(y - top) / dilation[0], (x - left) / dilation[1]];
        const inside = [down, across].every((step, axis) => Number.isInteger(step) && step >= 0 && step < window[axis]);
        const place = down * window[1] + across;
        const isApart = dilation[0] > 1;
        cell.classList.toggle("patch", inside);
        cell.classList.toggle("top", inside && (isApart || down === 0));
        cell.classList.toggle("bottom", inside && (isApart || down === window[0] - 1));
        cell.classList.toggle("left", inside && (isApart || across === 0));
        cell.classList.toggle("right", inside && (isApart || across === window[1] - 1));
        cell.classList.toggle("winner", inside && chosen.winners[channel] === place);
      });
    });
    for (const grid of this.outputs) {
      grid.cells.forEach((cell, index) => {
        const isChosen = index === row * grid.columns + column;
        cell.setAttribute("aria-selected", isChosen);
        cell.tabIndex = isChosen ? 0 : -1;
        cell.classList.toggle("blank", index > this.shownTo);
      });
    }
    /** @type {(name: string, first: number, count: number) => string} */
    const range = (name, first, count) => (count === 1 ? `${name} ${proper(first)}` : dilation[0] === 1
      ? `${name}s ${proper(first)} to ${proper(first + count - 1)}`
      : `${name}s ${Array.from({ length: count }, (_, step) => proper(first + step * dilation[0])).join(", ")}`);
    /** @type {(channel: number) => (string | null)[]} */
    const patch = (channel) => Array.from({ length: window[0] * window[1] }, (_, place) => {
      const [y, x] = [top + dilation[0] * Math.floor(place / window[1]), left + dilation[1] * (place % window[1])];
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
      const sign = place === 0 ? "" : this.operation === "maximum" ? ", " : " + ";
      const text = kernel ? `${inParentheses(value ?? "0")}×${inParentheses(kernel[place])}`
        : value === null && this.operation === "maximum" ? "·" : inParentheses(value ?? "0");
      const product = kernel ? { title: `= ${chosen.products[channel][place]}` } : {};
      terms.append(sign, make("span", { ...product, class: value === null ? "pad" : null }, text));
    });
    if (this.operation === "maximum") {
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
    const { size } = this.data;
    const window = this.data.window.map((count, axis) => this.dilation[axis] * (count - 1) + 1);
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
    const isSquare = [size, window, this.stride, this.padding].every(([down, across]) => down === across);
    this.formula.replaceChildren(...(output.refusal ? [] : isSquare ? [side("rows and columns", 0, output.rows)]
      : [side("rows", 0, output.rows), side("columns", 1, output.columns)]));
  }
}

document.querySelectorAll(".inquiry").forEach((figure) => new Inquiry(figure));
