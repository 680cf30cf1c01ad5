// What the scripts of a page handle. Only the type checker reads this file; it is on no page.

/** Down and across: a size, a stride, a padding, a place. */
type Pair = [number, number];

/** What a figure asks about, as `Inquiry+JSON.swift` writes it into the page. */
interface InquiryData {
  /** What the image, the kernel and the output are called. */
  titles: [string, string, string];
  operation: "convolution" | "maximum" | "average";
  size: Pair;
  window: Pair;
  stride: Pair;
  padding: Pair;
  /** The widest padding that windows are known for. */
  widest: Pair;
  /** Whether the reader can change stride and padding. */
  adjustable: boolean;
  /** The output pixel that is explained at first. */
  at: Pair;
  /** By channel, then row by row. */
  image: string[][];
  /** By map and channel, then row by row; nothing for pooling. */
  kernels: string[][][];
  /** By map, if there is a bias. */
  biases: string[];
  /** The same three, as numbers. */
  values: number[][];
  weights: number[][][];
  offsets: number[];
  /** By map (one for pooling), then row by row, one step apart, from the corner of the widest padding. */
  windows: WindowNumbers[][];
}

/** The window of the kernel at one place of the padded image. */
interface WindowNumbers {
  /** By channel, then row by row; nothing for pooling. */
  products: string[][];
  /** By channel: the sum of the products; the sum or the largest value for pooling. */
  subtotals: string[];
  /** By channel: where the largest value stands in the window; nothing unless that is what is asked. */
  winners: number[];
  /** The output of the map, or by channel for pooling. */
  outputs: string[];
}

/** The fields of an inquiry; its methods stand in `inquiry.js`. */
interface Inquiry {
  data: InquiryData;
  stride: Pair;
  padding: Pair;
  dilation: Pair;
  operation: InquiryData["operation"];
  sliding: SlidingWindow;
  /** What is computed here, once the reader has changed something. */
  numbers: InquiryNumbers | undefined;
  /** The cell of an image or a kernel that is chosen, and its field. */
  picked: Picked | undefined;
  /** The last output that is filled in while the window moves; Infinity if all are. */
  shownTo: number;
  timer: number;
  /** The output map that is shown. */
  map: number;
  /** The output pixel that is explained. */
  at: Pair;
  /** No rows where the window does not fit. */
  output: OutputSize;
  images: Grid[];
  outputs: Grid[];
  figure: InquiryFigure;
  /** What the output is called. */
  outputName: string;
  /** Whether a click holds the output pixel, and which it held when the mouse was pressed. */
  isPinned: boolean;
  held: number[] | undefined;
  /** The formula of the output's size, where the reader can change it. */
  formula: HTMLElement;
}

/** What the places of a window follow from, down and across. */
interface WindowSizes { size: Pair; window: Pair; stride: Pair; padding: Pair; dilation: Pair }

/** A cell of the image or of the kernel. */
interface Picked { isKernel: boolean; channel: number; place: number }

interface OutputSize { rows: number; columns: number; refusal?: undefined }
interface Refusal { refusal: Sentence }

/** Text that is never empty: `String` is true where a `string` may not be. */
type Sentence = String;

/** A table of numbers, its cells row by row. */
interface Grid { frame: HTMLElement; table: HTMLTableElement; cells: HTMLTableCellElement[]; columns: number }

type MakeCell = (row: number, column: number) => HTMLTableCellElement;

type Attributes = Record<string, string | number | null | undefined>;
type Child = Node | Sentence | number;
type Make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes?: Attributes, ...children: Child[]
) => HTMLElementTagNameMap[Tag];

// What every page holds.
interface InquiryFigure extends HTMLElement {
  querySelector(selectors: "script"): HTMLScriptElement & { textContent: string };
}
interface ParentNode {
  querySelectorAll(selectors: ".inquiry"): NodeListOf<InquiryFigure>;
  querySelectorAll(selectors: ".contents .sections a"): NodeListOf<HTMLAnchorElement>;
  querySelectorAll(selectors: "main h2[id]"): NodeListOf<HTMLHeadingElement>;
  querySelectorAll(selectors: "pre.code"): NodeListOf<HTMLElement>;
  querySelectorAll(selectors: "code.command, .command code"): NodeListOf<HTMLElement>;
  querySelectorAll(selectors: "a.drawing"): NodeListOf<HTMLAnchorElement>;
  querySelectorAll(selectors: "a.term"): NodeListOf<HTMLAnchorElement>;
  querySelectorAll(selectors: "[data-lesson]"): NodeListOf<HTMLElement>;
  querySelectorAll(selectors: ".question[data-ask]"): NodeListOf<HTMLElement>;
}

interface Document {
  querySelector(selectors: ".masthead" | ".extent" | "a.start" | `.lessons ${string}` | ".term[aria-describedby]"): Element | null;
  querySelector(selectors: ".contents"): HTMLElement | null;
  querySelector(selectors: `.masthead a[rel=${string}]`): HTMLAnchorElement | null;
}
// This compiler's list of what browsers have is older than this.
interface HTMLElement { hidePopover(): void }

// Browsers write numbers and truth values as text.
interface Element {
  append(...nodes: Child[]): void;
  setAttribute(name: string, value: string | number | boolean): void;
}

// As with `[…]`, the element is trusted to be there.
interface Array<T> { at(index: -1): T }

/** Where a reader is in each lesson; `last` is the lesson that was read last. */
type Progress = Record<string, { section: string; isRead?: boolean } | undefined> & { last?: any };

/** An answer that a question knows; the right one has no message. */
interface KnownAnswer { value: string; message: string | undefined }

/** A lesson's name, its title and its sections: anchor, heading and words. */
type SearchIndex = [name: string, title: string, sections: [anchor: string, heading: string, text: string][]][];

/** A section that holds all words that were looked for; the weight is how many of them its heading has. */
interface Finding { name: string; title: string; anchor: string; heading: string; text: string; weight: number }

/** What the `search.js` beside each lesson adds itself to. */
declare var patchworkIndex: SearchIndex | undefined;

/** What `reading.js` beside a page of `course read` calls. */
declare var patchworkReading: (state: { run: number; complaint: string }) => void;
