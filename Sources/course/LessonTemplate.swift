/// What a new lesson consists of: a walk and an exercise, whose comments tell the author what goes where.
struct LessonTemplate {
  let name: String
  let number: Int

  /// The files of the lesson's folder.
  var files: [(name: String, text: String)] {
    [
      ("Lesson.swift", lesson), ("Exercises.swift", exercises), ("Tasks.swift", tasks), ("Checks.swift", checks),
      ("Solutions.swift", solutions),
    ]
  }

  /// The lesson's row in `README.md`.
  var row: String { "| [\(name)](output/\(name)/README.md) | say here in a few words what one does in it |" }

  private var words: ArraySlice<Substring> { name.split(separator: "-").dropFirst(2) }

  private var title: String { words.joined(separator: " ").capitalizedAtStart }

  /// Two words at least, so that it is not the name of anything that a lesson imports.
  private var type: String { words.map { String($0).capitalizedAtStart }.joined() + "Lesson" }

  private var lesson: String {
    """
    import Drawing
    import Figures
    import Pages
    import TensorCore
    import Walkthrough

    @main
    struct \(type): Lesson {
      // The heading of the page, and how the sentence "After this lesson you can …" goes on.
      static let title = "\(title)"
      static let summary = "say in one sentence what you have learned in it."

      // `Sources/README.md` says how long a lesson is to be, and how many questions it asks.
      static func walk(_ notebook: Notebook) throws {
        //: Begin with what the reader sees or wonders about. Lines like these are the text of the page, in Markdown; the
        //: code between them stands on the page as it stands here, and below it what it shows.

        //: ## One idea
        //: Give each idea a section: say it, do it in a few lines of code, and show what comes out.
        let map = Tensor(0..<12).reshaped(3, 4)
        notebook.show(map)

        //: A figure has a name, which its file gets; a caption, which says what to look at; and a text for those who
        //: cannot see it.
        let sums = map.sum(axes: 1)
        notebook.show(
          Figure(columns: 2) {
            MatrixPanel(map, title: "map")
            MatrixPanel(sums.reshaped(3, 1), title: "sums")
          },
          named: "row-sums",
          caption: "A map, and the sum of each of its rows.",
          alt: "A 3×4 matrix with the numbers from 0 to 11, and beside it the sums of its rows: 6, 22 and 38.")

        //: A table takes numbers or texts. `Numerals` writes a number with so many decimals.
        notebook.show(
          Table(
            columns: ["row", "mean"],
            rows: (0..<3).map { row in
              let mean = Double(sums[row]) / 4
              return ["\\(row)", Numerals.text(mean, decimals: 2)]
            }))

        //: - Question: The rows add up to 6, 22 and 38. What do the sums of the columns add up to?
        //: - Answer: To 66, as those of the rows: every number is counted once.
        notebook.ask(
          .number(
            Int(map.sum()),
            slips: [
              38: "You took the largest row: all of them count.",
              264: "You counted each number four times: it lies in one column only.",
            ]))

        //: ## Where next
        //: The last section stands below the exercises. Say what the reader can do now, and what comes next.
      }
    }

    """
  }

  private var exercises: String {
    """
    import Checking
    import TensorCore
    import Walkthrough

    /// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
    ///
    ///     swift run course check \(number)
    enum Exercises: Tasks {
      /// **Exercise \(number).1: The sum of each row** (warm-up, 5 minutes)
      ///
      /// Add up the numbers in each row of `map`.
      ///
      /// - `map` has the shape `(height, width)`, and `map[row, column]` is one of its numbers.
      /// - Give back a tensor of the shape `(height)`. `var sums = Tensor.zeros(4)` makes one of four numbers, which you
      ///   can fill: `sums[0] = 7`.
      ///
      /// Example: `[[1, 2, 3], [4, 5, 6]]` gives `[6, 15]`.
      static func rowSums(_ map: Tensor) throws -> Tensor {
        // Type your code here, in place of the next line.
        throw Unattempted()
      }
    }

    """
  }

  private var tasks: String {
    """
    import Checking
    import TensorCore

    /// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
    protocol Tasks: SendableMetatype {
      static func rowSums(_ map: Tensor) throws -> Tensor
    }

    /// Who carries the tasks out.
    let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)

    """
  }

  private var checks: String {
    """
    import Checking
    import TensorCore
    import Walkthrough

    extension \(type) {
      static let exercises = [rowSums]

      private static let rowSums = Exercise(
        "\(number).1", answers,
        // Begin with the simplest case. The others tell mistakes apart: a map that is not square, numbers below zero.
        cases: [
          Case("a square map", Tensor(0..<9).reshaped(3, 3)),
          Case("a map wider than high", Tensor([[3, 1, 4, 1], [5, 9, 2, 6]])),
          Case("a map higher than wide, with numbers below zero", Tensor([[-1, 2], [3, -4], [-5, -6]])),
        ],
        // 30 more cases, small ones first. `Draw` has sizes, numbers and tensors.
        drawing: { $0.tensor($0.size(), $0.size()) },
        // From the library or from the definition, never from the solution: so they are held against each other.
        expected: { $0.sum(axes: 1) },
        answer: { try $0.rowSums($1) },
        // Three or more that are likely. Each goes on from "It looks as if", and says where to look.
        mistakes: [
          Mistake(
            "you add up the columns", "The sum of a row stays in its row: the inner loop goes through the columns."
          ) { $0.sum(axes: 0) },
          Mistake("you give the mean of each row", "Here nothing is divided: the sum is what is wanted.") {
            $0.mean(axes: 1)
          },
          Mistake("the last column is left out", "`0..<n` ends before `n`, so `n` is how many columns there are.") {
            $0[0..., 0..<$0.shape[1] - 1].sum(axes: 1)
          },
        ])
    }

    """
  }

  private var solutions: String {
    """
    import Checking
    import TensorCore

    /// Answers to compare yours with, once they are correct. The comments hold the hints of `swift run course hint`.
    enum Solutions: Tasks {
      /// - Hint: One loop goes through the rows. What has to happen in each of them?
      /// - Hint: A second loop, in the first, goes through the columns: `sums[row] += map[row, column]`.
      static func rowSums(_ map: Tensor) -> Tensor {
        var sums = Tensor.zeros(map.shape[0])
        for row in 0..<map.shape[0] {
          for column in 0..<map.shape[1] { sums[row] += map[row, column] }
        }
        return sums
      }
    }

    """
  }
}
