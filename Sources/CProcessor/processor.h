// What the inner loops were compiled for, as the compiler's own macros tell it, and what this processor has.
#pragma once

#if defined(__FMA__) || defined(__aarch64__)
#define PATCHWORK_HAS_FUSED_MULTIPLY_ADD 1
#else
#define PATCHWORK_HAS_FUSED_MULTIPLY_ADD 0
#endif

/// The floats of two registers side by side, and how many rows of them the processor can keep while it multiplies.
#if defined(__AVX512F__)  // 32 registers of 16
#define PATCHWORK_TILE_COLUMNS 32
#define PATCHWORK_TILE_ROWS 8
#elif defined(__AVX2__)  // 16 registers of 8
#define PATCHWORK_TILE_COLUMNS 16
#define PATCHWORK_TILE_ROWS 6
#elif defined(__aarch64__)  // 32 registers of 4
#define PATCHWORK_TILE_COLUMNS 8
#define PATCHWORK_TILE_ROWS 8
#else  // 16 registers of 4
#define PATCHWORK_TILE_COLUMNS 8
#define PATCHWORK_TILE_ROWS 6
#endif

/// Stands behind each row of a tile. Where registers are few, the compiler would load the weights of all rows before it
/// multiplies with the first, and keep sums on the stack for want of registers; past this point it moves no load.
static inline void endRow(void) {
#if defined(__x86_64__) && !defined(__AVX512F__)
  __asm__ volatile("" ::: "memory");
#endif
}

/// The processor that `PATCHWORK_CPU` named to Package.swift when the code was compiled, or what stands there in its
/// place; NULL where the package asks for no particular one.
static inline const char *targetProcessor(void) {
#if defined(PATCHWORK_CPU)
#define PATCHWORK_SPELLED(name) #name
#define PATCHWORK_NAME(name) PATCHWORK_SPELLED(name)
  return PATCHWORK_NAME(PATCHWORK_CPU);
#else
  return 0;
#endif
}

/// The first instruction set that the code was compiled for and this processor lacks; NULL if it has them all.
static inline const char *missingInstructionSet(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
#if defined(__AVX512FP16__)
  if (!__builtin_cpu_supports("avx512fp16")) return "AVX-512 FP16";
#endif
#if defined(__AVX512VBMI2__)
  if (!__builtin_cpu_supports("avx512vbmi2")) return "AVX-512 VBMI2";
#endif
#if defined(__AVX512VBMI__)
  if (!__builtin_cpu_supports("avx512vbmi")) return "AVX-512 VBMI";
#endif
#if defined(__AVX512F__)
  if (!__builtin_cpu_supports("avx512f")) return "AVX-512";
#endif
#if defined(__AVX512VL__)
  if (!__builtin_cpu_supports("avx512vl")) return "AVX-512VL";
#endif
#if defined(__AVX512BW__)
  if (!__builtin_cpu_supports("avx512bw")) return "AVX-512BW";
#endif
#if defined(__AVX512DQ__)
  if (!__builtin_cpu_supports("avx512dq")) return "AVX-512DQ";
#endif
#if defined(__AVX2__)
  if (!__builtin_cpu_supports("avx2")) return "AVX2";
#endif
#if defined(__FMA__)
  if (!__builtin_cpu_supports("fma")) return "FMA";
#endif
#if defined(__LZCNT__)
  if (!__builtin_cpu_supports("lzcnt")) return "LZCNT";
#endif
#if defined(__BMI__)
  if (!__builtin_cpu_supports("bmi")) return "BMI";
#endif
#if defined(__BMI2__)
  if (!__builtin_cpu_supports("bmi2")) return "BMI2";
#endif
#if defined(__AVX__)
  if (!__builtin_cpu_supports("avx")) return "AVX";
#endif
#if defined(__SSE4_2__)
  if (!__builtin_cpu_supports("sse4.2")) return "SSE4.2";
#endif
#endif
  return 0;
}

/// Tells the processor that this thread is only waiting, so that the other one on its core goes faster.
static inline void pauseProcessor(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Asks for a line of memory that will be read soon.
static inline void prefetchLine(const void *address) { __builtin_prefetch(address, 0, 2); }
