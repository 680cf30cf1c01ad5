// Prints what the page's engine computes, for a program to compare: engine.mjs FILE, where FILE holds a network as a page
// does, images of pixels from 0 to 255, and a weight to change. A line for each image: checksums of every layer, of the
// probabilities, of each logit's gradient on the image, and of every layer after the change.
import { readFileSync } from "node:fs";
import { checksum, valuesOf } from "./scripts.mjs";

const { network: data, images, change } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { Network } = valuesOf(["arithmetic.js", "encoding.js", "engine.js"], ["Network"]);
const network = new Network(data);

images.forEach((pixels, index) => {
  const input = network.inputFor(pixels);
  const outputs = network.outputs(input);
  const sums = [...outputs, network.probabilities(outputs)].map(checksum);
  // All logits' gradients of two images, and one of the others.
  for (let unit = 0; unit < (index < 2 ? outputs[network.logitsAt].length : 1); unit += 1) {
    sums.push(checksum(network.gradients(input, outputs, unit)[0]));
  }
  network.weights[change.index] = change.value;
  sums.push(...network.outputs(input).map(checksum));
  network.reset();
  process.stdout.write(`${sums.join(" ")}\n`);
});
