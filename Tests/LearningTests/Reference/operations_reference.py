"""Writes what PyTorch computes for operations, layers, losses, optimisers and schedules, beside the tests that read it:
`python operations_reference.py`. Needs torch alone; the same version writes the same files, but for the last digits of
residual.json, which differ between machines."""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

folder = Path(__file__).parent
generator = torch.Generator().manual_seed(16)


def random(*shape, low=-2.0, high=2.0):
  return torch.rand(shape, generator=generator) * (high - low) + low


def halves(*shape):
  """Half-integers, so that ties are frequent."""
  return torch.randint(-4, 5, shape, generator=generator) / 2


def values(tensor):
  tensor = tensor.detach().to(torch.float32)
  return {"shape": list(tensor.shape), "values": [float(f"{v:.9g}") for v in tensor.flatten().tolist()]}


def write(name, cases, to=folder):
  text = json.dumps({"generator": f"PyTorch {torch.__version__}, float32", "cases": cases}, separators=(",", ":"))
  (to / f"{name}.json").write_text(text + "\n")
  assert len(text) < 150_000, (name, len(text))


# Operations and their derivatives, under an upstream gradient that differs from place to place.

operations = []


def operation(name, function, *inputs):
  inputs = [x.clone().requires_grad_() for x in inputs]
  output = function(*inputs)
  upstream = random(*output.shape, low=-1, high=3)
  output.backward(upstream)
  operations.append({
    "operation": name, "inputs": [values(x) for x in inputs], "output": values(output),
    "outputGradient": values(upstream), "inputGradients": [values(x.grad) for x in inputs]})


