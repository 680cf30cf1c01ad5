/// The windows of a convolution or a pooling on the planes of its input: where each begins and what it covers.
class Windows {
  /** @param {LayerData} layer @param {number[]} input */
  constructor(layer, input) {
    [this.channels, this.height, this.width] = input;
    [this.maps, this.rows, this.columns] = layer.shape;
    this.window = layer.window ?? [this.height, this.width];
    this.stride = layer.stride ?? [1, 1];
    this.padding = layer.padding ?? [0, 0];
    this.dilation = layer.dilation ?? [1, 1];
  }

  /// The places of a window inside the image, row by row: where in the window, and where in the plane.
  /** @type {(row: number, column: number, visit: (place: number, pixel: number) => void) => void} */
  forEach(row, column, visit) {
    const [top, left] = [row * this.stride[0] - this.padding[0], column * this.stride[1] - this.padding[1]];
    for (let i = 0; i < this.window[0]; i += 1) {
      const y = top + i * this.dilation[0];
      if (y < 0 || y >= this.height) continue;
      for (let j = 0; j < this.window[1]; j += 1) {
        const x = left + j * this.dilation[1];
        if (x >= 0 && x < this.width) visit(i * this.window[1] + j, y * this.width + x);
      }
    }
  }

  /// Pairs of pixels side by side, which the program handles four at a time.
  get isPairwise() {
    return this.columns >= 4 && [0, 1].every((axis) =>
      this.window[axis] === 2 && this.stride[axis] === 2 && this.padding[axis] === 0);
  }
}

/// What a layer does: forward from its input, and back from the gradient of its output to that of its input. Every sum is
/// made in the program's order, so that its bits are the program's.
class EngineLayer {
  /** @param {LayerData} data @param {number[]} input @param {Float32Array} weights */
  constructor(data, input, weights) {
    [this.data, this.inputShape, this.shape] = [data, input, data.shape];
    this.count = countOf(data.shape);
    /** @type {(place?: Pair) => Float32Array} */
    const part = (place) => weights.subarray(place?.[0], place ? place[0] + place[1] : 0);
    [this.weight, this.mean, this.variance] = [part(data.weight), part(data.mean), part(data.variance)];
    this.bias = data.bias ? part(data.bias) : new Float32Array(data.shape[0]);
    if (data.shape.length === 3 && input.length === 3) this.windows = new Windows(data, input);
  }

  /** @type {(_: Float32Array) => Float32Array} */
  forward(input) { return input; }

  /** @type {(input: Float32Array, output: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(_, __, upstream) { return upstream; }

  /// Forward from all that the layer reads, which is one thing for most.
  /** @type {(inputs: Float32Array[]) => Float32Array} */
  joined(inputs) { return this.forward(inputs[0]); }

  /// Back to all that the layer reads.
  /** @type {(inputs: Float32Array[], output: Float32Array, upstream: Float32Array) => Float32Array[]} */
  shares(inputs, output, upstream) { return [this.backward(inputs[0], output, upstream)]; }

  /// In which order the shares of so many are handed on.
  /** @type {(count: number) => number[]} */
  order(count) { return Array.from({ length: count }, (_, place) => place); }
}

