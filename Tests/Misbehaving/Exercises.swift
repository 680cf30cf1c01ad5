import Checking
import TensorCore
import Walkthrough

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Each gives what is right, unless the number is 2.
enum Exercises {
  struct Refusal: Error, CustomStringConvertible { let description = "I will not" }

  static func indexOutOfRange(_ number: Int) throws -> Float {
    let doubles: [Float] = [0, 2]
    return number == 1 ? doubles[number] : number == 2 ? doubles[number] : 6
  }

  static func overflow(_ number: Int) throws -> Float {
    let large = number == 2 ? Int.max : 1
    return Float((large + number) * 0 + 2 * number)
  }

  static func unwrapped(_ number: Int) throws -> Float {
    let names = ["1": 1, "3": 3]
    return Float(2 * names["\(number)"]!)
  }

  static func tensorIndex(_ number: Int) throws -> Float {
    Tensor([2, 4])[number == 2 ? 7 : 0] * Float(number)
  }

  static func endlessLoop(_ number: Int) throws -> Float {
    var sum = number
    while sum > 0, number == 2 {
      sum = sum % 1000 + 1
    }
    return Float(2 * number)
  }

  static func endlessTensor(_ number: Int) throws -> Float {
    var map = Tensor.zeros(4, 4)
    var row = 0
    while row < 4, number == 2 {
      map[row, row] += 1
      row = Int(map[0, 0]) % 3
    }
    return Float(2 * number)
  }

  static func endlessClosure(_ number: Int) throws -> Float {
    let sizes = [3, 4].map { size in
      var left = size
      while left != 0, number == 2 { left = (left * 7 + 1) % 5 + 1 }
      return left
    }
    return Float(2 * number + 0 * sizes[0])
  }

  static func endlessPrinting(_ number: Int) throws -> Float {
    while number == 2 {
      print("still here", number)
    }
    return Float(2 * number)
  }

  static func ending(_ number: Int) throws -> Float {
    if number == 2 { exit(0) }
    return Float(2 * number)
  }

  static func recursion(_ number: Int) throws -> Float {
    func depth(_ level: Int) -> Int { level == 0 ? 0 : 1 + depth(level + 1) }
    return Float(number == 2 ? depth(1) : 2 * number)
  }

  static func memory(_ number: Int) throws -> Float {
    var tensors: [Tensor] = []
    while number == 2 {
      tensors.append(Tensor.ones(1024, 1024))
    }
    return Float(2 * number)
  }

  static func throwing(_ number: Int) throws -> Float {
    if number == 2 { throw Refusal() }
    return Float(2 * number)
  }

  static func notANumber(_ number: Int) throws -> Float { number == 2 ? .nan : Float(2 * number) }

  static func sleeping(_ number: Int) throws -> Float {
    if number == 2 { sleep(1000) }
    return Float(2 * number)
  }

  static func garbage(_ number: Int) throws -> Float {
    if number == 2 {
      for descriptor: Int32 in 3..<64 {
        write(descriptor, Array(repeating: 0x7F, count: 64), 64)
        close(descriptor)
      }
    }
    return Float(2 * number)
  }

  static func killing(_ number: Int) throws -> Float {
    if number == 2 { kill(0, SIGKILL) }
    return Float(2 * number)
  }

  static func printing(_ number: Int) throws -> Float {
    print("the number is", number, terminator: "")
    return Float(2 * number)
  }

  static func printingMuch(_ number: Int) throws -> Float {
    for line in 1...30_000 { print("case \(number), line \(line) of a search that prints what it looks at") }
    return Float(2 * number)
  }

  static func manyNumbers(_ number: Int) throws -> Tensor { Tensor(shape: [number, 6_000_000], repeating: 2) }

  static func tooManyNumbers(_ number: Int) throws -> Tensor {
    number == 2 ? .zeros(5, 8_000_000) : Tensor(Float(2 * number))
  }

  static func closing(_ number: Int) throws -> Float {
    close(STDOUT_FILENO)
    print("nobody reads this")
    return Float(2 * number)
  }

  static func unattempted(_ number: Int) throws -> Float { throw Unattempted() }

  static func message(_ number: Int) throws -> Float {
    if number == 2 { fatalError("two is\ntoo much") }
    return Float(2 * number)
  }
}
