/** @type {(tag: string, attributes?: Attributes, ...children: Child[]) => SVGElement} */
const drawn = (tag, attributes = {}, ...children) => {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) shape.setAttribute(name, value);
  }
  shape.append(...children);
  return /** @type {SVGElement} */ (shape);
};

/// Round numbers from the low to the high end of an axis, about five; powers of ten where it is logarithmic.
/** @type {(axis: Axis) => number[]} */
const ticksOf = ({ low, high, isLogarithmic }) => {
  const [first, last] = isLogarithmic ? [Math.log10(low), Math.log10(high)] : [low, high];
  const rough = (last - first) / 5;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const round = [1, 2, 5, 10].map((factor) => factor * unit).find((size) => size >= rough) ?? rough;
  const step = isLogarithmic ? Math.ceil(rough) : round;
  const start = Math.ceil(first / step - 1e-9);
  return Array.from({ length: Math.floor(last / step + 1e-9) - start + 1 }, (_, index) => {
    const value = (start + index) * step;
    return isLogarithmic ? 10 ** value : value;
  });
};

/// A whole number as an exponent.
/** @type {(number: number) => string} */
const raised = (number) => Array.from(String(number), (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]).join("");

/// A value in few characters: three decimals, or a power of ten where that would be long or nothing.
/** @type {(value: number) => string} */
const short = (value) => {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "no number" : `${value < 0 ? "−" : ""}∞`;
  if (size === 0 || (size >= 0.001 && size < 10000)) return proper(Number(value.toFixed(3)));
  const [digits, exponent] = value.toExponential(1).split("e");
  return `${digits.replace("-", "−")}\u00a0·\u00a010${raised(Number(exponent))}`;
};

/// A tick's number: as a power of ten where the axis is logarithmic, else without digits that rounding has left.
/** @type {(value: number, axis: Axis) => string} */
const tickLabel = (value, { isLogarithmic }) => {
  const exponent = Math.round(Math.log10(value));
  const isFar = isLogarithmic && (exponent < -2 || exponent > 3);
  return isFar ? `10${raised(exponent)}` : proper(Number(value.toPrecision(6)));
};

/// A chart of lines, whose points can be moved to while everything else stays.
class Chart {
  /** @param {string} label @param {number} height */
  constructor(label, height) {
    this.frame = { left: 54, top: 10, right: 326, bottom: height - 40 };
    /** @type {Axis} */
    this.x = { low: 0, high: 1, name: "" };
    this.y = this.x;
    this.cursor = drawn("path", { class: "cursor" });
    this.marks = drawn("g");
    this.element = drawn("svg", { viewBox: `0 0 340 ${height}`, role: "img", "aria-label": label, class: "chart" });
  }

  /// Draws axes and lines anew, nothing of what was there.
  /** @type {(x: Axis, y: Axis, lines: ChartLine[]) => void} */
  draw(x, y, lines) {
    [this.x, this.y] = [x, y];
    const { left, top, right, bottom } = this.frame;
    const grid = drawn("g", { class: "grid" });
    for (const value of ticksOf(x)) {
      const [at] = this.place(value, y.low);
      grid.append(drawn("path", { d: `M${at} ${top}V${bottom}` }),
        drawn("text", { x: at, y: bottom + 14, "text-anchor": "middle" }, tickLabel(value, x)));
    }
    for (const value of ticksOf(y)) {
      const [, at] = this.place(x.low, value);
      grid.append(drawn("path", { d: `M${left} ${at}H${right}` }),
        drawn("text", { x: left - 5, y: at + 4, "text-anchor": "end" }, tickLabel(value, y)));
    }
    grid.append(drawn("text", { x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" }, x.name),
      drawn("text", { x: 12, y: (top + bottom) / 2, "text-anchor": "middle",
        transform: `rotate(-90 12 ${(top + bottom) / 2})` }, y.name));
    const [width, height] = [right - left, bottom - top];
    const window = drawn("svg", { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` },
      ...lines.map(({ kind, points, areDots }) => drawn("path", { class: kind, d: this.outline(points, areDots) })));
    this.element.replaceChildren(grid, window, this.cursor, this.marks);
  }

  /// Where a point of the chart lies in the drawing; at the edge if it lies beyond by more than a share of the axis.
  /** @type {(x: number, y: number, beyond?: number) => Pair} */
  place(x, y, beyond = 0.02) {
    /** @type {(value: number, axis: Axis) => number} */
    const share = (value, axis) => {
      const [low, high, at] = [axis.low, axis.high, value].map((number) => (
        axis.isLogarithmic ? Math.log10(Math.max(number, axis.low)) : number));
      return Math.max(-beyond, Math.min(1 + beyond, (at - low) / (high - low)));
    };
    const { left, top, right, bottom } = this.frame;
    return [left + share(x, this.x) * (right - left), bottom - share(y, this.y) * (bottom - top)];
  }

  /// The point of the chart under a pointer.
  /** @type {(event: MouseEvent) => Pair} */
  pointUnder(event) {
    const { left, top, right, bottom } = this.frame;
    const box = this.element.getBoundingClientRect();
    const size = 340 / box.width;
    const [x, y] = [(event.clientX - box.left) * size, (event.clientY - box.top) * size];
    /** @type {(share: number, axis: Axis) => number} */
    const value = (share, axis) => axis.low + Math.max(0, Math.min(1, share)) * (axis.high - axis.low);
    return [value((x - left) / (right - left), this.x), value((bottom - y) / (bottom - top), this.y)];
  }

  /// A line through points, or a dot at each of them; where a value is none, the line is interrupted.
  /** @type {(points: Pair[], areDots?: boolean) => string} */
  outline(points, areDots = false) {
    let pen = "M";
    return points.map(([x, y]) => {
      if (Number.isNaN(y)) {
        pen = "M";
        return "";
      }
      const [across, down] = this.place(x, y, 20);
      const part = `${pen}${across.toFixed(1)} ${down.toFixed(1)}`;
      if (areDots) return `${part}h0`;
      pen = "L";
      return part;
    }).join("");
  }

  /// Shows where one is: a line across at x, if it is given, and a dot at each point.
  /** @type {(x: number | null, dots: ChartDot[]) => void} */
  mark(x, dots) {
    const { top, bottom } = this.frame;
    this.cursor.setAttribute("d", x === null ? "" : `M${this.place(x, 0)[0]} ${top}V${bottom}`);
    this.marks.replaceChildren(...dots.filter(({ at }) => !Number.isNaN(at[1])).map(({ kind, at }) => {
      const [cx, cy] = this.place(...at);
      return drawn("circle", { class: kind, cx, cy, r: kind === "goal" ? 8 : 5 });
    }));
  }
}