/// Each sum starts at the bias and takes its products channel by channel and row by row of the kernel.
class Convolution extends EngineLayer {
  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    const { windows, data, weight, bias } = this;
    const { channels, height, width, rows, columns, maps, window, stride, padding, dilation } = windows;
    const [tall, wide] = [0, 1].map((axis) => Math.max(
      [height, width][axis] + 2 * padding[axis], ([rows, columns][axis] - 1) * stride[axis]
      + (window[axis] - 1) * dilation[axis] + 1));
    // In doubles, which hold floats as they are: none is converted while it is added up.
    const padded = new Float64Array(channels * tall * wide);
    for (let line = 0; line < channels * height; line += 1) {
      const [channel, y] = [Math.floor(line / height), line % height];
      padded.set(input.subarray(line * width, (line + 1) * width), (channel * tall + y + padding[0]) * wide + padding[1]);
    }
    const output = new Float32Array(this.count);
    const groups = data.groups ?? 1;
    const [seen, made] = [channels / groups, maps / groups];
    const plane = rows * columns;
    const sums = new Float64Array(plane);
    const [down, across] = [stride[0] * wide, stride[1]];
    let tap = 0;
    for (let map = 0; map < maps; map += 1) {
      sums.fill(bias[map]);
      for (let channel = 0; channel < seen; channel += 1) {
        const source = (Math.floor(map / made) * seen + channel) * tall * wide;
        for (let i = 0; i < window[0]; i += 1) {
          for (let j = 0; j < window[1]; j += 1) {
            const factor = weight[tap];
            const corner = source + i * dilation[0] * wide + j * dilation[1];
            tap += 1;
            for (let row = 0; row < rows; row += 1) {
              let from = corner + row * down;
              const end = (row + 1) * columns;
              for (let to = end - columns; to < end; to += 1) {
                sums[to] = multiplyAdd(padded[from], factor, sums[to]);
                from += across;
              }
            }
          }
        }
      }
      output.set(sums, map * plane);
    }
    return output;
  }

  /// A pixel takes what comes back to it from the last element of the window to the first, map by map.
  /** @type {(_: Float32Array, __: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(_, __, upstream) {
    const { windows, data, weight } = this;
    const { channels, height, width, rows, columns, maps, window, stride, padding, dilation } = windows;
    const groups = data.groups ?? 1;
    const [seen, made] = [channels / groups, maps / groups];
    const [area, plane] = [window[0] * window[1], rows * columns];
    const gradient = new Float32Array(channels * height * width);
    for (let channel = 0; channel < channels; channel += 1) {
      const group = Math.floor(channel / seen);
      for (let element = area - 1; element >= 0; element -= 1) {
        const [i, j] = [Math.floor(element / window[1]), element % window[1]];
        const [down, across] = [i * dilation[0] - padding[0], j * dilation[1] - padding[1]];
        for (let map = group * made; map < (group + 1) * made; map += 1) {
          const factor = weight[(map * seen + channel - group * seen) * area + element];
          for (let row = 0; row < rows; row += 1) {
            const y = row * stride[0] + down;
            if (y < 0 || y >= height) continue;
            for (let column = 0; column < columns; column += 1) {
              const x = column * stride[1] + across;
              if (x < 0 || x >= width) continue;
              const place = (channel * height + y) * width + x;
              gradient[place] = multiplyAdd(upstream[map * plane + row * columns + column], factor, gradient[place]);
            }
          }
        }
      }
    }
    return gradient;
  }

  /// What an output is the sum of, channel by channel: the pixels under the window, −1 in the padding, and their weights.
  /** @type {(index: number) => ChannelProducts[]} */
  products(index) {
    const { windows, data, weight } = this;
    const { channels, height, width, rows, columns, maps, window } = windows;
    const [map, place] = [Math.floor(index / (rows * columns)), index % (rows * columns)];
    const seen = channels / (data.groups ?? 1);
    const area = window[0] * window[1];
    const first = Math.floor(map * (data.groups ?? 1) / maps) * seen;
    return Array.from({ length: seen }, (_, channel) => {
      const pixels = Array.from({ length: area }, () => -1);
      const start = (first + channel) * height * width;
      windows.forEach(Math.floor(place / columns), place % columns,
        (at, pixel) => { pixels.splice(at, 1, start + pixel); });
      return {
        channel: first + channel, pixels,
        weights: weight.subarray((map * seen + channel) * area, (map * seen + channel + 1) * area)
      };
    });
  }
}

