/// One of the pieces that text is cut into.
struct InlinePiece {
  /// What it is if it marks nothing; the characters that do are at the end of its text.
  let content: Inline
  /// What ends with the piece and what begins with it, each in the order in which it was found.
  var ending: [Mark] = []
  var beginning: [Mark] = []

  enum Mark {
    case emphasis, strong
    case link(target: String)

    fileprivate var length: Int {
      if case .strong = self { 2 } else { 1 }
    }
  }
}

/// Makes a tree of pieces whose marks are paired.
struct InlineTree {
  private var levels: [[Inline]] = [[]]
  private var text = ""
  /// How many marks are open that are left out.
  private var leftOut = 0

  /// Marks within so many marks are left out, which bounds the stack whatever a page says.
  private static let deepest = 16

  static func inlines(of pieces: [InlinePiece]) -> [Inline] {
    var tree = InlineTree()
    for piece in pieces {
      piece.ending.forEach { tree.end($0) }
      if case .text(let text) = piece.content {
        tree.text += text.dropLast((piece.ending + piece.beginning).reduce(0) { $0 + $1.length })
      } else {
        tree.add(piece.content)
      }
      piece.beginning.forEach { _ in tree.begin() }
    }
    tree.endText()
    return tree.levels[0]
  }

  private mutating func endText() {
    if !text.isEmpty { levels[levels.count - 1].append(.text(text)) }
    text = ""
  }

  private mutating func add(_ inline: Inline) {
    endText()
    levels[levels.count - 1].append(inline)
  }

  private mutating func begin() {
    guard levels.count <= InlineTree.deepest else { return leftOut += 1 }
    endText()
    levels.append([])
  }

  private mutating func end(_ mark: InlinePiece.Mark) {
    guard leftOut == 0 else { return leftOut -= 1 }
    endText()
    let inner = levels.removeLast()
    switch mark {
    case .emphasis: add(.emphasis(inner))
    case .strong: add(.strong(inner))
    case .link(let target): add(.link(inner, target: target))
    }
  }
}
