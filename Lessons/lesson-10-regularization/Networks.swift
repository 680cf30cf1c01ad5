import Learning
import TensorCore

/// The network of the comparisons; at rates of 0 it drops nothing.
func smallNetwork(
  _ seed: UInt64, maps: Float = 0, units: Float = 0
) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(8, kernel: 3)
    ReLU()
    MaxPool2d(2)
    Conv2d(16, kernel: 3)
    ReLU()
    MaxPool2d(2)
    Dropout2d(maps)
    Flatten()
    Linear(128)
    ReLU()
    Dropout(units)
    Linear(10)
    LogSoftmax()
  }
}

/// A network of small kernels that leaves 64 numbers to its linear layers.
func smallKernels(_ seed: UInt64) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(16, kernel: 3)
    ReLU()
    MaxPool2d(2)
    Conv2d(16, kernel: 3)
    ReLU()
    MaxPool2d(5)
    Flatten()
    Linear(64)
    ReLU()
    Linear(10)
    LogSoftmax()
  }
}

/// A network whose kernels nearly cover the image.
func largeKernels(_ seed: UInt64) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(16, kernel: 27)
    ReLU()
    Flatten()
    Linear(64)
    ReLU()
    Linear(10)
    LogSoftmax()
  }
}