/// A convolution led backwards: what comes out is the gradient of a convolution's image, cut off or filled up with zeros
/// at the lower right, and then the bias.
class TransposedConvolution extends EngineLayer {
  /** @param {LayerData} data @param {number[]} input @param {Float32Array} weights */
  constructor(data, input, weights) {
    super(data, input, weights);
    const [{ window = [1, 1], stride = [1, 1], padding = [0, 0], dilation = [1, 1] }, shape] = [data, data.shape];
    /** @type {(axis: 0 | 1) => Pair} */
    const cut = (axis) => {
      const reach = (input[axis + 1] - 1) * stride[axis] + dilation[axis] * (window[axis] - 1) + 1;
      const before = Math.min(padding[axis], reach);
      return [before, Math.min(shape[axis + 1], reach - before)];
    };
    const [[top, height], [left, width]] = [cut(0), cut(1)];
    /// How much of the output the convolution's image is.
    this.inner = [height, width];
    this.back = new Convolution({ ...data, shape: input, padding: [top, left], bias: undefined },
      [shape[0], height, width], weights);
  }

  /// Copies planes of one size to those of another, as far as both have rows and columns.
  /** @type {(from: Float32Array, size: number[], to: Float32Array, room: number[]) => Float32Array} */
  static copied(from, size, to, room) {
    const [height, width] = [Math.min(size[0], room[0]), Math.min(size[1], room[1])];
    for (let plane = 0; plane < to.length / (room[0] * room[1]); plane += 1) {
      for (let row = 0; row < height; row += 1) {
        const start = (plane * size[0] + row) * size[1];
        to.set(from.subarray(start, start + width), (plane * room[0] + row) * room[1]);
      }
    }
    return to;
  }

  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    const [, height, width] = this.shape;
    const spread = this.back.backward(input, input, input);
    const output = TransposedConvolution.copied(spread, this.inner, new Float32Array(this.count), [height, width]);
    return this.data.bias ? output.map((value, place) => value + this.bias[Math.floor(place / (height * width))]) : output;
  }

  /** @type {(_: Float32Array, __: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(_, __, upstream) {
    const [maps, height, width] = this.shape;
    const [rows, columns] = this.inner;
    return this.back.forward(TransposedConvolution.copied(upstream, [height, width],
      new Float32Array(maps * rows * columns), this.inner));
  }

  /// What an output is the sum of, channel by channel: the pixels whose kernels reach it, −1 for none, and their weights.
  /** @type {(index: number) => ChannelProducts[]} */
  products(index) {
    const { stride, padding, dilation, window, rows, columns } = this.back.windows;
    const [maps, height, width] = this.shape;
    const groups = this.data.groups ?? 1;
    const [made, seen, area] = [maps / groups, this.inputShape[0] / groups, window[0] * window[1]];
    const [map, row, column] = [Math.floor(index / (height * width)), Math.floor(index / width) % height, index % width];
    const group = Math.floor(map / made);
    const pixels = Array.from({ length: area }, (_, at) => {
      const down = row + padding[0] - Math.floor(at / window[1]) * dilation[0];
      const across = column + padding[1] - at % window[1] * dilation[1];
      const [y, x] = [down / stride[0], across / stride[1]];
      const isThere = Number.isInteger(y) && Number.isInteger(x) && y >= 0 && x >= 0 && y < rows && x < columns;
      return isThere ? y * columns + x : -1;
    });
    return Array.from({ length: seen }, (_, at) => {
      const channel = group * seen + at;
      const start = (channel * made + map - group * made) * area;
      return {
        channel, pixels: pixels.map((pixel) => (pixel < 0 ? -1 : channel * rows * columns + pixel)),
        weights: this.weight.subarray(start, start + area)
      };
    });
  }
}

/// Each channel less its running mean, scaled by its weight and its running deviation, and its bias.
class Normalization extends EngineLayer {
  /// What a channel is multiplied by, as a double, and the inverse of its deviation.
  /** @type {(channel: number) => Pair} */
  scale(channel) {
    const inverse = 1 / Math.sqrt(this.variance[channel] + (this.data.epsilon ?? 0));
    return [this.weight[channel] * inverse, inverse];
  }

