// What the scripts of trainings handle. Only the type checker reads this file; it is on no page.

/** What a chart shows along one side. */
interface Axis { low: number; high: number; name: string; isLogarithmic?: boolean }

/** A line of a chart; its kind is the class that gives it its colour. */
interface ChartLine { kind: string; points: Pair[]; areDots?: boolean }
interface ChartDot { kind: string; at: Pair }

/** A kernel that learns, as `LivingTraining.swift` writes it into the page. */
interface DescentData {
  image: number[][];
  /** What the image should become. */
  target: number[][];
  /** Height and width of the kernel, which has two weights. */
  kernel: Pair;
  /** The weights that give the target. */
  goal: Pair;
  start: Pair;
  rate: number;
  steps: number;
}
interface DescentSlider { element: HTMLElement; show(value: number): void }
interface Descent { image: number[][]; target: number[][]; kernel: Pair }

/** Trainings, as `LivingTraining+Recording.swift` writes them into the page: a network's data, and what was recorded. */
interface RecordingData extends Omit<NetworkData, "drawable" | "layers" | "exponents" | "weights"> {
  /** What one step of the slider is called. */
  unit: string;
  /** What the lines of the chart are. */
  curves: string[];
  /** What the mean sizes are that are given for each parameter. */
  means: string[];
  runs: RecordedRun[];
}

interface RecordedRun {
  name: string;
  /** The names of the network's parameters. */
  parameters: string[];
  /** The first layers, and which of them have their maps shown. */
  layers: LayerData[];
  shown: number[];
  /** The steps after which the network was kept; 0 is the start. */
  steps: number[];
  /** A float for each step, by line of the chart, in base64. */
  curves: string[];
  /** For each step that was kept: the mean sizes, kind by kind, and the probabilities, picture by picture. */
  numbers: string;
  /** For each step that was kept: the parameters of the first layers, rounded if there are exponents. */
  exponents: Pair[] | null;
  weights: string;
}
interface Recording { run: RecordedRun; data: RecordingData }
interface RecordingView { recording: Recording; range: Pair }

/** Pictures of the kernels or the maps of a layer, each of so many values. */
interface Tiles { layer: number; canvases: HTMLCanvasElement[]; range: HTMLElement; size: number }

interface TrainingFigure extends HTMLElement {
  querySelector(selectors: "script"): HTMLScriptElement & { textContent: string };
  /** The training of this figure, for whoever asks on the console, and for tests. */
  training: object;
}
interface ParentNode {
  querySelectorAll(selectors: ".descent" | ".recording"): NodeListOf<TrainingFigure>;
}
