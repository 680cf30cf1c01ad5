// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The lessons, and whether they run networks: only those build what trains.
let lessons: [(name: String, hasNetworks: Bool)] = [
  ("lesson-00-images", false),
  ("lesson-01-cross-correlation", false),
  ("lesson-02-padding-stride", false),
  ("lesson-03-channels", false),
  ("lesson-04-pooling", false),
  ("lesson-05-lenet", true),
  ("lesson-06-feature-maps", true),
  ("lesson-07-gradients", true),
  ("lesson-08-spatial-cnn", true),
  ("lesson-09-fashion", true),
  ("lesson-10-regularization", true),
]

/// Rooms that compute are optimised even in debug builds, so that a lesson is fast under a plain `swift run`. An index of the
/// system's modules would take seconds of a first build.
func compiled(at level: String) -> SwiftSetting {
  .unsafeFlags([level, "-wmo", "-num-threads", "2", "-disable-batch-mode", "-index-ignore-system-modules"])
}
let optimized = compiled(at: "-O")
/// Rooms that draw are as fast when they are small, and sooner built.
let small = compiled(at: "-Osize")

/// Whether this is the package that `swift` was started in, and not one that another package depends on.
let isRoot: Bool = {
  var folder = URL(filePath: FileManager.default.currentDirectoryPath)
  while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path), folder.path != "/" {
    folder.deleteLastPathComponent()
  }
  return folder.resolvingSymlinksInPath().path
    == URL(filePath: Context.packageDirectory).resolvingSymlinksInPath().path
}()

/// The processor that the inner loops are compiled for: this machine's own, or any, in another package's programs, which
/// may go anywhere. `PATCHWORK_CPU` names another (`x86-64-v3` is AVX2 with FMA, `baseline` is any, `native` this one).
#if arch(x86_64)
  let usual = isRoot ? "native" : "baseline"
#else
  let usual = "baseline"
#endif
let processor = Context.environment["PATCHWORK_CPU"] ?? usual
/// A build for another family of processors passes by what is asked of this one.
let processorFlags =
  (["-DPATCHWORK_CPU=\(processor)"] + (processor == "baseline" ? [] : ["-march=\(processor)"]))
  .flatMap { ["-Xcc", "-Xarch_x86_64", "-Xcc", $0] } + ["-Xcc", "-Qunused-arguments"]

/// Where a C library lies is asked of pkg-config, unless it can lie in the system's own folders alone: on macOS zlib does,
/// and libpng is Homebrew's.
let asksForZlib = Context.environment["PKG_CONFIG_PATH"] != nil
#if os(macOS)
  let asksForLibpng = true
#else
  let asksForLibpng = asksForZlib