x, y = random(3, 4), random(3, 4)
positive = random(3, 4, low=0.1, high=3)
operation("1 - x", lambda x: 1 - x, x)
operation("2 * x", lambda x: 2 * x, x)
operation("3 + x", lambda x: 3 + x, x)
operation("x / 3", lambda x: x / 3, x)
operation("3 / x", lambda x: 3 / x, positive)
operation("exp", torch.exp, x)
operation("log", torch.log, positive)
operation("sqrt", torch.sqrt, positive)
operation("pow(2.5)", lambda x: x.pow(2.5), positive)
operation("pow(3)", lambda x: x.pow(3), x)
operation("pow(-1)", lambda x: x.pow(-1), positive)
operation("pow(0)", lambda x: x.pow(0), halves(6))
operation("abs", torch.abs, halves(4, 5))
operation("clamp(-1, 1)", lambda x: x.clamp(-1, 1), halves(4, 5))
operation("maximum", torch.maximum, halves(4, 5), halves(4, 5))
operation("maximum", torch.maximum, halves(2, 1, 5), halves(4, 1))
operation("minimum", torch.minimum, halves(4, 5), halves(5))
operation("where", lambda a, b: torch.where(a.detach() > 0, a, b), halves(4, 5), random(4, 5))
operation("where", lambda a, b: torch.where(a.detach() > 0, a, b), halves(4, 5), random(4, 1))
operation("leakyReLU(0.1)", lambda x: F.leaky_relu(x, 0.1), halves(4, 5))
operation("permuted(2, 0, 1)", lambda x: x.permute(2, 0, 1), random(2, 3, 4))
operation("transposed", lambda x: x.transpose(-1, -2), random(2, 3, 4))
operation("unsqueezed(1)", lambda x: x.unsqueeze(1), random(2, 3))
operation("squeezed", lambda x: x.squeeze(), random(2, 1, 3, 1))
operation("broadcast(4, 3, 2)", lambda x: x.expand(4, 3, 2), random(3, 1))
operation("flipped(0, -1)", lambda x: x.flip(0, -1), random(2, 3, 4))
operation("[1..<3, 2...]", lambda x: x[1:3, 2:], random(4, 5, 2))
operation("[..<(-1), (-2)...]", lambda x: x[:-1, -2:], random(4, 5))
operation("selecting(-1, axis: 1)", lambda x: x.select(1, -1), random(3, 4, 2))
operation("concatenated(axis: 1)", lambda a, b: torch.cat([a, b], 1), random(2, 3, 2), random(2, 1, 2))
operation("stacked(axis: -1)", lambda a, b: torch.stack([a, b], -1), random(2, 3), random(2, 3))
operation("split(every: 2)[1] * split[0]", lambda x: x.split(2, 1)[1] * x.split(2, 1)[0], random(3, 5)[:, :4])
operation("padded([1, 2], 0.5)", lambda x: F.pad(x, (2, 2, 1, 1), value=0.5), random(2, 3, 2))
operation("sum(0, 2)", lambda x: x.sum((0, 2)), random(2, 3, 4))
operation("sum(-1, keeping)", lambda x: x.sum(-1, keepdim=True), random(2, 3))
operation("mean(1, -1)", lambda x: x.mean((1, -1)), random(2, 3, 4))
operation("mean(0, keeping)", lambda x: x.mean(0, keepdim=True), random(3, 4))
operation("variance(0, 2)", lambda x: x.var((0, 2), correction=0), random(2, 3, 4))
operation("maximum(axis: 1)", lambda x: x.max(1).values, halves(3, 7))
operation("minimum(axis: -2)", lambda x: x.min(-2).values, halves(5, 3))
operation("maximum(axes: 0, 2)", lambda x: x.amax((0, 2)), halves(3, 2, 4))
operation("minimum(axes: -1)", lambda x: x.amin(-1), halves(3, 6))
operation("maximum()", lambda x: x.max(), halves(3, 6))
operation("softmax(axis: 1)", lambda x: x.softmax(1), random(2, 4, 3))
operation("softmax(axis: 0)", lambda x: x.softmax(0), random(4, 3))
operation("logSoftmax(axis: -2)", lambda x: x.log_softmax(-2), random(2, 4, 3))
operation("matmul", torch.matmul, random(4, 2, 3), random(4, 3, 5))
operation("matmul", torch.matmul, random(4, 2, 3), random(3, 5))
operation("matmul", torch.matmul, random(2, 1, 2, 3), random(3, 3, 2))
labels = torch.tensor([2, 0, 4])
operation("crossEntropy(smoothing: 0.1)", lambda x: F.cross_entropy(x, labels, label_smoothing=0.1), random(3, 5))
operation("negativeLogLikelihood", lambda x: F.nll_loss(x, labels), random(3, 5))
target = torch.linspace(0, 1, 12).reshape(3, 4)
operation("binaryCrossEntropy", lambda x: F.binary_cross_entropy_with_logits(x, target), random(3, 4, low=-30, high=30))
operation("meanOfSquares", lambda x: F.mse_loss(x, target), random(3, 4))
# Operations of tensors alone.

tensors = []


def tensor_operation(name, function, *inputs):
  output = function(*inputs)
  indices = None
  if isinstance(output, tuple):
    output, indices = output
  elif output.dtype == torch.int64:
    output, indices = None, output
  tensors.append({
    "operation": name, "inputs": [values(x) for x in inputs],
    "output": None if output is None else values(output),
    "indices": None if indices is None else indices.flatten().tolist()})


