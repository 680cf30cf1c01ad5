"""Times one operation in PyTorch and prints the seconds that it takes: the median of several runs.

operations.py THREADS OPERATION SIZE...
    convolution, image-gradient, kernel-gradient: batch, channels, height, width, kernels, height and width of the
    kernel, padding on all sides
    product: rows, shared, columns
    maximum, average, relu, exp, sigmoid, tanh, softmax: the shape
"""

import statistics
import sys
import time

import torch
from torch.nn import functional as F
from torch.nn.grad import conv2d_input, conv2d_weight


def operation(name, sizes):
    """What is to be timed, on operands of random numbers."""
    if name in ("convolution", "image-gradient", "kernel-gradient"):
        batch, channels, height, width, kernels, kernel_height, kernel_width, padding = sizes
        image = torch.randn(batch, channels, height, width)
        kernel = torch.randn(kernels, channels, kernel_height, kernel_width)
        gradient = torch.randn_like(F.conv2d(image, kernel, padding=padding))
        return {
            "convolution": lambda: F.conv2d(image, kernel, padding=padding),
            "image-gradient": lambda: conv2d_input(image.shape, kernel, gradient, padding=padding),
            "kernel-gradient": lambda: conv2d_weight(image, kernel.shape, gradient, padding=padding),
        }[name]
    if name == "product":
        rows, shared, columns = sizes
        left, right = torch.randn(rows, shared), torch.randn(shared, columns)
        return lambda: left @ right
    x = torch.randn(*sizes)
    return {
        "maximum": lambda: F.max_pool2d(x, 2),
        "average": lambda: F.avg_pool2d(x, 2),
        "relu": lambda: torch.relu(x),
        "exp": lambda: torch.exp(x),
        "sigmoid": lambda: torch.sigmoid(x),
        "tanh": lambda: torch.tanh(x),
        "softmax": lambda: torch.softmax(x, dim=1),
    }[name]


torch.set_num_threads(int(sys.argv[1]))
run = operation(sys.argv[2], [int(size) for size in sys.argv[3:]])
times = []
with torch.no_grad():
    run()
    calls, end = 1, time.perf_counter() + 0.3
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(calls):
            run()
        elapsed = time.perf_counter() - start
        if elapsed < 1e-3 and not times:
            calls *= 4
        else:
            times.append(elapsed / calls)
print(statistics.median(times))
