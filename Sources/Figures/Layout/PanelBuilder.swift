/// Lets panels be listed one below the other, with `if` and `for` between them.
@resultBuilder
public enum PanelBuilder {
  /// A panel by itself.
  public static func buildExpression(_ panel: any Panel) -> [any Panel] { [panel] }
  /// Panels made elsewhere.
  public static func buildExpression(_ panels: [any Panel]) -> [any Panel] { panels }
  /// Panels after one another.
  public static func buildBlock(_ panels: [any Panel]...) -> [any Panel] { panels.flatMap { $0 } }
  /// Panels from a loop.
  public static func buildArray(_ panels: [[any Panel]]) -> [any Panel] { panels.flatMap { $0 } }
  /// Panels that may be left out.
  public static func buildOptional(_ panels: [any Panel]?) -> [any Panel] { panels ?? [] }
  /// The panels of one branch.
  public static func buildEither(first panels: [any Panel]) -> [any Panel] { panels }
  /// The panels of the other branch.
  public static func buildEither(second panels: [any Panel]) -> [any Panel] { panels }
}