tensor_operation("pow(3)", lambda x: x.pow(3), random(3, 5))
tensor_operation("pow", torch.pow, random(3, 5, low=0), random(5))
tensor_operation("maximum", torch.maximum, halves(4, 5), halves(5))
tensor_operation("minimum", torch.minimum, halves(4, 1), halves(4, 5))
tensor_operation("clamp(-0.5, 1)", lambda x: x.clamp(-0.5, 1), halves(4, 5))
tensor_operation("where", lambda m, a, b: torch.where(m > 0, a, b), halves(4, 1), random(4, 5), random(5))
tensor_operation("argmin(axis: 1)", lambda x: x.argmin(1), random(3, 4, 2))
tensor_operation("argmin(axis: -1)", lambda x: x.argmin(-1), random(3, 4))
tensor_operation("product(axes: 0, 2)", lambda x: x.prod(2).prod(0), random(2, 3, 4))
tensor_operation("cumulativeSum(axis: 1)", lambda x: x.cumsum(1), random(2, 5, 3))
tensor_operation("cumulativeSum(axis: -1)", lambda x: x.cumsum(-1), random(3, 6))
tensor_operation("sorted(axis: -1)", lambda x: tuple(x.sort(stable=True)), halves(3, 9))
tensor_operation("sorted(axis: 0, descending)", lambda x: tuple(x.sort(dim=0, descending=True, stable=True)), halves(7, 2))
tensor_operation("top(3)", lambda x: tuple(x.topk(3)), random(4, 9))
tensor_operation("top(2, axis: 0, smallest)", lambda x: tuple(x.topk(2, 0, largest=False)), random(5, 3))
tensor_operation("any(axes: 1)", lambda x: (x * 1.0).any(1).float(), (halves(6, 2) > 1).float())
tensor_operation("all(axes: 1)", lambda x: x.all(1).float(), (halves(6, 2) > -1).float())
tensor_operation("sum(axes: [0, -1], keeping)", lambda x: x.sum((0, -1), keepdim=True), random(2, 3, 4))
tensor_operation("variance(axes: [0, 1])", lambda x: x.var((0, 1), correction=0), random(2, 3, 4))
tensor_operation("arange(0, 1, 0.1)", lambda: torch.arange(0, 1, 0.1))
tensor_operation("arange(2, -1, -0.75)", lambda: torch.arange(2, -1, -0.75))
tensor_operation("tiled(2, 1, 3)", lambda x: x.repeat(2, 1, 3), random(2, 2))
tensor_operation("repeated(3, axis: 0)", lambda x: x.repeat_interleave(3, 0), random(2, 3))
tensor_operation("split(every: 2, axis: 1)[2]", lambda x: x.split(2, 1)[2], random(2, 5))
tensor_operation("softmax(axis: 1)", lambda x: x.softmax(1), random(2, 4, 3))
tensor_operation("logSoftmax(axis: 0)", lambda x: x.log_softmax(0), random(4, 3))
tensor_operation("matmul", torch.matmul, random(2, 1, 2, 3), random(3, 3, 2))

# Batch normalisation: three steps of training, then evaluation. In double, since the gradients of few values cancel.

normalisations = []
for kind, shape in [("2d", (4, 3, 5, 2)), ("2d", (2, 2, 1, 1)), ("1d", (6, 5)), ("1d", (3, 4, 7))]:
  for momentum, eps in [(0.1, 1e-5), (0.3, 1e-3)]:
    layer = (torch.nn.BatchNorm2d if kind == "2d" else torch.nn.BatchNorm1d)(
      shape[1], eps=eps, momentum=momentum, dtype=torch.float64)
    with torch.no_grad():
      layer.weight.copy_(random(shape[1]))
      layer.bias.copy_(random(shape[1]))
    steps = []
    weight, bias = values(layer.weight), values(layer.bias)
    for step in range(4):
      layer.train(step < 3)
      x = (random(*shape) * 3 + 1).double().requires_grad_()
      layer.zero_grad()
      output = layer(x)
      upstream = random(*shape, low=-1, high=3).double()
      output.backward(upstream)
      steps.append({
        "input": values(x), "output": values(output), "outputGradient": values(upstream),
        "inputGradient": values(x.grad), "weightGradient": values(layer.weight.grad),
        "biasGradient": values(layer.bias.grad), "runningMean": values(layer.running_mean),
        "runningVariance": values(layer.running_var), "batches": int(layer.num_batches_tracked)})
    normalisations.append({
      "kind": kind, "channels": shape[1], "momentum": momentum, "epsilon": eps, "weight": weight, "bias": bias,
      "steps": steps})
