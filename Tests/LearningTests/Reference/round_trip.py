"""Opens the network that a test of Patchwork has saved, and fails unless its logits are the same here:
`python round_trip.py folder`, with model.safetensors and logits.safetensors in the folder. Writes torch.safetensors there,
as the network is after its training pass. Needs torch alone."""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn


class Residual(nn.Sequential):
  """The layers' result plus the input, or the shortcut's result."""

  def __init__(self, *layers, shortcut=None):
    super().__init__(*layers)
    self.body = len(layers)
    self.shortcut = shortcut

  def forward(self, x):
    y = x
    for index in range(self.body):
      y = self[index](y)
    return y + (self.shortcut(x) if self.shortcut else x)


def conv(channels, out, kernel, **options):
  return nn.Conv2d(channels, out, kernel, bias=False, **options)


model = nn.Sequential(
  conv(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
  Residual(
    conv(8, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), conv(8, 8, 3, padding=1), nn.BatchNorm2d(8)),
  nn.ReLU(),
  Residual(
    conv(8, 16, 3, stride=2, padding=1), nn.BatchNorm2d(16),
    shortcut=nn.Sequential(conv(8, 16, 1, stride=2), nn.BatchNorm2d(16))),
  nn.LeakyReLU(0.1), nn.AvgPool2d(7), nn.Flatten(), nn.Linear(16, 10))


def read(path):
  data = path.read_bytes()
  length = struct.unpack("<Q", data[:8])[0]
  header = json.loads(data[8:8 + length])
  header.pop("__metadata__", None)
  tensors = {}
  for name, entry in header.items():
    begin, end = (8 + length + offset for offset in entry["data_offsets"])
    numbers = struct.unpack(f"<{(end - begin) // 4}f", data[begin:end])
    tensors[name] = torch.tensor(numbers, dtype=torch.float32).reshape(entry["shape"])
  return tensors


def write(tensors, path):
  header, body = {}, b""
  for name, tensor in tensors.items():
    integer = tensor.dtype == torch.int64
    numbers = tensor.flatten().tolist()
    bytes_ = struct.pack(f"<{len(numbers)}{'q' if integer else 'f'}", *numbers)
    header[name] = {
      "dtype": "I64" if integer else "F32", "shape": list(tensor.shape),
      "data_offsets": [len(body), len(body) + len(bytes_)]}
    body += bytes_
  text = json.dumps(header).encode()
  path.write_bytes(struct.pack("<Q", len(text)) + text + body)


folder = Path(sys.argv[1])
model.load_state_dict(read(folder / "model.safetensors"))
given = read(folder / "logits.safetensors")
with torch.no_grad():
  for mode in ["evaluation", "training"]:
    model.train(mode == "training")
    found, expected = model(given["images"]), given[mode]
    difference = ((found - expected).abs() / expected.abs().clamp(min=1)).max().item()
    print(mode, difference)
    if not difference <= 1e-5:
      sys.exit(f"the logits differ by {difference} in {mode}")
write(model.state_dict(), folder / "torch.safetensors")
