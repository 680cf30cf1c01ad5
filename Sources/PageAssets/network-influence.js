/// Three answers to which pixels matter for a class: the gradient of its logit, what is lost of its probability where a
/// grey square covers the image, and Grad-CAM (Selvaraju and others, "Grad-CAM", 2017).
class Influence {
  /** @param {Network} network @param {() => Influenced} state */
  constructor(network, state) {
    [this.network, this.state] = [network, state];
    const [, height, width] = network.data.input;
    [this.height, this.width] = [height, width];
    this.run = 0;
    this.choice = make("select", { "aria-label": "Class that is asked about" });
    network.data.classes.forEach((name, unit) => this.choice.append(make("option", { value: unit }, name)));
    this.choice.addEventListener("change", () => this.show());
    const start = make("button", { type: "button" }, "What matters?");
    start.addEventListener("click", () => {
      this.choice.value = String(this.state().answer);
      this.show();
    });
    /** @type {(name: string, about: string) => HTMLCanvasElement} */
    this.picture = (name, about) => {
      const canvas = make("canvas", { width, height, role: "img", "aria-label": `${name}: ${about}` });
      this.pictures.append(make("figure", {}, canvas, make("figcaption", {}, make("strong", {}, name), ` ${about}`)));
      return canvas;
    };
    this.pictures = make("div", { class: "pictures", hidden: "" });
    this.gradient = this.picture("Gradient", "which pixels would raise the logit (orange) or lower it (blue)");
    this.occlusion = this.picture("Occlusion", "how much probability is lost with a grey square here");
    this.attention = this.picture("Grad-CAM", "where the last maps speak for the class");
    this.element = make("section", { class: "influence", "aria-label": "Which pixels matter" },
      make("div", { class: "tools" }, start, make("label", {}, " for ", this.choice)), this.pictures);
  }

  show() {
    this.pictures.hidden = false;
    this.run += 1;
    const { pixels, input, outputs } = this.state();
    const unit = Number(this.choice.value);
    const gradients = this.network.gradients(input, outputs, unit);
    const slope = gradients[0].subarray(0, this.height * this.width);
    const reach = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    paint(this.gradient, slope, { low: -reach, high: reach, least: -reach, most: reach, table: colors.diverging });
    this.showAttention(outputs, gradients);
    this.occlude(pixels, outputs, unit, this.run);
  }

  /// The last layer of maps, each map weighted with the mean of its gradient, what speaks for the class.
  /** @type {(outputs: Float32Array[], gradients: Float32Array[]) => void} */
  showAttention(outputs, gradients) {
    const { layers } = this.network;
    const last = layers.map(({ shape }) => shape.length === 3).lastIndexOf(true);
    const isEmpty = last < 0 || !gradients[last + 1];
    const [maps, rows, columns] = isEmpty ? [0, 1, 1] : layers[last].shape;
    const size = rows * columns;
    const sums = new Float32Array(size);
    for (let map = 0; map < maps; map += 1) {
      const part = gradients[last + 1].subarray(map * size, (map + 1) * size);
      const mean = part.reduce((sum, value) => sum + value, 0) / size;
      sums.forEach((sum, place) => sums.fill(sum + mean * outputs[last][map * size + place], place, place + 1));
    }
    const shown = sums.map((value) => Math.max(0, value));
    [this.attention.width, this.attention.height] = [columns, rows];
    paint(this.attention, shown, { ...scaleOf(shown), low: 0 });
  }

  /// A square moves over the image in steps of two pixels; the page stays at hand meanwhile.
  /** @type {(pixels: Uint8ClampedArray, outputs: Float32Array[], unit: number, run: number) => void} */
  occlude(pixels, outputs, unit, run) {
    const { network, height, width } = this;
    const before = network.probabilities(outputs)[unit];
    const lost = new Float32Array(height * width);
    const side = 5;
    let place = 0;
    const step = () => {
      const end = performance.now() + 12;
      while (performance.now() < end && place < Math.ceil(height / 2) * Math.ceil(width / 2)) {
        const [row, column] = [2 * Math.floor(place / Math.ceil(width / 2)), 2 * (place % Math.ceil(width / 2))];
        const covered = pixels.slice();
        for (let y = Math.max(0, row - 2); y < Math.min(height, row - 2 + side); y += 1) {
          covered.fill(128, y * width + Math.max(0, column - 2), y * width + Math.min(width, column - 2 + side));
        }
        const loss = before - network.probabilities(network.outputs(network.inputFor(covered)))[unit];
        for (let y = row; y < Math.min(height, row + 2); y += 1) {
          lost.fill(loss, y * width + column, y * width + Math.min(width, column + 2));
        }
        place += 1;
      }
      if (run !== this.run) return;
      paint(this.occlusion, lost, { low: -1, high: 1, least: -1, most: 1, table: colors.diverging });
      if (place < Math.ceil(height / 2) * Math.ceil(width / 2)) setTimeout(step);
    };
    step();
  }
}
