import PageAssets

/// The style sheets and scripts that the widgets of a page need beside those of every page, each once.
struct WidgetAssets {
  private let hasNetwork, hasInquiry, hasKernels, hasDescent, hasRecording: Bool

  /// What widgets of some kinds need.
  init(kinds: some Sequence<String>) {
    let kinds = Set(kinds)
    (hasNetwork, hasInquiry) = (kinds.contains("network"), kinds.contains("inquiry"))
    (hasKernels, hasDescent) = (kinds.contains("kernels"), kinds.contains("descent"))
    hasRecording = kinds.contains("recording")
  }

  /// What follows the style sheet of every page.
  var style: String {
    let parts: [(isNeeded: Bool, text: UnsafePointer<CChar>)] = [
      (hasInquiry, inquiryStyle()), (hasNetwork, networkStyle()), (hasKernels, kernelStyle()),
      (hasDescent || hasRecording, trainingStyle()),
    ]
    return parts.filter(\.isNeeded).map { String(cString: $0.text) }.joined()
  }

  /// Files of one scope, to follow the script of every page; nothing if none is needed.
  var script: String {
    let hasAny = hasNetwork || hasInquiry || hasKernels || hasDescent || hasRecording
    let parts: [(isNeeded: Bool, text: UnsafePointer<CChar>)] = [
      (hasAny, widgetScript()), (hasAny, computingScript()), (hasInquiry || hasKernels, windowScript()),
      (hasInquiry, inquiryScript()), (hasKernels, kernelScript()), (hasNetwork || hasRecording, engineScript()),
      (hasNetwork, networkScript()), (hasDescent || hasRecording, trainingScript()), (hasDescent, descentScript()),
      (hasRecording, recordingScript()),
    ]
    return parts.filter(\.isNeeded).map { String(cString: $0.text) }.joined(separator: "\n")
  }
}
