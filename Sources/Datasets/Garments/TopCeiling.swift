import Kernels
import System
import TensorCore

extension DrawnGarments {
  /// The classes of garments for the upper body that look alike: T-shirt/top, pullover, coat and shirt.
  public static let tops = TopKind.all.map(\.label)

  /// What tops are taken for by a reader who sees every choice that the generator made for them and knows how often
  /// each kind makes it: row t, column p counts the tops of class `tops[t]` for which class `tops[p]` is the likeliest.
  ///
  /// An image shows no more than the choices it was drawn from, so no reader of images can name a larger share of tops
  /// correctly, but for the luck of the `count` tops of each kind that are drawn here. Stops if `count` is negative.
  public static func idealConfusion(ofEach count: Int, seed: UInt64) -> [[Int]] {
    require(count >= 0, "DrawnGarments.idealConfusion: the count is \(count); it must not be negative")
    let pen = SeededGenerator(seed: seed)
    return TopKind.all.indices.map { kind in
      var answers = [Int](repeating: 0, count: TopKind.all.count)
      for index in 0..<count {
        var generator = pen.split(UInt64(kind)).split(UInt64(index))
        let posterior = TopKind.all[kind].drawn(using: &generator).choices.posterior
        answers[posterior.indices.max { posterior[$0] < posterior[$1] } ?? 0] += 1
      }
      return answers
    }
  }
}

/// What was chosen for a top, as far as the kinds differ in it: all else is drawn alike for all of them.
struct TopChoices {
  let isLong: Bool
  let chest: Float
  let neck: Top.Neck
  let neckDepth: Float
  let sleeves: Top.Sleeves
  let hasRibs: Bool
  let detail: Float
  let front: Top.Front
  let pockets: Int
  let hasBelt: Bool
  let weave: Top.Weave

  /// How likely each of the four kinds is, given these choices, if all four are equally frequent.
  var posterior: [Double] {
    let likelihoods = TopKind.all.map { $0.likelihood(of: self) }
    let sum = likelihoods.reduce(0, +)
    return likelihoods.map { $0 / sum }
  }

  /// Whether anything is drawn that shows how plain the details are.
  fileprivate var showsDetail: Bool { front != .closed || pockets > 0 || neck == .collar }
}

extension TopKind {
  /// The density of some choices among tops of this kind, but for factors that all kinds share.
  fileprivate func likelihood(of choices: TopChoices) -> Double {
    var density =
      share(of: choices.neck, necks) * share(of: choices.sleeves, sleeves) * share(of: choices.front, fronts)
      * share(of: choices.weave, weaves) * share(choices.hasRibs, ribs) * share(choices.hasBelt, belts)
      * share(choices.pockets > 0, choices.pockets == 0 || choices.pockets == pockets?.count ? pockets?.share : nil)
    density *= ClampedNormal(choices.isLong ? 0.75 * width : width, Top.chestDeviation).density(at: choices.chest)
    if choices.neck.isPointed {
      let depth = Top.depth(of: choices.neck)
      let usual = ClampedNormal(depth.mean, depth.deviation)
      density *= hasDeepNecks ? usual.stretchedDensity(at: choices.neckDepth) : usual.density(at: choices.neckDepth)
    }
    if choices.showsDetail {
      density *= detail.contains(choices.detail) ? 1 / Double(detail.upperBound - detail.lowerBound) : 0
    }
    return density
  }

  private func share<Value: Equatable>(of value: Value, _ shares: KeyValuePairs<Value, Float>) -> Double {
    Double((shares.first { $0.key == value }?.value ?? 0) / shares.reduce(0) { $0 + $1.value })
  }

  private func share(_ isSo: Bool, _ probability: Float?) -> Double {
    let probability = Double(probability ?? 0)
    return isSo ? probability : 1 - probability
  }
}

/// What `SeededGenerator.near` draws from: a normal distribution whose ends, from two standard deviations on, are put on
/// one point at either side.
private struct ClampedNormal {
  private let mean, deviation: Float

  init(_ mean: Float, _ deviation: Float) { (self.mean, self.deviation) = (mean, deviation) }

  private static let massOfAnEnd = 0.022750131948
  private var ends: [Float] { [-2, 2].map { mean + deviation * $0 } }

  /// The density; at the ends it stands for all of their mass on one `Float`, far above any other.
  func density(at x: Float) -> Double { ends.contains(x) ? ClampedNormal.massOfAnEnd * 1e9 : smooth(Double(x)) }

  /// The density of such a number times another that is drawn evenly from 1…2.
  func stretchedDensity(at x: Float) -> Double {
    let x = Double(x), pieces = 64
    let inner = (0..<pieces).reduce(0.0) { sum, piece in
      let factor = 1 + (Double(piece) + 0.5) / Double(pieces)
      return sum + smooth(x / factor) / factor
    }
    return ends.map(Double.init).reduce(inner / Double(pieces)) { sum, end in
      sum + ((end...2 * end).contains(x) ? ClampedNormal.massOfAnEnd / end : 0)
    }
  }

  private func smooth(_ x: Double) -> Double {
    let distance = (x - Double(mean)) / Double(deviation)
    guard abs(distance) < 2 else { return 0 }
    return Elementary.exp(-distance * distance / 2) / (Double(deviation) * 2.506628274631)
  }
}
