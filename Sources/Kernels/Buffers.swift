import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory for floats that is handed out again and again: a training step asks for the same sizes as the step before,
/// and memory fresh from the operating system costs more than most operations that use it.
///
/// A size is rounded up to one of four per power of two. What is given back waits in the list of its size for the next
/// that asks, latest first, since the latest is still in the cache; beyond `keptLimit` it goes back to the system.
/// Under a sanitizer nothing waits and nothing is rounded up: it sees every place beside the memory, and who had it.
public enum Buffers {
  /// The largest number of floats that can be asked for: so many, and sixteen times as many bytes, still have a number.
  public static let largestCount = 1 << 56

  /// How many bytes may wait.
  static let keptLimit = 128 << 20

  /// How many bytes a large page has, where the system has such pages.
  private static let hugePage = 2 << 20

  /// A block that waits holds the address of the next one of its size.
  private struct Shelf {
    var heads = [UnsafeMutableRawPointer?](repeating: nil, count: 256)
    var kept = 0
  }
  private static let shelf = Mutex(Shelf())

  /// Whether a sanitizer looks on. It knows memory that the system gives and takes, but not what waits here.
  private static let isWatched =
    dlsym(dlopen(nil, RTLD_LAZY), "__asan_init") != nil || dlsym(dlopen(nil, RTLD_LAZY), "__tsan_init") != nil

  /// Room for `count` floats, on a 64-byte boundary, holding anything. Ends the program if there is no such memory.
  public static func take(_ count: Int) -> UnsafeMutablePointer<Float> {
    if count < 0 || count > largestCount { fatalError("Buffers: no memory has room for \(count) floats") }
    if isWatched { return allocate(count * MemoryLayout<Float>.stride) }
    let size = Size(holding: count)
    let waiting: UInt = shelf.withLock { shelf in
      guard let block = shelf.heads[size.index] else { return 0 }
      shelf.heads[size.index] = block.load(as: UnsafeMutableRawPointer?.self)
      shelf.kept -= size.bytes
      return UInt(bitPattern: block)
    }
    return UnsafeMutableRawPointer(bitPattern: waiting)?.assumingMemoryBound(to: Float.self) ?? allocate(size.bytes)
  }

  private static func allocate(_ bytes: Int) -> UnsafeMutablePointer<Float> {
    var block: UnsafeMutableRawPointer?
    let isLarge = bytes >= 2 * hugePage && !isWatched
    guard posix_memalign(&block, isLarge ? hugePage : 64, max(1, bytes)) == 0, let block else {
      fatalError("Buffers: the system has no memory for \(bytes) bytes")
    }
    #if canImport(Glibc) || canImport(Musl)
      // To fetch page after small page of a large block costs more than to fill it.
      if isLarge { madvise(block, bytes, MADV_HUGEPAGE) }
    #endif
    return block.assumingMemoryBound(to: Float.self)
  }

  /// Takes back what `take` gave for `count` floats.
  public static func giveBack(_ pointer: UnsafeMutablePointer<Float>, _ count: Int) {
    let size = Size(holding: count)
    let address = UInt(bitPattern: pointer)
    let isKept =
      !isWatched
      && shelf.withLock { shelf in
        guard shelf.kept + size.bytes <= keptLimit, let block = UnsafeMutableRawPointer(bitPattern: address) else {
          return false
        }
        block.storeBytes(of: shelf.heads[size.index], as: UnsafeMutableRawPointer?.self)
        shelf.heads[size.index] = block
        shelf.kept += size.bytes
        return true
      }
    if !isKept { free(pointer) }
  }

  /// Calls `body` with room for `count` floats.
  @inline(__always)
  static func scratch<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    let pointer = take(count)
    defer { giveBack(pointer, count) }
    return body(pointer)
  }

  /// A size of 4, 5, 6 or 7 times a power of two floats, at least 16 floats.
  struct Size {
    let index: Int
    let bytes: Int

    init(holding count: Int) {
      let wanted = max(16, count)
      let step = 1 << (Int.bitWidth - 3 - wanted.leadingZeroBitCount)
      let floats = (wanted + step - 1) & -step
      let power = Int.bitWidth - 3 - floats.leadingZeroBitCount
      index = power * 4 + floats >> power & 3
      bytes = floats * MemoryLayout<Float>.stride
    }
  }
}