  get size() { return countOf(this.shape.slice(1)); }

  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    const { size, mean, bias } = this;
    const scales = Float32Array.from(mean, (_, channel) => this.scale(channel)[0]);
    return input.map((value, place) => {
      const channel = Math.floor(place / size);
      return multiplyAdd(Math.fround(value - mean[channel]), scales[channel], bias[channel]);
    });
  }

  /// The statistics do not change with the input. The program multiplies by nothing what they would add, which leaves no
  /// more of it than its sign.
  /** @type {(input: Float32Array, _: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(input, _, upstream) {
    const { size, mean } = this;
    const gradient = new Float32Array(input.length);
    mean.forEach((middle, channel) => {
      const [scale, inverse] = this.scale(channel);
      const [slopes, products] = [new Float64Array(8), new Float64Array(8)];
      for (let at = 0; at < size; at += 1) {
        const place = channel * size + at;
        slopes[at % 8] += upstream[place];
        products[at % 8] += upstream[place] * (input[place] - middle);
      }
      /** @type {(sums: Float64Array) => number} */
      const total = (sums) => sums.reduce((sum, value) => sum + value, 0);
      const [slope, shift] = [Math.fround(0 * total(products) * inverse * inverse), Math.fround(0 * total(slopes))];
      for (let place = channel * size; place < (channel + 1) * size; place += 1) {
        gradient[place] = multiplyAdd(upstream[place], Math.fround(scale),
          multiplyAdd(Math.fround(input[place] - middle), slope, shift));
      }
    });
    return gradient;
  }
}

/// The sum of layers that stand side by side, one after another.
class Sum extends EngineLayer {
  /** @type {(inputs: Float32Array[]) => Float32Array} */
  joined(inputs) {
    const sum = inputs[0].slice();
    for (const input of inputs.slice(1)) input.forEach((value, place) => { sum[place] += value; });
    return sum;
  }

  /** @type {(inputs: Float32Array[], _: Float32Array, upstream: Float32Array) => Float32Array[]} */
  shares(inputs, _, upstream) { return inputs.map(() => upstream); }

  /// The last sum first.
  /** @type {(count: number) => number[]} */
  order(count) {
    const [first, second, ...others] = super.order(count);
    return [...others.reverse(), first, ...(second === undefined ? [] : [second])];
  }
}

/// The channels of layers that stand side by side, one after another.
class Concatenation extends EngineLayer {
  /** @type {(inputs: Float32Array[]) => Float32Array} */
  joined(inputs) {
    const result = new Float32Array(this.count);
    let start = 0;
    for (const input of inputs) {
      result.set(input, start);
      start += input.length;
    }
    return result;
  }

  /** @type {(inputs: Float32Array[], _: Float32Array, upstream: Float32Array) => Float32Array[]} */
  shares(inputs, _, upstream) {
    let end = 0;
    return inputs.map(({ length }) => {
      end += length;
      return upstream.slice(end - length, end);
    });
  }
}

