// What kernels at work handle. Only the type checker reads this file; it is on no page.

/** An image and kernels, as `KernelsAtWork.swift` writes them into the page. */
interface KernelsData {
  /** Channels, height and width of the image. */
  shape: number[];
  /** Its pixels in base64. */
  pixels: string;
  /** The sides that a kernel can have. */
  sizes: number[];
  /** What the kernels are called. */
  names: string[];
  /** How many slices of each kernel there are: one if all channels have the same. */
  slices: number[];
  /** The floats of all kernels in base64: kernel by kernel, size by size, slice by slice, row by row. */
  weights: string;
  /** The number of the kernel that is shown at first. */
  first: number;
  /** Whether stride, padding and dilation can be chosen. */
  hasSteps: boolean;
}

interface Picture { shape: number[]; pixels: Uint8Array }

interface KernelView {
  canvas: HTMLCanvasElement;
  frame: HTMLElement;
  name: HTMLElement;
  view: HTMLElement;
  element: HTMLElement;
}

interface KernelsFigure extends HTMLElement {
  querySelector(selectors: "script"): HTMLScriptElement & { textContent: string };
}
interface ParentNode {
  querySelectorAll(selectors: ".kernels"): NodeListOf<KernelsFigure>;
}

interface WeightGrid { size: number; weights: Float32Array; changed: () => void }

// The fields that are set later than where the object is made; its methods stand in `kernels.js`.
interface KernelsAtWork {
  data: KernelsData;
  /** The output pixel that is explained. */
  at: number[];
  kernel: number;
  size: number;
  controls: HTMLElement;
  sources: HTMLElement;
  message: HTMLElement;
  /** The file that is being read, unless another image has come since. */
  taking: File | undefined;
  shown: HTMLSelectElement;
  input: KernelView;
  output: KernelView;
  /** The chosen kernel, and a grid for each of its slices. */
  weights: Float32Array;
  slices: WeightGrid[];
  /** The values of the image, channel by channel. */
  planes: Float32Array[];
  sliding: SlidingWindow;
  /** The output, row by row. */
  made: Float32Array;
}

interface SlidingWindow { size: Pair; window: Pair; stride: Pair; padding: Pair; dilation: Pair }
