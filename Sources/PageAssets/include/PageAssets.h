// The files of this folder, as text that the program carries with it.
#pragma once

/// The style sheet of every page.
const char *_Nonnull pageStyle(void);

/// The scripts of every page, one after the other.
const char *_Nonnull pageScript(void);

/// The style sheet of pages on which a network can be touched, to follow that of every page.
const char *_Nonnull networkStyle(void);

/// The scripts of such pages, one after the other, to follow those of every page.
const char *_Nonnull networkScript(void);
