/// What winds a training back and forth: a slider over its moments, a step back, a step on, and playing.
class Player {
  /** @param {string} name @param {(moment: number) => void} show */
  constructor(name, show) {
    this.show = show;
    this.isWaiting = false;
    this.slider = make("input", { type: "range", min: 0, max: 0, value: 0, "aria-label": name });
    this.slider.addEventListener("input", () => this.go(this.moment));
    this.playing = make("button", { type: "button", class: "play" }, "Play");
    this.playing.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    /** @type {(sign: string, label: string, goal: () => number) => HTMLElement} */
    const button = (sign, label, goal) => {
      const made = make("button", { type: "button", "aria-label": label, title: label }, sign);
      made.addEventListener("click", () => this.go(goal()));
      return made;
    };
    this.element = make("div", { class: "tools player", role: "group", "aria-label": name },
      this.playing, button("|◀", "to the start", () => 0), button("◀", "a step back", () => this.moment - 1),
      button("▶", "a step on", () => this.moment + 1), button("▶|", "to the end", () => this.last), this.slider);
  }

  /// The moment that is shown, counted from 0.
  get moment() { return Number(this.slider.value); }

  get last() { return Number(this.slider.max); }

  /// Takes another training of so many moments, and shows one of them.
  /** @type {(count: number, moment: number) => void} */
  take(count, moment) {
    this.slider.max = String(count - 1);
    this.go(moment);
  }

  /// Ends the playing and shows a moment, or the nearest there is.
  /** @type {(moment: number) => void} */
  go(moment) {
    this.pause();
    this.move(moment);
  }

  /// Everything is shown anew before the next frame, however often the slider moves until then.
  /** @type {(moment: number) => void} */
  move(moment) {
    this.slider.value = String(Math.max(0, Math.min(this.last, moment)));
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.show(this.moment);
    });
  }

  /// Goes on by itself to the end, from the start if it is there; more slowly for those who want little to move.
  play() {
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pause = isCalm ? 1000 : Math.max(50, Math.min(400, 8000 / (this.last + 1)));
    if (this.moment === this.last) this.move(0);
    this.playing.textContent = "Pause";
    this.timer = setInterval(() => {
      this.move(this.moment + 1);
      if (this.moment === this.last) this.pause();
    }, pause);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.playing.textContent = "Play";
  }
}

/// What is said of a moment to those who cannot see it: once, when nothing has moved for a while, and nothing of the
/// first, which nobody has asked for.
class Teller {
  constructor() {
    this.element = make("p", { class: "status", role: "status" });
    this.isFirst = true;
  }

  /** @type {(text: string) => void} */
  say(text) {
    clearTimeout(this.timer);
    if (this.isFirst) {
      this.isFirst = false;
      return;
    }
    this.timer = setTimeout(() => { this.element.textContent = text; }, 700);
  }
}
