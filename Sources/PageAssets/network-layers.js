/// Gives an element another text. What stays as it is need not be laid out anew.
/** @type {(element: HTMLElement, text: string) => void} */
const say = (element, text) => {
  if (element.textContent !== text) element.replaceChildren(text);
};

/// One layer on the page: its maps as pictures, or its units as bars. A cell can be chosen with pointer or keys.
class LayerView {
  /** @param {LayerHeading} heading @param {number[]} shape @param {(index: number) => void} ask */
  constructor(heading, shape, ask) {
    [this.heading, this.shape, this.ask] = [heading, shape, ask];
    this.isFlat = shape.length === 1;
    [this.maps, this.rows, this.columns] = this.isFlat ? [1, 1, shape[0]] : shape;
    this.at = { map: 0, row: Math.floor(this.rows / 2), column: this.isFlat ? 0 : Math.floor(this.columns / 2) };
    [this.low, this.high, this.bar] = [make("span", {}), make("span", {}), make("canvas", {
      width: 256, height: 1, role: "img", "aria-label": "to"
    })];
    this.range = make("span", { class: "range" }, this.low, this.bar, this.high);
    /// Whether the layer is on the screen or soon will be; what is not is painted when it comes.
    this.isNear = true;
    /// What was shown last.
    this.shown = { values: new Float32Array(), isShared: true, areDifferences: false };
    /** @type {HTMLCanvasElement[]} */
    this.canvases = [];
    this.buttons = Array.from({ length: this.maps }, (_, map) => this.button(map));
    this.grid = make("div", { class: this.isFlat ? "units" : "maps", role: "group", "aria-label": heading.name },
      ...this.buttons);
    this.element = make("section", { class: "layer", "aria-label": heading.name },
      make("p", { class: "title" }, make("strong", {}, heading.name), ` ${heading.about} `, this.range), this.grid);
    this.grid.setAttribute("style", `--columns: ${this.columns}`);
  }

  /** @type {(map: number) => HTMLButtonElement} */
  button(map) {
    const size = this.isFlat ? { width: this.columns * 8, height: 64 } : { width: this.columns, height: this.rows };
    const canvas = make("canvas", size);
    this.canvases.push(canvas);
    const button = make("button", {
      type: "button", class: "map", tabindex: map === 0 ? 0 : -1,
      "aria-label": this.isFlat ? `${this.heading.name}, ${this.columns} units` : `${this.heading.name}, map ${map}`
    }, make("span", { class: "view" }, canvas, make("span", { class: "frame" })));
    button.addEventListener("click", (event) => {
      if (event.detail > 0) this.choose(map, ...this.cellUnder(event, canvas));
      else this.choose(map, this.at.row, this.at.column);
    });
    button.addEventListener("keydown", (event) => this.press(event, map));
    return button;
  }

  /** @type {(event: MouseEvent, canvas: HTMLElement) => Pair} */
  cellUnder(event, canvas) {
    const box = canvas.getBoundingClientRect();
    /** @type {(share: number, count: number) => number} */
    const cell = (share, count) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    return [cell((event.clientY - box.top) / box.height, this.rows),
      cell((event.clientX - box.left) / box.width, this.columns)];
  }

  /** @type {(event: KeyboardEvent, map: number) => void} */
  press(event, map) {
    /** @type {Record<string, [number, number, number] | undefined>} */
    const steps = {
      ArrowUp: [0, -1, 0], ArrowDown: [0, 1, 0], ArrowLeft: [0, 0, -1], ArrowRight: [0, 0, 1], PageUp: [-1, 0, 0],
      PageDown: [1, 0, 0], Home: [0, 0, -this.columns], End: [0, 0, this.columns]
    };
    const step = steps[event.key];
    if (!step || !isAlone(event)) return;
    event.preventDefault();
    /** @type {(value: number, count: number) => number} */
    const inside = (value, count) => Math.max(0, Math.min(count - 1, value));
    const next = inside(map + step[0], this.maps);
    this.choose(next, inside(this.at.row + step[1], this.rows), inside(this.at.column + step[2], this.columns));
    this.buttons[next].focus({ preventScroll: true });
  }

