/// A page in sections, which begin at headings of the second level.
extension Page {
  /// Blocks by section; what stands before the first heading comes first, empty if there is none.
  package static func sections(of blocks: [Markup]) -> [[Markup]] {
    blocks.reduce(into: [[]]) { sections, block in
      if case .heading(2, _) = block { sections.append([]) }
      sections[sections.count - 1].append(block)
    }
  }

  /// The names of headings as the addresses of a page have them, each its own.
  package static func anchors(of headings: [String]) -> [String] {
    headings.reduce(into: []) { $0.append(anchor($1, after: $0)) }
  }

  /// What parts of every page are called, so that no heading can be.
  private static let taken: Set = ["main", "contents", "meaning"]

  /// The name of a heading that comes after others.
  static func anchor(_ heading: String, after others: [String]) -> String {
    let base = HTML.anchor(heading)
    let count = others.count { $0 == base || $0.hasPrefix(base + "--") } + (taken.contains(base) ? 1 : 0)
    return count == 0 ? base : "\(base)--\(count + 1)"
  }
}
