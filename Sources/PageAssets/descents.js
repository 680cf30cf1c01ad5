/// A kernel that learns on the page: the reader chooses where it starts and how long its steps are.
class DescentView {
  /** @param {TrainingFigure} figure */
  constructor(figure) {
    /** @type {DescentData} */
    this.data = JSON.parse(figure.querySelector("script").textContent);
    this.descent = new Descent(this.data);
    this.start = Float32Array.from(this.data.start);
    this.rate = this.data.rate;
    /** @type {Float32Array[]} */
    this.path = [];
    /** @type {number[]} */
    this.losses = [];
    this.valley = new Chart("The valley of the loss, weight 1 over weight 0, and the kernel's path in it", 330);
    this.curve = new Chart("The loss after each step", 330);
    this.player = new Player("Steps of the descent", (moment) => this.show(moment));
    this.teller = new Teller();
    this.report = make("p", { class: "report" });
    this.sentence = make("p", { class: "sentence" });
    const rate = this.slider("learning rate", [0.001, 0.04, 0.001], this.rate, (value) => { this.rate = value; });
    this.weights = [0, 1].map((index) => this.slider(`start, weight ${index}`, [...this.reach[index], 0.01],
      this.start[index], (value) => { this.start[index] = value; }));
    this.valley.element.addEventListener("click", (event) => {
      this.start = Float32Array.from(this.valley.pointUnder(event), (value) => Number(value.toFixed(2)));
      this.weights.forEach(({ show }, index) => show(this.start[index]));
      this.learn(0);
    });
    figure.append(make("p", { class: "how" }, make("strong", {}, "Let it learn from another start, at another rate. "),
      "Tap a place in the valley, or move the sliders. Every step is computed here, with the program’s own numbers, to "
      + "the bit."),
    make("div", { class: "charts" }, this.valley.element, this.curve.element),
    make("div", { class: "tools" }, rate.element, ...this.weights.map(({ element }) => element)), this.sentence,
    this.player.element, this.report, this.teller.element);
    figure.training = this;
    this.learn(this.data.steps);
  }

  /// What is shown of either weight: as far as the start may lie from the goal, and a little more.
  get reach() {
    return this.data.goal.map((goal) => [goal - (goal > 0 ? 2.2 : 0.8), goal + (goal > 0 ? 0.8 : 2.2)]);
  }

  /** @type {(name: string, range: number[], value: number, take: (value: number) => void) => DescentSlider} */
  slider(name, [min, max, step], value, take) {
    const input = make("input", { type: "range", min, max, step, value });
    const text = make("output", {});
    /** @type {(value: number) => void} */
    const show = (changed) => {
      input.value = String(changed);
      text.textContent = short(changed);
    };
    input.addEventListener("input", () => {
      take(Number(input.value));
      text.textContent = short(Number(input.value));
      this.learn(0);
    });
    show(value);
    return { element: make("label", {}, `${name} `, input, " ", text), show };
  }

  /// Computes all steps anew and shows one of the kernels on the way.
  /** @type {(moment: number) => void} */
  learn(moment) {
    this.path = this.descent.path(this.start, this.rate, this.data.steps);
    this.losses = this.path.map((weights) => this.descent.loss(weights));
    const [across, down] = this.reach.map(([low, high], index) => ({ low, high, name: `weight ${index}` }));
    /** @type {ChartLine[]} */
    const rings = [0.25, 1, 4, 16, 64].map((level) => ({ kind: "ring", points: this.ring(level) }));
    /** @type {Pair[]} */
    const points = this.path.map(([x, y]) => [x, y]);
    this.valley.draw(across, down, [...rings, { kind: "first", points }, { kind: "steps", points, areDots: true }]);
    const finite = this.losses.filter((loss) => Number.isFinite(loss) && loss > 0);
    const [low, high] = [Math.min(...finite, 1), Math.max(...finite, 1)];
    this.curve.draw({ low: 0, high: this.data.steps, name: "epoch" },
      { low: low / 2, high: high * 2, name: "sum of squared errors", isLogarithmic: true },
      [{ kind: "first", points: this.losses.map((loss, step) => /** @type {Pair} */ ([step, loss])) }]);
    this.sentence.textContent = this.verdict;
    this.player.take(this.path.length, moment);
  }

  /// Kernels of one loss. It grows with the square of the distance from the goal, so a look in each direction tells how
  /// far they are.
  /** @type {(level: number) => Pair[]} */
  ring(level) {
    const { goal } = this.data;
    return Array.from({ length: 121 }, (_, index) => {
      const angle = index / 60 * Math.PI;
      const direction = [Math.cos(angle), Math.sin(angle)];
      const loss = this.descent.loss(Float32Array.from(direction, (part, axis) => goal[axis] + part));
      const distance = Math.sqrt(level / loss);
      return [goal[0] + distance * direction[0], goal[1] + distance * direction[1]];
    });
  }

  /// What becomes of the loss, in a sentence.
  get verdict() {
    const [first, last] = [this.losses[0], this.losses[this.losses.length - 1]];
    const count = this.losses.length - 1;
    if (!Number.isFinite(last)) {
      return `It diverges: each step goes too far and ends higher up the other slope. After ${count} steps the loss is `
        + "larger than any Float.";
    }
    if (last > first) return "It diverges: each step goes too far and ends higher up the other slope.";
    return `In ${count} steps the loss falls from ${short(first)} to ${short(last)}.`;
  }

  /** @type {(moment: number) => void} */
  show(moment) {
    const weights = this.path[moment];
    const loss = this.losses[moment];
    this.valley.mark(null, [{ kind: "goal", at: this.data.goal }, { kind: "first", at: [weights[0], weights[1]] }]);
    this.curve.mark(moment, [{ kind: "first", at: [moment, loss] }]);
    /** @type {(values: Float32Array) => string} */
    const list = (values) => `[${Array.from(values, short).join(", ")}]`;
    const gradient = this.descent.gradient(weights);
    const place = `epoch ${moment}: kernel ${list(weights)}, loss ${short(loss)}`;
    const change = gradient.map((slope) => -Math.fround(Math.fround(this.rate) * slope));
    this.report.replaceChildren(make("strong", {}, place), make("br"),
      `gradient ${list(gradient)}; times −${short(this.rate)}, the next step: ${list(change)}`);
    this.player.slider.setAttribute("aria-valuetext", place);
    this.teller.say(`${place}. ${this.verdict}`);
  }
}

document.querySelectorAll(".descent").forEach((figure) => new DescentView(figure));