  /** @type {(map: number, row: number, column: number) => void} */
  choose(map, row, column) {
    this.ask((map * this.rows + row) * this.columns + column);
  }

  /// A cell becomes the one that the keys go on from.
  /** @type {(index: number) => void} */
  goTo(index) {
    const { rows, columns } = this;
    const map = Math.floor(index / (rows * columns));
    this.at = { map, row: Math.floor(index / columns) % rows, column: index % columns };
  }

  /// Shows what the layer gives. `isShared`: one scale for all maps, or else one for each.
  /** @type {(values: Float32Array, isShared: boolean, areDifferences: boolean) => void} */
  show(values, isShared, areDifferences) {
    this.shown = { values, isShared, areDifferences };
    if (this.isNear) this.paint();
  }

  paint() {
    const { values, isShared, areDifferences } = this.shown;
    const common = scaleOf(values, areDifferences);
    const size = this.rows * this.columns;
    const scale = !this.heading.isImage ? common
      : { ...common, low: common.least, high: Math.max(common.most, common.least + 1e-6), table: colors.gray };
    const isOne = isShared || this.heading.isImage || this.isFlat;
    this.canvases.forEach((canvas, map) => {
      const part = values.subarray(map * size, (map + 1) * size);
      if (this.isFlat) this.showBars(canvas, part, common);
      else paint(canvas, part, isOne ? scale : scaleOf(part, areDifferences));
    });
    this.showScale(scale, isOne);
  }

  /// Says what the colours stand for, with their bar if all maps have the same.
  /** @type {(scale: Scale, isOne: boolean) => void} */
  showScale({ low, high, least, most, table }, isOne) {
    const hasBar = isOne && !this.isFlat;
    this.bar.hidden = !hasBar;
    const [from, to] = hasBar ? [written(low), written(high)]
      : [`${isOne ? "" : "each map on its own scale, "}${written(least)} to `, written(most)];
    say(this.low, from);
    say(this.high, to);
    if (this.table === table || !hasBar) return;
    this.table = table;
    paint(this.bar, Float32Array.from({ length: 256 }, (_, step) => step), { low: 0, high: 255, least, most, table });
  }

  /** @type {(canvas: HTMLCanvasElement, values: Float32Array, scale: Scale) => void} */
  showBars(canvas, values, { low, high }) {
    const context = contextOf(canvas);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const zero = canvas.height * high / (high - low);
    values.forEach((value, unit) => {
      context.fillStyle = "#8883";
      context.fillRect(8 * unit, 0, 7, canvas.height);
      context.fillStyle = low === 0 ? "#21918c" : value < 0 ? "#2166ac" : "#c05421";
      const end = canvas.height * (high - value) / (high - low);
      context.fillRect(8 * unit, Math.min(zero, end) - 1, 7, Math.abs(zero - end) + 2);
    });
  }

  /// Frames a part of one map or of all; nothing without a field.
  /** @type {(field: Field | null, isChosen: boolean) => void} */
  frame(field, isChosen) {
    this.buttons.forEach((button, map) => {
      button.classList.toggle("within", field !== null && (field.map === null || field.map === map));
      button.tabIndex = map === this.at.map ? 0 : -1;
      button.setAttribute("aria-pressed", isChosen && field?.map === map);
    });
    if (!field) return;
    /** @type {(size: number, whole: number) => string} */
    const share = (size, whole) => `${100 * size / whole}%`;
    this.grid.setAttribute("style", [
      `--columns: ${this.columns}`, `--top: ${share(field.top, this.rows)}`, `--left: ${share(field.left, this.columns)}`,
      `--height: ${share(field.bottom - field.top, this.rows)}`,
      `--width: ${share(field.right - field.left, this.columns)}`
    ].join("; "));
  }
}
