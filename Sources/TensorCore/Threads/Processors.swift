#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The number of processors that are switched on.
func activeProcessors() -> Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

/// Lets another thread have this processor.
func giveWay() { sched_yield() }