/// The largest of each window, the first of equals.
class MaximumPooling extends EngineLayer {
  /** @type {(input: Float32Array, index: number) => number} */
  winner(input, index) {
    const { windows } = this;
    const plane = windows.rows * windows.columns;
    const [channel, place] = [Math.floor(index / plane), index % plane];
    const start = channel * windows.height * windows.width;
    let [best, largest] = [-1, -Infinity];
    windows.forEach(Math.floor(place / windows.columns), place % windows.columns, (_, pixel) => {
      const value = input[start + pixel];
      if (best < 0 || value > largest || Number.isNaN(value)) [best, largest] = [start + pixel, value];
    });
    return best;
  }

  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    return new Float32Array(this.count).map((_, index) => input[this.winner(input, index)]);
  }

  /** @type {(input: Float32Array, _: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(input, _, upstream) {
    const gradient = new Float32Array(input.length);
    upstream.forEach((value, index) => {
      const place = this.winner(input, index);
      gradient[place] = this.windows.isPairwise ? value : gradient[place] + value;
    });
    return gradient;
  }
}

/// The mean of each window, its values added row by row; zeros beyond the edge count.
class AveragePooling extends EngineLayer {
  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    return new Float32Array(this.count).map((_, index) => {
      let sum = 0;
      this.forEachPixel(index, (pixel) => { sum = this.added(sum, input[pixel]); });
      return sum / this.sizeOf(index);
    });
  }

  /// The sum so far and the next value.
  /** @type {(sum: number, value: number) => number} */
  added(sum, value) { return Math.fround(sum + value); }

  /** @type {(input: Float32Array, _: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(input, _, upstream) {
    const gradient = new Float32Array(input.length);
    upstream.forEach((value, index) => {
      const share = Math.fround(value / this.sizeOf(index));
      this.forEachPixel(index, (pixel) => {
        gradient[pixel] = this.windows?.isPairwise ? share : gradient[pixel] + share;
      });
    });
    return gradient;
  }

  /// How many values the mean at an output is of.
  /** @type {(index: number) => number} */
  sizeOf(_) { return this.windows.window[0] * this.windows.window[1]; }

  /** @type {(index: number, visit: (pixel: number) => void) => void} */
  forEachPixel(index, visit) {
    const { windows } = this;
    const plane = windows.rows * windows.columns;
    const start = Math.floor(index / plane) * windows.height * windows.width;
    windows.forEach(Math.floor((index % plane) / windows.columns), index % windows.columns,
      (_, pixel) => visit(start + pixel));
  }
}

/// The mean of each of a fixed number of bins, whose sum is carried in double precision.
class AdaptivePooling extends AveragePooling {
  /** @type {(sum: number, value: number) => number} */
  added(sum, value) { return sum + value; }

  /** @type {(index: number) => Bin} */
  binOf(index) {
    const [, height, width] = this.inputShape;
    const [, rows = 1, columns = 1] = this.shape;
    const [row, column] = [Math.floor(index / columns) % rows, index % columns];
    return {
      top: Math.floor(row * height / rows), bottom: Math.ceil((row + 1) * height / rows),
      left: Math.floor(column * width / columns), right: Math.ceil((column + 1) * width / columns),
      start: Math.floor(index / (rows * columns)) * height * width
    };
  }

  /** @type {(index: number) => number} */
  sizeOf(index) {
    const bin = this.binOf(index);
    return (bin.bottom - bin.top) * (bin.right - bin.left);
  }

  /** @type {(index: number, visit: (pixel: number) => void) => void} */
  forEachPixel(index, visit) {
    const bin = this.binOf(index);
    const width = this.inputShape[2];
    for (let y = bin.top; y < bin.bottom; y += 1) {
      for (let x = bin.left; x < bin.right; x += 1) visit(bin.start + y * width + x);
    }
  }
}

