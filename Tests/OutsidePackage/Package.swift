// swift-tools-version: 6.2
import PackageDescription

/// A package of somebody else's that depends on this checkout; `.ci/package` builds and runs it.
let package = Package(
  name: "outside",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Patchwork", path: "../..")],
  targets: [
    .executableTarget(
      name: "outside",
      dependencies: [
        .product(name: "TensorCore", package: "Patchwork"), .product(name: "Learning", package: "Patchwork"),
        .product(name: "Datasets", package: "Patchwork"),
      ])
  ]
)
