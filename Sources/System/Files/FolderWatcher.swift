#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Notices changes of files in a folder, without asking again and again.
package struct FolderWatcher: ~Copyable {
  private let folder: String
  private let files: [String]
  private let queue: Int32

  /// Milliseconds in which the several steps of one save are taken together.
  private static let pause: Int32 = 100

  #if canImport(Darwin)
    /// Watches from now on; throws a line if that cannot be done.
    package init(_ folder: String, files: [String]) throws {
      (self.folder, self.files) = (folder, files)
      queue = kqueue()
      guard queue >= 0 else { throw FolderWatcher.failure(folder) }
      register()
    }

    /// Waits until one of the files has been written, or another has been put in its place.
    package func wait() {
      var event = kevent()
      kevent(queue, nil, 0, &event, 1, nil)
      usleep(UInt32(FolderWatcher.pause) * 1000)
      register()
    }

    /// Asks for word of the folder and of the files that are in it now. Closed ones are forgotten by the system.
    private func register() {
      for path in [folder] + files.map({ "\(folder)/\($0)" }) {
        let file = open(path, O_EVTONLY)
        guard file >= 0 else { continue }
        var change = kevent(
          ident: UInt(file), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
          fflags: UInt32(NOTE_WRITE | NOTE_RENAME | NOTE_DELETE), data: 0, udata: nil)
        kevent(queue, &change, 1, nil, 0, nil)
      }
    }
  #else
    /// Watches from now on; throws a line if that cannot be done.
    package init(_ folder: String, files: [String]) throws {
      (self.folder, self.files) = (folder, files)
      queue = inotify_init1(Int32(IN_CLOEXEC))
      guard queue >= 0, inotify_add_watch(queue, folder, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)) >= 0 else {
        throw FolderWatcher.failure(folder)
      }
    }

    /// Waits until one of the files has been written, or another has been put in its place.
    package func wait() {
      var isChanged = false
      var entry = pollfd(fd: queue, events: Int16(POLLIN), revents: 0)
      while poll(&entry, 1, isChanged ? FolderWatcher.pause : -1) != 0 || !isChanged {
        if !changedFiles().isDisjoint(with: files) { isChanged = true }
      }
    }

    private func changedFiles() -> Set<String> {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(queue, &buffer, buffer.count)
      var names: Set<String> = []
      var start = 0
      while start + MemoryLayout<inotify_event>.size <= count {
        let length = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: inotify_event.self).len }
        let name = buffer[(start + MemoryLayout<inotify_event>.size)...].prefix(Int(length)).prefix { $0 != 0 }
        names.insert(String(decoding: name, as: UTF8.self))
        start += MemoryLayout<inotify_event>.size + Int(length)
      }
      return names
    }
  #endif

  private static func failure(_ folder: String) -> ProgramFailure {
    ProgramFailure("cannot watch \(folder): \(String(cString: strerror(errno))); use swift run course check")
  }

  deinit { close(queue) }
}