/// A weighted sum of all inputs. Sixteen partial sums take every sixteenth product, in blocks of 1024; then half of them
/// is added to half until one is left, which goes to what the sum is so far, at first the bias.
class Dense extends EngineLayer {
  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    const { weight, bias } = this;
    const inputs = input.length;
    const lanes = new Float32Array(16);
    return new Float32Array(this.count).map((_, output) => {
      let sum = bias[output];
      for (let block = 0; block < inputs; block += 1024) {
        const end = Math.min(inputs, block + 1024);
        lanes.fill(0);
        for (let start = block; start < end; start += 16) {
          for (let lane = 0; lane < 16; lane += 1) {
            const index = start + lane;
            lanes[lane] = index < end ? multiplyAdd(weight[output * inputs + index], input[index], lanes[lane])
              : lanes[lane] + 0;
          }
        }
        for (let half = 8; half >= 1; half /= 2) {
          for (let lane = 0; lane < half; lane += 1) lanes[lane] += lanes[lane + half];
        }
        sum = Math.fround(sum + lanes[0]);
      }
      return sum;
    });
  }

  /** @type {(input: Float32Array, _: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(input, _, upstream) {
    const gradient = new Float32Array(input.length);
    upstream.forEach((value, output) => {
      for (let index = 0; index < input.length; index += 1) {
        gradient[index] = multiplyAdd(value, this.weight[output * input.length + index], gradient[index]);
      }
    });
    return gradient;
  }
}

/// A function of each element. The gradient is told from the output, but for the leaky kind.
class Activation extends EngineLayer {
  /** @type {(input: Float32Array) => Float32Array} */
  forward(input) {
    const slope = Math.fround(this.data.slope ?? 0);
    switch (this.data.kind) {
    case "relu": return input.map((x) => (x < 0 ? 0 : x));
    case "leakyRelu": return input.map((x) => (x > 0 ? x : slope * x));
    case "sigmoid": return input.map(elementary.sigmoid);
    case "tanh": return input.map(elementary.tanh);
    case "softmax": return softmax.shares(input);
    default: return softmax.logarithms(input);
    }
  }

  /** @type {(input: Float32Array, output: Float32Array, upstream: Float32Array) => Float32Array} */
  backward(input, output, upstream) {
    const { fround } = Math;
    const slope = Math.fround(this.data.slope ?? 0);
    switch (this.data.kind) {
    case "relu": return upstream.map((g, index) => (output[index] <= 0 ? 0 : g));
    case "leakyRelu": return upstream.map((g, index) => g * (input[index] > 0 ? 1 : slope));
    case "sigmoid": return upstream.map((g, index) => g * fround(output[index] * fround(1 - output[index])));
    case "tanh": return upstream.map((g, index) => g * fround(1 - fround(output[index] * output[index])));
    case "softmax": return softmax.sharesGradient(output, upstream);
    default: return softmax.logarithmsGradient(output, upstream);
    }
  }
}

/** @type {Record<LayerKind, typeof EngineLayer>} */
const engineLayers = {
  convolution: Convolution, maximum: MaximumPooling, average: AveragePooling, adaptive: AdaptivePooling, dense: Dense,
  relu: Activation, leakyRelu: Activation, sigmoid: Activation, tanh: Activation, softmax: Activation,
  logSoftmax: Activation, identity: EngineLayer, transposed: TransposedConvolution, normalization: Normalization,
  sum: Sum, concatenation: Concatenation
};

/// A trained network as it comes with the page.
class Network {
  /** @param {NetworkData} data */
  constructor(data) {
    this.data = data;
    this.original = floatsOf(data.weights, data.exponents);
    this.weights = this.original.slice();
    /// By layer: the layers that it reads, −1 being the image.
    this.sources = data.layers.map((layer, index) => layer.from ?? [index - 1]);
    this.layers = data.layers.map((layer, index) => {
      const [source] = this.sources[index];
      return new engineLayers[layer.kind](layer, source < 0 ? data.input : data.layers[source].shape, this.weights);
    });
    /// By layer: the maps that are switched off.
    this.masks = this.layers.map(() => new Set());
  }

  /// The network's input for pixels from 0 to 255.
  /** @type {(pixels: ArrayLike<number>) => Float32Array} */
  inputFor(pixels) {
    const { fround } = Math;
    const [mean, deviation] = this.data.normalization ?? [0, 1];
    const input = new Float32Array(pixels.length);
    for (let place = 0; place < input.length; place += 1) {
      input[place] = fround(fround(pixels[place] / 255) - mean) / deviation;
    }
    return input;
  }

  /// What every layer makes of an input, in order.
  /** @type {(input: Float32Array) => Float32Array[]} */
  outputs(input) {
    /** @type {Float32Array[]} */
    const outputs = [];
    this.layers.forEach((layer, index) => {
      const value = layer.joined(this.inputs(index, input, outputs));
      outputs.push(this.masks[index].size ? this.masked(value, index) : value);
    });
    return outputs;
  }

  /// What a layer reads.
  /** @type {(index: number, input: Float32Array, outputs: Float32Array[]) => Float32Array[]} */
  inputs(index, input, outputs) {
    return this.sources[index].map((source) => (source < 0 ? input : outputs[source]));
  }

