import Learning
import TrainingReports
import Walkthrough

extension Notebook {
  /// How many epochs to train for: what `--epochs` says, or `count`. A file of `--model` that cannot be read ends the lesson
  /// here, before anything is trained.
  public func epochs(_ count: Int) -> Int {
    if let ownWeights { check { _ = try SafeTensors.read(ownWeights) } }
    return chosenEpochs ?? count
  }

  /// Shows how far a training has come while it lasts, in the terminal only:
  ///
  ///     try classifier.fit(images, labels, epochs: 5, progress: notebook.progress("LeNet"))
  ///
  /// - Parameter name: What is being trained, in a word or two.
  public func progress(_ name: String) -> (TrainingProgress) -> Void {
    { [self] progress in
      progressDisplay?.report(ProgressBar(name: name, progress: progress), below: page.elements.count)
    }
  }
}
