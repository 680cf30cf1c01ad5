/// A run of stars or underscores, which may end emphasis, begin it, or both.
struct Delimiter {
  let piece: Int
  let mark: Unicode.Scalar
  let length: Int
  /// How many of its characters mark nothing yet.
  var rest: Int
  let canBegin, canEnd: Bool

  init(_ run: Range<Int>, of scalars: [Unicode.Scalar], piece: Int) {
    self.piece = piece
    mark = scalars[run.lowerBound]
    length = run.count
    rest = run.count
    let before = run.lowerBound > 0 ? scalars[run.lowerBound - 1] : " "
    let after = run.upperBound < scalars.count ? scalars[run.upperBound] : " "
    func leans(on inside: Unicode.Scalar, from outside: Unicode.Scalar) -> Bool {
      !inside.properties.isWhitespace
        && (!inside.isPunctuation || outside.isPunctuation || outside.properties.isWhitespace)
    }
    let (isLeft, isRight) = (leans(on: after, from: before), leans(on: before, from: after))
    canBegin = isLeft && (mark == "*" || !isRight || before.isPunctuation)
    canEnd = isRight && (mark == "*" || !isLeft || after.isPunctuation)
  }

  /// The rule of three keeps `*a**b*` one emphasis: the stars in the middle might begin or end one themselves.
  fileprivate func pairs(with closing: Delimiter) -> Bool {
    mark == closing.mark
      && (!canEnd && !closing.canBegin || closing.length % 3 == 0 || (length + closing.length) % 3 != 0)
  }

  /// What tells which delimiters it pairs with.
  fileprivate var kind: Int { (mark == "*" ? 6 : 0) + (canBegin ? 3 : 0) + length % 3 }
}

extension InlineParser {
  /// Pairs the delimiters from the one at `first`, each that ends emphasis with the nearest that can begin it; what is
  /// left over stays text.
  mutating func pairDelimiters(from first: Int) {
    var openers: [Delimiter] = []
    /// Up to which piece nothing pairs with a kind of delimiter: what was looked through once is not looked through again.
    var searched = Array(repeating: -1, count: 12)
    for var delimiter in delimiters[first...] {
      while delimiter.canEnd, delimiter.rest > 0 {
        let place = openers.lastIndex { $0.piece <= searched[delimiter.kind] || $0.pairs(with: delimiter) }
        guard let place, openers[place].piece > searched[delimiter.kind] else {
          searched[delimiter.kind] = openers.last?.piece ?? -1
          break
        }
        let isStrong = openers[place].rest >= 2 && delimiter.rest >= 2
        pieces[openers[place].piece].beginning.append(isStrong ? .strong : .emphasis)
        pieces[delimiter.piece].ending.append(isStrong ? .strong : .emphasis)
        delimiter.rest -= isStrong ? 2 : 1
        openers[place].rest -= isStrong ? 2 : 1
        openers.removeSubrange((openers[place].rest > 0 ? place + 1 : place)...)
      }
      if delimiter.canBegin, delimiter.rest > 0 { openers.append(delimiter) }
    }
    delimiters.removeSubrange(first...)
  }
}

extension Unicode.Scalar {
  /// What a backslash lets stand for itself.
  var isASCIIPunctuation: Bool {
    switch self {
    case "!"..."/", ":"..."@", "["..."`", "{"..."~": true
    default: false
    }
  }

  fileprivate var isPunctuation: Bool { isASCIIPunctuation || Character(self).isPunctuation }
}
