"""Trains a recipe of the course in PyTorch and prints how many images pass in a second.

recipes.py --versions
    prints the versions of PyTorch and Python
recipes.py FOLDER RECIPE THREADS
    FOLDER holds `images`, 28 x 28 floats from 0 to 1 for each image, and `labels`, a byte for each

All images are in memory before the clock starts; ten steps before that do not count. A step zeroes the gradients, and
reads the loss as a notebook does that prints it.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F
from torch.optim import Adadelta, Adam, SGD


class Dropout(nn.Module):
    """The network 1→16→32, whose dropout takes maps first and then units."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3)
        self.conv2 = nn.Conv2d(16, 32, 3)
        self.maps = nn.Dropout2d(0.10)
        self.units = nn.Dropout(0.25)
        self.linear1 = nn.Linear(4608, 64)
        self.linear2 = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        x = self.maps(F.max_pool2d(x, 2)).flatten(1)
        x = self.units(F.relu(self.linear1(x)))
        return F.log_softmax(self.linear2(x), dim=1)


def perceptron():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 84), nn.ReLU(), nn.Linear(84, 10))


def lenet_1998():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10))


def feature_maps():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(),
        nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(3136, 32), nn.ReLU(), nn.Linear(32, 10))


def spatial():
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1, bias=False), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(4, 8, 3, padding=1, bias=False), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten(),
        nn.Linear(392, 10, bias=False))


def fashion():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10))


# Network, optimiser, rate, batch, mean and standard deviation of the pixels, loss.
RECIPES = {
    "perceptron": (perceptron, SGD, 0.001, 64, 0, 1, F.cross_entropy),
    "lenet-1998": (lenet_1998, SGD, 0.1, 64, 0, 1, F.cross_entropy),
    "lenet": (lenet, SGD, 0.01, 64, 0, 1, F.cross_entropy),
    "feature-maps": (feature_maps, Adam, 0.001, 64, 0, 1, F.cross_entropy),
    "spatial": (spatial, SGD, 0.01, 128, 0.1307, 0.3081, F.cross_entropy),
    "fashion": (fashion, Adam, 0.001, 64, 0, 1, F.cross_entropy),
    "dropout": (Dropout, Adadelta, 0.5, 32, 0.1302, 0.3069, F.nll_loss),
}


def train(folder, recipe, threads):
    network, optimizer, rate, size, mean, deviation, loss_function = RECIPES[recipe]
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    with open(f"{folder}/images", "rb") as images, open(f"{folder}/labels", "rb") as labels:
        pixels = torch.frombuffer(bytearray(images.read()), dtype=torch.float32).reshape(-1, 1, 28, 28)
        labels = torch.frombuffer(bytearray(labels.read()), dtype=torch.uint8).long()
    pixels = (pixels - mean) / deviation
    model = network()
    model.train()
    optimizer = optimizer(model.parameters(), lr=rate)

    def learn(count):
        order = torch.randperm(len(labels))[:count]
        total = 0.0
        for rows in order.split(size):
            optimizer.zero_grad()
            loss = loss_function(model(pixels[rows]), labels[rows])
            loss.backward()
            optimizer.step()
            total += loss.item()
        assert total == total, "the loss is not a number"

    learn(10 * size)
    start = time.perf_counter()
    learn(len(labels))
    print(len(labels) / (time.perf_counter() - start), sum(p.numel() for p in model.parameters()))


if sys.argv[1:] == ["--versions"]:
    print(torch.__version__, sys.version.split()[0])
else:
    train(sys.argv[1], sys.argv[2], int(sys.argv[3]))
