#include <inttypes.h>
#include <stdio.h>

uint64_t report_next(int32_t number, char *name);

// What Swift's library answers where no `dynamic` function has been replaced.
void *swift_getFunctionReplacement(void **replacement, void *function) { return NULL; }

int main(void) {
  char name[100];
  uint64_t digest;
  for (int32_t number = 0; (digest = report_next(number, name)) != 0; number++) printf("%016" PRIx64 " %s\n", digest, name);
  return 0;
}
