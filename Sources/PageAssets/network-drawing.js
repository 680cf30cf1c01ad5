/// Where the reader draws a digit. What the network gets is made as its training images were: the strokes scaled until the
/// larger side of the ink is 20 pixels, then moved by whole pixels until their centre of mass is in the middle.
class DrawingPad {
  /** @param {(isNew: boolean) => void} changed hears of every change, and whether it begins or undoes a stroke */
  constructor(changed) {
    this.changed = changed;
    this.isHeld = false;
    /** @type {Point[][]} */
    this.strokes = [];
    /// What was cleared last, which can be taken back.
    /** @type {Point[][]} */
    this.cleared = [];
    this.pen = { x: 0.5, y: 0.5, isDown: false, isShown: false };
    this.canvas = make("canvas", {
      class: "pad", width: 280, height: 280, tabindex: 0, role: "application",
      "aria-label": "Drawing pad. Arrow keys move the pen, Space puts it down and lifts it, Backspace takes back a stroke."
    });
    this.element = make("div", { class: "sheet" }, this.canvas, make("div", { class: "tools" },
      this.button("Undo", () => this.undo()),
      this.button("Clear", () => this.clear())));
    this.listen();
    this.sketch();
  }

  /** @type {(name: string, act: () => void) => HTMLButtonElement} */
  button(name, act) {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", act);
    return button;
  }

