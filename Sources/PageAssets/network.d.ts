// What the scripts of networks handle. Only the type checker reads this file; it is on no page.

type LayerKind = "convolution" | "maximum" | "average" | "adaptive" | "dense" | "relu" | "leakyRelu" | "sigmoid" | "tanh"
  | "softmax" | "logSoftmax" | "identity" | "transposed" | "normalization" | "sum" | "concatenation";

/** A layer as `ShownLayer.swift` writes it into the page. */
interface LayerData {
  kind: LayerKind;
  /** Its name or number, and how the network's table names it. */
  name: string;
  title: string;
  /** What comes out for one image. */
  shape: number[];
  parameters: number;
  multiplyAdds: number;
  /** Where its numbers begin among all weights, and how many there are. */
  weight?: Pair;
  bias?: Pair;
  /** The running statistics of batch normalisation, and what is added to variances. */
  mean?: Pair;
  variance?: Pair;
  epsilon?: number;
  /** The layers that it reads, if that is not the one before it alone; −1 is the image. */
  from?: number[];
  window?: Pair;
  stride?: Pair;
  /** The zeros above and to the left. */
  padding?: Pair;
  dilation?: Pair;
  groups?: number;
  slope?: number;
}

/** A network and images, as `ShownNetwork.swift` writes them into the page. */
interface NetworkData {
  classes: string[];
  /** Channels, height and width. */
  input: number[];
  /** What is taken from a pixel and what it is then divided by. */
  normalization: Pair | null;
  /** Whether the images are strokes, which the reader can draw. */
  drawable: boolean;
  /** The class of each image, and the pixels of all in base64. */
  labels: number[];
  images: string;
  /** The pixels of a picture of the reader's own, in base64. */
  own: string | null;
  layers: LayerData[];
  /** If the weights are rounded: a count of them, and the power of two between the smallest; and so on for the others. */
  exponents: Pair[] | null;
  /** The weights in base64. */
  weights: string;
}

interface Windows {
  channels: number;
  height: number;
  width: number;
  maps: number;
  rows: number;
  columns: number;
  window: Pair;
  stride: Pair;
  padding: Pair;
  dilation: Pair;
}

/** What one channel contributes to a sum: the pixels, −1 for none, and their weights. */
interface ChannelProducts { channel: number; pixels: number[]; weights: Float32Array }

interface EngineLayer {
  data: LayerData;
  inputShape: number[];
  shape: number[];
  weight: Float32Array;
  mean: Float32Array;
  variance: Float32Array;
  windows: Windows;
}

/** The rows and columns that a mean is of, and where its channel begins. */
interface Bin { top: number; bottom: number; left: number; right: number; start: number }

/** What the first and the last colour of a table stand for, and the values that are there. */
interface Scale { low: number; high: number; least: number; most: number; table: Uint8ClampedArray }

/** Bytes of red, green, blue and opacity, pixel by pixel. */
interface PictureFile { width: number; height: number; data: Uint8ClampedArray }

interface Point { x: number; y: number }
type PixelAt = (row: number, column: number) => number;
type ImageChange = (pixels: Uint8ClampedArray, height: number, width: number) => Uint8ClampedArray;

interface LayerHeading { name: string; about: string; isImage: boolean }

/** A part of a layer: of one map or of all. `whole`: all there is. */
interface Field { map: number | null; top: number; bottom: number; left: number; right: number; whole: boolean }

/** A value of a layer; −1 is the image. */
interface Cell { layer: number; index: number }

/** What a cell of a table leads to. */
type CellAction = (at: number) => { say: string; act: (cell: HTMLElement) => void; isWinner?: boolean; weight?: number } | null;

/** Who hears what is asked and changed. */
interface Tracer { asked(layer: number, index: number, isStep: boolean): void; edited(): void }

interface Influenced { pixels: Uint8ClampedArray; answer: number }

/** A pixel of an image. */
interface Place { row: number; column: number }

interface NetworkFigure extends HTMLElement {
  querySelector(selectors: "script"): HTMLScriptElement & { textContent: string };
  /** The network of this figure, for whoever asks on the console, and for tests. */
  network: object;
}
interface ParentNode {
  querySelectorAll(selectors: ".network"): NodeListOf<NetworkFigure>;
}

// The fields of classes that are set several at a time; their methods stand in the scripts.
interface LayerView {
  heading: LayerHeading;
  shape: number[];
  ask(index: number): void;
  maps: number;
  rows: number;
  columns: number;
  /** The ends of the scale, its bar, and the colours that are in it. */
  low: HTMLElement;
  high: HTMLElement;
  bar: HTMLCanvasElement;
  table?: Uint8ClampedArray;
}
interface NetworkView {
  /** What it reads in the image, with what probability, and what a change of the network has changed. */
  name: HTMLElement;
  share: HTMLElement;
  note: HTMLElement;
  /** What the layers gave for the image before, once somebody has asked. */
  outputsBefore: Float32Array[] | undefined;
}
interface Cover { size: number[]; over: HTMLElement; changed(isNew: boolean): void }
interface Tracing { network: Network; names: string[]; tracer: Tracer }
interface Influence { network: Network; state(): Influenced; height: number; width: number }
