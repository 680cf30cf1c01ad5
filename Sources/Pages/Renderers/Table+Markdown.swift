extension Table {
  /// The table as GitHub Markdown, without a line break at its end.
  package var markdown: String { MarkdownRenderer().table(self) }
}
