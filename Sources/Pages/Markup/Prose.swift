import System

/// The course's own text: Markdown.
///
/// What is put into it means itself, whatever marks are in it; only other prose keeps its own:
///
///     let finding: Prose = "**It crashes:** \(message)"
public struct Prose: Hashable, Sendable {
  /// The text with its marks.
  package let markdown: String

  /// Markdown that stands in a file of the course; what would steer a terminal is to be seen in it.
  package init(markdown: String) { self.markdown = OutsideText(markdown).description }

  /// The words alone, without any marks.
  package var plainText: String { Inline.parse(self).map(\.plainText).joined() }
}

extension Prose: ExpressibleByStringInterpolation {
  /// Markdown as the source has it.
  public init(stringLiteral markdown: String) { self.init(markdown: markdown) }

  /// Markdown as the source has it, with values in it.
  public init(stringInterpolation: StringInterpolation) { self.init(markdown: stringInterpolation.markdown) }

  /// Markdown that is being put together.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markdown = ""

    /// Nothing yet.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds what the source has.
    public mutating func appendLiteral(_ literal: String) { markdown += literal }

    /// Adds a value that means itself: its marks mark nothing, and its lines are one.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      let line = markdown.unicodeScalars.reversed().prefix { $0 != "\n" }
      let mayBeginBlock = !line.contains { $0.properties.isAlphabetic }
      markdown += Markdown.literal(OutsideText(value.description), mayBeginBlock: mayBeginBlock)
    }

    /// Adds prose with its marks.
    public mutating func appendInterpolation(_ prose: Prose) { markdown += prose.markdown }

    /// Adds a value as code.
    public mutating func appendInterpolation(code value: some CustomStringConvertible) {
      markdown += Markdown.code(OutsideText(value.description))
    }
  }
}
