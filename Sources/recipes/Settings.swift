import Pages
import PublishedRecipes

extension Recipe {
  /// The settings of some recipes, one row for each.
  static func settings(of recipes: [Recipe]) -> Table {
    Table(
      columns: ["recipe", "network", "optimiser", "batch", "epochs", "normalised by"],
      rows: recipes.map {
        [
          $0.name, $0.network, $0.optimizer.description, String($0.batchSize), String($0.epochs),
          $0.normalization.map { "\($0.mean), \($0.standardDeviation)" } ?? "–",
        ]
      })
  }

  /// What the settings leave to be said.
  static let settingsNote = """
    Networks are named by the channels of their convolutions, the perceptron by its
    rows of units. With -softmax the network ends in a softmax though the loss
    applies another. Normalised by: mean and standard deviation.
    """
}
