/// Reads the Markdown that lessons are written in, line by line, in time that grows as the text does.
///
/// It is CommonMark, with GitHub's tables, formulas between dollar signs, and list items that their first word sets
/// apart (`- Question:`). What it does not know stays text: raw HTML, images, links by reference, mail addresses between
/// angle brackets, entities, and tabs in front of a block. A line that breaks within a paragraph goes on after a space,
/// and the title of a link is left out.
package struct MarkupParser {
  /// The page itself, and the quotations and lists that are open, each in the one before.
  private var containers = [MarkupContainer()]
  /// The block in the last of them that the next line may carry on.
  private var leaf: MarkupLeaf?
  /// The outermost container for which the last line was empty; beyond all if it was not.
  private var gap = Int.max

  /// What stands within so many quotations and lists is text, which bounds the stack whatever a page says.
  private static let deepest = 16

  package static func parse(_ prose: Prose) -> [Markup] {
    var parser = MarkupParser()
    var lines = prose.markdown.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines { parser.read(line.unicodeScalars) }
    parser.close(to: 1)
    return parser.containers[0].blocks
  }

  private mutating func read(_ line: MarkupLine) {
    var (line, depth) = (line, 1)
    while depth < containers.count, let inner = carriedOn(line, at: depth) { (line, depth) = (inner, depth + 1) }
    let depthCarriedOn = depth
    if depth < containers.count || !carriesCodeOn(line) {
      while let inner = begun(line, at: depth) { (line, depth) = (inner, depth + 1) }
      if line.isBlank { readEmptyLine(at: depth) } else { readText(line, at: depth) }
    }
    let isGap = line.isBlank && depth == depthCarriedOn && leaf?.fence == nil
    gap = isGap ? containers[..<depth].lastIndex { $0.list == nil } ?? 0 : .max
  }

  /// What a line holds inside the container at `depth`; nil if it does not carry that on.
  private func carriedOn(_ line: MarkupLine, at depth: Int) -> MarkupLine? {
    guard let list = containers[depth].list else { return line.afterQuotationMark }
    if let width = list.width, line.indentation >= width { return line.dropFirst(width) }
    let hasContent = !containers[depth].blocks.isEmpty || depth + 1 < containers.count || leaf != nil
    return line.isBlank && hasContent ? line.dropFirst(line.indentation) : nil
  }

  /// Whether the line is part of the code that is open, or ends it.
  private mutating func carriesCodeOn(_ line: MarkupLine) -> Bool {
    if let fence = leaf?.fence {
      if fence.isClosed(by: line) { closeLeaf() } else { leaf?.lines.append(fence.unindented(line)) }
      return true
    }
    guard leaf?.kind == .indentedCode, line.indentation >= 4 || line.isBlank else { return false }
    leaf?.lines.append(line.dropFirst(4))
    return true
  }

  /// What a line holds behind the mark of a quotation or list item that it begins at `depth`; nil if it begins none.
  private mutating func begun(_ line: MarkupLine, at depth: Int) -> MarkupLine? {
    guard depth <= MarkupParser.deepest else { return nil }
    if let inner = line.afterQuotationMark {
      makeRoom(at: depth)
      containers.append(MarkupContainer())
      return inner
    }
    let interrupts = depth == containers.count && leaf?.kind == .paragraph
    guard let marker = ListMarker(line), !line.isRule, !interrupts || marker.mayInterrupt else { return nil }
    if depth < containers.count, containers[depth].list?.marker.sign == marker.sign {
      close(to: depth + 1)
      containers[depth].beginItem(marker, afterGap: gap <= depth)
    } else {
      makeRoom(at: depth)
      containers.append(MarkupContainer(list: MarkupContainer.List(marker)))
    }
    return marker.text
  }

  private mutating func readEmptyLine(at depth: Int) {
    if depth < containers.count, containers[depth].list != nil {
      // An item may begin with one empty line, but not with two.
      containers[depth].list?.width = nil
    } else {
      close(to: depth)
    }
  }

  private mutating func readText(_ line: MarkupLine, at depth: Int) {
    let isCarriedOn = depth == containers.count
    if line.indentation >= 4, leaf?.kind != .paragraph {
      open(MarkupLeaf(.indentedCode, line.dropFirst(4)), at: depth)
    } else if let heading = line.heading {
      add(heading, at: depth)
    } else if let fence = Fence(line) {
      open(MarkupLeaf(.fencedCode(fence)), at: depth)
    } else if isCarriedOn, leaf?.kind == .paragraph, let level = line.underlining {
      leaf?.kind = .heading(level)
      closeLeaf()
    } else if line.isRule {
      add(.rule, at: depth)
    } else if isCarriedOn, leaf?.isTable(ruledBy: line) == true {
      leaf?.kind = .table
      leaf?.lines.append(line)
    } else if leaf?.kind == .paragraph || isCarriedOn && leaf?.kind == .table && line.contains("|") {
      leaf?.lines.append(line)
    } else {
      open(MarkupLeaf(.paragraph, line), at: depth)
    }
  }

  private mutating func open(_ leaf: MarkupLeaf, at depth: Int) {
    makeRoom(at: depth)
    self.leaf = leaf
  }

  private mutating func add(_ block: Markup, at depth: Int) {
    makeRoom(at: depth)
    containers[depth - 1].blocks.append(block)
  }

  /// Closes what a new block at `depth` ends; a gap between two blocks of an item makes its list a loose one.
  private mutating func makeRoom(at depth: Int) {
    close(to: depth)
    if gap < depth, !containers[depth - 1].blocks.isEmpty { containers[depth - 1].list?.isLoose = true }
  }

  private mutating func close(to depth: Int) {
    closeLeaf()
    while containers.count > depth {
      let closed = containers.removeLast()
      containers[containers.count - 1].blocks += closed.closed
    }
  }

  private mutating func closeLeaf() {
    if let block = leaf.take()?.block { containers[containers.count - 1].blocks.append(block) }
  }
}
