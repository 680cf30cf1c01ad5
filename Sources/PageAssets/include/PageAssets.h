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

/// The style sheet of pages on which matrices can be asked, to follow that of every page.
const char *_Nonnull inquiryStyle(void);

/// The style sheet of pages on which a network can be touched, to follow that of every page.
const char *_Nonnull networkStyle(void);

/// The scripts of such pages, one after the other, to follow those of the engine.
const char *_Nonnull networkScript(void);

/// The style sheet of pages on which kernels can be put to work, to follow that of every page.
const char *_Nonnull kernelStyle(void);

/// What all that can be touched is made with.
const char *_Nonnull widgetScript(void);

/// The program's arithmetic, to follow the script of widgets.
const char *_Nonnull computingScript(void);

/// What computes a network, to follow that of the arithmetic.
const char *_Nonnull engineScript(void);

/// A window that slides over matrices and numbers that one types, to follow that of the arithmetic.
const char *_Nonnull windowScript(void);

/// What answers for any pixel of small matrices, to follow the script of windows.
const char *_Nonnull inquiryScript(void);

/// What puts kernels to work on a picture, to follow the script of windows.
const char *_Nonnull kernelScript(void);

/// The style sheet of pages on which a training can be wound back, to follow that of every page.
const char *_Nonnull trainingStyle(void);

/// What winds trainings back and forth, to follow the script of widgets.
const char *_Nonnull trainingScript(void);

/// A kernel that learns on the page, to follow the script of trainings.
const char *_Nonnull descentScript(void);

/// Trainings that the program has recorded, to follow those of the engine and of trainings.
const char *_Nonnull recordingScript(void);
