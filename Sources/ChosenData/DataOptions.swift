import ArgumentParser

/// Which images a program learns from and tests with, as the command line says.
package struct DataOptions: ParsableArguments {
  @Option(help: "Images to learn from and test with: drawn ones unless told. The real sets are downloaded once.")
  package var data: DataChoice?

  @Option(
    help: ArgumentHelp(
      "Where the files of mnist and fashion-mnist are, if you have them; or set PATCHWORK_DATA_DIRECTORY.",
      valueName: "folder"))
  package var dataDirectory: String?

  package init() {}

  package func validate() throws {
    if dataDirectory == "" { throw ValidationError("--data-directory needs a path, and got an empty one") }
  }
}

/// The sets of images that a program can be run on.
package enum DataChoice: String, CaseIterable, ExpressibleByArgument {
  case digits
  case garments
  case mnist
  case fashionMnist = "fashion-mnist"
}
