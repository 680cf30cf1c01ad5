// A loop of nothing but multiply-adds, in the processor's own instructions: what `Peak.run` is held against.
#pragma once

#define TWELVE(add) add(0) add(1) add(2) add(3) add(4) add(5) add(6) add(7) add(8) add(9) add(10) add(11)
#define NEXT_TWELVE(add) add(12) add(13) add(14) add(15) add(16) add(17) add(18) add(19) add(20) add(21) add(22) add(23)

#define NAMES_OF_TWELVE(r) \
  r "0", r "1", r "2", r "3", r "4", r "5", r "6", r "7", r "8", r "9", r "10", r "11"
#define NAMES_OF_NEXT_TWELVE(r) \
  r "12", r "13", r "14", r "15", r "16", r "17", r "18", r "19", r "20", r "21", r "22", r "23"

/// Does `rounds` rounds, at least one, and returns how many multiply-adds a round has; 0 where they are not one instruction.
static inline int multiplyAddsInRegisters(long rounds) {
#if defined(__AVX512F__)
#define ADD(sum) "vfmadd231ps %%zmm24, %%zmm24, %%zmm" #sum "\n"
  __asm__ volatile("vpxord %%zmm24, %%zmm24, %%zmm24\n1:\n" TWELVE(ADD) NEXT_TWELVE(ADD) "dec %0\njnz 1b"
                   : "+r"(rounds)
                   :
                   : NAMES_OF_TWELVE("xmm"), NAMES_OF_NEXT_TWELVE("xmm"), "xmm24", "cc");
  return 24 * 16;
#elif defined(__FMA__)
#define ADD(sum) "vfmadd231ps %%ymm12, %%ymm12, %%ymm" #sum "\n"
  __asm__ volatile("vxorps %%ymm12, %%ymm12, %%ymm12\n1:\n" TWELVE(ADD) "dec %0\njnz 1b"
                   : "+r"(rounds)
                   :
                   : NAMES_OF_TWELVE("xmm"), "xmm12", "cc");
  return 12 * 8;
#elif defined(__aarch64__)
#define ADD(sum) "fmla v" #sum ".4s, v24.4s, v24.4s\n"
  __asm__ volatile("movi v24.4s, #0\n1:\n" TWELVE(ADD) NEXT_TWELVE(ADD) "subs %0, %0, #1\nb.ne 1b"
                   : "+r"(rounds)
                   :
                   : NAMES_OF_TWELVE("v"), NAMES_OF_NEXT_TWELVE("v"), "v24", "cc");
  return 24 * 4;
#else
  return 0;
#endif
}
