import PageAssets

/// The style sheets and scripts that the widgets of a page need beside those of every page, each once.
struct WidgetAssets {
  private let kinds: Set<String>

  /// What widgets of some kinds need.
  init(kinds: some Sequence<String>) { self.kinds = Set(kinds) }

  private func has(_ wanted: String...) -> Bool { !kinds.isDisjoint(with: wanted) }

  /// What follows the style sheet of every page.
  var style: String {
    let parts: [(isNeeded: Bool, text: UnsafePointer<CChar>)] = [
      (has("inquiry"), inquiryStyle()), (has("network"), networkStyle()), (has("kernels"), kernelStyle()),
      (has("descent", "recording"), trainingStyle()),
    ]
    return parts.filter(\.isNeeded).map { String(cString: $0.text) }.joined()
  }

  /// Files of one scope, to follow the script of every page; nothing if none is needed.
  var script: String {
    let parts: [(isNeeded: Bool, text: UnsafePointer<CChar>)] = [
      (!kinds.isEmpty, widgetScript()), (!kinds.isEmpty, computingScript()),
      (has("inquiry", "kernels"), windowScript()), (has("inquiry"), inquiryScript()),
      (has("kernels"), kernelScript()), (has("network", "recording"), engineScript()),
      (has("network"), networkScript()), (has("descent", "recording"), trainingScript()),
      (has("descent"), descentScript()), (has("recording"), recordingScript()),
    ]
    return parts.filter(\.isNeeded).map { String(cString: $0.text) }.joined(separator: "\n")
  }
}