  /** @type {(value: Float32Array, index: number) => Float32Array} */
  masked(value, index) {
    const size = countOf(this.layers[index].shape.slice(1));
    return value.map((number, place) => (this.masks[index].has(Math.floor(place / size)) ? 0 : number));
  }

  /// Which layer gives the logits: the last that no softmax follows.
  get logitsAt() {
    const last = this.layers.length - 1;
    return ["softmax", "logSoftmax"].includes(this.layers[last].data.kind) ? last - 1 : last;
  }

  /// The probabilities of the classes.
  /** @type {(outputs: Float32Array[]) => Float32Array} */
  probabilities(outputs) {
    const last = outputs[outputs.length - 1];
    const { kind } = this.layers[this.layers.length - 1].data;
    return kind === "softmax" ? last : kind === "logSoftmax" ? last.map(elementary.exp) : softmax.shares(last);
  }

  /// How one logit changes with each value of the image, and then of what each layer gives; nothing after the logits.
  /** @type {(input: Float32Array, outputs: Float32Array[], unit: number) => Float32Array[]} */
  gradients(input, outputs, unit) {
    const { actual, depths } = this.ways;
    /** @type {Float32Array[]} */
    const gradients = [];
    /** @type {number[][]} */
    const reached = Array.from({ length: Math.max(...depths) + 1 }, () => []);
    /// A value that several layers read gets the sum of their shares, in the order in which the program finds them.
    /** @type {(layer: number, share: Float32Array) => void} */
    const add = (layer, share) => {
      const place = layer < 0 ? -1 : actual[layer];
      const before = gradients[place + 1];
      gradients[place + 1] = before ? before.map((value, index) => value + share[index]) : share;
      if (!before && place >= 0) reached[depths[place]].push(place);
    };
    const start = new Float32Array(this.layers[this.logitsAt].count);
    start[unit] = 1;
    add(this.logitsAt, start);
    for (let depth = reached.length - 1; depth >= 0; depth -= 1) {
      for (const index of reached[depth]) {
        const upstream = gradients[index + 1];
        const shares = this.layers[index].shares(this.inputs(index, input, outputs), outputs[index],
          this.masks[index].size ? this.masked(upstream, index) : upstream);
        for (const at of this.layers[index].order(shares.length)) add(this.sources[index][at], shares[at]);
      }
    }
    actual.forEach((place, layer) => { if (gradients[place + 1]) gradients[layer + 1] = gradients[place + 1]; });
    return gradients;
  }

  /// Which layer's numbers a layer gives, its own unless it is dropout, and how many operations lie before it.
  get ways() {
    /** @type {number[]} */
    const actual = [];
    /** @type {number[]} */
    const depths = [];
    this.layers.forEach(({ data }, index) => {
      const sources = this.sources[index].map((source) => (source < 0 ? -1 : actual[source]));
      const before = sources.map((source) => (source < 0 ? 0 : depths[source]));
      const isPassing = data.kind === "identity" && data.title.startsWith("Dropout");
      actual.push(isPassing ? sources[0] : index);
      const [first, ...others] = before;
      depths.push(isPassing ? first : data.kind !== "sum" ? Math.max(...before) + 1
        : others.reduce((depth, other) => Math.max(depth, other) + 1, first));
    });
    return { actual, depths };
  }

  /// Whether a weight or a map is not as it came.
  get isChanged() {
    const { weights, original } = this;
    let place = 0;
    while (place < weights.length && weights[place] === original[place]) place += 1;
    return place < weights.length || this.masks.some((mask) => mask.size);
  }

  /// What every layer of the network as it came makes of an input.
  /** @type {(input: Float32Array) => Float32Array[]} */
  originalOutputs(input) {
    const [weights, masks] = [this.weights.slice(), this.masks];
    this.weights.set(this.original);
    this.masks = masks.map(() => new Set());
    const outputs = this.outputs(input);
    this.weights.set(weights);
    this.masks = masks;
    return outputs;
  }

  /// Weights and maps as they came.
  reset() {
    this.weights.set(this.original);
    this.masks.forEach((mask) => mask.clear());
  }
}
