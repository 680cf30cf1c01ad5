/// A reader's own picture, made as large as a network's input: step by step what the program does with `--image`
/// (`OwnPicture.swift`, where the steps are told).
const ownPicture = (() => {
  /// How far each pixel stands out from the ground, from 0 to 1; what is less than a fifth is nothing.
  /** @type {(gray: Float64Array, height: number, width: number) => Float64Array} */
  const inked = (gray, height, width) => {
    let [edge, count] = [0, 0];
    gray.forEach((value, place) => {
      const [y, x] = [Math.floor(place / width), place % width];
      if (y === 0 || x === 0 || y === height - 1 || x === width - 1) {
        edge += value;
        count += 1;
      }
    });
    const isBright = edge / count > 127.5;
    const ground = isBright ? 255 - edge / count : edge / count;
    const values = gray.map((value) => (isBright ? 255 - value : value));
    const most = values.reduce((largest, value) => Math.max(largest, value), 0);
    const low = ground + (most - ground) / 5;
    return values.map((value) => (most - ground < 1 || value <= low ? 0 : (value - low) / (most - low)));
  };

  /// The mean of a square of the picture, each pixel for the share of it that lies in the square.
  /** @type {(ink: Float64Array, width: number, corner: Pair, side: number, end: Pair) => number} */
  const mean = (ink, width, [top, left], side, [bottom, right]) => {
    let sum = 0;
    for (let y = Math.floor(top); y < Math.min(bottom, Math.ceil(top + side)); y += 1) {
      const tall = Math.min(y + 1, top + side) - Math.max(y, top);
      for (let x = Math.floor(left); x < Math.min(right, Math.ceil(left + side)); x += 1) {
        const wide = Math.min(x + 1, left + side) - Math.max(x, left);
        sum += ink[y * width + x] * (tall * wide);
      }
    }
    return sum / (side * side);
  };

  /// How far a picture must be moved for its centre of mass to lie in the middle.
  /** @type {(picture: number[], columns: number, height: number, width: number) => Pair} */
  const centre = (picture, columns, height, width) => {
    let [mass, down, across] = [0, 0, 0];
    picture.forEach((value, place) => {
      mass += value;
      down += value * Math.floor(place / columns);
      across += value * (place % columns);
    });
    return [Math.floor(height / 2 - down / mass + 0.5), Math.floor(width / 2 - across / mass + 0.5)];
  };

  /** @type {(picture: PictureFile, height: number, width: number, isDrawable: boolean) => Uint8ClampedArray} */
  const pixels = (picture, height, width, isDrawable) => {
    const { width: span, height: rise, data } = picture;
    const gray = new Float64Array(span * rise).map((_, place) =>
      (299 * data[4 * place] + 587 * data[4 * place + 1] + 114 * data[4 * place + 2]) / 1000);
    /** @type {(value: number) => number} */
    const byte = (value) => Math.floor(value + 0.5);
    if (span === width && rise === height) return Uint8ClampedArray.from(gray, byte);
    const ink = inked(gray, rise, span);
    const result = new Uint8ClampedArray(height * width);
    let [top, bottom, left, right] = [rise, -1, span, -1];
    ink.forEach((value, place) => {
      if (value <= 0) return;
      const [y, x] = [Math.floor(place / span), place % span];
      [top, bottom, left, right] = [Math.min(top, y), Math.max(bottom, y), Math.min(left, x), Math.max(right, x)];
    });
    if (bottom < 0) return result;
    const room = isDrawable ? Math.floor(Math.min(height, width) * 5 / 7) : Math.min(height, width);
    const factor = (Math.max(bottom - top, right - left) + 1) / room;
    /** @type {(first: number, last: number) => number} */
    const size = (first, last) => Math.min(room, Math.max(1, Math.ceil((last - first + 1) / factor)));
    const [down, across] = [size(top, bottom), size(left, right)];
    const small = [];
    for (let y = 0; y < down; y += 1) {
      for (let x = 0; x < across; x += 1) {
        small.push(mean(ink, span, [top + y * factor, left + x * factor], factor, [bottom + 1, right + 1]));
      }
    }
    const most = Math.max(...small);
    const [shiftY, shiftX] = isDrawable ? centre(small, across, height, width)
      : [Math.floor((height - down) / 2), Math.floor((width - across) / 2)];
    small.forEach((value, place) => {
      const [y, x] = [Math.floor(place / across) + shiftY, place % across + shiftX];
      const at = y * width + x;
      if (y >= 0 && x >= 0 && y < height && x < width) result.fill(byte(255 * (value / most)), at, at + 1);
    });
    return result;
  };

  /// The picture in a file, whatever is transparent laid over white. Fails if the browser cannot read it.
  /** @type {(file: Blob) => Promise<PictureFile>} */
  const read = async (file) => {
    const bitmap = await createImageBitmap(file, { colorSpaceConversion: "none" });
    if (bitmap.width * bitmap.height > 16e6) throw new RangeError("it has more than 16 million pixels; make it smaller");
    const context = contextOf(make("canvas", { width: bitmap.width, height: bitmap.height }));
    context.fillStyle = "#fff";
    context.fillRect(0, 0, bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  return { pixels, read };
})();
