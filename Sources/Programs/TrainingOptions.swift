import ArgumentParser

/// How a program that trains networks does it, as the command line says.
package struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Times each network goes through the images it learns from, 1 to 1000.", valueName: "count"),
    transform: wholeNumber(1...1000))
  package var epochs: Int?

  @Option(
    help: ArgumentHelp("Processor threads to use, 1 to 256; they never change a result.", valueName: "count"),
    transform: wholeNumber(1...256))
  package var threads: Int?

  package init() {}
}
