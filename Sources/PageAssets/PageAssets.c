// Embedded here because a Swift array of the same bytes takes the compiler seconds.
#include "PageAssets.h"

static const char style[] = {
#embed "page.css" suffix(, '\n', )
#embed "finding.css" suffix(, '\n', )
#embed "questions.css" suffix(, '\n', )
#embed "print.css" suffix(, 0)
};

static const char theme[] = {
#embed "theme.js" suffix(, 0)
};

static const char script[] = {
#embed "elements.js" suffix(, '\n', )
#embed "sections.js" suffix(, '\n', )
#embed "reading.js" suffix(, '\n', )
#embed "finding.js" suffix(, '\n', )
#embed "search.js" suffix(, 0)
};

static const char live[] = {
#embed "live.js" suffix(, 0)
};

static const char glossary[] = {
#embed "glossary.txt" suffix(, 0)
};

static const char questionScripts[] = {
#embed "elements.js" suffix(, '\n', )
#embed "questions.js" suffix(, 0)
};

static const char inquiryStyleSheet[] = {
#embed "inquiry.css" suffix(, 0)
};

static const char networkStyleSheet[] = {
#embed "network.css" suffix(, 0)
};

static const char kernelStyleSheet[] = {
#embed "kernels.css" suffix(, 0)
};

static const char trainingStyleSheet[] = {
#embed "training.css" suffix(, 0)
};

static const char widgetScripts[] = {
#embed "elements.js" suffix(, '\n', )
#embed "network-colors.js" suffix(, '\n', )
#embed "typing.js" suffix(, 0)
};

static const char computingScripts[] = {
#embed "arithmetic.js" suffix(, '\n', )
#embed "encoding.js" suffix(, 0)
};

static const char engineScripts[] = {
#embed "engine.js" suffix(, 0)
};

static const char windowScripts[] = {
#embed "sliding-window.js" suffix(, 0)
};

static const char inquiryScripts[] = {
#embed "inquiry-numbers.js" suffix(, '\n', )
#embed "inquiry.js" suffix(, 0)
};

static const char kernelScripts[] = {
#embed "weights.js" suffix(, '\n', )
#embed "kernels.js" suffix(, 0)
};

static const char trainingScripts[] = {
#embed "training-player.js" suffix(, '\n', )
#embed "training-chart.js" suffix(, 0)
};

static const char descentScripts[] = {
#embed "descent.js" suffix(, '\n', )
#embed "descents.js" suffix(, 0)
};

static const char recordingScripts[] = {
#embed "recordings.js" suffix(, 0)
};

static const char networkScripts[] = {
#embed "network-drawing.js" suffix(, '\n', )
#embed "network-cover.js" suffix(, '\n', )
#embed "network-pictures.js" suffix(, '\n', )
#embed "network-layers.js" suffix(, '\n', )
#embed "network-tracing.js" suffix(, '\n', )
#embed "network-influence.js" suffix(, '\n', )
#embed "networks.js" suffix(, 0)
};

const char *pageStyle(void) { return style; }

const char *pageTheme(void) { return theme; }

const char *pageScript(void) { return script; }

const char *pageLive(void) { return live; }

const char *pageGlossary(void) { return glossary; }

const char *questionScript(void) { return questionScripts; }

const char *inquiryStyle(void) { return inquiryStyleSheet; }

const char *networkStyle(void) { return networkStyleSheet; }

const char *kernelStyle(void) { return kernelStyleSheet; }

const char *widgetScript(void) { return widgetScripts; }

const char *computingScript(void) { return computingScripts; }

const char *windowScript(void) { return windowScripts; }

const char *engineScript(void) { return engineScripts; }

const char *inquiryScript(void) { return inquiryScripts; }

const char *kernelScript(void) { return kernelScripts; }

const char *trainingStyle(void) { return trainingStyleSheet; }

const char *trainingScript(void) { return trainingScripts; }

const char *descentScript(void) { return descentScripts; }

const char *recordingScript(void) { return recordingScripts; }

const char *networkScript(void) { return networkScripts; }
