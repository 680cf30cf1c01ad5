// Embedded here because a Swift array of the same bytes takes the compiler seconds.
#include "PageAssets.h"

static const char style[] = {
#embed "page.css" suffix(, 0)
};

static const char script[] = {
#embed "elements.js" suffix(, '\n', )
#embed "inquiry.js" suffix(, '\n', )
#embed "sections.js" suffix(, 0)
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

const char *pageScript(void) { return script; }

const char *networkStyle(void) { return networkStyleSheet; }

const char *networkScript(void) { return networkScripts; }
