/// Three answers to which pixels matter for a class: the gradient of its logit, what is lost of its probability where a
/// grey square covers the image, and Grad-CAM (Selvaraju and others, "Grad-CAM", 2017).
class Influence {
  /** @param {Network} network @param {() => Influenced} state @param {(place: Place) => void} cover */
  constructor(network, state, cover) {
    [this.network, this.state] = [network, state];
    const [, height, width] = network.data.input;
    [this.height, this.width] = [height, width];
    this.run = 0;
    /// Whether the reader has chosen the class that is asked about; else it is the one that the network reads.
    this.isChosen = false;
    this.choice = make("select", { "aria-label": "Class that is asked about" });
    network.data.classes.forEach((name, unit) => this.choice.append(make("option", { value: unit }, name)));
    this.choice.addEventListener("change", () => {
      this.isChosen = true;
      this.show();
    });
    const start = make("button", { type: "button" }, "What matters?");
    start.addEventListener("click", () => {
      this.isChosen = false;
      this.show();
    });
    /** @type {(name: string, about: string, ...more: Child[]) => HTMLCanvasElement} */
    this.picture = (name, about, ...more) => {
      const canvas = make("canvas", { width, height, role: "img", "aria-label": `${name}: ${about}` });
      const caption = make("figcaption", {}, make("strong", {}, name), ` ${about}`, ...more);
      this.pictures.append(make("figure", {}, canvas, caption));
      return canvas;
    };
    this.pictures = make("div", { class: "pictures", hidden: "" });
    this.gradient = this.picture("Gradient", "which pixels would raise the logit (orange) or lower it (blue)");
    this.reach = make("span");
    this.occlusion = this.picture("Occlusion", "how much probability a grey square here takes (orange) or gives (blue); "
      + "choose a place to put it there", "; the strongest colour is ", this.reach);
    this.occlusion.classList.add("choosable");
    this.occlusion.addEventListener("click", ({ offsetX, offsetY }) => cover({
      row: Math.floor(offsetY / this.occlusion.clientHeight * height),
      column: Math.floor(offsetX / this.occlusion.clientWidth * width)
    }));
    this.attention = this.picture("Grad-CAM", "where the last maps speak for the class");
    this.element = make("section", { class: "influence", "aria-label": "Which pixels matter" },
      make("div", { class: "tools" }, start, make("label", {}, " for ", this.choice)), this.pictures);
  }

  /// The image or the network is another: what is shown is computed anew once the reader rests.
  follow() {
    this.run += 1;
    clearTimeout(this.timer);
    if (!this.pictures.hidden) this.timer = setTimeout(() => this.show(), 300);
  }

  show() {
    clearTimeout(this.timer);
    this.pictures.hidden = false;
    this.run += 1;
    // Without the grey square, if there is one.
    const { pixels } = this.state();
    const input = this.network.inputFor(pixels);
    const outputs = this.network.outputs(input);
    if (!this.isChosen) this.choice.value = String(this.state().answer);
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

  /// The square moves over the image in steps of two pixels; the page stays at hand meanwhile.
  /** @type {(pixels: Uint8ClampedArray, outputs: Float32Array[], unit: number, run: number) => void} */
  occlude(pixels, outputs, unit, run) {
    const { network, height, width } = this;
    const before = network.probabilities(outputs)[unit];
    const lost = new Float32Array(height * width);
    this.lost = lost;
    this.isRunning = true;
    let place = 0;
    const step = () => {
      if (run !== this.run) return;
      const end = performance.now() + 12;
      while (performance.now() < end && place < Math.ceil(height / 2) * Math.ceil(width / 2)) {
        const [row, column] = [2 * Math.floor(place / Math.ceil(width / 2)), 2 * (place % Math.ceil(width / 2))];
        const input = network.inputFor(covered(pixels, network.data.input, row, column));
        const loss = before - network.probabilities(network.outputs(input))[unit];
        for (let y = row; y < Math.min(height, row + 2); y += 1) {
          lost.fill(loss, y * width + column, y * width + Math.min(width, column + 2));
        }
        place += 1;
      }
      const scale = scaleOf(lost, true);
      paint(this.occlusion, lost, scale);
      this.reach.textContent = percent(scale.high);
      this.isRunning = place < Math.ceil(height / 2) * Math.ceil(width / 2);
      if (this.isRunning) setTimeout(step);
    };
    step();
  }
}
