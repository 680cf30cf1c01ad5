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
/// A size is rounded up to one of four per power of two. What is given back waits for the next that asks for its size,
/// latest first, since the latest is still in the cache. It waits on a shelf of the thread that gave it back: to write where
/// another processor wrote last can take two to four times as long. Where a thread's own shelf has nothing, it looks at the
/// others'. What has no room on a shelf, of `keptLimit` bytes, goes back to the system. Under a sanitizer nothing waits and nothing is rounded up: it
/// sees every place beside the memory, and who had it.
public enum Buffers {
  /// The largest number of floats that can be asked for: so many, and sixteen times as many bytes, still have a number.
  public static let largestCount = 1 << 56

  /// How many bytes may wait on a shelf.
  static let keptLimit = 128 << 20

  /// How many bytes a large page has, where the system has such pages.
  private static let hugePage = 2 << 20

  /// What waits: of each size the address of the block that was given back last, or 0. A block holds that of the next.
  private final class Shelf: Sendable {
    private let waiting = Mutex((heads: [UInt](repeating: 0, count: 256), kept: 0))

    func take(_ size: Size) -> UnsafeMutablePointer<Float>? {
      let address = waiting.withLock { waiting in
        let first = waiting.heads[size.index]
        if let block = UnsafeRawPointer(bitPattern: first) {
          waiting.heads[size.index] = block.load(as: UInt.self)
          waiting.kept -= size.bytes
        }
        return first
      }
      return UnsafeMutableRawPointer(bitPattern: address)?.assumingMemoryBound(to: Float.self)
    }

    /// Keeps a block, and tells whether there is room for it.
    func keep(_ block: UnsafeMutablePointer<Float>, _ size: Size) -> Bool {
      let address = UInt(bitPattern: block)
      return waiting.withLock { waiting in
        guard waiting.kept + size.bytes <= keptLimit, let block = UnsafeMutableRawPointer(bitPattern: address) else {
          return false
        }
        block.storeBytes(of: waiting.heads[size.index], as: UInt.self)
        waiting.heads[size.index] = address
        waiting.kept += size.bytes
        return true
      }
    }
  }

  /// Each living thread's; of more threads some share the last.
  private static let shelves = (0..<64).map { _ in Shelf() }

  /// Which shelves have a thread: a bit for each.
  private static let owned = Atomic<UInt64>(0)

  /// Where a thread finds the number of its shelf, counted from 1. When it ends, the shelf is free for the next.
  private static let shelfNumber = {
    var key = pthread_key_t()
    let code = pthread_key_create(&key) { number in
      owned.bitwiseAnd(~(1 << UInt64(UInt(bitPattern: number) - 1)), ordering: .relaxed)
    }
    if code != 0 { fatalError("Buffers: the system can keep nothing for a thread") }
    return key
  }()

  /// The index of the calling thread's shelf.
  static var ownShelf: Int {
    let number = Int(bitPattern: pthread_getspecific(shelfNumber))
    if number > 0 { return number - 1 }
    var taken = owned.load(ordering: .relaxed)
    while taken != .max {
      let index = (~taken).trailingZeroBitCount
      let (isOurs, now) = owned.weakCompareExchange(expected: taken, desired: taken | 1 << index, ordering: .relaxed)
      if isOurs {
        pthread_setspecific(shelfNumber, UnsafeRawPointer(bitPattern: index + 1))
        return index
      }
      taken = now
    }
    return shelves.count - 1
  }

  /// Whether a sanitizer looks on. It knows memory that the system gives and takes, but not what waits here.
  static let isWatched =
    dlsym(dlopen(nil, RTLD_LAZY), "__asan_init") != nil || dlsym(dlopen(nil, RTLD_LAZY), "__tsan_init") != nil

  /// Room for `count` floats, on a 64-byte boundary, holding anything. Ends the program if there is no such memory.
  public static func take(_ count: Int) -> UnsafeMutablePointer<Float> {
    if count < 0 || count > largestCount { fatalError("Buffers: no memory has room for \(count) floats") }
    if isWatched { return allocate(count * MemoryLayout<Float>.stride) }
    let size = Size(holding: count)
    if let block = shelves[ownShelf].take(size) { return block }
    for shelf in shelves {
      if let block = shelf.take(size) { return block }
    }
    return allocate(size.bytes)
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
    if isWatched || !shelves[ownShelf].keep(pointer, size) { free(pointer) }
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
