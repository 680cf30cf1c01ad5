import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A web server on this machine that answers each request as a test says.
final class Server: Sendable {
  struct Request: Equatable, Sendable {
    let path: String
    /// The first byte that is asked for.
    var start = 0
  }

  enum Answer: Sendable {
    /// A file, from the byte that is asked for.
    case file([UInt8])
    /// A file, whatever part is asked for.
    case wholeFile([UInt8])
    /// So many bytes of what is asked for, and then the end.
    case cut([UInt8], after: Int)
    /// So many bytes of what is asked for, and then nothing more.
    case stall([UInt8], after: Int)
    case status(Int)
    /// Zeros for as long as somebody listens.
    case endless
  }

  let port: UInt16
  private let listener: Int32
  private let log: Log

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
  }

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    // A proxy would not find this machine's own servers.
    setenv("no_proxy", "127.0.0.1", 1)
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    listener = socket(AF_INET, stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, log) = (listener, Log())
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    self.log = log
    Thread.detachNewThread {
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        Thread.detachNewThread {
          defer { close(connection) }
          guard let request = Server.request(on: connection) else { return }
          log.requests.withLock { $0.append(request) }
          Server.send(answer(request), to: request, on: connection)
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// What has been asked for so far.
  var requests: [Request] { log.requests.withLock(\.self) }

  func address(_ folder: String) -> String { "http://127.0.0.1:\(port)/\(folder)/" }

  private static func request(on connection: Int32) -> Request? {
    var head = ""
    var piece = [UInt8](repeating: 0, count: 4096)
    while !head.contains("\r\n\r\n") {
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      head += String(decoding: piece[..<count], as: UTF8.self)
    }
    let range = head.firstRange(of: "Range: bytes=").map { head[$0.upperBound...].prefix(while: \.isNumber) }
    return Request(path: String(head.split(separator: " ")[1]), start: range.flatMap { Int($0) } ?? 0)
  }

  private static func send(_ answer: Answer, to request: Request, on connection: Int32) {
    switch answer {
    case .file(let bytes): sendPart(of: bytes, from: request.start, count: bytes.count, on: connection)
    case .wholeFile(let bytes): sendPart(of: bytes, from: 0, count: bytes.count, on: connection)
    case .cut(let bytes, let count): sendPart(of: bytes, from: request.start, count: count, on: connection)
    case .stall(let bytes, let count):
      sendPart(of: bytes, from: request.start, count: count, on: connection)
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
    case .status(let status):
      let page = Array("<html>no</html>".utf8)
      send("HTTP/1.1 \(status) No\r\nContent-Length: \(page.count)\r\n\r\n".utf8 + page, on: connection)
    case .endless:
      send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), on: connection)
      while send([UInt8](repeating: 0, count: 1 << 16), on: connection) {}
    }
  }

  private static func sendPart(of bytes: [UInt8], from start: Int, count: Int, on connection: Int32) {
    guard start < bytes.count || start == 0 else { return send(.status(416), to: Request(path: ""), on: connection) }
    let status = start > 0 ? "206 Partial Content" : "200 OK"
    let range = start > 0 ? "Content-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)\r\n" : ""
    send("HTTP/1.1 \(status)\r\n\(range)Content-Length: \(bytes.count - start)\r\n\r\n".utf8 + [], on: connection)
    send(Array(bytes[start...].prefix(count)), on: connection)
  }

  @discardableResult private static func send(_ bytes: [UInt8], on connection: Int32) -> Bool {
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
      let quietly: Int32 = 0
    #else
      let quietly = Int32(MSG_NOSIGNAL)
    #endif
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { sendto(connection, $0.baseAddress, $0.count, quietly, nil, 0) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
