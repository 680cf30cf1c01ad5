import TensorCore

/// What a learner has written in one lesson and another lesson can run: the function of an exercise.
public enum LearnerFunction: String, CaseIterable, Sendable {
  /// Convolution of an image `(C, H, W)` with kernels `(O, C, kernel height, kernel width)`, a bias `(O)`, and the
  /// padding as a tensor of one number.
  case convolution
  /// Maximum pooling of a map `(H, W)` by a window, given as a tensor of one number, that moves by 1.
  case maxPooling

  /// The lesson whose program holds it.
  var lesson: String {
    switch self {
    case .convolution: "lesson-03-channels"
    case .maxPooling: "lesson-04-pooling"
    }
  }

  /// The exercise that it answers.
  var exercise: String {
    switch self {
    case .convolution: "3.2"
    case .maxPooling: "4.1"
    }
  }
}
