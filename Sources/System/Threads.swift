#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Lets another thread have this processor.
package func giveWay() { sched_yield() }

/// Does `work` on a new thread. Gives whether the system has started one: it may allow no more.
package func startThread(_ work: @escaping @Sendable () -> Void) -> Bool {
  #if canImport(Glibc)
    var thread = pthread_t()
  #else
    var thread: pthread_t?
  #endif
  let handed = Unmanaged.passRetained(Work(work))
  let code = pthread_create(
    &thread, nil,
    { argument in
      pthread_detach(pthread_self())
      Work.done(argument)
      return nil
    }, handed.toOpaque())
  if code != 0 { handed.release() }
  return code == 0
}

/// What one thread hands to another through a pointer.
private final class Work {
  private let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }

  static func done(_ pointer: UnsafeMutableRawPointer?) {
    guard let pointer else { return }
    Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().work()
  }
}