#endif

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Patchwork",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Kernels", targets: ["Kernels"]),
    .library(name: "TensorCore", targets: ["TensorCore"]),
    .library(name: "Learning", targets: ["Learning"]),
    .library(name: "Figures", targets: ["Figures", "Drawing"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "Walkthrough", targets: ["Walkthrough"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "CPNG", pkgConfig: asksForLibpng ? "libpng" : nil, providers: [.brew(["libpng", "pkgconf"])]),
    .systemLibrary(name: "CZlib", pkgConfig: asksForZlib ? "zlib" : nil),
    .systemLibrary(name: "CProcessor"),
    .target(name: "System"),
    .target(
      name: "Kernels", dependencies: ["CProcessor"],
      swiftSettings: [optimized, .unsafeFlags(["-Ounchecked"] + processorFlags)]),
    .target(name: "TensorCore", dependencies: ["System", "Kernels"], swiftSettings: [optimized]),
    .target(name: "Learning", dependencies: ["System", "Kernels", "TensorCore"], swiftSettings: [optimized]),
    .target(
      name: "Datasets", dependencies: ["System", "Kernels", "TensorCore", "CZlib"], swiftSettings: [small]),
    .target(name: "Drawing", dependencies: ["System", "CPNG"], swiftSettings: [small]),
    .target(name: "Figures", dependencies: ["System", "Kernels", "TensorCore", "Drawing"]),
    .target(name: "PageAssets"),
    .target(name: "Pages", dependencies: ["System", "PageAssets"]),
    .target(name: "ExerciseFiles", dependencies: ["System", "Kernels", "Pages"]),
    .target(name: "Programs", dependencies: ["System", "Kernels", "Pages", argumentParser]),
    .target(
      name: "ChosenData", dependencies: ["System", "TensorCore", "Datasets", "Pages", "Programs", argumentParser]),
    .target(name: "Measuring", dependencies: ["System", "Kernels", "TensorCore"]),
    .target(
      name: "TrainingReports", dependencies: ["System", "TensorCore", "Learning", "Drawing", "Pages", "Programs"]),
    .target(name: "Inspector", dependencies: ["System", "Kernels", "TensorCore", "Drawing", "Figures", "Pages"]),
    .target(
      name: "Checking",
      dependencies: ["System", "TensorCore", "Drawing", "Figures", "Pages", "ExerciseFiles", "Inspector"]),
    .target(
      name: "Walkthrough",
      dependencies: [
        "System", "TensorCore", "Datasets", "Drawing", "Figures", "Pages", "Programs", "ChosenData", "Inspector",
        "ExerciseFiles", "Checking", argumentParser,
      ]),
    .target(
      name: "TrainingLessons",
      dependencies: [
        "System", "TensorCore", "Learning", "Datasets", "Drawing", "Figures", "Pages", "TrainingReports", "Checking",
        "Walkthrough",
      ]),
    .target(name: "PublishedRecipes", dependencies: ["Learning", "Datasets"], swiftSettings: [optimized]),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "System", "Kernels", "TensorCore", "Learning", "Datasets", "Drawing", "Figures", "Pages", "Programs",
        "ChosenData",
        "Measuring", "PublishedRecipes", argumentParser,
      ],
      exclude: ["PyTorch/operations.py", "PyTorch/recipes.py"],
      swiftSettings: [optimized]),
    .executableTarget(
      name: "course", dependencies: ["System", "Kernels", "Pages", "Programs", "ExerciseFiles", argumentParser]),
    .executableTarget(
      name: "recipes",
      dependencies: [
        "System", "TensorCore", "Learning", "Datasets", "Drawing", "Figures", "Pages", "Programs", "ChosenData",
        "Measuring", "TrainingReports", "PublishedRecipes", argumentParser,
      ],
      swiftSettings: [optimized]),
    .target(
      name: "TestedPackage", dependencies: ["System", "Drawing"], path: "Tests/TestedPackage",
      swiftSettings: [optimized]),
    .testTarget(name: "SystemTests", dependencies: ["TestedPackage", "System"]),
    .systemLibrary(name: "CPeak", path: "Tests/CPeak"),
    .testTarget(
      name: "KernelsTests", dependencies: ["CPeak", "TensorCore", "Kernels"],
      swiftSettings: [optimized, .unsafeFlags(processorFlags)]),
    .testTarget(
      name: "TensorCoreTests", dependencies: ["TestedPackage", "System", "TensorCore", "Kernels"],
      resources: [.copy("Reference")]),
    .testTarget(
      name: "LearningTests",
      dependencies: ["TestedPackage", "System", "Learning", "TensorCore", "Kernels", "Datasets"],
      resources: [.copy("Reference")]),
    .testTarget(
      name: "DerivativeTests", dependencies: ["Learning", "TensorCore", "Kernels"], swiftSettings: [optimized]),
    .testTarget(
      name: "DatasetsTests", dependencies: ["CZlib", "TestedPackage", "System", "TensorCore", "Datasets"]),
    .testTarget(
      name: "DrawingTests", dependencies: ["TestedPackage", "System", "TensorCore", "Drawing", "Figures"],
      swiftSettings: [optimized]),
    .testTarget(
      name: "FiguresTests", dependencies: ["TestedPackage", "System", "TensorCore", "Drawing", "Figures"],
      swiftSettings: [optimized]),
    .testTarget(name: "PagesTests", dependencies: ["TestedPackage", "System", "TensorCore", "Drawing", "Pages"]),
    .testTarget(
      name: "ProgramsTests",
      dependencies: ["Learning", "Datasets", "Pages", "Programs", "ChosenData", "TrainingReports"]),
    .testTarget(
      name: "InspectorTests",
      dependencies: ["TestedPackage", "System", "TensorCore", "Pages", "Programs", "Inspector"]),
    .testTarget(name: "ExerciseFilesTests", dependencies: ["TestedPackage", "System", "Pages", "ExerciseFiles"]),
    .executableTarget(
      name: "Misbehaving", dependencies: ["TensorCore", "Checking", "Walkthrough"],
      path: "Tests/Misbehaving"),
    .testTarget(
      name: "CheckingTests",
      dependencies: [
        "TestedPackage", "Misbehaving", "System", "TensorCore", "Figures", "Pages", "Programs", "ExerciseFiles",
        "Checking",
      ]),
    .testTarget(
      name: "WalkthroughTests",
      dependencies: [
        "System", "TensorCore", "Datasets", "Drawing", "Figures", "Pages", "Programs", "ChosenData", "Measuring",
        "Checking", "Walkthrough",
      ]),
    .testTarget(
      name: "TrainingLessonsTests",
      dependencies: [
        "TestedPackage", "Kernels", "TensorCore", "Learning", "Datasets", "Drawing", "Pages", "Walkthrough",
        "TrainingLessons",
      ]),
    .testTarget(name: "CourseTests", dependencies: ["TestedPackage", "course", "System", "Pages", "ExerciseFiles"]),
    .testTarget(
      name: "LessonTests",
      dependencies: [
        "TestedPackage", "System", "TensorCore", "Learning", "Datasets", "Drawing", "Figures", "Pages",
      ] + lessons.map { .target(name: $0.name) }),
    .testTarget(
      name: "ExerciseTests",
      dependencies: [
        "TestedPackage", "System", "TensorCore", "Learning", "Programs", "ExerciseFiles", "Checking", "Walkthrough",
        "TrainingLessons",
      ] + lessons.map { .target(name: $0.name) }),
    .testTarget(name: "HouseTests", dependencies: ["TestedPackage", "System", "Pages", "ExerciseFiles", "course"]),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: [
        "TestedPackage", "benchmark", "PublishedRecipes", "System", "TensorCore", "Pages", "Programs", "Measuring",
      ]),
    .testTarget(
      name: "RecipesTests",
      dependencies: [
        "TestedPackage", "recipes", "PublishedRecipes", "System", "Learning", "Datasets", "TensorCore", "Programs",
        "Measuring",
      ]),
  ]
    + lessons.map { lesson in
      .executableTarget(
        name: lesson.name,
        dependencies: [
          "System", "TensorCore", "Datasets", "Drawing", "Figures", "Pages", "Inspector", "Checking", "Measuring",
          "Walkthrough",
        ]
          + (lesson.hasNetworks ? ["Learning", "TrainingLessons"] : []),
        path: "Lessons/\(lesson.name)")
    },
  cLanguageStandard: .c2x
)

