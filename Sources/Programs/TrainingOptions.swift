import ArgumentParser

/// How a program that trains networks does it, as the command line says.
package struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Times each network goes through the images it learns from, 1 to 1000.", valueName: "count"))
  package var epochs: Int?

  @Option(help: ArgumentHelp("Processor threads to use, 1 to 256; they never change a result.", valueName: "count"))
  package var threads: Int?

  package init() {}

  package func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 256, not \(threads)")
    }
    if let epochs, !(1...1000).contains(epochs) {
      throw ValidationError("--epochs takes a whole number from 1 to 1000, not \(epochs)")
    }
  }
}
