// The files of this folder, as text that the program carries with it.
#pragma once

/// The style sheet of every page.
const char *_Nonnull pageStyle(void);

/// The scripts of every page, one after the other.
const char *_Nonnull pageScript(void);