// The others are compiled each in one go, which takes a sixth of the work off a first build.
for target in package.targets where target.type != .system && target.swiftSettings == nil {
  target.swiftSettings = [
    .unsafeFlags(
      [
        "-wmo", "-num-threads", "1", "-no-emit-module-separately-wmo", "-disable-batch-mode",
        "-index-ignore-system-modules",
      ],
      .when(configuration: .debug))
  ]
}

// A copy for students has no tests.
if !FileManager.default.fileExists(atPath: Context.packageDirectory + "/Tests") {
  package.targets.removeAll { $0.type == .test || $0.path?.hasPrefix("Tests/") ?? false }
}

// What `.ci/sanitize` and `.ci/processors` run: the tests that they name, and what those are made of.
if let tests = Context.environment["PATCHWORK_TESTS"] {
  var needed: Set<String> = []
  func need(_ name: String) {
    guard needed.insert(name).inserted, let target = package.targets.first(where: { $0.name == name }) else { return }
    for case .byNameItem(let name, _) in target.dependencies { need(name) }
  }
  for test in tests.split(separator: " ") { need(String(test)) }
  package.targets.removeAll { !needed.contains($0.name) }
  package.products = []
}

// What `.ci/mutate` runs: the lessons with exercises that changed reference answers solve, and what changes and judges them.
if Context.environment["PATCHWORK_MUTATION"] != nil {
  package.targets += [
    .target(name: "MutantJudge", dependencies: ["System", "TensorCore", "Checking"], path: "Tests/MutantJudge"),
    .executableTarget(
      name: "mutation", dependencies: ["System", "TensorCore", "Pages", "ExerciseFiles"], path: "Tests/Mutation"),
  ]
  for lesson in package.targets where lesson.path?.hasPrefix("Lessons/") ?? false {
    package.targets.append(
      .executableTarget(
        name: "mutated-\(lesson.name)", dependencies: lesson.dependencies + ["MutantJudge"],
        path: ".build/mutation/\(lesson.name)", swiftSettings: [.unsafeFlags(["-suppress-warnings"])]))
  }
  package.targets.removeAll {
    $0.type == .test || $0.type == .executable && $0.name != "mutation" && !$0.name.hasPrefix("mutated-")
  }
}

// What `.ci/fuzz` runs; no other build knows it. The kernels are given sizes that somebody has checked, never what a stranger
// wrote, and take longest to build: they are as in any other build.
if Context.environment["PATCHWORK_FUZZ"] != nil {
  let sanitizers = ["-sanitize=fuzzer,address"]
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "System", "TensorCore", "Learning", "Datasets", "Drawing", "Figures", "Pages", "ExerciseFiles", "Inspector",
        "Checking", "Walkthrough", "CPNG", "CZlib",
      ],
      path: "Tests/Fuzzing", swiftSettings: [optimized, .unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(sanitizers)]))
  for target in package.targets where target.type != .system && !["Kernels", "PageAssets"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(sanitizers)]
  }
}
