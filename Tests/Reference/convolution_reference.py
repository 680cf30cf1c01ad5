"""Writes Tests/LearningTests/Reference/{convolutions,transposed,adaptive}.json: what PyTorch computes for convolutions with
dilation, groups and uneven padding, for transposed convolutions and for adaptive average pooling, with all gradients.

Run as `python3 Tests/Reference/convolution_reference.py`; it needs torch. Operands are eighths, so that they and their
products are exact and their text is short.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

folder = pathlib.Path(__file__).parent.parent / "LearningTests" / "Reference"


def eighths(*shape):
    return torch.randint(-16, 17, shape).double() / 8


def values(tensor):
    return {"shape": list(tensor.shape), "values": [float("%.9g" % v) for v in tensor.detach().float().flatten().tolist()]}


def case(function, operands, **options):
    """The result of a function of named operands, and the gradient of each under an uneven upstream gradient."""
    operands = {name: tensor.requires_grad_() for name, tensor in operands.items() if tensor is not None}
    output = function(**operands)
    upstream = eighths(*output.shape)
    output.backward(upstream)
    found = {name: values(tensor) for name, tensor in operands.items()}
    found |= {name + "Gradient": values(tensor.grad) for name, tensor in operands.items()}
    return options | found | {"output": values(output), "outputGradient": values(upstream)}


def convolution(image, kernel, stride=(1, 1), sides=(0, 0, 0, 0), same=False, dilation=(1, 1), groups=1, bias=True):
    top, bottom, left, right = sides

    def run(input, weight, bias=None):
        if same:
            return F.conv2d(input, weight, bias, stride, "same", dilation, groups)
        return F.conv2d(F.pad(input, (left, right, top, bottom)), weight, bias, stride, 0, dilation, groups)

    operands = {"input": eighths(*image), "weight": eighths(*kernel), "bias": eighths(kernel[0]) if bias else None}
    return case(run, operands, stride=stride, sides=sides, same=same, dilation=dilation, groups=groups)


def transposed(image, kernel, stride=(1, 1), padding=(0, 0), extra=(0, 0), dilation=(1, 1), groups=1, bias=True):
    def run(input, weight, bias=None):
        return F.conv_transpose2d(input, weight, bias, stride, padding, extra, groups, dilation)

    operands = {"input": eighths(*image), "weight": eighths(*kernel), "bias": eighths(kernel[1] * groups) if bias else None}
    return case(
        run, operands, stride=stride, padding=padding, outputPadding=extra, dilation=dilation, groups=groups)


def adaptive(image, size):
    return case(lambda input: F.adaptive_avg_pool2d(input, size), {"input": eighths(*image)}, size=size)


torch.manual_seed(1)
files = {
    "convolutions": [
        convolution((2, 3, 9, 8), (4, 3, 3, 2), dilation=(2, 3)),
        convolution((1, 2, 11, 10), (3, 2, 3, 3), stride=(2, 3), sides=(2, 2, 2, 2), dilation=(3, 2)),
        convolution((2, 4, 7, 6), (6, 2, 3, 3), groups=2, sides=(1, 1, 1, 1)),
        convolution((2, 6, 7, 9), (6, 1, 3, 3), groups=6, sides=(1, 1, 1, 1)),
        convolution((1, 3, 8, 8), (6, 1, 2, 3), groups=3, stride=(2, 1), bias=False),
        convolution((1, 4, 9, 9), (8, 2, 3, 3), groups=2, dilation=(2, 2), stride=(2, 2), sides=(2, 2, 2, 2)),
        convolution((2, 2, 6, 7), (3, 2, 4, 2), same=True),
        convolution((1, 3, 7, 6), (3, 1, 3, 4), same=True, dilation=(2, 3), groups=3),
        convolution((2, 2, 5, 6), (3, 2, 3, 3), sides=(0, 2, 3, 1)),
        convolution((1, 2, 5, 6), (2, 2, 2, 3), sides=(3, 0, 0, 4), stride=(2, 3), dilation=(2, 2)),
        convolution((1, 30, 6, 7), (4, 15, 2, 2), groups=2, sides=(1, 0, 0, 1), bias=False),
        convolution((1, 26, 5, 6), (3, 26, 1, 2), dilation=(1, 3)),
        convolution((3, 1, 1, 40), (2, 1, 1, 5), dilation=(1, 7)),
    ],
    "transposed": [
        transposed((2, 3, 4, 5), (3, 2, 3, 2)),
        transposed((1, 2, 5, 4), (2, 3, 3, 3), stride=(2, 2), padding=(1, 1), extra=(1, 1)),
        transposed((2, 4, 3, 4), (4, 2, 2, 3), stride=(2, 3), groups=2, extra=(0, 2)),
        transposed((1, 3, 4, 4), (3, 1, 4, 4), stride=(2, 2), padding=(1, 1), groups=3, bias=False),
        transposed((2, 2, 4, 3), (2, 3, 3, 2), dilation=(2, 3), padding=(2, 1)),
        transposed((1, 2, 3, 3), (2, 2, 2, 2), stride=(1, 2), dilation=(4, 1), extra=(3, 1), padding=(1, 0)),
        transposed((1, 2, 2, 3), (2, 2, 3, 3), stride=(5, 4), padding=(1, 0), extra=(4, 3), groups=2),
        transposed((1, 3, 1, 1), (3, 4, 5, 4)),
        transposed((1, 1, 1, 2), (1, 1, 1, 1), stride=(7, 3), padding=(2, 1), extra=(5, 2)),
    ],
    "adaptive": [
        adaptive((2, 3, 7, 5), (1, 1)),
        adaptive((1, 2, 7, 10), (3, 4)),
        adaptive((2, 2, 8, 6), (4, 2)),
        adaptive((1, 2, 3, 4), (5, 7)),
        adaptive((1, 1, 13, 1), (6, 3)),
        adaptive((1, 2, 5, 5), (5, 5)),
    ],
}
for name, cases in files.items():
    (folder / f"{name}.json").write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
