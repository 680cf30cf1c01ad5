// swift-tools-version: 6.2
import PackageDescription

let lessons = [
  "lesson-00-images",
  "lesson-01-cross-correlation",
  "lesson-02-padding-stride",
  "lesson-03-channels",
  "lesson-04-pooling",
  "lesson-05-lenet",
  "lesson-06-feature-maps",
  "lesson-07-gradients",
  "lesson-08-spatial-cnn",
  "lesson-09-fashion",
  "lesson-10-regularization",
]

/// Libraries are optimised even in debug builds, so that a lesson is fast under a plain `swift run`.
let optimized: SwiftSetting = .unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"])

/// The processor that the inner loops are compiled for: this machine's own by default. `PATCHWORK_CPU` names
/// another (`x86-64-v3` is AVX2 with FMA); `PATCHWORK_CPU=baseline` makes a binary that any machine runs.
#if arch(x86_64)
  let processor = Context.environment["PATCHWORK_CPU"] ?? "native"
  let processorFlags = processor == "baseline" ? [] : ["-Xcc", "-march=\(processor)"]
#else
  let processorFlags: [String] = []
#endif

let package = Package(
  name: "Patchwork",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Kernels", targets: ["Kernels"]),
    .library(name: "TensorCore", targets: ["TensorCore"]),
    .library(name: "Learning", targets: ["Learning"]),
    .library(name: "Figures", targets: ["Figures"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "Walkthrough", targets: ["Walkthrough"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CProcessor"),
    .target(
      name: "Kernels", dependencies: ["CProcessor"],
      swiftSettings: [optimized, .unsafeFlags(["-Ounchecked"] + processorFlags)]),
    .target(name: "TensorCore", dependencies: ["Kernels"], swiftSettings: [optimized]),
    .target(name: "WholeFiles"),
    .target(name: "Learning", dependencies: ["TensorCore", "Kernels", "WholeFiles"], swiftSettings: [optimized]),
    .target(
      name: "Figures", dependencies: ["TensorCore", "Kernels", "WholeFiles", "CPNG"], swiftSettings: [optimized]),
    .target(name: "Datasets", dependencies: ["TensorCore", "Kernels", "CZlib"], swiftSettings: [optimized]),
    .target(name: "PageAssets", path: "Sources/Walkthrough/Renderers/HTML/Assets"),
    .target(
      name: "Walkthrough",
      dependencies: [
        "Kernels", "TensorCore", "WholeFiles", "Learning", "Figures", "Datasets", "PageAssets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Renderers/HTML/Assets"],
      swiftSettings: [optimized]),
    .target(name: "PublishedRecipes", dependencies: ["Learning", "Datasets"], swiftSettings: [optimized]),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "TensorCore", "Learning", "Datasets", "Figures", "Walkthrough", "PublishedRecipes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["PyTorch/recipes.py"],
      swiftSettings: [optimized]),
    .executableTarget(
      name: "course",
      dependencies: ["Walkthrough", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .executableTarget(
      name: "recipes",
      dependencies: [
        "TensorCore", "WholeFiles", "Learning", "Datasets", "Figures", "Walkthrough", "PublishedRecipes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [optimized]),
    .testTarget(name: "TensorCoreTests", dependencies: ["TensorCore"], resources: [.copy("Reference")]),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "TensorCore", "Kernels", "WholeFiles"],
      resources: [.copy("Reference")], swiftSettings: [optimized]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "WholeFiles"], swiftSettings: [optimized]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
    .testTarget(
      name: "LessonTests", dependencies: ["TensorCore", "Learning", "Figures"] + lessons.map { .target(name: $0) }),
    .testTarget(name: "WalkthroughTests", dependencies: ["Walkthrough", "WholeFiles", "Learning", "Datasets"]),
    .executableTarget(name: "Misbehaving", dependencies: ["TensorCore", "Walkthrough"], path: "Tests/Misbehaving"),
    .testTarget(
      name: "ExerciseTests",
      dependencies: ["Walkthrough", "TensorCore", "Learning", "Misbehaving", "course"]
        + lessons.map { .target(name: $0) }),
    .target(name: "ProgramRun", path: "Tests/ProgramRun"),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: [
        "ProgramRun", "benchmark", "PublishedRecipes", "TensorCore", "Datasets", "Figures", "Walkthrough",
      ]),
    .testTarget(
      name: "RecipesTests",
      dependencies: ["ProgramRun", "recipes", "PublishedRecipes", "Learning", "Datasets", "TensorCore"]),
  ]
    + lessons.map {
      .executableTarget(
        name: $0, dependencies: ["TensorCore", "Learning", "Figures", "Datasets", "Walkthrough"],
        path: "Lessons/\($0)")
    },
  cLanguageStandard: .c2x
)

// What `.ci/sanitize` runs: the libraries and their own tests.
if Context.environment["PATCHWORK_LIBRARIES_ONLY"] != nil {
  let tests = ["TensorCoreTests", "LearningTests", "FiguresTests", "DatasetsTests", "WalkthroughTests"]
  package.targets.removeAll { $0.type == .executable || $0.type == .test && !tests.contains($0.name) }
}

// What `.ci/fuzz` runs; no other build knows it.
if Context.environment["PATCHWORK_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: ["TensorCore", "Learning", "Figures", "Datasets", "Walkthrough", "CPNG", "CZlib"],
      path: "Tests/Fuzzing", swiftSettings: [optimized, .unsafeFlags(["-parse-as-library"])]))
}
