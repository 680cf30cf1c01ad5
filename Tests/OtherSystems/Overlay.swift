import Musl

// What Swift's own Musl module adds to the C library's declarations.
public var errno: Int32 {
  get { __errno_location().pointee }
  set { __errno_location().pointee = newValue }
}
func open(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { 0 }
func open(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 { 0 }
func fcntl(_ file: Int32, _ command: Int32) -> Int32 { 0 }
func fcntl(_ file: Int32, _ command: Int32, _ value: Int32) -> Int32 { 0 }
func ioctl(_ file: CInt, _ request: UInt, _ pointer: UnsafeMutableRawPointer) -> CInt { 0 }
var SIG_DFL: (@convention(c) (Int32) -> Void)? { nil }
var SIG_IGN: (@convention(c) (Int32) -> Void) { { _ in } }
var S_IFMT: mode_t { 0o170000 }
var S_IFREG: mode_t { 0o100000 }
var S_IFDIR: mode_t { 0o040000 }
