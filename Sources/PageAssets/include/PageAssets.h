// The files of this folder, as text that the program carries with it.
#pragma once

/// The style sheets of every page, one after the other.
const char *_Nonnull pageStyle(void);

/// What chooses light or dark before a page is painted.
const char *_Nonnull pageTheme(void);

/// The scripts of every page, one after the other.
const char *_Nonnull pageScript(void);

/// What renews a page whose lesson is run again.
const char *_Nonnull pageLive(void);

/// The terms of the field: `term; other form: meaning`, one on a line.
const char *_Nonnull pageGlossary(void);

/// The scripts of pages with questions, one after the other, in a scope of their own.
const char *_Nonnull questionScript(void);

/// The style sheet of pages on which a network can be touched, to follow that of every page.
const char *_Nonnull networkStyle(void);

/// The scripts of such pages, one after the other, to follow those of every page.
const char *_Nonnull networkScript(void);
