#if __has_include(<png.h>)
#include <png.h>
#else
// What the package uses of libpng, declared for one purpose: where it is missing, the build ends with one error that says what
// to install.
#include <stddef.h>
static const int PNG_IMAGE_VERSION __attribute__((unavailable(
  "libpng is missing. Debian, Ubuntu, WSL: sudo apt-get install libpng-dev; Fedora: sudo dnf install libpng-devel; Arch: sudo pacman -S libpng; Alpine: sudo apk add libpng-dev; openSUSE: sudo zypper install libpng16-devel; macOS: brew install libpng")));
typedef unsigned int png_uint_32;
typedef struct {
  void *opaque;
  png_uint_32 version, width, height, format, flags, colormap_entries, warning_or_error;
  char message[64];
} png_image;
void png_image_free(png_image *);
int png_image_begin_read_from_memory(png_image *, const void *, size_t);
int png_image_finish_read(png_image *, const void *, void *, int, void *);
int png_image_write_to_memory(png_image *, void *, size_t *, int, const void *, int, const void *);
#endif
