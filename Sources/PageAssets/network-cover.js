/// The side of the grey square that hides a part of an image.
const coverSide = 5;

/// An image with a grey square in the middle of which a pixel is, as far as it lies in the image.
/** @type {(pixels: Uint8ClampedArray, size: number[], row: number, column: number) => Uint8ClampedArray} */
const covered = (pixels, [channels, height, width], row, column) => {
  const result = pixels.slice();
  const reach = Math.floor(coverSide / 2);
  const [left, right] = [Math.max(0, column - reach), Math.min(width, column + reach + 1)];
  for (let channel = 0; channel < channels; channel += 1) {
    for (let y = Math.max(0, row - reach); y < Math.min(height, row + reach + 1); y += 1) {
      const line = (channel * height + y) * width;
      result.fill(128, line + left, line + right);
    }
  }
  return result;
};

/// A grey square that the reader moves over the image, with a pointer or with the arrow keys.
class Cover {
  /** @param {number[]} size @param {HTMLElement} over the image @param {(isNew: boolean) => void} changed */
  constructor(size, over, changed) {
    [this.size, this.over, this.changed] = [size, over, changed];
    this.isHeld = false;
    this.at = { row: Math.floor(size[1] / 2), column: Math.floor(size[2] / 2) };
    this.element = make("button", { type: "button", class: "cover", hidden: "" });
    this.switch = make("button", { type: "button", "aria-pressed": "false" }, "cover a part");
    this.switch.addEventListener("click", () => {
      this.put(this.element.hidden ? this.at : null);
      if (!this.element.hidden) this.element.focus();
    });
    this.listen();
  }

  /// The image with the square, if it lies there.
  /** @type {(pixels: Uint8ClampedArray) => Uint8ClampedArray} */
  hide(pixels) {
    return this.element.hidden ? pixels : covered(pixels, this.size, this.at.row, this.at.column);
  }

  /// Puts the square's middle at a pixel, or takes the square away.
  /** @type {(place: Place | null) => void} */
  put(place) {
    const [isNew, [, height, width]] = [this.element.hidden !== !place, this.size];
    this.element.hidden = !place;
    this.switch.setAttribute("aria-pressed", place !== null);
    if (place) {
      /** @type {(value: number, count: number) => number} */
      const inside = (value, count) => Math.max(0, Math.min(count - 1, value));
      const [row, column] = [inside(place.row, height), inside(place.column, width)];
      this.at = { row, column };
      this.element.setAttribute("style", `--top: ${(row - coverSide / 2 + 0.5) / height}; `
        + `--left: ${(column - coverSide / 2 + 0.5) / width}; --width: ${coverSide / width}; `
        + `--height: ${coverSide / height}`);
      this.element.setAttribute("aria-label", `Grey square, row ${row}, column ${column}. The arrow keys move it, Escape `
        + "takes it away.");
    }
    this.changed(isNew);
  }

  listen() {
    const { element } = this;
    // Who moves it: a second finger does not.
    let pointer = 0;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.isHeld) return;
      pointer = event.pointerId;
      element.setPointerCapture(pointer);
      this.isHeld = true;
    });
    element.addEventListener("pointermove", (event) => {
      if (!this.isHeld || event.pointerId !== pointer) return;
      const box = this.over.getBoundingClientRect();
      const row = Math.floor((event.clientY - box.top) / box.height * this.size[1]);
      const column = Math.floor((event.clientX - box.left) / box.width * this.size[2]);
      if (row !== this.at.row || column !== this.at.column) this.put({ row, column });
    });
    element.addEventListener("lostpointercapture", (event) => {
      if (event.pointerId !== pointer) return;
      this.isHeld = false;
      this.changed(false);
    });
    element.addEventListener("keydown", (event) => {
      /** @type {Record<string, Pair | undefined>} */
      const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
      const step = steps[event.key];
      if (!isAlone(event)) return;
      if (event.key === "Escape") {
        this.put(null);
        this.switch.focus();
      } else if (step) this.put({ row: this.at.row + step[0], column: this.at.column + step[1] });
      else return;
      event.preventDefault();
    });
  }
}
