#if __has_include(<png.h>)
#include <png.h>
#else
// Nothing is kept of a module with an error: once libpng is there, the next build finds it.
#error libpng is missing. Debian, Ubuntu, WSL: sudo apt-get install libpng-dev; Fedora: sudo dnf install libpng-devel; Arch: sudo pacman -S libpng; Alpine: sudo apk add libpng-dev; openSUSE: sudo zypper install libpng16-compat-devel; macOS: brew install libpng pkgconf
#endif
