#if __has_include(<zlib.h>)
#include <zlib.h>
#else
// As with libpng: where zlib is missing, the build ends with one error that says what to install.
typedef struct gzFile_s *gzFile;
gzFile gzopen(const char *, const char *) __attribute__((unavailable(
  "zlib is missing, which libpng brings. Debian, Ubuntu, WSL: sudo apt-get install zlib1g-dev; Fedora: sudo dnf install zlib-devel; Arch: sudo pacman -S zlib; Alpine: sudo apk add zlib-dev; openSUSE: sudo zypper install zlib-devel; macOS: brew install zlib")));
int gzbuffer(gzFile, unsigned), gzclose_r(gzFile), gzdirect(gzFile), gzread(gzFile, void *, unsigned);
const char *gzerror(gzFile, int *);
static const int Z_OK = 0, Z_STREAM_END = 1, Z_ERRNO = -1, Z_BUF_ERROR = -5;
#endif
