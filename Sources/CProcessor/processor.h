// What the inner loops were compiled for, as the compiler's own macros tell it, what this processor has,
// and the few things that Swift has no words for.
#pragma once

// Only the newest processors are asked what it is for, and its module takes a second of a first build, three times over.
#if defined(__AVX10_1__) || defined(__AVX10_2__) || defined(__APX_F__)
#include <cpuid.h>
#endif

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

typedef float SixteenFloats __attribute__((ext_vector_type(16)));

/// Square roots, all at once; those of Swift's vectors are computed one by one.
static inline SixteenFloats squareRoots(SixteenFloats values) { return __builtin_elementwise_sqrt(values); }

typedef float EightFloats __attribute__((ext_vector_type(8)));

/// Floats of two registers by turns, and pairs of them: the first ones of each half, or the last. Swift would take the
/// registers apart.
static inline EightFloats firstOfBoth(EightFloats a, EightFloats b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13);
}
static inline EightFloats lastOfBoth(EightFloats a, EightFloats b) {
  return __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
}
static inline EightFloats firstPairs(EightFloats a, EightFloats b) {
  return __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
}
static inline EightFloats lastPairs(EightFloats a, EightFloats b) {
  return __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
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

/// The first instruction set that the code was compiled for and this processor lacks, the best known ones first; NULL if it
/// has them all. Those are asked for that a compiler uses by itself; `.ci/processors` sees that none is left out.
static inline const char *missingInstructionSet(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
#define PATCHWORK_NEEDS(feature, name) if (!__builtin_cpu_supports(feature)) return name;
#if defined(__AVX__)
  PATCHWORK_NEEDS("avx", "AVX")
#endif
#if defined(__AVX2__)
  PATCHWORK_NEEDS("avx2", "AVX2")
#endif
#if defined(__FMA__)
  PATCHWORK_NEEDS("fma", "FMA")
#endif
#if defined(__AVX512F__)
  PATCHWORK_NEEDS("avx512f", "AVX-512")
#endif
#if defined(__AVX512VL__)
  PATCHWORK_NEEDS("avx512vl", "AVX-512VL")
#endif
#if defined(__AVX512DQ__)
  PATCHWORK_NEEDS("avx512dq", "AVX-512DQ")
#endif
#if defined(__AVX512CD__)
  PATCHWORK_NEEDS("avx512cd", "AVX-512CD")
#endif
#if defined(__AVX512BW__)
  PATCHWORK_NEEDS("avx512bw", "AVX-512BW")
#endif
#if defined(__AVX512VPOPCNTDQ__)
  PATCHWORK_NEEDS("avx512vpopcntdq", "AVX-512 VPOPCNTDQ")
#endif
#if defined(__AVX512VP2INTERSECT__)
  PATCHWORK_NEEDS("avx512vp2intersect", "AVX-512 VP2INTERSECT")
#endif
#if defined(__AVX512VNNI__)
  PATCHWORK_NEEDS("avx512vnni", "AVX-512 VNNI")
#endif
#if defined(__AVX512VBMI2__)
  PATCHWORK_NEEDS("avx512vbmi2", "AVX-512 VBMI2")
#endif
#if defined(__AVX512VBMI__)
  PATCHWORK_NEEDS("avx512vbmi", "AVX-512 VBMI")
#endif
#if defined(__AVX512IFMA__)
  PATCHWORK_NEEDS("avx512ifma", "AVX-512 IFMA")
#endif
#if defined(__AVX512FP16__)
  PATCHWORK_NEEDS("avx512fp16", "AVX-512 FP16")
#endif
#if defined(__AVX512BITALG__)
  PATCHWORK_NEEDS("avx512bitalg", "AVX-512 BITALG")
#endif
#if defined(__AVX512BF16__)
  PATCHWORK_NEEDS("avx512bf16", "AVX-512 BF16")
#endif
#if defined(__AVXNECONVERT__)
  PATCHWORK_NEEDS("avxneconvert", "AVX-NE-CONVERT")
#endif
#if defined(__AVXVNNIINT16__)
  PATCHWORK_NEEDS("avxvnniint16", "AVX-VNNI-INT16")
#endif
#if defined(__AVXVNNIINT8__)
  PATCHWORK_NEEDS("avxvnniint8", "AVX-VNNI-INT8")
#endif
#if defined(__AVXVNNI__)
  PATCHWORK_NEEDS("avxvnni", "AVX-VNNI")
#endif
#if defined(__AVXIFMA__)
  PATCHWORK_NEEDS("avxifma", "AVX-IFMA")
#endif
#if defined(__CMPCCXADD__)
  PATCHWORK_NEEDS("cmpccxadd", "CMPccXADD")
#endif
#if defined(__GFNI__)
  PATCHWORK_NEEDS("gfni", "GFNI")
#endif
#if defined(__XOP__)
  PATCHWORK_NEEDS("xop", "XOP")
#endif
#if defined(__FMA4__)
  PATCHWORK_NEEDS("fma4", "FMA4")
#endif
#if defined(__F16C__)
  PATCHWORK_NEEDS("f16c", "F16C")
#endif
#if defined(__TBM__)
  PATCHWORK_NEEDS("tbm", "TBM")
#endif
#if defined(__PRFCHW__)
  PATCHWORK_NEEDS("prfchw", "PREFETCHW")
#endif
#if defined(__MOVBE__)
  PATCHWORK_NEEDS("movbe", "MOVBE")
#endif
#if defined(__BMI2__)
  PATCHWORK_NEEDS("bmi2", "BMI2")
#endif
#if defined(__BMI__)
  PATCHWORK_NEEDS("bmi", "BMI1")
#endif
#if defined(__LZCNT__)
  PATCHWORK_NEEDS("lzcnt", "LZCNT")
#endif
#if defined(__POPCNT__)
  PATCHWORK_NEEDS("popcnt", "POPCNT")
#endif
#if defined(__SSE4A__)
  PATCHWORK_NEEDS("sse4a", "SSE4a")
#endif
#if defined(__SSE4_2__)
  PATCHWORK_NEEDS("sse4.2", "SSE4.2")
#endif
#if defined(__SSE4_1__)
  PATCHWORK_NEEDS("sse4.1", "SSE4.1")
#endif
#if defined(__SSSE3__)
  PATCHWORK_NEEDS("ssse3", "SSSE3")
#endif
#if defined(__SSE3__)
  PATCHWORK_NEEDS("sse3", "SSE3")
#endif
#undef PATCHWORK_NEEDS
  // Libraries older than these do not know them.
  unsigned a = 0, b = 0, c = 0, d = 0;
#if defined(__AVX10_1__) || defined(__AVX10_2__)
#if defined(__AVX10_2__)
  const unsigned version = 2;
#else
  const unsigned version = 1;
#endif
  if (!__get_cpuid_count(7, 1, &a, &b, &c, &d) || !(d >> 19 & 1)) return "AVX10";
  if (!__get_cpuid_count(0x24, 0, &a, &b, &c, &d) || (b & 0xFF) < version) return "AVX10.2";
#endif
#if defined(__APX_F__)
  if (!__get_cpuid_count(7, 1, &a, &b, &c, &d) || !(d >> 21 & 1)) return "APX";
#endif
  (void)a, (void)b, (void)c, (void)d;
#endif
  return 0;
}

/// Whether this processor multiplies and adds with one rounding, whatever the code was compiled for.
static inline int fusesMultiplyAdd(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("fma") != 0;
#else
  return PATCHWORK_HAS_FUSED_MULTIPLY_ADD;
#endif
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
