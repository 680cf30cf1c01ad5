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

const char *pageStyle(void) { return style; }

const char *pageScript(void) { return script; }