  listen() {
    const { canvas } = this;
    // Where the pad is on the page when a stroke begins: to ask at every place would lay the page out each time.
    let box = { left: 0, top: 0, width: 1, height: 1 };
    /** @type {Point[]} */
    let stroke = [];
    // Whose stroke it is: a second finger draws nothing.
    let pointer = 0;
    /** @type {(share: number) => number} */
    const inside = (share) => Math.max(0, Math.min(1, share));
    /** @type {(event: PointerEvent) => Point} */
    const place = ({ pageX, pageY }) => ({ x: inside((pageX - box.left) / box.width),
      y: inside((pageY - box.top) / box.height) });
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.isHeld) return;
      pointer = event.pointerId;
      canvas.setPointerCapture(pointer);
      const { left, top, width, height } = canvas.getBoundingClientRect();
      box = { left: left + event.pageX - event.clientX, top: top + event.pageY - event.clientY, width, height };
      [this.isHeld, this.pen.isDown] = [true, false];
      stroke = [place(event)];
      this.strokes.push(stroke);
      this.changed(true);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!this.isHeld || event.pointerId !== pointer) return;
      const moves = event.getCoalescedEvents?.() ?? [];
      stroke.push(...(moves.length ? moves : [event]).map(place));
      this.changed(false);
    });
    canvas.addEventListener("lostpointercapture", (event) => {
      // A stroke that was taken away is over already.
      if (event.pointerId !== pointer || !this.isHeld) return;
      this.isHeld = false;
      this.changed(false);
    });
    canvas.addEventListener("keydown", (event) => this.press(event));
    canvas.addEventListener("blur", () => { this.pen.isDown = false; this.pen.isShown = false; this.sketch(); });
    canvas.addEventListener("focus", () => {
      this.pen.isShown = canvas.matches(":focus-visible");
      this.sketch();
    });
  }

  /** @type {(event: KeyboardEvent) => void} */
  press(event) {
    if (!isAlone(event)) return;
    // A stroke under the pointer is not taken away from it.
    if (this.isHeld) {
      if (event.key !== "Tab") event.preventDefault();
      return;
    }
    /** @type {Record<string, Pair | undefined>} */
    const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const [step, { pen }] = [steps[event.key], this];
    if (step) {
      pen.x = Math.max(0.05, Math.min(0.95, pen.x + step[0] / 20));
      pen.y = Math.max(0.05, Math.min(0.95, pen.y + step[1] / 20));
      if (pen.isDown) {
        this.strokes[this.strokes.length - 1].push({ x: pen.x, y: pen.y });
        this.changed(false);
      }
    } else if (event.key === " ") {
      pen.isDown = !pen.isDown;
      if (pen.isDown) {
        this.strokes.push([{ x: pen.x, y: pen.y }]);
        this.changed(true);
      }
    } else if (event.key === "Backspace") this.undo();
    else return;
    event.preventDefault();
    pen.isShown = true;
    this.sketch();
  }

  /// Takes the last stroke back, or what was cleared before it; without either the image stays as it is.
  undo() {
    this.letGo();
    if (this.strokes.length) this.strokes.pop();
    else if (this.cleared.length) [this.strokes, this.cleared] = [this.cleared, []];
    else return;
    this.changed(true);
  }

  clear() {
    if (this.strokes.length) this.cleared = this.strokes;
    this.strokes = [];
    this.letGo();
    this.changed(true);
  }

  /// Takes all strokes away, as another image is there.
  empty() {
    [this.strokes, this.cleared] = [[], []];
    this.letGo();
    this.sketch();
  }

  /// Ends the stroke that is being drawn: what a pointer or the keys still draw of it is no part of the image.
  letGo() { [this.isHeld, this.pen.isDown] = [false, false]; }

  /// The strokes as the network gets them, and as they are drawn.
  read() {
    this.sketch();
    return DrawingPad.pixels(this.strokes);
  }

  /// The strokes as they are drawn, and the pen where the keyboard has it.
  sketch() {
    const { canvas, pen } = this;
    const context = contextOf(canvas);
    context.fillStyle = "#000";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.lineWidth = 20;
    [context.lineCap, context.lineJoin, context.strokeStyle] = ["round", "round", "#fff"];
    for (const stroke of this.strokes) {
      context.beginPath();
      // A line of no length at all would not be drawn.
      context.moveTo(stroke[0].x * canvas.width - 0.1, stroke[0].y * canvas.height);
      for (const { x, y } of stroke) context.lineTo(x * canvas.width, y * canvas.height);
      context.stroke();
    }
    if (!this.strokes.length && !pen.isShown) {
      context.fillStyle = "#bbb";
      context.font = "20px system-ui, sans-serif";
      context.textAlign = "center";
      context.fillText("Draw a digit here", canvas.width / 2, canvas.height / 2);
    }
    if (!pen.isShown) return;
    context.beginPath();
    context.arc(pen.x * canvas.width, pen.y * canvas.height, 9, 0, 2 * Math.PI);
    [context.lineWidth, context.strokeStyle] = [3, pen.isDown ? "#f5a623" : "#6aa9ff"];
    context.stroke();
  }

  /// The strokes as an image of 28×28 pixels.
  /** @type {(strokes: Point[][]) => Uint8ClampedArray} */
  static pixels(strokes) {
    const [side, inkSide, radius, softness] = [28, 24, 1.2, 1.25];
    const result = new Uint8ClampedArray(side * side);
    const points = strokes.flat();
    if (!points.length) return result;
    // One by one: a browser takes no more than so many at once.
    /** @type {(values: number[]) => Pair} */
    const ends = (values) => [values.reduce((least, value) => Math.min(least, value)),
      values.reduce((most, value) => Math.max(most, value))];
    const [[left, right], [top, bottom]] = [ends(points.map(({ x }) => x)), ends(points.map(({ y }) => y))];
    const reach = radius + (softness - 1) / 2;
    // A dot stays a dot.
    const scale = (20 - 2 * reach) / Math.max(right - left, bottom - top, 0.15);
    /** @type {(point: Point) => Point} */
    const placed = ({ x, y }) => ({ x: (x - left) * scale + reach + 2, y: (y - top) * scale + reach + 2 });
    const distances = new Float64Array(inkSide * inkSide).fill(Infinity);
    for (const stroke of strokes) {
      stroke.forEach((point, index) => {
        DrawingPad.ink(distances, inkSide, placed(stroke[Math.max(0, index - 1)]), placed(point), radius);
      });
    }
    const ink = distances.map((distance) => Math.min(1, Math.max(0, 0.5 - distance / softness)));
    let [mass, across, down] = [0, 0, 0];
    ink.forEach((value, index) => {
      mass += value;
      across += value * (index % inkSide);
      down += value * Math.floor(index / inkSide);
    });
    const [shiftX, shiftY] = [Math.round(side / 2 - across / mass), Math.round(side / 2 - down / mass)];
    ink.forEach((value, index) => {
      const [x, y] = [index % inkSide + shiftX, Math.floor(index / inkSide) + shiftY];
      if (x >= 0 && y >= 0 && x < side && y < side) result[y * side + x] = Math.round(255 * value);
    });
    return result;
  }

  /// How far each pixel's middle lies outside a straight piece with round ends.
  /** @type {(distances: Float64Array, side: number, start: Point, end: Point, radius: number) => void} */
  static ink(distances, side, start, end, radius) {
    const along = { x: end.x - start.x, y: end.y - start.y };
    const inverse = 1 / Math.max(along.x ** 2 + along.y ** 2, 1e-12);
    const reach = radius + 1.5;
    /** @type {(a: number, b: number) => Pair} */
    const range = (a, b) => [Math.max(0, Math.floor(Math.min(a, b) - reach)), Math.min(side - 1, Math.max(a, b) + reach)];
    const [[left, right], [top, bottom]] = [range(start.x, end.x), range(start.y, end.y)];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const [x, y] = [column + 0.5 - start.x, row + 0.5 - start.y];
        const t = Math.min(1, Math.max(0, (x * along.x + y * along.y) * inverse));
        const distance = Math.hypot(x - t * along.x, y - t * along.y) - radius;
        const place = row * side + column;
        if (distance < distances[place]) distances[place] = distance;
      }
    }
  }
}