write("normalisations", normalisations)

# Optimisers that let weights decay.

decays = []
for name, options in [
  ("AdamW", {"lr": 0.1}), ("AdamW", {"lr": 0.02, "weight_decay": 0.3, "betas": [0.8, 0.95], "eps": 1e-6}),
  ("Adam", {"lr": 0.05, "weight_decay": 0.2}), ("SGD", {"lr": 0.1, "weight_decay": 0.3}),
  ("SGD", {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.3}),
  ("SGD", {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.3, "nesterov": True}),
]:
  parameter = random(5).requires_grad_()
  start = values(parameter)
  optimizer = getattr(torch.optim, name)([parameter], **options)
  steps = []
  for _ in range(12):
    parameter.grad = random(5)
    optimizer.step()
    steps.append({"gradient": values(parameter.grad), "parameter": values(parameter)})
  decays.append({"optimizer": name, "options": options, "start": start, "steps": steps})
write("decays", decays)

# Schedules of the learning rate.

S = torch.optim.lr_scheduler
schedules = []
for name, make in [
  ("StepLR(3, 0.5)", lambda o: S.StepLR(o, 3, 0.5)),
  ("CosineAnnealingLR(10, 0.01)", lambda o: S.CosineAnnealingLR(o, 10, 0.01)),
  ("LinearLR(0.25, 1, 4)", lambda o: S.LinearLR(o, 0.25, 1, 4)),
  ("LinearLR(0.1, 1, 4) then CosineAnnealingLR(8)",
   lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.1, 1, 4), S.CosineAnnealingLR(o, 8)], [4])),
  ("LinearLR(0.1, 1, 5) times StepLR(4, 0.3)",
   lambda o: S.ChainedScheduler([S.LinearLR(o, 0.1, 1, 5), S.StepLR(o, 4, 0.3)])),
]:
  optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
  schedule = make(optimizer)
  rates = []
  for _ in range(12):
    rates.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    schedule.step()
  schedules.append({"schedule": name, "rates": rates})
write("schedules", schedules)

# A residual network with batch normalisation: its weights are sines, as those of networks.json.


class Residual(torch.nn.Sequential):
  def __init__(self, *body, shortcut=None):
    super().__init__(*body)
    self.shortcut = shortcut

  def forward(self, x):
    y = x
    for name, layer in self.named_children():
      if name != "shortcut":
        y = layer(y)
    return y + (self.shortcut(x) if self.shortcut else x)


