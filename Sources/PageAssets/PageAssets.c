// Embedded here because a Swift array of the same bytes takes the compiler seconds.
#include "PageAssets.h"

static const char style[] = {
#embed "page.css" suffix(, '\n', )
#embed "finding.css" suffix(, '\n', )
#embed "inquiry.css" suffix(, '\n', )
#embed "questions.css" suffix(, '\n', )
#embed "print.css" suffix(, 0)
};

static const char theme[] = {
#embed "theme.js" suffix(, 0)
};

static const char script[] = {
#embed "elements.js" suffix(, '\n', )
#embed "inquiry.js" suffix(, '\n', )
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

static const char networkStyleSheet[] = {
#embed "network.css" suffix(, 0)
};

static const char networkScripts[] = {
#embed "elements.js" suffix(, '\n', )
#embed "arithmetic.js" suffix(, '\n', )
#embed "encoding.js" suffix(, '\n', )
#embed "engine.js" suffix(, '\n', )
#embed "network-colors.js" suffix(, '\n', )
#embed "network-drawing.js" suffix(, '\n', )
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

const char *networkStyle(void) { return networkStyleSheet; }

const char *networkScript(void) { return networkScripts; }
