/// A square of weights that the reader types into: one cell is in the order of tabs, and the keys lead to the others.
class WeightGrid {
  /** @param {string} title @param {number} size @param {Float32Array} weights @param {() => void} changed */
  constructor(title, size, weights, changed) {
    [this.size, this.weights, this.changed] = [size, weights, changed];
    const table = make("table", { "aria-label": title });
    /** @type {HTMLInputElement[]} */
    this.cells = [];
    for (let row = 0; row < size; row += 1) {
      const line = make("tr");
      for (let column = 0; column < size; column += 1) {
        const cell = make("input", { type: "text", tabindex: this.cells.length === (size * size - 1) / 2 ? 0 : -1,
          "aria-label": `${title}, row ${row}, column ${column}` });
        this.listen(cell, this.cells.length);
        this.cells.push(cell);
        line.append(make("td", {}, cell));
      }
      table.append(line);
    }
    this.element = make("div", { class: "weights" },
      make("p", { class: "title", "aria-hidden": "true" }, title), table);
    this.show();
  }

  /** @type {(cell: HTMLInputElement, place: number) => void} */
  listen(cell, place) {
    cell.addEventListener("focus", () => {
      for (const other of this.cells) other.tabIndex = other === cell ? 0 : -1;
      cell.value = exact(this.weights[place]);
      cell.select();
    });
    cell.addEventListener("input", () => {
      const value = numberIn(cell.value);
      cell.setAttribute("aria-invalid", value === null);
      if (value === null || value === this.weights[place]) return;
      this.weights[place] = value;
      this.tint();
      this.changed();
    });
    cell.addEventListener("blur", () => this.show());
    cell.addEventListener("keydown", (event) => this.move(event, cell, place));
  }

  /// Up and down lead to the next row; left and right to the next cell, once the text that one types in ends.
  /** @type {(event: KeyboardEvent, cell: HTMLInputElement, place: number) => void} */
  move(event, cell, place) {
    const { size } = this;
    const [start, end, length] = [cell.selectionStart ?? 0, cell.selectionEnd ?? 0, cell.value.length];
    const isWhole = start === 0 && end === length;
    const [isFirst, isLast] = [isWhole || end === 0, isWhole || start === length];
    /** @type {Record<string, number>} */
    const steps = { ArrowUp: -size, ArrowDown: size, Enter: size, ArrowLeft: isFirst ? -1 : 0,
      ArrowRight: isLast ? 1 : 0 };
    const step = steps[event.key] ?? 0;
    const isAcross = Math.abs(step) === 1;
    const goal = place + step;
    if (!isAlone(event) || !step || !this.cells[goal]
      || (isAcross && Math.floor(goal / size) !== Math.floor(place / size))) return;
    event.preventDefault();
    this.cells[goal].focus();
  }

  /// Writes the weights into their cells, to two decimals, all but the one that is being typed in.
  show() {
    this.cells.forEach((cell, place) => {
      if (cell === document.activeElement) return;
      cell.value = proper(Number(this.weights[place].toFixed(2)));
      cell.title = exact(this.weights[place]);
      cell.setAttribute("aria-invalid", false);
    });
    this.tint();
  }

  /// Orange above zero, blue below, as strong as the weight is among all.
  tint() {
    const largest = this.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    this.cells.forEach((cell, place) => {
      const share = `${Math.round(100 * Math.abs(this.weights[place]) / (largest || 1))}%`;
      cell.setAttribute("style", `${this.weights[place] < 0 ? "--down" : "--up"}: ${share}`);
    });
  }
}
