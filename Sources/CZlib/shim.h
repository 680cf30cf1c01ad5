#if __has_include(<zlib.h>)
#include <zlib.h>
#else
// As with libpng.
#error zlib is missing, which libpng brings. Debian, Ubuntu, WSL: sudo apt-get install zlib1g-dev; Fedora: sudo dnf install zlib-devel; Arch: sudo pacman -S zlib; Alpine: sudo apk add zlib-dev; openSUSE: sudo zypper install zlib-devel; macOS: xcode-select --install
#endif
