import Testing

@testable import Checking
@testable import Walkthrough
@testable import lesson_00_images
@testable import lesson_01_cross_correlation
@testable import lesson_02_padding_stride
@testable import lesson_03_channels
@testable import lesson_04_pooling
@testable import lesson_05_lenet
@testable import lesson_06_feature_maps
@testable import lesson_07_gradients
@testable import lesson_08_spatial_cnn
@testable import lesson_09_fashion
@testable import lesson_10_regularization

/// The exercises of every lesson that has some, in order.
enum AllExercises {
  static let lessons: [(name: String, exercises: [Exercise])] = [
    ("lesson-00-images", Images.exercises),
    ("lesson-01-cross-correlation", CrossCorrelation.exercises),
    ("lesson-02-padding-stride", PaddingAndStride.exercises),
    ("lesson-03-channels", Channels.exercises),
    ("lesson-04-pooling", Pooling.exercises),
    ("lesson-05-lenet", LeNet.exercises),
    ("lesson-06-feature-maps", FeatureMaps.exercises),
    ("lesson-07-gradients", Gradients.exercises),
    ("lesson-08-spatial-cnn", SpatialCNN.exercises),
    ("lesson-09-fashion", Fashion.exercises),
    ("lesson-10-regularization", Regularization.exercises),
  ]

  static let all = lessons.flatMap(\.exercises)
}

extension Exercise: CustomTestStringConvertible {
  public var testDescription: String { "\(number) \(function)" }
}

/// One known mistake of an exercise.
struct KnownMistake: CustomTestStringConvertible {
  let exercise: Exercise
  let place: Int
  var name: String { exercise.mistakes[place].name.plainText }
  var testDescription: String { "\(exercise.number): \(name)" }

  static let all = AllExercises.all.flatMap { exercise in
    exercise.mistakes.indices.map { KnownMistake(exercise: exercise, place: $0) }
  }
}