/// What can be done to an image, as one plane of bytes.
/** @type {Record<string, (pixels: Uint8ClampedArray, height: number, width: number) => Uint8ClampedArray>} */
const imageChanges = (() => {
  /** @type {(from: (row: number, column: number, at: PixelAt) => number) => ImageChange} */
  const each = (from) => (pixels, height, width) => {
    /** @type {PixelAt} */
    const at = (row, column) => {
      const isInside = row >= 0 && column >= 0 && row < height && column < width;
      return isInside ? pixels[row * width + column] : 0;
    };
    return pixels.map((_, index) => from(Math.floor(index / width), index % width, at));
  };
  /** @type {(angle: number) => ImageChange} */
  const turned = (angle) => (pixels, height, width) => {
    const [cosine, sine, middle] = [Math.cos(angle), Math.sin(angle), [(height - 1) / 2, (width - 1) / 2]];
    return each((row, column, at) => {
      const y = cosine * (row - middle[0]) - sine * (column - middle[1]) + middle[0];
      const x = sine * (row - middle[0]) + cosine * (column - middle[1]) + middle[1];
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [down, across] = [y - top, x - left];
      return (1 - down) * ((1 - across) * at(top, left) + across * at(top, left + 1))
        + down * ((1 - across) * at(top + 1, left) + across * at(top + 1, left + 1));
    })(pixels, height, width);
  };
  const beside = [[0, 0], [0, 1], [1, 0], [0, -1], [-1, 0]];
  return {
    "←": each((row, column, at) => at(row, column + 1)),
    "→": each((row, column, at) => at(row, column - 1)),
    "↑": each((row, column, at) => at(row + 1, column)),
    "↓": each((row, column, at) => at(row - 1, column)),
    "turn left": turned(-Math.PI / 18),
    "turn right": turned(Math.PI / 18),
    thicker: each((row, column, at) => Math.max(...beside.map(([y, x]) => at(row + y, column + x) * (y || x ? 0.7 : 1)))),
    thinner: each((row, column, at) => Math.min(...beside.map(([y, x]) => at(row + y, column + x) + (y || x ? 70 : 0)))),
    noise: each((row, column, at) => at(row, column) + 80 * (Math.random() + Math.random() - 1))
  };
})();