nn = torch.nn
model = nn.Sequential(
  nn.Conv2d(1, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU(),
  Residual(nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.LeakyReLU(0.1), nn.Conv2d(4, 4, 3, padding=1)),
  Residual(
    nn.Conv2d(4, 6, 3, stride=2, padding=1), nn.BatchNorm2d(6),
    shortcut=nn.Sequential(nn.Conv2d(4, 6, 1, stride=2), nn.BatchNorm2d(6))),
  nn.Flatten(), nn.Linear(6 * 4 * 4, 3))


def sines(shape, phase):
  count = math.prod(shape)
  return torch.tensor([math.sin(0.7311 * i + phase) for i in range(count)], dtype=torch.float64).float().reshape(shape)


with torch.no_grad():
  for k, parameter in enumerate(model.parameters()):
    parameter.copy_(0.25 * sines(parameter.shape, k) + (1 if parameter.dim() == 1 else 0))
images, labels = 0.5 + 0.5 * sines((10, 1, 8, 8), 0.3), torch.tensor([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
losses, first = [], None
for _ in range(5):
  model.train()
  logits = model(images)
  loss = F.cross_entropy(logits, labels)
  optimizer.zero_grad()
  loss.backward()
  if first is None:
    first = {
      "logits": values(logits),
      "gradients": [{"name": n, "gradient": values(p.grad)} for n, p in model.named_parameters()]}
  losses.append(loss.item())
  optimizer.step()
model.eval()
write("residual", [{
  "losses": losses, "firstLogits": first["logits"], "firstGradients": first["gradients"],
  "evaluation": values(model(images)),
  "state": [{"name": n, "value": values(t)} for n, t in model.state_dict().items()]}])

# What was added later. New ones go to the end, so that the numbers before stay what they are.

operation("product()", lambda x: x.prod(), random(2, 3))
operation("product()", lambda x: x.prod(), halves(2, 3))
operation("product(0, -1)", lambda x: x.prod(2).prod(0), halves(3, 4, 2))
operation("product(1, keeping)", lambda x: x.prod(1, keepdim=True), random(2, 5))
operation("cumulativeSum(axis: 1)", lambda x: x.cumsum(1), random(2, 4, 3))
operation("sorted(axis: 0)", lambda x: x.sort(dim=0, stable=True).values, halves(7, 3))
operation("sorted(descending)", lambda x: x.sort(descending=True, stable=True).values, halves(2, 9))
operation("top(2, axis: -2)", lambda x: x.topk(2, -2).values, random(2, 5, 3))
operation("top(3, smallest)", lambda x: x.topk(3, largest=False).values, random(3, 6))
operation("pow", torch.pow, random(3, 4, low=0.1, high=3), random(4))
operation("pow", torch.pow, torch.tensor([0.0, 0.0, 0.0, 2.0, 3.0]), torch.tensor([0.0, 1.0, 2.0, 0.0, -1.0]))
operation("gathered([2, 0, -1, 2])", lambda x: x[[2, 0, -1, 2]], random(4, 3))
operation("tiled(2, 1, 3)", lambda x: x.repeat(2, 1, 3), random(2, 3))
operation("repeated(3, axis: -1)", lambda x: x.repeat_interleave(3, -1), random(2, 3))
operation("variance()", lambda x: x.var(correction=0), random(3, 4))
operation("standardDeviation()", lambda x: x.std(correction=0), random(3, 4))
operation("standardDeviation()", lambda x: x.std(correction=0), torch.full((2, 2), 3.0))
operation("maximum(x, 0.5)", lambda x: torch.maximum(x, torch.tensor(0.5)), halves(4, 5))
operation("minimum(-1, x)", lambda x: torch.minimum(torch.tensor(-1.0), x), halves(4, 5))
tiny = torch.tensor([1e-30, -3e-25, 2e20, 1e30])
operation("x / y", lambda x, y: x / y, 3 * tiny, tiny)
operation("3 / x", lambda x: 3 / x, torch.tensor([1e-15, -2e-10, 3e15]))
operation("tiled(3)", lambda x: x.tile(3), random(2, 3))
operation("relu().sigmoid().tanh()", lambda x: x.relu().sigmoid().tanh(), halves(3, 4))
operation("softmax(axis: 0) + logSoftmax()", lambda x: x.softmax(0) + x.log_softmax(-1), random(3, 4))
operation("convolve2d of one image", lambda x, w: F.conv2d(x, w, padding=1), random(2, 4, 5), random(3, 2, 3, 2))
operation(
  "convolveTransposed2d of one image", lambda x, w: F.conv_transpose2d(x, w, stride=2), random(2, 3, 2),
  random(2, 3, 2, 2))
operation("maxPool2d of one image", lambda x: F.max_pool2d(x, 2), halves(2, 5, 4))
operation("averagePool2d of one image", lambda x: F.avg_pool2d(x, 2, 1), random(2, 3, 4))
operation("adaptiveAveragePool2d of one image", lambda x: F.adaptive_avg_pool2d(x, (3, 2)), random(2, 4, 5))
operation("globalAveragePool2d of one image", lambda x: F.adaptive_avg_pool2d(x, 1).flatten(), random(3, 4, 5))
write("operations", operations)
write("operations", tensors, to=folder.parent.parent / "TensorCoreTests" / "Reference")
